using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Recovery;
using NodaTime;

namespace Busbar.Supply.Recovery.Tests;

public sealed class RunClauseTests
{
    private static readonly RecoveryClause Plain =
        new("plain", "test 1", ["447", "501", "555"], new(50), 1, 0, 12, Usd.Zero, new(2024, 1, 1));

    [Fact]
    public void Months_are_run_in_order_whatever_order_they_come_in()
    {
        ImmutableArray<ClauseMonth> months = [.. Enumerable.Range(0, 6).Select(m => Month(m, 5_000_000 + 10_000 * m))];
        var forward = Run(Plain, months);
        Assert.Equal(forward.Months.Select(month => month.ClosingBalance),
            Run(Plain, [.. months.Reverse()]).Months.Select(month => month.ClosingBalance));
        Assert.Equal(10_000m * 15, forward.Months[^1].ClosingBalance.Value);
    }

    [Fact]
    public void A_clause_run_and_months_closed_one_by_one_end_alike()
    {
        var clause = Plain with { CustomerShare = 0.9m, AnnualInterest = 0.05m };
        var run = Run(clause, [.. Enumerable.Range(0, 5).Select(m => Month(m, 5_000_000 + 123_457 * m))]);
        ImmutableArray<RecoveryMonth> closed = [];
        for (var m = 0; m < 5; m++)
        {
            var first = new LocalDate(2024, 1, 1).PlusMonths(m);
            var days = first.Calendar.GetDaysInMonth(first.Year, first.Month);
            closed = closed.Add(CloseMonth.Run(new(first, default, clause, closed,
                [RecoveryCase.Cost("555", 5_000_000 + 123_457 * m, first)], new(100_000), days, days)).OrThrow());
            Assert.Equal(closed[m].ClosingBalance, run.Months[m].ClosingBalance);
        }
    }

    [Fact]
    public void Dead_bands_and_tiers_share_every_dollar_as_counting_them_does()
    {
        // Within 4 nothing, to 10 half, beyond nine tenths; both ways.
        var clause = Plain with
        {
            Bands =
            [
                new(null, new(-10), 0.9m), new(new(-10), new(-4), 0.5m), new(new(-4), new(4), 0),
                new(new(4), new(10), 0.5m), new(new(10), null, 0.9m),
            ],
        };
        var random = new SeededRandom(7);
        var (year, customers) = (0, 0m);
        for (var month = 0; month < 200; month++)
        {
            var deviation = (int)(random.NextUniform() * 21) - 10;
            var part = SharedDeviation.Of(clause, new(year), new(deviation));
            for (var step = 0; step != deviation; step += Math.Sign(deviation))
            {
                var dollar = Math.Max(Math.Abs(year + step), Math.Abs(year + step + Math.Sign(deviation)));
                customers += Math.Sign(deviation) * (dollar <= 4 ? 0 : dollar <= 10 ? 0.5m : 0.9m);
                part -= new Usd(Math.Sign(deviation) * (dollar <= 4 ? 0 : dollar <= 10 ? 0.5m : 0.9m));
            }
            Assert.Equal(0, part.Value);
            year += deviation;
        }
        Assert.NotEqual(0, customers);
    }

    [Fact]
    public void The_sharing_year_begins_anew_in_its_month()
    {
        var clause = Plain with
        {
            Bands = [new(null, new(-100), 1), new(new(-100), new(100), 0), new(new(100), null, 1)], YearStartsInMonth = 3,
        };
        var run = Run(clause, [.. Enumerable.Range(0, 4).Select(m => Month(m, 5_000_080))]);
        Assert.Equal([0, 60m, 0, 60m], run.Months.Select(month => month.Deferral.Value));
        Assert.Equal([80m, 160m, 80m, 160m], run.Months.Select(month => month.Working!.YearDeviation.Value));
    }

    [Fact]
    public void An_order_moves_a_balance_to_the_amortising_account_and_the_rider_brings_it_down()
    {
        var clause = Plain with
        {
            DeferralAccount = "182385", AmortisingAccount = "182387", OpeningBalance = new(900),
            Riders = [new(new(2024, 2, 1), new(0.003m))],
        };
        var run = Run(clause, [Month(0, 5_000_000) with { Transferred = new(900) }, Month(1, 5_000_000)]);
        Assert.Equal([0m, 0m], run.Months.Select(month => month.ClosingBalance.Value));
        Assert.Equal([900m, 600m], run.Months.Select(month => month.Working!.AmortisingClosing.Value));
        Assert.Equal(600, run.Months[1].Balance().Value);
    }

    [Fact]
    public void A_petition_is_not_called_for_again_before_its_months_are_over()
    {
        var clause = Plain with
        {
            OpeningBalance = new(1_000_000),
            Triggers = [new("material", 0.01m, TriggerMeasure.AnnualRevenue, "petition", "test") { MonthsBetween = 4 }],
        };
        var run = Run(clause, [.. Enumerable.Range(0, 9).Select(m => Month(m, 5_000_000) with { AnnualRevenue = new(60_000_000) })]);
        Assert.Equal([1, 5, 9], run.Triggers.Select(met => met.Month.Month));
    }

    [Fact]
    public void Negative_fuel_is_used_and_said_and_what_is_not_eligible_is_left_out()
    {
        var clause = Plain with { Exclusions = [new("555", "demand")] };
        var month = Month(0, 6_000_000) with
        {
            Costs = [new("501", "", new(-238_381_596)), new("555", "", new(1)), new("555", "demand", new(7)), new("565", "", new(9))],
        };
        var done = Assert.IsType<Outcome<ClauseRun>.Done>(RunClause.Run(new(clause, [month], default)));
        Assert.Equal(-238_381_595m, done.Value.Months[0].EligibleCost.Value);
        Assert.Equal(["negative-fuel", "not-eligible", "not-eligible"], done.Findings.Select(finding => finding.Code));
    }

    [Theory]
    [InlineData(TriggerMeasure.AnnualRevenue)]
    [InlineData(TriggerMeasure.RollingYearCost)]
    public void A_trigger_that_cannot_be_measured_is_found(TriggerMeasure measure)
    {
        var clause = Plain with { Triggers = [new("t", 0.1m, measure, "act", "test")] };
        var done = Assert.IsType<Outcome<ClauseRun>.Done>(RunClause.Run(new(clause, [Month(0, 1)], default)));
        Assert.Equal("trigger-not-measured", Assert.Single(done.Findings).Code);
        Assert.Empty(done.Value.Triggers);
    }

    [Fact]
    public void Months_that_cannot_be_run_are_refused()
    {
        var month = Month(0, 1);
        Refused("no-months", Plain);
        Refused("month-twice", Plain, month, month);
        Refused("month-missing", Plain, month, Month(2, 1));
        Refused("before-the-clause", Plain, Month(-1, 1));
        Refused("not-first-of-month", Plain, month with { Month = new(2024, 1, 2) });
        Refused("no-retail-sales", Plain, month with { Sales = [] });
        Refused("account-not-in-chart", Plain, month with { Costs = [new("999", "", new(1))] });
        Refused("cost-twice", Plain, month with { Costs = [new("555", "", new(1)), new("555", "", new(2))] });
        Refused("sales-twice", Plain, month with { Sales = [new("", new(1)), new("", new(2))] });
        Refused("other-sales-negative", Plain, month with { Sales = [new("", new(1), new(-2))] });
        Refused("voltage-unknown", Plain with { Losses = [new("primary", 1)] }, month);
        Refused("rate-missing", Plain with { InterestRate = InterestRate.OfTheMonth }, month);
        Refused("rate-missing", Plain with { InterestRate = InterestRate.CommercialPaper }, month with { Rate = 0.05m });
        Refused("rate-out-of-range", Plain, month with { Rate = 5 });
        Refused("rate-out-of-range", Plain, month with { NextRate = -1 });
        Refused("disallowed-negative", Plain, month with { Disallowed = new(-1) });
        Refused("no-amortising-balance", Plain, month with { Transferred = new(1) });
        Refused("rider-unknown", Plain with { RiderLagMonths = 2 }, month);
    }

    [Fact]
    public void Terms_that_cannot_be_applied_are_refused()
    {
        var month = Month(0, 1);
        Refused("bands-gap", Plain with { Bands = [new(new(0), null, 1)] }, month);
        Refused("bands-gap", Plain with { Bands = [new(null, new(5), 1), new(new(6), null, 1)] }, month);
        Refused("bands-gap", Plain with { Bands = [new(null, null, 1), new(new(6), null, 1)] }, month);
        Refused("bands-overlap", Plain with { Bands = [new(null, new(5), 1), new(new(4), null, 1)] }, month);
        Refused("customer-share-out-of-range", Plain with { Bands = [new(null, new(5), 1.1m), new(new(5), null, 1)] }, month);
        Refused("customer-share-out-of-range", Plain with { Bands = [new(null, null, 0)] }, month);
        Refused("share-out-of-range", Plain with { FixedShare = 34.61m }, month);
        Refused("loss-out-of-range", Plain with { Losses = [new("", 0)] }, month);
        Refused("loss-out-of-range", Plain with { Losses = [new("", 1), new("", 1)] }, month);
        Refused("rate-out-of-range", Plain with { AnnualInterest = 5 }, month);
        Refused("exclusion-not-eligible", Plain with { Exclusions = [new("565", "x")] }, month);
        Refused("terms-out-of-range", Plain with { YearStartsInMonth = 13 }, month);
        Refused("terms-out-of-range", Plain with { TariffDecimals = 10 }, month);
        Refused("terms-out-of-range", Plain with { RevenueTaxFactor = 0.99m }, month);
        Refused("terms-out-of-range", Plain with { RevenueTaxFactor = 1.2m }, month);
        Refused("terms-out-of-range", Plain with { Triggers = [new("t", 0, TriggerMeasure.AnnualRevenue, "", "")] }, month);
        Refused("terms-out-of-range", Plain with { Reviews = [new("r", 0, "", "")] }, month);
        Refused("riders-out-of-order", Plain with { Riders = [new(new(2024, 2, 1), new(1)), new(new(2024, 1, 1), new(1))] }, month);
    }

    [Fact]
    public void A_rate_that_does_not_exist_is_a_bug() => Assert.Throws<ArgumentOutOfRangeException>(() =>
        MonthlyInterest.RateOf(Plain with { InterestRate = (InterestRate)9 }, Month(0, 1)));

    private static ClauseMonth Month(int after, decimal cost) =>
        new(new LocalDate(2024, 1, 1).PlusMonths(after), [new("555", "", new(cost))], [new("", new(100_000))]);

    private static ClauseRun Run(RecoveryClause clause, ImmutableArray<ClauseMonth> months) =>
        RunClause.Run(new(clause, months, default)).OrThrow();

    private static void Refused(string code, RecoveryClause clause, params ClauseMonth[] months) => Assert.Equal(code,
        Assert.IsType<Outcome<ClauseRun>.Refused>(RunClause.Run(new(clause, [.. months], default))).Refusal.Code);
}
