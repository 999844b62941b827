using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Risk;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>What to simulate.</summary>
/// <param name="Calendar">The market's clock.</param>
/// <param name="First">First operating day.</param>
/// <param name="Last">Last operating day.</param>
/// <param name="Model">How everything moves together.</param>
/// <param name="Paths">How many courses: a multiple of four, 20 or more.</param>
/// <param name="Seed">Chance.</param>
/// <param name="Threads">How many at once; changes no bit of the answer.</param>
public sealed record SimulateHoursInputs(
    MarketCalendar Calendar, OperatingDay First, OperatingDay Last, JointModel Model, int Paths, ulong Seed, int Threads)
{
    internal Refusal? Refuse(HourGrid grid) => Paths >= 20 && Paths % Worlds.Group == 0
        ? Model.Refuse(grid)
        : new("wrong-paths", $"{Paths} paths were asked for", "joint simulation", "Ask for a multiple of four, 20 or more.");
}

/// <summary>Load, prices and wind of one month and block over the courses.</summary>
/// <param name="Cell">The month and block.</param>
/// <param name="LoadMwh">Our load.</param>
/// <param name="WindMwh">Our wind.</param>
/// <param name="HubPrice">Mean price of the block's hours at the hub, USD/MWh.</param>
/// <param name="ZonePrice">At our load.</param>
/// <param name="NodePrice">At our plants.</param>
public sealed record SimulatedCell(
    CostCell Cell, Spread LoadMwh, Spread WindMwh, Spread HubPrice, Spread ZonePrice, Spread NodePrice);

/// <summary>A simulated quantity's mean and its 5th, 50th and 95th percentile (type 7).</summary>
public readonly record struct Spread(double Mean, double P5, double P50, double P95)
{
    internal static Spread Of(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return new(Statistics.Mean(values), Quantile.OfSorted(sorted, 0.05), Quantile.OfSorted(sorted, 0.5),
            Quantile.OfSorted(sorted, 0.95));
    }
}

/// <summary>Simulates load, hub, zone and node price, wind, fuel and outages together, hour by hour, and adds up to months and blocks as
/// it goes:
/// no course is held. The mean hub price of every hour equals the forward curve. Refuses too few paths, series of another length,
/// correlations that are none, persistence outside [0, 1), outages shorter than an hour.</summary>
public static class SimulateHours
{
    private const int Quantities = 5;

    /// <summary>One answer a month and block.</summary>
    public static Outcome<ImmutableArray<SimulatedCell>> Run(SimulateHoursInputs inputs)
    {
        var grid = new HourGrid(inputs.Calendar, inputs.First, inputs.Last);
        if (inputs.Refuse(grid) is { } refusal) return refusal;
        var worlds = new Worlds(grid, inputs.Model, inputs.Paths, inputs.Seed, inputs.Threads);
        var sums = new double[grid.Cells.Length * Quantities][];
        for (var i = 0; i < sums.Length; i++) sums[i] = new double[inputs.Paths];
        worlds.Walk((group, first) =>
        {
            for (var i = 0; i < group.Length; i++) AddUp(grid, group[i], sums, first + i);
        });
        return Outcome.Of<ImmutableArray<SimulatedCell>>([.. grid.Cells.Select((cell, i) => CellOf(cell, sums.AsSpan(i * Quantities)))],
            []);
    }

    private static void AddUp(HourGrid grid, World world, double[][] sums, int path)
    {
        Span<double> cells = new double[sums.Length];
        for (var hour = 0; hour < grid.Hours; hour++)
        {
            var cell = cells.Slice(grid.CellOfHour[hour] * Quantities, Quantities);
            cell[0] += world.Load[hour];
            cell[1] += world.Wind[hour];
            cell[2] += world.Hub[hour];
            cell[3] += world.Zone[hour];
            cell[4] += world.Node[hour];
        }
        for (var i = 0; i < sums.Length; i++) sums[i][path] = cells[i];
    }

    private static SimulatedCell CellOf(CostCell cell, ReadOnlySpan<double[]> sums)
    {
        for (var i = 2; i < Quantities; i++)
            for (var path = 0; path < sums[i].Length; path++) sums[i][path] /= cell.Hours;
        return new(cell, Spread.Of(sums[0]), Spread.Of(sums[1]), Spread.Of(sums[2]), Spread.Of(sums[3]), Spread.Of(sums[4]));
    }
}
