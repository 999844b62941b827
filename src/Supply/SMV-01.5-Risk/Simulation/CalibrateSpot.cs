using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Numerics.Distributions;
using NodaTime;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>Which spot model to fit.</summary>
public enum SpotKind
{
    /// <summary><see cref="Simulation.MeanRevertingJumps"/>.</summary>
    MeanRevertingJumps,
    /// <summary><see cref="Simulation.RegimeSwitching"/>.</summary>
    RegimeSwitching,
}

/// <summary>A price history and what to fit to it.</summary>
/// <param name="Calendar">The market's clock.</param>
/// <param name="Prices">Hourly prices, USD/MWh; negative ones are welcome.</param>
/// <param name="Kind">The model.</param>
/// <param name="Seed">Chance of the path that the fit is judged by.</param>
public sealed record CalibrateSpotInputs(MarketCalendar Calendar, Series<double> Prices, SpotKind Kind, ulong Seed);

/// <summary>A fitted spot model: profile plus deviations, with the history's and a simulated path's figures side by side.</summary>
public sealed record SpotCalibration(SeasonalProfile Profile, SpotModel Model, SpotMoments History, SpotMoments Simulated);

/// <summary>Fits a spot model to an hourly history: takes the seasonal profile out, finds the likeliest parameters of what is left, and
/// holds a
/// simulated path against the history. Refuses prices that are not hourly, not numbers, fewer than a year, or all alike.</summary>
public static class CalibrateSpot
{
    private const int FewestHours = 8_760;

    /// <summary>How many times the history the judged path is long.</summary>
    private const int JudgedRepeats = 4;

    /// <summary>The calibration. Finding <c>moments-apart</c>: the model's spread or spikes are not the history's.</summary>
    public static Outcome<SpotCalibration> Run(CalibrateSpotInputs inputs)
    {
        if (Refuse(inputs) is { } refusal) return refusal;
        var profile = SeasonalProfile.Of(inputs.Calendar, inputs.Prices);
        var seasonal = Enumerable.Range(0, inputs.Prices.Count)
            .Select(i => profile.At(inputs.Calendar, inputs.Prices.IntervalAt(i).Start)).ToArray();
        double[] left = [.. inputs.Prices.Values.Zip(seasonal, (price, mean) => price - mean)];
        SpotModel model = inputs.Kind == SpotKind.MeanRevertingJumps ? MeanRevertingJumps.Fit(left) : RegimeFit.Of(left);
        var simulated = Simulate(model, seasonal, inputs.Seed);
        var calibration = new SpotCalibration(profile, model, SpotMoments.Of(inputs.Prices.Values.AsSpan(), seasonal),
            SpotMoments.Of(simulated, seasonal));
        return Outcome.Of(calibration, Apart(calibration));
    }

    private static double[] Simulate(SpotModel model, double[] seasonal, ulong seed)
    {
        var random = new SeededRandom(seed);
        var (normals, path) = (new double[JudgedRepeats * seasonal.Length], new double[JudgedRepeats * seasonal.Length]);
        Ziggurat.Fill(random, normals);
        model.Fill(random, normals, path);
        for (var hour = 0; hour < path.Length; hour++) path[hour] += seasonal[hour % seasonal.Length];
        return path;
    }

    private static IEnumerable<Finding> Apart(SpotCalibration calibration)
    {
        var (history, simulated) = (calibration.History, calibration.Simulated);
        var spread = simulated.StandardDeviation / history.StandardDeviation;
        if (spread is >= 0.8 and <= 1.25 && simulated.SpikeShare <= 2 * history.SpikeShare
            && simulated.SpikeShare >= history.SpikeShare / 2)
            yield break;
        yield return new("moments-apart", Severity.Warning, FormattableString.Invariant(
            $"standard deviation {simulated.StandardDeviation:0.00} against {history.StandardDeviation:0.00} USD/MWh, spikes in ")
            + FormattableString.Invariant($"{simulated.SpikeShare:P2} against {history.SpikeShare:P2} of the hours"),
            "simulated path beside its history", "the fit stands; choose the other model or a longer history");
    }

    private static Refusal? Refuse(CalibrateSpotInputs inputs)
    {
        const string where = "spot calibration";
        var prices = inputs.Prices;
        if (prices.Step != Duration.FromHours(1))
            return new("wrong-prices", $"prices come every {prices.Step.TotalMinutes:0} minutes", where, "Give hourly prices.");
        if (prices.Count < FewestHours)
            return new("history-too-short", $"{prices.Count} hours are known, and the seasons need {FewestHours}", where,
                "Give at least a year of prices.");
        for (var i = 0; i < prices.Count; i++)
            if (!double.IsFinite(prices[i]))
                return new("price-missing", $"the price of the hour from {prices.IntervalAt(i).Start} is no number", where,
                    "Fill or cut the hole first: a fit does not guess a price.");
        return prices.Values.Distinct().Count() > 1
            ? null
            : new("zero-variance", $"every price is {prices[0]}", where, "Give a history in which the price moves.");
    }
}
