using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>How weather, load, wind, fuel, prices and outages move together, hour by hour. Weather of a day drives load by a response
/// curve; load
/// less wind sets the market's heat rate, which with the fuel's price makes the hub price, and a spot model adds what that leaves out. The
/// mean price of every hour is then moved onto the forward curve, so that forwards are fair. Source of the structure: Pirrong and
/// Jermakyan,
/// The Price of Power, J. Banking and Finance 32(12), 2008 (load and fuel as state variables); Eydeland and Wolyniec, Energy and Power Risk
/// Management, Wiley 2003, ch. 7 (hybrid models).</summary>
/// <param name="Temperature">Daily mean temperature.</param>
/// <param name="Load">Our load.</param>
/// <param name="Wind">Our wind farm.</param>
/// <param name="Fuel">The fuel that sets the price.</param>
/// <param name="HeatRate">Market heat rate (MMBtu/MWh) against our load less our wind (MW).</param>
/// <param name="Noise">What moves the hub price besides, USD/MWh; its mean does not matter.</param>
/// <param name="Hub">Forward price of each hour at the hub, USD/MWh.</param>
/// <param name="Zone">Our load's price less the hub's.</param>
/// <param name="Node">Our plants' price less the hub's.</param>
/// <param name="Outages">Forced outages, one a plant.</param>
/// <param name="Correlations">Between the hourly innovations of load, hub noise, zone basis, node basis and wind: 5 × 5,
/// row-major.</param>
/// <param name="WeatherFuelCorrelation">Between a day's innovations of temperature and fuel, [−1, 1].</param>
public sealed record JointModel(
    TemperatureModel Temperature, LoadModel Load, WindModel Wind, FuelModel Fuel, ResponseCurve HeatRate, SpotModel Noise,
    ImmutableArray<double> Hub, BasisModel Zone, BasisModel Node, ImmutableArray<OutageModel> Outages, ImmutableArray<double> Correlations,
    double WeatherFuelCorrelation)
{
    /// <summary>How many hourly innovations are correlated.</summary>
    internal const int Streams = 5;

    /// <summary>The lower triangular factor of the correlations.</summary>
    internal double[] CorrelationFactor()
    {
        double[] factor = [.. Correlations];
        Cholesky.Factor(factor, Streams);
        return factor;
    }

    /// <summary>Why it cannot be simulated over a grid, or null.</summary>
    internal Refusal? Refuse(HourGrid grid)
    {
        const string where = "joint simulation";
        foreach (var (name, length, expected) in new[]
        {
            ("hub forward prices", Hub.Length, grid.Hours), ("base load", Load.Base.Length, grid.Hours),
            ("wind speeds", Wind.MeanSpeed.Length, grid.Hours), ("zone basis", Zone.Mean.Length, grid.Hours),
            ("node basis", Node.Mean.Length, grid.Hours), ("normal temperatures", Temperature.Normal.Length, grid.Days),
            ("fuel forwards", Fuel.Forward.Length, grid.Days), ("hourly weights", Load.WeightOfHour.Length, 24),
            ("correlations", Correlations.Length, Streams * Streams),
        })
            if (length != expected)
                return new("wrong-length", $"{length} {name} were given, and {expected} are needed", where, "Give one for each.");
        foreach (var (name, persistence) in new[]
        {
            ("temperature", Temperature.Persistence), ("load", Load.Persistence), ("wind", Wind.Persistence), ("fuel", Fuel.Persistence),
            ("zone basis", Zone.Persistence), ("node basis", Node.Persistence),
        })
            if (persistence is not (>= 0 and < 1))
                return new("not-stationary", $"the persistence of {name} is {persistence}", where, "Give one of at least 0 and below 1.");
        if (WeatherFuelCorrelation is not (>= -1 and <= 1) || !IsCorrelation())
            return new("indefinite-correlation", "the correlations are not symmetric with a unit diagonal, or not positive definite", where,
                "Estimate them from one joint history, or shrink them towards independence.");
        var broken = Outages.FirstOrDefault(each => each.MeanHoursToFailure is not (>= 1) || each.MeanHoursToRepair is not (>= 1));
        return broken is null ? null : new("impossible-outage", $"{broken} has a mean below one hour", where,
            "Give means of an hour or more.");
    }

    private bool IsCorrelation()
    {
        for (var i = 0; i < Streams; i++)
            for (var j = 0; j <= i; j++)
                if (Correlations[i * Streams + j] != Correlations[j * Streams + i] || i == j && Correlations[i * Streams + j] != 1)
                    return false;
        return IsPositiveDefinite([.. Correlations]);
    }

    /// <summary>True when it has a triangular factor. The matrix is used up.</summary>
    internal static bool IsPositiveDefinite(double[] matrix)
    {
        try
        {
            Cholesky.Factor(matrix, Streams);
            return true;
        }
        catch (ArithmeticException)
        {
            return false;
        }
    }
}

/// <summary>Daily mean temperature: normal of the day plus a first-order autoregression.</summary>
/// <param name="Normal">°F, one a day.</param>
/// <param name="Deviation">Standard deviation about it, °F.</param>
/// <param name="Persistence">From day to day, [0, 1).</param>
public sealed record TemperatureModel(ImmutableArray<double> Normal, double Deviation, double Persistence);

/// <summary>Our load: base by the hour, plus the response to the day's temperature, plus noise; not below zero.</summary>
/// <param name="Base">MW without weather, one an hour.</param>
/// <param name="Response">MW against the day's mean temperature, °F.</param>
/// <param name="WeightOfHour">What share of the response falls on each hour ending, 24 numbers about 1.</param>
/// <param name="Deviation">Standard deviation of the noise, MW.</param>
/// <param name="Persistence">Of the noise from hour to hour, [0, 1).</param>
public sealed record LoadModel(
    ImmutableArray<double> Base, ResponseCurve Response, ImmutableArray<double> WeightOfHour, double Deviation, double Persistence);

/// <summary>A wind farm: speed about a mean of season and hour, turned into power by the turbines' curve.</summary>
/// <param name="MeanSpeed">m/s, one an hour.</param>
/// <param name="Deviation">Standard deviation of the speed, m/s.</param>
/// <param name="Persistence">From hour to hour, [0, 1).</param>
/// <param name="Power">MW of the farm against speed, m/s.</param>
public sealed record WindModel(ImmutableArray<double> MeanSpeed, double Deviation, double Persistence, ResponseCurve Power);

/// <summary>A fuel: the forward of the day times the exponential of a mean-reverting walk, mean one. Source: Schwartz 1997, one
/// factor.</summary>
/// <param name="Forward">USD/MMBtu, one a day.</param>
/// <param name="Volatility">Of a day's move of the logarithm.</param>
/// <param name="Persistence">From day to day, [0, 1).</param>
public sealed record FuelModel(ImmutableArray<double> Forward, double Volatility, double Persistence);

/// <summary>A price less the hub's: mean of the hour plus a first-order autoregression, USD/MWh.</summary>
public sealed record BasisModel(ImmutableArray<double> Mean, double Deviation, double Persistence);

/// <summary>A plant's forced outages: a two-state Markov chain by the hour. Source: Billinton and Allan, Reliability Evaluation of Power
/// Systems,
/// 2nd ed. 1996, ch. 9.</summary>
/// <param name="MeanHoursToFailure">Mean hours up, at least 1.</param>
/// <param name="MeanHoursToRepair">Mean hours down, at least 1.</param>
public sealed record OutageModel(double MeanHoursToFailure, double MeanHoursToRepair)
{
    /// <summary>The share of hours it is up in the long run.</summary>
    public double Availability => MeanHoursToFailure / (MeanHoursToFailure + MeanHoursToRepair);
}
