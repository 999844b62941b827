using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Numerics.Options;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Risk.Measures;
using Busbar.Supply.Risk.Portfolio;
using NodaTime;

namespace Busbar.Supply.Risk.Tests.Portfolio;

public sealed class SimulateBookTests
{
    [Fact]
    public void Deals_make_their_energy_times_the_move_counted_hour_by_hour()
    {
        var spread = new Series<Mw>(MarketCalendar.Pjm.WholeDay(Desk.Day.Plus(1)).Start, Duration.FromHours(1), [.. Enumerable.Range(1,
            24).Select(i => new Mw(i))]);
        PowerSwap swap = new(Side.Sell, "PJM", "EAST", Desk.Month(4), Desk.Month(5).Plus(-1), new([PeakBlock.Night], new(20)), new(35),
            PriceIndex.DayAhead);
        VirtualBid bid = new(Side.Buy, "PJM", "WEST", Desk.Day.Plus(1), Desk.Day.Plus(1), spread);
        FuelDeal fuel = new(Side.Buy, "PJM", "M3", Desk.Month(0), Desk.Month(1).Plus(-1), "gas", new(1000), new(3), IsIndexed: false);
        var block = Desk.Block(Side.Buy, "WEST", 0, 5, 10, PeakBlock.OnPeak, PeakBlock.WeekendDay);
        var drawn = DrawScenarios.Run(Desk.Inputs(100, Desk.Deal("1", block), Desk.Deal("2", swap), Desk.Deal("3", bid), Desk.Deal("4",
            fuel))).OrThrow();
        double Energy(RiskFactor factor)
        {
            var (sum, day) = (0.0, Desk.Day.Plus(1));
            for (; day.Date < Desk.Month(6).Date; day = day.Plus(1))
                foreach (var hour in MarketCalendar.Pjm.HoursOf(day))
                {
                    if (day.FirstOfMonth() != factor.Month) continue;
                    if (factor.Commodity == Commodity.Fuel)
                        sum += day.Date <= fuel.LastDay.Date ? 1000.0 / MarketCalendar.Pjm.HourCount(day) : 0;
                    if (factor.Commodity == Commodity.Fuel || MarketCalendar.Pjm.BlockOf(hour.Start) != factor.Block) continue;
                    if (factor is { Commodity: Commodity.PowerDayAhead,
                        Location: "WEST" } && day.Date <= block.LastDay.Date && factor.Block != PeakBlock.Night) sum += 10;
                    if (factor is { Commodity: Commodity.PowerDayAhead, Location: "EAST",
                        Block: PeakBlock.Night } && day.FirstOfMonth() == swap.FirstDay) sum -= 20;
                    if (day == bid.FirstDay && factor.Location == "WEST")
                        sum += (double)spread.At(hour.Start).Value * (factor.Commodity == Commodity.PowerRealTime ? 1 : -1);
                }
            return sum;
        }
        var energies = drawn.Factors.Select(Energy).ToArray();
        Assert.Equal(15 * (3 * 3 + 1), energies.Length);
        for (var path = 0; path < 100; path++)
            Assert.Equal(energies.Zip(drawn.Moves[path], (energy, move) => energy * move).Sum(), drawn.Books[0].Profits[path], 1e-6);
    }

    [Theory]
    [InlineData(OptionExercise.Monthly, true)]
    [InlineData(OptionExercise.Monthly, false)]
    [InlineData(OptionExercise.Daily, true)]
    [InlineData(OptionExercise.Daily, false)]
    public void Options_are_revalued_one_by_one_with_the_deviation_that_is_left(OptionExercise exercise, bool isCall)
    {
        var option = Desk.Option(Side.Sell, 2, 1, 25, isCall, exercise, 50, PeakBlock.OnPeak);
        var drawn = DrawScenarios.Run(Desk.Inputs(100, Desk.Deal("1", option))).OrThrow();
        var factor = drawn.Factors.IndexOf(new(Commodity.PowerDayAhead, "WEST", Desk.Month(2), PeakBlock.OnPeak));
        var forward = Desk.Curve(Commodity.PowerDayAhead, "WEST", 15, 45).Prices.Single(p => p.Month == Desk.Month(2)
            && p.Block == PeakBlock.OnPeak).Price.Value;
        for (var path = 0; path < 100; path += 9)
        {
            var expected = 0.0;
            foreach (var day in option.FirstDay.Through(option.LastDay))
            {
                var mwh = 25.0 * MarketCalendar.Pjm.HoursOf(day).Count(hour => MarketCalendar.Pjm.BlockOf(hour.Start) == PeakBlock.OnPeak);
                var expiry = exercise == OptionExercise.Daily ? Before(day, 1) : Before(option.FirstDay, 2);
                var gone = Variance(1 / 252.0, onlyNow: true);
                var all = Variance((MarketCalendar.Pjm.At(expiry, new LocalTime(10, 0)) - Desk.Clock).TotalDays / 365, onlyNow: false);
                expected -= mwh * (Black76.Price(isCall, forward + drawn.Moves[path][factor], 50, Math.Sqrt(all - gone), 1).Value
                    - Black76.Price(isCall, forward, 50, Math.Sqrt(all), 1).Value);
            }
            Assert.Equal(expected, drawn.Books[0].Profits[path], 1e-4 * Math.Abs(expected) + 1e-3);
        }
    }

    [Fact]
    public void Volatilities_and_correlations_of_the_paths_are_those_of_the_model()
    {
        var drawn = DrawScenarios.Run(Desk.Inputs(20_000, Desk.Deal("1", Desk.Block(Side.Buy, "WEST", 1, 1, 1,
            PeakBlock.OnPeak)))).OrThrow();
        var curves = Desk.Inputs(1, []).Curves.ToDictionary(curve => (curve.Commodity, curve.Location));
        double[] Logs(RiskFactor factor)
        {
            var number = drawn.Factors.IndexOf(factor);
            var price = curves[(factor.Commodity, factor.Location)].Prices.Single(p => (p.Month, p.Block) == (factor.Month,
                factor.Block)).Price.Value;
            return [.. drawn.Moves.Select(moves => Math.Log((price + moves[number]) / price))];
        }
        var one = new RiskFactor(Commodity.PowerDayAhead, "WEST", Desk.Month(2), PeakBlock.OnPeak);
        var years = Period.DaysBetween(Desk.Month(2).Date, Desk.Month(8).Date) / 365.0;
        var farMonths = 0.4 + 0.6 * Math.Exp(-1.5 * years);
        (RiskFactor Other, double Correlation)[] pairs =
        [
            (one with { Block = PeakBlock.Night }, 0.9), (one with { Location = "EAST" }, 0.85),
                (one with { Commodity = Commodity.PowerRealTime }, 0.9),
            (one with { Commodity = Commodity.Fuel, Location = "M3" }, 0.6 * 0.85), (one with { Month = Desk.Month(8) }, farMonths),
            (new(Commodity.Fuel, "M3", Desk.Month(8), PeakBlock.OnPeak), farMonths * 0.6 * 0.85),
        ];
        var own = Logs(one);
        Assert.Equal(Math.Sqrt(Variance(1 / 252.0, onlyNow: true)), Deviation(own), 0.02 * Deviation(own));
        foreach (var (other, correlation) in pairs)
        {
            var theirs = Logs(other);
            var (mean, theirMean) = (own.Average(), theirs.Average());
            var sample = own.Zip(theirs, (a, b) => (a - mean) * (b - theirMean)).Average() / Deviation(own) / Deviation(theirs);
            Assert.Equal(correlation, sample, 0.02);
        }
    }

    [Fact]
    public void One_long_block_has_the_quantile_of_its_lognormal_and_no_mean()
    {
        var block = Desk.Block(Side.Buy, "WEST", 2, 1, 100, PeakBlock.OnPeak);
        var simulated = SimulateBook.Run(Desk.Inputs(40_000, Desk.Deal("1", block))).OrThrow();
        var mwh = 100.0 * block.FirstDay.Through(block.LastDay).SelectMany(day => MarketCalendar.Pjm.HoursOf(day))
            .Count(hour => MarketCalendar.Pjm.BlockOf(hour.Start) == PeakBlock.OnPeak);
        var forward = Desk.Curve(Commodity.PowerDayAhead, "WEST", 15, 45).Prices.Single(p => p.Month == Desk.Month(2)
            && p.Block == PeakBlock.OnPeak).Price.Value;
        var deviation = Math.Sqrt(Variance(1 / 252.0, onlyNow: true));
        foreach (var (figure, z) in simulated.Report.Figures.Zip([1.6448536269514722, 2.3263478740408408]))
        {
            var exact = mwh * forward * (1 - Math.Exp(-deviation * z - deviation * deviation / 2));
            Assert.Equal(exact, figure.ValueAtRisk.Value, 4 * figure.StandardError!.Value.Value);
            Assert.True(figure.StandardError.Value.Value < 0.03 * exact);
        }
        Assert.Equal(0, simulated.MeanProfit.Value, 4 * mwh * forward * deviation / 200);
        Assert.Equal([5000, 10_000, 20_000, 40_000], simulated.Convergence.Select(stage => stage.Paths));
        Assert.Equal(simulated.Report.Figures[1].ValueAtRisk, simulated.Convergence[^1].Var99);
    }

    [Fact]
    public void A_book_with_options_gains_nothing_on_the_mean_and_its_components_add_up()
    {
        var simulated = SimulateBook.Run(Desk.Inputs(20_000, Book())).OrThrow();
        var figure = simulated.Report.Figures[1];
        Assert.Equal(["East", "West"], figure.Parts.Select(part => part.Name));
        Assert.Equal(figure.ValueAtRisk.Value, figure.Parts.Sum(part => part.Component.Value), 1e-6);
        Assert.Equal(figure.ExpectedShortfall.Value, figure.Parts.Sum(part => part.ShortfallComponent.Value), 1e-6);
        Assert.Equal(0, simulated.MeanProfit.Value, 4 * figure.ValueAtRisk.Value / 2.3 / Math.Sqrt(20_000));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_on_any_number_of_threads()
    {
        var inputs = Desk.Inputs(1000, Book());
        var (one, four) = (DrawScenarios.Run(inputs with { Threads = 1 }).OrThrow(),
            DrawScenarios.Run(inputs with { Threads = 4 }).OrThrow());
        Assert.Equal(one.Books[0].Profits, four.Books[0].Profits);
        Assert.Equal(one.Moves[999], four.Moves[999]);
        Assert.NotEqual(one.Books[0].Profits, DrawScenarios.Run(inputs with { Seed = 8 }).OrThrow().Books[0].Profits);
        Assert.Equal(one.Books[0].Profits, DrawScenarios.Run(inputs with { Paths = 1200 }).OrThrow().Books[0].Profits[..1000]);
    }

    [Fact]
    public void Options_of_one_strike_and_expiry_collapse_and_a_call_less_a_put_is_a_forward()
    {
        var call = Desk.Option(Side.Buy, 2, 1, 10, true, OptionExercise.Monthly, 44, PeakBlock.OnPeak);
        var more = SimulateBook.Run(Desk.Inputs(100, Desk.Deal("1", call), Desk.Deal("2", call))).OrThrow();
        Assert.Equal(1, more.Options);
        var parity = DrawScenarios.Run(Desk.Inputs(100, Desk.Deal("1", call), Desk.Deal("2", call with { Side = Side.Sell,
            IsCall = false }))).OrThrow();
        var forward = DrawScenarios.Run(Desk.Inputs(100, Desk.Deal("1", Desk.Block(Side.Buy, "WEST", 2, 1, 10,
            PeakBlock.OnPeak)))).OrThrow();
        for (var i = 0; i < 100; i++) Assert.Equal(forward.Books[0].Profits[i], parity.Books[0].Profits[i], 1e-6);
    }

    [Fact]
    public void Months_keep_their_volatility_with_few_components_and_are_held_for_their_own_days()
    {
        var inputs = Desk.Inputs(20_000, Book());
        var method = new ValueAtRiskMethod.MonteCarlo(inputs with { Model = Desk.Model with { MonthFactors = 2 } });
        var days = ImmutableDictionary<string, double>.Empty.Add("2027-01", 9);
        var one = MeasureValueAtRisk.Run(new(method, [0.99], RiskGrouping.Tenor, HoldingPeriod.OneDay)).OrThrow().Figures[0];
        var nine = MeasureValueAtRisk.Run(new(method, [0.99], RiskGrouping.Tenor,
            HoldingPeriod.OneDay with { ByTenor = days })).OrThrow().Figures[0];
        Assert.Equal(3, nine.Parts.Single(part => part.Name == "2027-01").Standalone.Value / one.Parts.Single(part => part.Name ==
            "2027-01").Standalone.Value, 0.6);
        Assert.Equal(one.Parts.Single(part => part.Name == "2027-03").Standalone,
            nine.Parts.Single(part => part.Name == "2027-03").Standalone);
    }

    // Simpson's rule on σ²(t).
    [Fact]
    public void Variance_until_expiry_is_the_integral_of_the_volatility_squared()
    {
        var volatility = Desk.Model.Volatilities[0];
        foreach (var (ahead, expiry) in new[] { (0.5, 0.45), (0.5, 0.55), (0.0, 0.05), (2.0, 1.9) })
        {
            var (sum, steps) = (0.0, 2000);
            for (var i = 0; i < steps; i++)
                sum += Math.Pow(volatility.At(1, ahead - (i + 0.5) * expiry / steps), 2) * expiry / steps;
            Assert.Equal(sum, volatility.VarianceUntil(1, ahead, expiry), 1e-6);
        }
    }

    [Fact]
    public void What_cannot_be_simulated_is_refused()
    {
        var deal = Desk.Deal("1", Desk.Block(Side.Buy, "WEST", 1, 1, 10, PeakBlock.OnPeak));
        var inputs = Desk.Inputs(100, deal);
        var curve = inputs.Curves[0];
        Refused("wrong-paths", inputs with { Paths = 99 });
        Refused("wrong-paths", inputs with { Threads = 0 });
        Refused("no-curves", inputs with { Curves = [] });
        Refused("no-curves", inputs with { Curves = [curve with { Prices = [new(Desk.Month(-2), PeakBlock.OnPeak, new(40))] }] });
        Refused("unknown-market", inputs with { Curves = [curve with { Market = "NOWHERE" }] });
        Refused("not-known-then", inputs with { Curves = [curve with { MarkedAt = Desk.Clock + Duration.FromSeconds(1) }] });
        Refused("forward-not-positive", inputs with { Curves = [curve with { Prices = curve.Prices.SetItem(3,
            curve.Prices[3] with { Price = new(-1) }) }] });
        Refused("curve-twice", inputs with { Curves = [curve with { Prices = curve.Prices.Add(curve.Prices[3]) }] });
        Refused("wrong-model", inputs with { Model = Desk.Model with { Volatilities = Desk.Model.Volatilities[1..] } });
        Refused("wrong-model", inputs with { Model = Desk.Model with { MonthFloor = 2 } });
        Refused("wrong-model", inputs with { Model = Desk.Model with { Volatilities = [Desk.Model.Volatilities[0] with { DecayPerYear =
            0 }] } });
        Refused("indefinite-covariance", inputs with { Model = Desk.Model with { MarketCorrelation = -0.9, FuelCorrelation = 0.9 } });
        Refused("not-known-then", inputs with { Trades = [deal with { KnownAt = Desk.Clock + Duration.FromSeconds(1) }] });
        Refused("unknown-market", inputs with { Trades = [Desk.Deal("1", Desk.Block(Side.Buy, "WEST", 1, 1, 1,
            PeakBlock.OnPeak) with { Market = "X" })] });
        Refused("no-curve", inputs with { Trades = [Desk.Deal("1", Desk.Block(Side.Buy, "WEST", 14, 2, 1, PeakBlock.OnPeak))] });
        Refused("no-curve", inputs with { Trades = [Desk.Deal("1", Desk.Option(Side.Buy, 14, 2, 1, true, OptionExercise.Daily, 40,
            PeakBlock.OnPeak))] });
        Refused("empty-book", inputs with { Trades = [deal with { Status = TradeStatus.Voided }] });
        var many = Enumerable.Range(0, 1001).Select(i => deal with { Id = $"T{i}" }).ToImmutableArray();
        Assert.Equal("too-many-parts", ((Outcome<ValueAtRiskReport>.Refused)MeasureValueAtRisk.Run(
            new(new ValueAtRiskMethod.MonteCarlo(inputs with { Trades = many }), [0.99], RiskGrouping.Trade,
                HoldingPeriod.OneDay))).Refusal.Code);
        Assert.Equal("wrong-paths", ((Outcome<RiskScenarios>.Refused)DrawScenarios.Run(inputs with { Paths = 20_001 })).Refusal.Code);
    }

    [Fact]
    public void Deals_without_such_risk_and_options_past_expiry_are_said()
    {
        var deal = Desk.Deal("1", Desk.Block(Side.Buy, "WEST", 1, 1, 10, PeakBlock.OnPeak));
        var late = Desk.Deal("2", Desk.Option(Side.Buy, 0, 1, 10, true, OptionExercise.Monthly, 30, PeakBlock.OnPeak));
        var green = Desk.Deal("3", new CertificateDeal(Side.Buy, "PJM", "WEST", Desk.Day, Desk.Month(2), "PJM-GATS", 2026, 5, 10));
        var done = (Outcome<SimulatedBook>.Done)SimulateBook.Run(Desk.Inputs(100, deal, late, green));
        Assert.Equal(["outside-book", "option-expired"], done.Findings.Select(finding => finding.Code));
        var linear = DrawScenarios.Run(Desk.Inputs(100, Desk.Deal("4", Desk.Block(Side.Buy, "WEST", 0, 1, 10,
            PeakBlock.OnPeak)))).OrThrow();
        var exercised = DrawScenarios.Run(Desk.Inputs(100, late)).OrThrow();
        for (var i = 0; i < 100; i++) Assert.Equal(linear.Books[0].Profits[i], exercised.Books[0].Profits[i], 1e-4);
    }

    private static Trade[] Book() =>
    [
        Desk.Deal("1", Desk.Block(Side.Buy, "WEST", 2, 6, 50, PeakBlock.OnPeak), "West"), Desk.Deal("2", Desk.Block(Side.Sell, "EAST", 2,
            3, 30, PeakBlock.Night)),
        Desk.Deal("3", Desk.Option(Side.Buy, 2, 3, 40, true, OptionExercise.Monthly, 48, PeakBlock.OnPeak), "West"),
        Desk.Deal("4", Desk.Option(Side.Sell, 3, 1, 40, false, OptionExercise.Daily, 38, PeakBlock.OnPeak)),
    ];

    private static double Variance(double years, bool onlyNow)
    {
        var volatility = Desk.Model.Volatilities[0];
        var ahead = (MarketCalendar.Pjm.WholeDay(Desk.Month(2)).Start - Desk.Clock).TotalDays / 365;
        return onlyNow ? Math.Pow(volatility.At(1, ahead), 2) * years
            : Enumerable.Range(0, 20_000).Sum(i => Math.Pow(volatility.At(1, ahead - (i + 0.5) * years / 20_000), 2) * years / 20_000);
    }

    private static OperatingDay Before(OperatingDay day, int count)
    {
        var days = Enumerable.Range(1, 20).Select(i => day.Plus(-i)).Where(MarketCalendar.Pjm.IsBusinessDay);
        return days.ElementAt(count - 1);
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private static void Refused(string code, SimulateBookInputs inputs) =>
        Assert.Equal(code, ((Outcome<SimulatedBook>.Refused)SimulateBook.Run(inputs)).Refusal.Code);
}
