using Busbar.Numerics;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>Load, prices, wind, fuel and availability of a course, from one world or from several.</summary>
internal readonly record struct Course(
    double[] Load, double[] Hub, double[] Zone, double[] Node, double[] Wind, double[] Fuel, double[][] Up)
{
    internal static Course Of(World world) => new(world.Load, world.Hub, world.Zone, world.Node, world.Wind, world.Fuel, world.Up);

    internal Course WithPrices(Course other) => this with { Hub = other.Hub, Zone = other.Zone, Node = other.Node, Fuel = other.Fuel };
}

/// <summary>What a course costs a book: load bought at its zone, less what plants, wind, contracts and hedges earn.</summary>
internal sealed class BookCost
{
    private readonly HourGrid grid;
    private readonly LoadServingBook book;
    private readonly double[] agreed;
    private readonly double[][] fixedMw;
    private readonly double[][] planned;

    internal BookCost(HourGrid grid, LoadServingBook book)
    {
        (this.grid, this.book, agreed) = (grid, book, new double[grid.Hours]);
        fixedMw = [.. Enumerable.Range(0, 3).Select(_ => new double[grid.Hours])];
        planned = [.. book.Plants.Select(plant => plant.PlannedMw.ToArray())];
        foreach (var energy in book.Fixed)
        {
            Spans.AddScaled(agreed, energy.PriceUsdPerMwh, energy.Mw.AsSpan());
            Spans.AddScaled(fixedMw[(int)energy.At], 1, energy.Mw.AsSpan());
        }
    }

    /// <summary>Cost of each month and block, USD, fixed costs left out.</summary>
    internal void Measure(in Course course, Span<double> costs)
    {
        costs.Clear();
        var cells = grid.CellOfHour.AsSpan();
        for (var hour = 0; hour < cells.Length; hour++)
            costs[cells[hour]] += course.Load[hour] * course.Zone[hour] + course.Wind[hour] * (book.WindUsdPerMwh - course.Node[hour])
                + agreed[hour] - fixedMw[0][hour] * course.Hub[hour] - fixedMw[1][hour] * course.Zone[hour]
                - fixedMw[2][hour] * course.Node[hour];
        for (var plant = 0; plant < planned.Length; plant++)
        {
            var (own, up, adder) = (planned[plant], course.Up[plant], Adder(plant));
            var heatRate = book.Plants[plant].HeatRate;
            for (var hour = 0; hour < cells.Length; hour++)
            {
                var spread = course.Node[hour] - heatRate * course.Fuel[hour] - adder;
                costs[cells[hour]] -= own[hour] * up[hour] * Math.Max(spread, 0);
            }
        }
    }

    /// <summary>Energy that the plants make in each month and block, MWh.</summary>
    internal void MeasurePlants(in Course course, Span<double> energy)
    {
        energy.Clear();
        for (var plant = 0; plant < planned.Length; plant++)
            for (var hour = 0; hour < grid.Hours; hour++)
                if (course.Node[hour] > book.Plants[plant].HeatRate * course.Fuel[hour] + Adder(plant))
                    energy[grid.CellOfHour[hour]] += planned[plant][hour] * course.Up[plant][hour];
    }

    private double Adder(int plant) => book.Plants[plant].VomUsdPerMwh + book.Plants[plant].StartUsdPerMwh;
}
