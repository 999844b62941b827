using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Engine;
using NodaTime;

namespace Busbar.Supply.Settlement.Tests;

public sealed class SettleChargesTests
{
    public static TheoryData<string> Dates() => new() { "2024-07-15", "2024-03-10", "2024-11-03" };

    [Theory]
    [MemberData(nameof(Dates))]
    public void Each_amount_is_what_plain_loops_over_the_determinants_give(string date)
    {
        var day = ChargeDays.Of(3, new(NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value));
        Series<decimal> Of(string name, string at) => day.Determinants.Single(each => each.Name == name && each.At == at).Values;
        var columns = day.Settled().Columns;
        Assert.Equal(3 * 6, columns.Length);
        foreach (var column in columns)
        {
            var component = column.Code.Code[2] switch { '0' => "energy", '1' => "congestion", _ => "loss" };
            var (who, where) = (column.Subject.Name, column.Subject.Location);
            var isDayAhead = column.Code.Code[3] == '0';
            Assert.Equal((isDayAhead ? 1 : 12) * MarketCalendar.Pjm.HourCount(day.Day), column.Amounts.Count);
            for (var i = 0; i < column.Amounts.Count; i++)
                Assert.Equal(isDayAhead
                    ? Of("DA MWh", who)[i] * Of($"DA {component} price", where)[i]
                    : (Of("RT MWh", who)[i] - Of("DA MWh", who)[i / 12] / 12) * Of($"RT {component} price", where)[i], column.Amounts[i]);
        }
    }

    [Fact]
    public void Any_order_of_inputs_and_any_number_of_threads_give_the_same_bytes()
    {
        var day = ChargeDays.Of(20);
        var random = new Random(7);
        var expected = Bytes(day.Settled());
        Assert.Equal(expected, Bytes(day.Settled(4)));
        for (var i = 0; i < 5; i++)
            Assert.Equal(expected, Bytes((day with
            {
                Subjects = [.. day.Subjects.OrderBy(_ => random.Next())],
                Determinants = [.. day.Determinants.OrderBy(_ => random.Next())],
            }).Settled(1 + i % 3)));
    }

    [Fact]
    public void Lines_are_the_columns_with_quantity_and_rate_and_sum_to_the_totals()
    {
        var settled = ChargeDays.Of(4).Settled();
        var statement = StateLines.Run(settled, Instant.MinValue);
        Assert.Equal(settled.Columns.SelectMany(column => column.Amounts.Values), statement.Lines.Select(line => line.Amount.Value));
        Assert.All(statement.Lines, line => Assert.Equal(line.Amount, line.Quantity * line.Rate));
        foreach (var total in statement.Totals)
        {
            Assert.Equal(statement.Lines.Where(line => line.Code == total.Code).Sum(line => line.Amount.Value), total.Exact.Value);
            Assert.Equal(decimal.Round(total.Exact.Value, 2, MidpointRounding.AwayFromZero), total.Billed.Value);
        }
        Assert.Equal(statement.Totals.Sum(total => total.Billed.Value), statement.Total.Value);
    }

    [Fact]
    public void Hourly_determinants_of_a_five_minute_charge_settle_by_the_hour_and_say_so()
    {
        var day = ChargeDays.Of(1, codes: ["1205"]);
        var hourly = day
            .With("RT MWh", "s000", each => each with { Values = Hourly(each.Values.Start, 130) })
            .With("RT energy price", "n000", each => each with { Values = Hourly(each.Values.Start, 30) });
        var done = Assert.IsType<Outcome<SettledColumns>.Done>(SettleCharges.Run(hourly));
        Assert.Equal(24, done.Value.Columns.Single().Amounts.Count);
        Assert.Equal("coarser-than-tariff", Assert.Single(done.Findings).Code);
        Assert.Empty(Assert.IsType<Outcome<SettledColumns>.Done>(SettleCharges.Run(day)).Findings);
    }

    [Fact]
    public void Old_days_settle_by_the_rules_of_that_day()
    {
        Assert.Equal(24, ChargeDays.Of(1, OperatingDay.Of(2018, 3, 31), ["1205"]).Settled().Columns.Single().Amounts.Count);
        Assert.Equal(288, ChargeDays.Of(1, OperatingDay.Of(2018, 4, 1), ["1205"]).Settled().Columns.Single().Amounts.Count);
        var before = ChargeDays.Of(1, OperatingDay.Of(2008, 5, 31), ["1365", "1200"]);
        Assert.Equal(["1200"], before.Settled().Columns.Select(column => column.Code.Code));
    }

    [Fact]
    public void No_code_has_two_rules_for_a_day_and_every_rule_has_a_source()
    {
        foreach (var code in ChargeCodes.Markets.SelectMany(market => ChargeCodes.Of(market)))
        {
            Assert.False(Overlaps(code.Versions), code.Code);
            Assert.All(code.Versions, version => Assert.NotEmpty(version.Source));
            Assert.Same(code, ChargeCodes.Find(code.Market, code.Code));
        }
        var rule = ChargeCodes.ByCode("1200")!.Versions[0];
        Assert.True(Overlaps([rule with { Until = OperatingDay.Of(2020, 1, 2) }, rule with { From = OperatingDay.Of(2020, 1, 1) }]));
        Assert.True(Overlaps([rule, rule]));
    }

    [Fact]
    public void The_sum_over_all_subjects_is_theirs_and_is_shown()
    {
        var share = new Formula.Share(ChargeCodes.ByCode("1200")!.Versions[0].Quantity,
            new Formula.OverSubjects(ChargeCodes.ByCode("1200")!.Versions[0].Quantity));
        Assert.Equal("DA MWh ÷ sum over all of DA MWh", FormulaWords.Of(share));
        var day = new DayIndex(ChargeDays.Of(3));
        var evaluator = new Evaluator(day);
        var hour = Duration.FromHours(1);
        var whole = day.Subjects.Select(subject => evaluator.Values(share.Part, subject, hour)[5]).Sum();
        Assert.Equal(whole, evaluator.Values(share.Whole, day.Subjects[0], hour)[5]);
        Assert.Equal(1m, day.Subjects.Select(subject => evaluator.Values(share, subject, hour)[5]).Sum(), 20);
    }

    [Fact]
    public void A_formula_is_not_divided_by_what_may_be_nothing()
    {
        Formula price = ChargeCodes.ByCode("1200")!.Versions[0].Rate;
        Assert.Throws<ArgumentException>(() => price.DividedBy(price));
        Assert.Throws<ArgumentException>(() => price.DividedBy(0m));
        Assert.Equal("DA energy price ÷ 12", FormulaWords.Of(price.DividedBy(12m)));
    }

    private static Series<decimal> Hourly(Instant start, decimal value) =>
        new(start, Duration.FromHours(1), [.. Enumerable.Repeat(value, 24)]);

    private static bool Overlaps(ImmutableArray<ChargeVersion> versions) =>
        versions.Zip(versions.Skip(1)).Any(pair => pair.First.Until is not { } until || pair.Second.From is not { } from
            || from.CompareTo(until) < 0);

    private static ImmutableArray<int> Bytes(SettledColumns settled) =>
    [
        .. settled.Columns.SelectMany(column => column.Amounts.Values)
            .Concat(settled.Totals.SelectMany(total => new[] { total.Exact.Value, total.Billed.Value })).SelectMany(decimal.GetBits),
    ];
}
