using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Checkers.Trading;
using Busbar.Supply.Handoffs.Trading.Bidding;
using Busbar.Supply.Trading.Bidding;
using NodaTime;

namespace Busbar.Supply.Tests.Bidding;

public sealed class DecideBidsTests
{
    private static readonly MarketCalendar Calendar = MarketCalendar.Ercot;
    private static readonly OperatingDay Day = OperatingDay.Of(2025, 7, 16);
    private static readonly BidLimits Limits = new(80, 120, new(50), new(400), new(0.4), new(0.2), new(5000));

    [Fact]
    public void The_worked_case_is_decided_as_by_hand()
    {
        var worked = CaseFile.Read("trading/bid-two-ways.txt");
        var (spreads, expected) = (worked.Tables[0], worked.Tables[1]);
        var byKind = spreads.Estimates("HE18 USD/MWh").Zip(spreads.Estimates("HE19 USD/MWh"), spreads.Numbers("scenarios"))
            .SelectMany(row => Enumerable.Repeat((row.First, row.Second), (int)row.Third));
        var scenarios = byKind.Select(pair => Scenario(hour => hour == 17 ? pair.First : hour == 18 ? pair.Second : 0)).ToImmutableArray();
        var limits = new BidLimits(80, 120, new((double)worked.Number("virtual limit MW")),
            new((double)worked.Number("virtual limit MWh a day")),
            new((double)worked.Number("virtual charge USD/MWh")), new((double)worked.Number("deviation charge USD/MWh")),
            new((double)worked.Number("risk budget USD")));
        var inputs = Inputs(scenarios, limits, (double)worked.Number("expected load MW"));
        var plan = DecideBids.Run(inputs).OrThrow();
        Assert.Equal((double)worked.Number("expected gain USD"), plan.ExpectedGain.Value, 1e-3);
        Assert.Equal((double)worked.Number("expected CVaR 95 USD"), plan.CostOfTail.Value, 1e-3);
        foreach (var (hour, load, inc, dec) in expected.Texts("HE").Zip(expected.Estimates("load MW"), expected.Estimates("INC MW"))
            .Zip(expected.Estimates("DEC MW"), (a, dec) => (int.Parse(a.First), a.Second, a.Third, dec)))
        {
            Assert.Equal(load, plan.Hours[hour - 1].Load.Value, 1e-4);
            Assert.Equal(inc, plan.Hours[hour - 1].Increment.Value, 1e-4);
            Assert.Equal(dec, plan.Hours[hour - 1].Decrement.Value, 1e-4);
        }
        Assert.Empty(Check(inputs, plan));
    }

    [Fact]
    public void No_budget_is_the_expected_load_and_no_virtuals()
    {
        var inputs = Inputs(Wild(1, 200), Limits with { RiskBudget = new(0) });
        var plan = DecideBids.Run(inputs).OrThrow();
        Assert.All(plan.Hours, hour => Assert.Equal((100.0, 0.0, 0.0), (hour.Load.Value, hour.Increment.Value, hour.Decrement.Value)));
        Assert.Equal((0, 0), (plan.ExpectedGain.Value, plan.CostOfTail.Value));
        Assert.Empty(Check(inputs, plan));
    }

    [Theory]
    [InlineData(1ul)]
    [InlineData(2ul)]
    [InlineData(3ul)]
    public void More_budget_gains_more_at_a_falling_rate_and_is_never_exceeded(ulong seed)
    {
        var scenarios = Wild(seed, 130);
        double[] budgets = [100, 500, 1_000, 3_000, 10_000, 1_000_000];
        var plans = budgets.Select(budget => Inputs(scenarios, Limits with { RiskBudget = new(budget) })).Select(inputs =>
        {
            var plan = DecideBids.Run(inputs).OrThrow();
            Assert.Empty(Check(inputs, plan));
            Assert.True(plan.CostOfTail.Value <= inputs.Limits.RiskBudget.Value * (1 + 1e-12));
            return plan;
        }).ToArray();
        for (var i = 1; i < plans.Length; i++)
        {
            var rise = (plans[i].ExpectedGain - plans[i - 1].ExpectedGain).Value;
            Assert.InRange(rise, -1e-3, plans[i - 1].GainPerBudget * (budgets[i] - budgets[i - 1]) + 1e-3);
            Assert.True(plans[i].GainPerBudget <= plans[i - 1].GainPerBudget + 1e-9);
        }
        Assert.Equal(0, plans[^1].GainPerBudget);
    }

    [Theory]
    [InlineData(11ul)]
    [InlineData(12ul)]
    [InlineData(13ul)]
    [InlineData(14ul)]
    public void No_bid_on_a_grid_gains_more_within_the_budget(ulong seed)
    {
        // Two hours may move, forty scenarios: the worst two are the tail.
        var random = new SeededRandom(seed);
        var scenarios = Enumerable.Range(0, 40).Select(_ =>
        {
            var (a, b) = (4 * random.NextNormal() + 1, 6 * random.NextNormal() - 1);
            return Scenario(hour => hour == 9 ? a : hour == 10 ? b : 0);
        }).ToImmutableArray();
        var inputs = Inputs(scenarios, Limits with { RiskBudget = new(200), VirtualPerDay = new(60) });
        var plan = DecideBids.Run(inputs).OrThrow();
        Assert.Empty(Check(inputs, plan));
        for (var x = -70; x <= 70; x += 2)
            for (var y = -70; y <= 70; y += 2)
            {
                var (gain, cost) = Measure(scenarios, x, y);
                var virtuals = Math.Max(0, Math.Abs(x) - 20) + Math.Max(0, Math.Abs(y) - 20);
                if (cost <= 200 && virtuals <= 60) Assert.True(gain <= plan.ExpectedGain.Value + 1e-3);
            }
    }

    [Fact]
    public void Each_hour_shows_its_spread_and_says_why()
    {
        double SpreadOf(int scenario, int hour) => hour switch { 0 => scenario + 10, 1 => 0.1, 2 => scenario - 9.9, _ => -8 };
        var inputs = Inputs([.. Enumerable.Range(0, 20).Select(i => Scenario(hour => SpreadOf(i, hour)))],
            Limits with { RiskBudget = new(150), VirtualPerDay = new(60) });
        var outcome = DecideBids.Run(inputs);
        var plan = outcome.OrThrow();
        Assert.Equal(new SpreadRange(new(19.5), new(10.95), new(19.5), new(28.05)), plan.Hours[0].Spread);
        Assert.Equal("more load day-ahead 20.0 MW gains 19.30 USD/MWh, up to its limit; DEC 50.0 MW gains 19.10 USD/MWh, up to its limit",
            plan.Hours[0].Why);
        Assert.Equal("the expected spread does not pay the charges", plan.Hours[1].Why);
        Assert.Contains("less load day-ahead 20.0 MW gains 7.80 USD/MWh", plan.Hours[5].Why, StringComparison.Ordinal);
        Assert.Equal("gain-without-risk", Assert.Single(Given.FindingsOf(outcome)).Code);
        Assert.Contains(plan.Hours, hour => hour.Why.Contains("as far as the day's virtuals go", StringComparison.Ordinal));
        Assert.All(DecideBids.Run(inputs with { Limits = Limits with { RiskBudget = new(0) } }).OrThrow().Hours,
            hour => Assert.StartsWith("no risk budget", hour.Why, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2025-03-09", 23)]
    [InlineData("2025-11-02", 25)]
    public void Clock_change_days_are_bid_hour_by_hour(string text, int hours)
    {
        var day = Given.DayOf(text);
        Series<T> Whole<T>(Func<int, T> value) =>
            new(Calendar.WholeDay(day).Start, Duration.FromHours(1), [.. Enumerable.Range(0, hours).Select(value)]);
        var random = new SeededRandom(4);
        ImmutableArray<SpreadScenario> scenarios = [.. Enumerable.Range(0, 60).Select(_ =>
            new SpreadScenario(Day, Whole(_ => new UsdPerMwhEstimate(1 + 9 * random.NextNormal()))))];
        var inputs = new DecideBidsInputs(Calendar, day, "LZ", Whole(_ => new MwEstimate(100)), scenarios, Limits);
        var plan = DecideBids.Run(inputs).OrThrow();
        Assert.Equal(hours, plan.Hours.Length);
        Assert.Empty(Check(inputs, plan));
    }

    [Theory]
    [InlineData("hours-do-not-match", "load")]
    [InlineData("hours-do-not-match", "spread")]
    [InlineData("negative-demand", "")]
    [InlineData("too-few-scenarios", "")]
    [InlineData("bad-limits", "band")]
    [InlineData("bad-limits", "budget")]
    public void Inputs_that_do_not_hold_are_refused(string code, string fault)
    {
        var inputs = Inputs(Wild(1, 30), Limits);
        var next = Inputs(Wild(1, 30, Day.Plus(1)), Limits, day: Day.Plus(1));
        Assert.Equal(code, Given.CodeOf(DecideBids.Run((code, fault) switch
        {
            (_, "load") => inputs with { Load = next.Load },
            (_, "spread") => inputs with { Scenarios = inputs.Scenarios.SetItem(29, next.Scenarios[29]) },
            (_, "band") => inputs with { Limits = Limits with { HighestLoadPercent = 90 } },
            (_, "budget") => inputs with { Limits = Limits with { RiskBudget = new(-1) } },
            ("negative-demand", _) => inputs with { Load = inputs.Load.Select(_ => new MwEstimate(-1)) },
            _ => inputs with { Scenarios = inputs.Scenarios[..19] },
        })));
    }

    [Theory]
    [InlineData("load-outside-band")]
    [InlineData("virtual-outside-limit")]
    [InlineData("virtual-against-virtual")]
    [InlineData("virtual-over-day")]
    [InlineData("gain-differs")]
    [InlineData("tail-differs")]
    [InlineData("budget-exceeded")]
    [InlineData("other-hours")]
    public void The_checker_sees_each_fault(string code)
    {
        var inputs = Inputs(Wild(2, 100), Limits);
        var plan = DecideBids.Run(inputs).OrThrow();
        BidPlan First(Func<BidHour, BidHour> change) => plan with { Hours = plan.Hours.SetItem(0, change(plan.Hours[0])) };
        var (broken, limits) = code switch
        {
            "load-outside-band" => (First(hour => hour with { Load = new(121) }), Limits),
            "virtual-outside-limit" => (First(hour => hour with { Increment = new(51) }), Limits),
            "virtual-against-virtual" => (First(hour => hour with { Increment = new(5), Decrement = new(5) }), Limits),
            "virtual-over-day" => (plan, Limits with { VirtualPerDay = new(1) }),
            "gain-differs" => (plan with { ExpectedGain = plan.ExpectedGain + new UsdEstimate(1) }, Limits),
            "tail-differs" => (plan with { CostOfTail = plan.CostOfTail - new UsdEstimate(1) }, Limits),
            "budget-exceeded" => (plan, Limits with { RiskBudget = new(100) }),
            _ => (plan with { Hours = plan.Hours[1..] }, Limits),
        };
        Assert.Contains(CheckBids.Run(new(broken, inputs.Load, inputs.Scenarios, limits)), finding => finding.Code == code);
    }

    private static ImmutableArray<Finding> Check(DecideBidsInputs inputs, BidPlan plan) =>
        CheckBids.Run(new(plan, inputs.Load, inputs.Scenarios, inputs.Limits));

    // Hours that lean one way or the other, with common shocks and now and then a spike.
    private static ImmutableArray<SpreadScenario> Wild(ulong seed, int count, OperatingDay? day = null)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var (common, spike) = (5 * random.NextNormal(), random.NextUniform() < 0.05 ? 300 * random.NextUniform() : 0);
            var own = Enumerable.Range(0, 24).Select(hour =>
                2 * Math.Sin(hour) + common + 4 * random.NextNormal() + (hour > 15 ? spike : 0)).ToArray();
            return Scenario(hour => own[hour], day);
        })];
    }

    private static SpreadScenario Scenario(Func<int, double> spread, OperatingDay? day = null) =>
        new(Day.Plus(-30), Hourly(day ?? Day, hour => new UsdPerMwhEstimate(spread(hour))));

    private static Series<T> Hourly<T>(OperatingDay day, Func<int, T> value) =>
        new(Calendar.WholeDay(day).Start, Duration.FromHours(1), [.. Enumerable.Range(0, 24).Select(value)]);

    private static DecideBidsInputs Inputs(
        ImmutableArray<SpreadScenario> scenarios, BidLimits limits, double load = 100, OperatingDay? day = null) =>
        new(Calendar, Day, "LZ_HOUSTON", Hourly(day ?? Day, _ => new MwEstimate(load)), scenarios, limits);

    // Money of two hours' net purchases: the first 20 MW either way are load at 0.2, the rest virtuals at 0.4.
    private static (double Gain, double Cost) Measure(ImmutableArray<SpreadScenario> scenarios, double x, double y)
    {
        double Charge(double mw) => 0.2 * Math.Min(20, Math.Abs(mw)) + 0.4 * Math.Max(0, Math.Abs(mw) - 20);
        var gains = scenarios.Select(s => x * s.Spread[9].Value + y * s.Spread[10].Value - Charge(x) - Charge(y)).Order().ToArray();
        return (gains.Average(), -(gains[0] + gains[1]) / 2);
    }
}
