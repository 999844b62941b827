using System.Collections.Immutable;
using Busbar.Supply.Risk.Simulation;

namespace Busbar.Host.Desks;

/// <summary>How one thing moves in the fitted model, for people.</summary>
/// <param name="Of">What moves.</param>
/// <param name="Deviation">Standard deviation about its season, in its unit.</param>
/// <param name="Persistence">Share of a deviation left a step later.</param>
/// <param name="Unit">Unit of the deviation.</param>
/// <param name="Step">What a step is: <c>hour</c>, <c>day</c>.</param>
public sealed record FittedFigure(string Of, double Deviation, double Persistence, string Unit, string Step)
{
    /// <summary>Everything that moves in a model.</summary>
    public static ImmutableArray<FittedFigure> All(JointModel model) =>
    [
        new("temperature", model.Temperature.Deviation, model.Temperature.Persistence, "°F", "day"),
        new("load beside the weather", model.Load.Deviation, model.Load.Persistence, "MW", "hour"),
        new("wind, as a normal score", model.Wind.Deviation, model.Wind.Persistence, "1", "hour"),
        new("fuel", 100 * model.Fuel.Volatility / Math.Sqrt(1 - model.Fuel.Persistence * model.Fuel.Persistence), model.Fuel.Persistence,
            "%", "day"),
        .. model.Noise is MeanRevertingJumps noise
            ? new[] { new FittedFigure("hub beside fuel × heat rate", Math.Sqrt(noise.Variance), noise.Persistence, "USD/MWh", "hour") }
            : [],
    ];
}
