using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using NodaTime;

namespace Busbar.Simulators.IsoStatement.Tests;

public sealed class BillDayTests
{
    private static readonly OperatingDay Autumn = OperatingDay.Of(2017, 11, 5);

    [Fact]
    public void A_bill_has_six_lines_an_asset_hour_in_cents_and_says_it_is_simulated()
    {
        var bill = FirstWith(planted: false);
        Assert.True(bill.Statement.IsSimulated);
        Assert.Equal("initial", bill.Statement.StatementType);
        Assert.Equal(25 * 7, Bill(Autumn, SeedWith(Autumn, planted: false)).Statement.Lines.Length);
        Assert.All(bill.Statement.Lines, line => Assert.Equal(line.Amount.ToCents(), line.Amount));
        Assert.Equal(bill.Statement.Lines.Sum(line => line.Amount.Value), bill.Statement.Total.Value);
        Assert.All(bill.Statement.Lines, line => Assert.Equal((line.Quantity * line.Rate).ToCents(), line.Amount));
    }

    [Fact]
    public void About_one_day_in_six_has_one_discrepancy_and_every_kind_comes_up()
    {
        var bills = OperatingDay.Of(2015, 1, 1).Through(OperatingDay.Of(2018, 12, 31)).Select(day => Bill(day, 7)).ToList();
        Assert.All(bills, bill => Assert.InRange(bill.Planted.Length, 0, 1));
        Assert.InRange(bills.Count(bill => !bill.Planted.IsEmpty) / (double)bills.Count, 1 / 8.0, 1 / 4.5);
        Assert.Equal(6, bills.SelectMany(bill => bill.Planted).Select(planted => planted.Cause).Distinct().Count());
    }

    [Fact]
    public void The_planted_difference_is_what_the_total_is_off_by()
    {
        foreach (var day in OperatingDay.Of(2017, 1, 1).Through(OperatingDay.Of(2017, 12, 31)))
        {
            var honest = Bill(day, SeedWith(day, planted: false)).Statement.Total;
            var bill = Bill(day, 7);
            Assert.Equal(bill.Planted.Sum(planted => planted.Difference.Value), (bill.Statement.Total - honest).Value);
        }
    }

    [Fact]
    public void Same_seed_and_day_give_the_same_bill()
    {
        Assert.Equal(Bill(Autumn, 3).Statement.Lines, Bill(Autumn, 3).Statement.Lines);
        Assert.Equal(Bill(Autumn, 3).Planted, Bill(Autumn, 3).Planted);
    }

    [Fact]
    public void A_day_without_money_has_no_discrepancy()
    {
        var day = OperatingDay.Of(2017, 2, 15);
        var still = Inputs(day, SeedWith(day, planted: true)) with { Ftrs = [] };
        var nothing = still.Assets[0].DayAhead.Select(_ => 0m);
        Assert.Empty(BillDay.Run(still with { Assets = [still.Assets[0] with { DayAhead = nothing, RealTime = nothing }] }).Planted);
    }

    [Fact]
    public void An_unknown_market_and_a_series_of_other_hours_are_a_bug()
    {
        Assert.Throws<ArgumentException>(() => BillDay.Run(Inputs(Autumn, 1) with { Calendar = MarketCalendar.Miso }));
        Assert.Throws<ArgumentException>(() => BillDay.Run(Inputs(OperatingDay.Of(2017, 2, 15), 1) with { Day = Autumn }));
    }

    private static SimulatedBill FirstWith(bool planted) =>
        Bill(OperatingDay.Of(2017, 2, 15), SeedWith(OperatingDay.Of(2017, 2, 15), planted));

    private static ulong SeedWith(OperatingDay day, bool planted)
    {
        for (var seed = 1ul; ; seed++)
            if (Bill(day, seed).Planted.IsEmpty != planted) return seed;
    }

    private static SimulatedBill Bill(OperatingDay day, ulong seed) => BillDay.Run(Inputs(day, seed));

    private static BillDayInputs Inputs(OperatingDay day, ulong seed)
    {
        var calendar = MarketCalendar.Pjm;
        Series<decimal> Hourly(Func<int, decimal> value) =>
            new(calendar.WholeDay(day).Start, Duration.FromHours(1), [.. Enumerable.Range(0, calendar.HourCount(day)).Select(value)]);
        return new(calendar, day, calendar.WholeDay(day).End,
            [new("load", Hourly(h => 100 + h), Hourly(h => 103.5m + h), Hourly(h => 30.123m + h), Hourly(h => 1.5m), Hourly(_ => 0.77m),
                Hourly(h => 28 + h), Hourly(_ => -2), Hourly(_ => 0.5m))],
            [new("right", 40, Hourly(_ => 1), Hourly(h => 1.5m + 0.1m * h))], seed);
    }
}
