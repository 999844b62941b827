using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Risk.Simulation;
using Busbar.Supply.Tests;

namespace Busbar.Supply.Risk.Tests.Simulation;

public sealed class MeasureCostAtRiskTests
{
    private static readonly OperatingDay First = OperatingDay.Of(2027, 10, 20);
    private static readonly OperatingDay Last = OperatingDay.Of(2027, 11, 12);
    private static readonly HourGrid Grid = new(SampleWorld.Calendar, First, Last);

    [Fact]
    public void Every_course_costs_what_adding_up_its_hours_gives()
    {
        var (inputs, book) = (SampleWorld.Inputs(First, Last, paths: 40), SampleWorld.Book(Grid));
        var report = Measure(inputs, book);
        var worlds = new Worlds(Grid, inputs.Model, inputs.Paths, inputs.Seed, 1);
        var hours = First.Through(Last).SelectMany(day => SampleWorld.Calendar.HoursOf(day)).ToArray();
        Assert.Equal(24 * 24 + 1, hours.Length);
        worlds.Walk((group, first) =>
        {
            for (var i = 0; i < group.Length; i++)
                for (var c = 0; c < Grid.Cells.Length; c++)
                    Assert.Equal(ByHand(group[i], Grid.Cells[c].Month, Grid.Cells[c].Block),
                        report.Scenarios.Scenarios[first + i].CostsUsd[c], 1e-6);
        });

        double ByHand(World world, OperatingDay month, PeakBlock block)
        {
            var sum = 0.0;
            for (var h = 0; h < hours.Length; h++)
            {
                if (SampleWorld.Calendar.BlockOf(hours[h].Start) != block) continue;
                if (SampleWorld.Calendar.DayOf(hours[h].Start).FirstOfMonth() != month) continue;
                sum += world.Load[h] * world.Zone[h] + world.Wind[h] * (32 - world.Node[h]);
                sum += 80 * (30 - world.Node[h]) + 100 * (36 - world.Hub[h]);
                for (var p = 0; p < book.Plants.Length; p++)
                {
                    var plant = book.Plants[p];
                    var cost = plant.HeatRate * world.Fuel[h] + plant.VomUsdPerMwh + plant.StartUsdPerMwh;
                    if (world.Up[p][h] > 0 && world.Node[h] > cost) sum -= plant.PlannedMw[h] * (world.Node[h] - cost);
                }
            }
            return sum;
        }
    }

    [Fact]
    public void A_spring_day_costs_what_was_worked_outside()
    {
        var file = CaseFile.Read("risk/sim-spring-day.txt");
        var rows = file.Tables.Single();
        var grid = new HourGrid(SampleWorld.Calendar, Given.DayOf(file["day"]), Given.DayOf(file["day"]));
        Assert.Equal(23, grid.Hours);
        Assert.Equal(rows.Texts("hour ending").Select(int.Parse), grid.LabelOfHour.Select(label => label + 1));
        double[] Column(string name) => [.. rows.Estimates(name)];
        FixedEnergy Flat(bool isHedge, PricePoint at, double mw, double price) =>
            new("deal", isHedge, at, [.. Enumerable.Repeat(mw, 23)], price);
        var book = new LoadServingBook([new("plant", [.. Enumerable.Repeat(50.0, 23)], 8, 2, 1)], 25,
            [Flat(false, PricePoint.Node, 10, 28), Flat(true, PricePoint.Hub, 20, 33)], 0, 0);
        var costs = new double[grid.Cells.Length];
        var (cost, earned) = (new BookCost(grid, book), new double[grid.Cells.Length]);
        var course = new Course(Column("load MW"), Column("hub"), Column("zone"), Column("node"), Column("wind MW"), Column("fuel"),
            [Column("up")]);
        cost.Measure(course, costs);
        cost.MeasurePlants(course, earned, new double[grid.Cells.Length]);
        for (var cell = 0; cell < costs.Length; cell++) costs[cell] -= earned[cell];
        Assert.Equal([PeakBlock.WeekendDay, PeakBlock.Night], grid.Cells.Select(cell => cell.Block));
        Assert.Equal((double)file.Number("expected weekend day USD"), costs[0], 1e-6);
        Assert.Equal((double)file.Number("expected night USD"), costs[1], 1e-6);
        Assert.Equal(costs.Sum(), Column("cost USD").Sum(), 1e-6);
    }

    [Fact]
    public void Figures_of_the_whole_are_those_of_its_courses_and_months()
    {
        var book = SampleWorld.Book(Grid);
        var report = Measure(SampleWorld.Inputs(First, Last), book);
        double[] costs = [.. report.Scenarios.Scenarios.Select(course => course.CostsUsd.Sum())];
        Array.Sort(costs);
        Assert.Equal(costs.Average() + 5e6, report.Cost.Expected.Value, 1e-3);
        Assert.Equal(costs[^10..].Average() + 5e6, report.Cost.TailMean.Value, 1e-3);
        Assert.Equal(Quantile.OfSorted(costs, 0.95) + 5e6, report.Cost.P95.Value, 1e-3);
        Assert.Equal(report.Cost.Expected.Value - 5e6, report.Months.Sum(month => month.Cost.Expected.Value), 1e-3);
        Assert.Equal(report.GrossMargin.Expected.Value, report.Months.Sum(month => month.GrossMargin.Expected.Value), 1e-3);
        Assert.Equal(report.GrossMargin.Expected.Value - 5e6, report.Earnings.Expected.Value, 1e-3);
        Assert.Equal(report.GrossMargin.AtRisk.Value, report.Earnings.AtRisk.Value, 1e-3);
        Assert.Equal(report.Cost.AtRisk.Value, report.Drivers.Sum(driver => driver.AtRisk.Value), 1e-3);
        foreach (var cell in report.Cells)
        {
            Assert.Equal(80.0 * cell.Cell.Hours, cell.ContractMwh, 1e-6);
            Assert.Equal(100.0 * cell.Cell.Hours, cell.HedgeMwh, 1e-6);
            Assert.Equal(1 - cell.OpenMwh / cell.LoadMwh, cell.HedgeRatio, 1e-12);
        }
        Assert.Equal(["load", "price", "wind", "outage", "diversification", "correlation"], report.Drivers.Select(driver => driver.Name));
    }

    [Fact]
    public void Normal_prices_on_a_flat_load_have_the_tail_that_the_normal_law_gives()
    {
        // Cost = 100 MW × Σ price, prices independent and normal: mean of the dearest 5 % is 2.0627128 standard deviations above the mean.
        var report = Measure(Quiet(paths: 20_000), Nothing());
        var deviation = 100 * 3 * Math.Sqrt(Grid.Hours);
        Assert.Equal(100 * Quiet(20).Model.Hub.Sum(), report.Cost.Expected.Value, 1e-3);
        Assert.Equal(2.0627128 * deviation, report.Cost.AtRisk.Value, 0.03 * 2.06 * deviation);
        Assert.Equal(1.6448536 * deviation, (report.Cost.P95 - report.Cost.P50).Value, 0.04 * 1.64 * deviation);
        Assert.Equal(report.Cost.AtRisk.Value, report.Drivers.Single(driver => driver.Name == "price").AtRisk.Value, 1e-3);
        foreach (var driver in report.Drivers.Where(driver => driver.Name is "load" or "wind" or "outage"))
            Assert.Equal(0, driver.AtRisk.Value, 1e-3);
    }

    [Fact]
    public void A_full_hedge_of_a_flat_load_leaves_no_risk()
    {
        var hedge = new FixedEnergy("all", true, PricePoint.Zone, [.. Enumerable.Repeat(100.0, Grid.Hours)], 41);
        var report = Measure(Quiet(paths: 100), Nothing() with { Fixed = [hedge] });
        Assert.Equal(0, report.Cost.AtRisk.Value, 1e-3);
        Assert.Equal(41.0 * 100 * Grid.Hours, report.Cost.P95.Value, 1e-3);
        Assert.All(report.Cells, cell => Assert.Equal(0, cell.OpenMwh, 1e-6));
    }

    [Fact]
    public void The_same_seed_gives_the_same_report_whatever_the_thread_count()
    {
        var (one, three) = (Measure(SampleWorld.Inputs(First, Last, threads: 1), SampleWorld.Book(Grid)),
            Measure(SampleWorld.Inputs(First, Last, threads: 3), SampleWorld.Book(Grid)));
        Assert.Equal((one.Cost, one.GrossMargin, one.Earnings), (three.Cost, three.GrossMargin, three.Earnings));
        Assert.Equal(one.Drivers, three.Drivers);
        Assert.Equal(one.Cells, three.Cells);
        Assert.Equal(one.Months, three.Months);
    }

    [Fact]
    public void Start_costs_are_spread_over_the_energy_that_was_planned()
    {
        var unit = Given.Unit("steam", Given.Flat(First, new Mw(50))) with { Starts = [new(0, new Usd(600)), new(9, new Usd(1_800))] };
        DispatchSchedule[] plan = [Given.Fleet(First, unit), Given.Fleet(First.Plus(1), Given.Unit("idle", Given.Flat(First, new Mw(0))))];
        Assert.Equal(2_400.0 / (50 * 24), PlantPlan.StartUsdPerMwhOf(plan, "steam"), 1e-12);
        Assert.Equal(0, PlantPlan.StartUsdPerMwhOf(plan, "idle"));
    }

    [Fact]
    public void A_book_that_does_not_fit_its_world_is_refused()
    {
        var (inputs, book) = (SampleWorld.Inputs(First, Last), SampleWorld.Book(Grid));
        Refuses("wrong-paths", inputs with { Paths = 3 }, book);
        Refuses("wrong-length", inputs, book with { Plants = [] });
        Refuses("wrong-length", inputs, book with { Fixed = [book.Fixed[0] with { Mw = [1] }] });
        Refuses("negative-plant", inputs, book with { Plants = book.Plants.SetItem(0, book.Plants[0] with { HeatRate = -7 }) });

        static void Refuses(string code, SimulateHoursInputs inputs, LoadServingBook book) =>
            Assert.Equal(code, Given.CodeOf(MeasureCostAtRisk.Run(new(Grid.Start, inputs, book))));
    }

    private static CostAtRiskReport Measure(SimulateHoursInputs inputs, LoadServingBook book) =>
        MeasureCostAtRisk.Run(new(Grid.Start, inputs, book)).OrThrow();

    private static LoadServingBook Nothing() => new([], 0, [], 60, 0);

    // 100 MW of load, no wind, no fuel, no basis: only the hub's own noise, 3 USD/MWh and new every hour.
    private static SimulateHoursInputs Quiet(int paths)
    {
        var inputs = SampleWorld.Inputs(First, Last, paths);
        var model = inputs.Model;
        return inputs with
        {
            Model = model with
            {
                Load = model.Load with { Base = [.. model.Load.Base.Select(_ => 100.0)], Response = new([new(0, 0)]), Deviation = 0 },
                Wind = model.Wind with { Power = new([new(0, 0)]) },
                HeatRate = new([new(0, 0)]),
                Noise = new MeanRevertingJumps(0, 0, 3, 0, 0, 0),
                Zone = new([.. model.Hub.Select(_ => 0.0)], 0, 0),
                Outages = [],
            },
        };
    }
}
