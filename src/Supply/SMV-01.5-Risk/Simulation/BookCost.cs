using System.Buffers;
using System.Numerics;
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

    /// <summary>Cost of each month and block but for what the plants earn, USD, fixed costs left out.</summary>
    internal void Measure(in Course course, Span<double> costs)
    {
        costs.Clear();
        var cells = grid.CellOfHour.AsSpan();
        for (var hour = 0; hour < cells.Length; hour++)
            costs[cells[hour]] += course.Load[hour] * course.Zone[hour] + course.Wind[hour] * (book.WindUsdPerMwh - course.Node[hour])
                + agreed[hour] - fixedMw[0][hour] * course.Hub[hour] - fixedMw[1][hour] * course.Zone[hour]
                - fixedMw[2][hour] * course.Node[hour];
    }

    /// <summary>What the plants earn in each month and block, USD, and the energy they make, MWh. Plant by plant, several hours at once;
    /// cells are added up after the last plant.</summary>
    internal void MeasurePlants(in Course course, Span<double> earned, Span<double> energy)
    {
        var rented = ArrayPool<double>.Shared.Rent(2 * grid.Hours);
        var margins = rented.AsSpan(0, grid.Hours);
        var output = rented.AsSpan(grid.Hours, grid.Hours);
        margins.Clear();
        output.Clear();
        for (var plant = 0; plant < planned.Length; plant++)
            Add(margins, output, planned[plant], course.Up[plant], course.Node, course.Fuel, book.Plants[plant].HeatRate, Adder(plant));
        earned.Clear();
        energy.Clear();
        for (var hour = 0; hour < margins.Length; hour++)
        {
            earned[grid.CellOfHour[hour]] += margins[hour];
            energy[grid.CellOfHour[hour]] += output[hour];
        }
        ArrayPool<double>.Shared.Return(rented);
    }

    // In an hour it pays, a plant's margin and energy.
    private static void Add(Span<double> margins, Span<double> output, double[] own, double[] up, double[] node, double[] fuel,
        double heatRate, double adder)
    {
        var (hour, zero) = (0, Vector<double>.Zero);
        for (; hour <= margins.Length - Vector<double>.Count; hour += Vector<double>.Count)
        {
            var spread = new Vector<double>(node, hour) - heatRate * new Vector<double>(fuel, hour) - new Vector<double>(adder);
            var running = new Vector<double>(own, hour) * new Vector<double>(up, hour);
            running = Vector.ConditionalSelect(Vector.GreaterThan(spread, zero), running, zero);
            (new Vector<double>(margins[hour..]) + running * spread).CopyTo(margins[hour..]);
            (new Vector<double>(output[hour..]) + running).CopyTo(output[hour..]);
        }
        for (; hour < margins.Length; hour++)
        {
            var spread = node[hour] - heatRate * fuel[hour] - adder;
            var running = spread > 0 ? own[hour] * up[hour] : 0;
            margins[hour] += running * spread;
            output[hour] += running;
        }
    }

    private double Adder(int plant) => book.Plants[plant].VomUsdPerMwh + book.Plants[plant].StartUsdPerMwh;
}
