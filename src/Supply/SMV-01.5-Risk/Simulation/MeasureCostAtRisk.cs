using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Risk;
using NodaTime;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>A book and the world it lives in.</summary>
/// <param name="MeasuredAt">The clock at which everything given was known.</param>
/// <param name="Simulation">Horizon, model, paths, seed, threads.</param>
/// <param name="Book">What serves the load.</param>
public sealed record MeasureCostAtRiskInputs(Instant MeasuredAt, SimulateHoursInputs Simulation, LoadServingBook Book);

/// <summary>Cost-, earnings- and gross-margin-at-risk of serving load, by joint simulation: plants as hourly spark-spread options,
/// contracts,
/// hedges, the rest from the market. Refuses what <see cref="SimulateHours"/> refuses, plants without outage models, hours that do not
/// match, negative plants.</summary>
public static class MeasureCostAtRisk
{
    // Load, price, wind and outage alone; then all of them drawn independently; then jointly.
    private const int Load = 0, Price = 1, Wind = 2, Outage = 3, Apart = 4, Joint = 5, Runs = 6;
    private static readonly ImmutableArray<string> Names = ["load", "price", "wind", "outage"];

    /// <summary>The report.</summary>
    public static Outcome<CostAtRiskReport> Run(MeasureCostAtRiskInputs inputs)
    {
        var (_, simulation, book) = inputs;
        var grid = new HourGrid(simulation.Calendar, simulation.First, simulation.Last);
        if ((simulation.Refuse(grid) ?? book.Refuse(grid, simulation.Model)) is { } refusal) return refusal;
        var worlds = new Worlds(grid, simulation.Model, simulation.Paths, simulation.Seed, simulation.Threads);
        var tally = new Tally(grid, book, worlds, simulation.Model);
        worlds.Walk(tally.Visit);
        return Report(inputs, grid, tally);
    }

    private static CostAtRiskReport Report(MeasureCostAtRiskInputs inputs, HourGrid grid, Tally tally)
    {
        var (book, paths) = (inputs.Book, tally.Totals[Joint].Length);
        double[] revenues = [.. tally.LoadMwh.Select(cells => cells.Sum() * book.RetailUsdPerMwh)];
        var margins = revenues.Zip(tally.Totals[Joint], (revenue, cost) => revenue - cost).ToArray();
        var months = grid.Cells.Select((cell, i) => (cell.Month, i)).GroupBy(each => each.Month, each => each.i);
        var method = FormattableString.Invariant(
            $"joint simulation of load, prices, wind, fuel, outages: {paths} courses × {grid.Hours} hours, seed {inputs.Simulation.Seed}");
        return new(
            Tail.OfCosts(tally.Totals[Joint].Select(cost => cost + book.FixedCostUsd)), Tail.OfMargins(margins),
            Tail.OfMargins(margins.Select(margin => margin - book.FixedCostUsd)),
            [.. months.Select(month => new MonthAtRisk(month.Key, Tail.OfCosts(tally.Costs.Select(cells => month.Sum(i => cells[i]))),
                Tail.OfMargins(tally.Costs.Zip(tally.LoadMwh, (cost, load) =>
                    month.Sum(i => load[i] * book.RetailUsdPerMwh - cost[i])))))],
            [.. grid.Cells.Select((cell, i) => new OpenCell(cell, tally.LoadMwh.Average(each => each[i]),
                tally.PlantMwh.Average(each => each[i]),
                tally.WindMwh.Average(each => each[i]), FixedMwh(book, grid, i, false), FixedMwh(book, grid, i, true)))],
            Drivers(tally),
            new(inputs.MeasuredAt, method, grid.Cells, [.. tally.Costs.Zip(tally.HubPrices, (cost, price) =>
                new CostScenario(ImmutableArray.Create(cost), ImmutableArray.Create(price)))]));
    }

    private static ImmutableArray<RiskDriver> Drivers(Tally tally)
    {
        var risks = tally.Totals.Select(costs => Tail.OfCosts(costs)).ToArray();
        var alone = Names.Select((name, i) => new RiskDriver(name, risks[i].AtRisk,
            risks[i].Expected - new UsdEstimate(tally.CostAtMeans)));
        var together = new RiskDriver("diversification", Rest(Apart, Names.Length, risk => risk.AtRisk),
            Rest(Apart, Names.Length, risk => risk.Expected - new UsdEstimate(tally.CostAtMeans)));
        return [.. alone, together, new("correlation", risks[Joint].AtRisk - risks[Apart].AtRisk,
            risks[Joint].Expected - risks[Apart].Expected)];

        UsdEstimate Rest(int run, int parts, Func<CostTail, UsdEstimate> of) =>
            of(risks[run]) - risks.Take(parts).Aggregate(new UsdEstimate(0), (sum, risk) => sum + of(risk));
    }

    private static double FixedMwh(LoadServingBook book, HourGrid grid, int cell, bool isHedge)
    {
        var sum = 0.0;
        foreach (var energy in book.Fixed.Where(each => each.IsHedge == isHedge))
            for (var hour = 0; hour < grid.Hours; hour++)
                if (grid.CellOfHour[hour] == cell) sum += energy.Mw[hour];
        return sum;
    }

    // Keeps what each course costs; every course writes to its own places.
    private sealed class Tally
    {
        private readonly HourGrid grid;
        private readonly BookCost cost;
        private readonly Course means;
        private readonly double[] earnedAtMeans;

        internal Tally(HourGrid grid, LoadServingBook book, Worlds worlds, JointModel model)
        {
            (this.grid, cost) = (grid, new(grid, book));
            var hub = model.Hub.ToArray();
            means = new(worlds.MeanLoad, hub, [.. hub.Zip(worlds.MeanZoneBasis, (a, b) => a + b)],
                [.. hub.Zip(worlds.MeanNodeBasis, (a, b) => a + b)], worlds.MeanWind, [.. worlds.MeanFuel],
                [.. model.Outages.Select(outage => Enumerable.Repeat(outage.Availability, grid.Hours).ToArray())]);
            Totals = [.. Enumerable.Range(0, Runs).Select(_ => new double[worlds.Paths])];
            (Costs, HubPrices, LoadMwh, PlantMwh, WindMwh) =
                (Empty(worlds), Empty(worlds), Empty(worlds), Empty(worlds), Empty(worlds));
            (earnedAtMeans, CostAtMeans) = (new double[grid.Cells.Length], 0);
            cost.MeasurePlants(means, earnedAtMeans, new double[grid.Cells.Length]);
            CostAtMeans = Total(means, earnedAtMeans, new double[grid.Cells.Length]);
        }

        internal double[][] Totals { get; }

        internal double[][] Costs { get; }

        internal double[][] HubPrices { get; }

        internal double[][] LoadMwh { get; }

        internal double[][] PlantMwh { get; }

        internal double[][] WindMwh { get; }

        internal double CostAtMeans { get; }

        internal void Visit(World[] group, int first)
        {
            var (spare, earned, energy) = (new double[grid.Cells.Length], new double[grid.Cells.Length], new double[grid.Cells.Length]);
            for (var i = 0; i < group.Length; i++)
            {
                var (own, path) = (Course.Of(group[i]), first + i);
                cost.MeasurePlants(own, earned, PlantMwh[path]);
                Totals[Joint][path] = Total(own, earned, Costs[path]);
                // Plants see neither our load nor our wind.
                Totals[Load][path] = Total(means with { Load = own.Load }, earnedAtMeans, spare);
                Totals[Wind][path] = Total(means with { Wind = own.Wind }, earnedAtMeans, spare);
                Totals[Price][path] = TotalOf(means.WithPrices(own));
                Totals[Outage][path] = TotalOf(means with { Up = own.Up });
                // Each driver from another course of the group: their own distributions stay, what joins them goes.
                Totals[Apart][path] = TotalOf(own.WithPrices(Course.Of(group[(i + 1) % group.Length])) with
                {
                    Wind = group[(i + 2) % group.Length].Wind,
                    Up = group[(i + 3) % group.Length].Up,
                });
                Count(own, path);
            }

            double TotalOf(in Course course)
            {
                cost.MeasurePlants(course, earned, energy);
                return Total(course, earned, spare);
            }
        }

        private void Count(in Course own, int path)
        {
            for (var hour = 0; hour < grid.Hours; hour++)
            {
                var cell = grid.CellOfHour[hour];
                LoadMwh[path][cell] += own.Load[hour];
                WindMwh[path][cell] += own.Wind[hour];
                HubPrices[path][cell] += own.Hub[hour];
            }
            for (var cell = 0; cell < grid.Cells.Length; cell++) HubPrices[path][cell] /= grid.Cells[cell].Hours;
        }

        private double Total(in Course course, double[] earned, double[] cells)
        {
            cost.Measure(course, cells);
            for (var cell = 0; cell < cells.Length; cell++) cells[cell] -= earned[cell];
            return cells.Sum();
        }

        private double[][] Empty(Worlds worlds) => [.. Enumerable.Range(0, worlds.Paths).Select(_ => new double[grid.Cells.Length])];
    }
}
