using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Statements;
using NodaTime;
using static Busbar.Supply.Settlement.Tests.Statements.SampleStatement;

namespace Busbar.Supply.Settlement.Tests.Statements;

public sealed class CompareStatementsTests
{
    private static DeterminantExtract Extract(Func<int, decimal> quantity, Func<int, decimal> price, decimal ratio) => new("ERCOT", "T",
    [
        new("Q", "P=1", Day, 1, "MWH", Hours(quantity), null), new("SPP", "P=1", Day, 1, "USD", Hours(price), null),
        new("LRS", "", Day, 1, "RATIO", null, ratio),
    ], true);

    private static Series<decimal> Hours(Func<int, decimal> value) =>
        new(Whole.Start, Duration.FromHours(1), [.. Enumerable.Range(0, 25).Select(value)]);

    [Fact]
    public void The_change_goes_down_to_the_interval_and_its_parts_add_up()
    {
        var before = Of(1);
        var after = Of(2, 0, 3, -1.25m) with { Total = Of(2, 0, 3, -1.25m).Total };
        var gone = before with { Lines = [.. before.Lines, new("OLDAMT", "Gone", new(4), null, "USD")], Total = before.Total + new Usd(4) };
        var compared = CompareStatements.Run(new(gone, after, null, null, [])).OrThrow();
        Assert.Equal(new Usd(1.75m - 4), compared.Change);
        Assert.Equal(["OLDAMT", "RTEIAMT"], compared.Codes.Select(code => code.Code));
        Assert.Equal([(1, 3m), (2, -1.25m)], compared.Codes[1].Intervals.Select(each =>
            ((int)(each.Interval.Start - Whole.Start).TotalHours, each.Change.Value)));
        Assert.Equal((Usd.Zero, new Usd(-4)), (compared.Codes[1].NotInIntervals, compared.Codes[0].NotInIntervals));
        Assert.Equal(compared.Change, compared.Codes.Aggregate(Usd.Zero, (sum, code) => sum + code.Change));
        Assert.Null(compared.Codes[0].After);
    }

    [Fact]
    public void A_link_splits_each_interval_into_quantity_and_price_exactly()
    {
        decimal Quantity(int hour) => hour + 1;
        decimal Price(int hour) => 20 - hour;
        decimal NewQuantity(int hour) => hour == 3 ? 6 : Quantity(hour);
        decimal NewPrice(int hour) => hour is 3 or 24 ? Price(hour) + 2 : Price(hour);
        MarketStatement Priced(int version, Func<int, decimal> quantity, Func<int, decimal> price)
        {
            var line = Of(version).Lines[0] with { Intervals = Hours(hour => quantity(hour) * price(hour)) };
            line = line with { Amount = new(line.Intervals!.Values.Sum()) };
            return Of(version) with { Lines = [line], Total = line.Amount };
        }
        var compared = CompareStatements.Run(new(Priced(1, Quantity, Price), Priced(2, NewQuantity, NewPrice),
            Extract(Quantity, Price, 0.1m), Extract(NewQuantity, NewPrice, 0.2m),
            [new("RTEIAMT", new("Q", "P=1"), new("SPP", "P=1"), 1)])).OrThrow();
        var intervals = compared.Codes.Single().Intervals;
        Assert.Equal([(3, 2 * 17m, 6 * 2m), (24, 0m, 25 * 2m)], intervals.Select(each =>
            ((int)(each.Interval.Start - Whole.Start).TotalHours, each.ByQuantity!.Value.Value, each.ByPrice!.Value.Value)));
        Assert.All(intervals, each => Assert.Equal(each.Change, each.ByQuantity!.Value + each.ByPrice!.Value));
        Assert.Equal([("LRS", 0.1m, 0.2m), ("Q", 4m, 6m), ("SPP", 17m, 19m), ("SPP", -4m, -2m)],
            compared.Determinants.Select(each => (each.Code, each.Before!.Value, each.After!.Value)));
    }

    [Fact]
    public void The_same_statement_has_no_change_and_another_day_is_refused()
    {
        Assert.Empty(CompareStatements.Run(new(Of(1), Of(2), null, null, [])).OrThrow().Codes);
        Assert.Equal("another-day", Assert.IsType<Outcome<StatementComparison>.Refused>(CompareStatements.Run(new(Of(1), Of(2) with
        {
            OperatingDay = Day.Plus(1),
        }, null, null, []))).Refusal.Code);
        var done = Assert.IsType<Outcome<StatementComparison>.Done>(CompareStatements.Run(new(Of(1), Of(2) with { Total = new(1) }, null,
            null, [])));
        Assert.Equal("totals-do-not-add", Assert.Single(done.Findings).Code);
    }

    [Fact]
    public void Our_own_computation_is_held_against_the_statement_by_code_and_by_the_longer_interval()
    {
        var quarters = new Series<decimal>(Whole.Start, Duration.FromMinutes(15),
            [.. Enumerable.Range(0, 100).Select(i => i / 4 == 7 ? 5m : 2.5m)]);
        MarketStatement Billed(params ImmutableArray<MarketStatementLine> lines) =>
            Of(1) with { Lines = lines, Total = new(lines.Sum(line => line.Amount.Value)) };
        var statement = Billed(new("RTEIAMT", "Energy", new(260m), quarters, "USD"), new("ESACAMT", "Fee", new(5), null, "USD"));
        ImmutableArray<SettlementLine> lines = [.. MarketCalendar.Ercot.HoursOf(Day).Select(hour =>
            new SettlementLine("RTEIAMT", "load", "HB", hour, new Mwh(1), new UsdPerMwh(10), new(10)))];
        var shadow = new ShadowStatement(Day, Whole.End, lines,
            [new("RTEIAMT", "Energy", new(250), new(250)), new("OURS", "Ours", new(1), new(1))], new(251));
        var compared = CompareWithShadow.Run(new(shadow, statement, Whole.End + Duration.FromDays(9), new(0.005m))).OrThrow();
        Assert.Equal([("RTEIAMT", 10m), ("ESACAMT", 5m), ("OURS", -1m)], compared.Problems.Select(code =>
            (code.Code, code.Difference.Value)));
        var hour = Assert.Single(compared.Codes[0].Intervals);
        Assert.Equal((MarketCalendar.Ercot.HoursOf(Day)[7], new Usd(10)), (hour.Interval, hour.Change));
        Assert.Empty(CompareWithShadow.Run(new(shadow with { Totals = [shadow.Totals[0]] }, Billed(new MarketStatementLine("RTEIAMT", "",
            new(250), quarters.Select(_ => 2.5m), "USD")), Whole.End + Duration.FromDays(9), new(0.005m))).OrThrow().Problems);
        string CodeOf(CompareWithShadowInputs inputs) =>
            Assert.IsType<Outcome<ShadowComparison>.Refused>(CompareWithShadow.Run(inputs)).Refusal.Code;
        var fine = new CompareWithShadowInputs(shadow, statement, Whole.End + Duration.FromDays(9), Usd.Zero);
        Assert.Equal("another-day", CodeOf(fine with { Shadow = shadow with { Day = Day.Plus(1) } }));
        Assert.Equal("not-known-yet", CodeOf(fine with { ComparedAt = Whole.End }));
        Assert.Equal("negative-tolerance", CodeOf(fine with { Tolerance = new(-1) }));
    }

    [Fact]
    public void Two_errors_that_cancel_are_not_within_tolerance()
    {
        var line = Of(1).Lines[0];
        var shadow = new ShadowStatement(Day, Whole.End, [.. MarketCalendar.Ercot.HoursOf(Day).Select((hour, i) => new SettlementLine(
            "RTEIAMT", "load", "HB", hour, new Mwh(1), new UsdPerMwh(1), new(line.Intervals![i] + (i == 0 ? 1 : i == 1 ? -1 : 0))))],
            [new("RTEIAMT", "", line.Amount, line.Amount)], line.Amount);
        var compared = CompareWithShadow.Run(new(shadow, Of(1) with { Lines = [line] }, Whole.End + Duration.FromDays(9),
            new(0.005m))).OrThrow();
        Assert.Equal(2, Assert.Single(compared.Problems).Intervals.Length);
    }
}
