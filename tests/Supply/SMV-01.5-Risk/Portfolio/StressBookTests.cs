using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Risk.Portfolio;

namespace Busbar.Supply.Risk.Tests.Portfolio;

public sealed class StressBookTests
{
    private static readonly PriceShock doubled = new(Commodity.PowerDayAhead, "WEST", [1, 2], [PeakBlock.OnPeak], 2);
    private static readonly Trade load = Desk.Deal("1", Desk.Block(Side.Sell, "WEST", 1, 4, 10, PeakBlock.OnPeak));
    private static readonly Trade plant = Desk.Deal("2", Desk.Block(Side.Buy, "WEST", 2, 1, 4, PeakBlock.OnPeak), "Plant");

    [Fact]
    public void A_winter_storm_costs_the_jump_on_what_is_short_and_the_new_price_on_more_load()
    {
        var report = Run(new(Desk.Inputs(100, load, plant), [new("storm", "test", [doubled], [new("East", true, [1], 0.1)])], [], null));
        // January is month 2 ahead, February month 3; the rest of the term is not touched.
        double January = Energy(2) * Price(2), February = Energy(3) * Price(3);
        var expected = 10 * (January + February) + 0.1 * 10 * Energy(2) * 2 * Price(2);
        var storm = Assert.Single(report.Scenarios);
        Assert.Equal(expected, storm.Books.Single(book => book.Book == "East").Loss.Value, 1e-6);
        Assert.Equal(-4 * January, storm.Books.Single(book => book.Book == "Plant").Loss.Value, 1e-6);
        Assert.Equal(expected - 4 * January, storm.Loss.Value, 1e-6);
    }

    [Fact]
    public void An_outage_buys_back_what_the_plant_sold_at_the_spike()
    {
        var report = Run(new(Desk.Inputs(100, plant), [new("outage", "test", [doubled], [new("", false, [], -1)])], [], null));
        Assert.Equal(-4 * Energy(2) * Price(2) + 4 * Energy(2) * 2 * Price(2), report.Scenarios[0].Loss.Value, 1e-6);
    }

    [Fact]
    public void Broken_correlations_take_the_diversification_away()
    {
        var spread = Desk.Inputs(5000, Desk.Deal("1", Desk.Block(Side.Buy, "WEST", 2, 1, 50, PeakBlock.OnPeak)),
            Desk.Deal("2", Desk.Block(Side.Sell, "EAST", 2, 1, 50, PeakBlock.OnPeak)));
        var report = Run(new(spread, [], [("as it is", Desk.Model), ("basis breaks", Desk.Model with { LocationCorrelation = 0.1 })],
            null));
        Assert.Equal(SimulateBook.Run(spread).OrThrow().Report.Figures[1].ValueAtRisk, report.BrokenModels[0].Var99);
        Assert.True(report.BrokenModels[1].Var99.Value > 2 * report.BrokenModels[0].Var99.Value);
    }

    [Fact]
    public void A_small_loss_of_fixed_deals_is_reversed_by_the_closed_form()
    {
        var drawn = DrawScenarios.Run(Desk.Inputs(20_000, load, plant)).OrThrow();
        var reverse = Run(new(Desk.Inputs(100, load, plant), [], [], new(1))).Reverse!;
        var profits = Enumerable.Range(0, 20_000).Select(i => drawn.Books.Sum(book => book.Profits[i])).ToArray();
        var deviation = Math.Sqrt(profits.Average(profit => profit * profit));
        Assert.Equal(1, reverse.Loss.Value, 1e-5);
        Assert.Equal(1 / deviation, reverse.Deviations, 0.02 / deviation);
        // −X·Σδ/(δ'Σδ): each move is in proportion to its covariance with the book's profit.
        var factor = drawn.Factors.IndexOf(new(Commodity.PowerDayAhead, "EAST", Desk.Month(2), PeakBlock.Night));
        var covariance = drawn.Moves.Zip(profits, (moves, profit) => moves[factor] * profit).Average();
        Assert.Equal(-covariance / deviation / deviation, reverse.Moves[factor].Move.Value,
            0.03 * Math.Abs(reverse.Moves[factor].Move.Value));
    }

    [Fact]
    public void A_book_of_one_sold_call_is_reversed_where_bisection_finds_the_loss()
    {
        var options = Desk.Inputs(100, Desk.Deal("1", Desk.Option(Side.Sell, 2, 1, 50, true, OptionExercise.Monthly, 50,
            PeakBlock.OnPeak)));
        var reverse = Run(new(options, [], [], new(100_000))).Reverse!;
        Assert.Equal(100_000, reverse.Loss.Value, 0.1);
        var moved = reverse.Moves.Single(each => each.Factor == new RiskFactor(Commodity.PowerDayAhead, "WEST", Desk.Month(2),
            PeakBlock.OnPeak));
        var volatility = Desk.Model.Volatilities[0];
        var ahead = (MarketCalendar.Pjm.WholeDay(Desk.Month(2)).Start - Desk.Clock).TotalDays / 365;
        var expiry = (MarketCalendar.Pjm.At(OperatingDay.Of(2026, 12, 30), new(10, 0)) - Desk.Clock).TotalDays / 365;
        double ValueAt(double forward) =>
            Numerics.Options.Black76.Price(true, forward, 50, Math.Sqrt(volatility.VarianceUntil(1, ahead, expiry)), 1).Value;
        var (low, high) = (Price(2), 10 * Price(2));
        for (var i = 0; i < 200; i++)
        {
            var middle = (low + high) / 2;
            if (50 * Energy(2) * (ValueAt(middle) - ValueAt(Price(2))) < 100_000) low = middle;
            else high = middle;
        }
        Assert.Equal(low - Price(2), moved.Move.Value, 1e-4);
        Assert.Equal(Math.Log(low / Price(2)) / volatility.At(1, ahead) * Math.Sqrt(252), reverse.Deviations, 1e-4);
        Assert.Equal(Numerics.Distributions.NormalDistribution.Cumulative(-reverse.Deviations), reverse.Probability);
    }

    [Fact]
    public void What_cannot_be_stressed_is_refused()
    {
        var inputs = new StressBookInputs(Desk.Inputs(100, load), [], [], null);
        Refused("wrong-scenario", inputs with { Scenarios = [new("x", "", [doubled with { Times = 0 }], [])] });
        Refused("wrong-scenario", inputs with { Scenarios = [new("x", "", [], [new("", true, [], -2)])] });
        Refused("scenario-touches-nothing", inputs with { Scenarios = [new("x", "", [doubled with { Location = "NORTH" }], [])] });
        Refused("loss-not-reachable", inputs with { ReverseLoss = new(-5) });
        // A long block cannot lose more than it is worth.
        Refused("loss-not-reachable", inputs with { Book = Desk.Inputs(100, plant), ReverseLoss = new(1e9) });
        Refused("wrong-model", inputs with { BrokenModels = [("bad", Desk.Model with { MonthFloor = 2 })] });
        Refused("no-curves", inputs with { Book = inputs.Book with { Curves = [] } });
    }

    [Fact]
    public void The_stressed_window_is_the_worst_that_history_holds()
    {
        var chance = new SeededRandom(4);
        ImmutableArray<double> profits = [.. Enumerable.Range(0, 900).Select(i => chance.NextNormal() * (i is > 300 and < 500 ? 5 : 1))];
        ImmutableArray<OperatingDay> days = [.. Enumerable.Range(0, 900).Select(i => OperatingDay.Of(2020, 1, 1).Plus(i))];
        var history = new ScenarioProfits("book", new("", "", "", ""), days, profits);
        var found = FindStressedWindow.Run(new(history, 250, 0.95)).OrThrow();
        var values = Enumerable.Range(0, 651).Select(i => -profits[i..(i + 250)].Order().ElementAt(12)).ToArray();
        Assert.Equal(values.Max(), found.StressedValueAtRisk.Value);
        Assert.Equal(values[650], found.ValueAtRisk.Value);
        Assert.Equal(values.Max(), values[days.IndexOf(found.First)]);
        Assert.Equal(found.First.Plus(249), found.Last);
        Assert.Equal("wrong-window", Code(new(history, 10, 0.95)));
        Assert.Equal("fewer-profits-than-window", Code(new(history, 901, 0.95)));

        static string Code(FindStressedWindowInputs inputs) =>
            ((Outcome<StressedWindow>.Refused)FindStressedWindow.Run(inputs)).Refusal.Code;
    }

    private static double Energy(int month) => Desk.Month(month).Through(Desk.Month(month + 1).Plus(-1))
        .SelectMany(day => MarketCalendar.Pjm.HoursOf(day)).Count(hour => MarketCalendar.Pjm.BlockOf(hour.Start) == PeakBlock.OnPeak);

    private static double Price(int month) => Desk.Curve(Commodity.PowerDayAhead, "WEST", 15, 45).Prices
        .Single(price => price.Month == Desk.Month(month) && price.Block == PeakBlock.OnPeak).Price.Value;

    private static StressReport Run(StressBookInputs inputs) => StressBook.Run(inputs).OrThrow();

    private static void Refused(string code, StressBookInputs inputs) =>
        Assert.Equal(code, ((Outcome<StressReport>.Refused)StressBook.Run(inputs)).Refusal.Code);
}
