using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Engine;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Supply.Settlement.Tests;

/// <summary>ERCOT's November 2024 at the hub average, as published, settled day by day to the figures computed outside.</summary>
public sealed class ErcotNovemberTests
{
    private static readonly OperatingDay First = OperatingDay.Of(2024, 11, 1), Last = OperatingDay.Of(2024, 11, 30);
    private static readonly OperatingDay FallBack = OperatingDay.Of(2024, 11, 3);

    [Fact]
    public void A_hundred_megawatts_day_ahead_and_five_more_in_real_time_come_to_the_cent()
    {
        var (dayAhead, realTime) = (0m, 0m);
        foreach (var day in First.Through(Last))
        {
            var settled = Settle(day);
            dayAhead += settled.Totals.Single(total => total.Code == "DAEPAMT").Exact.Value;
            realTime += settled.Totals.Single(total => total.Code == "RTEIAMT").Exact.Value;
        }
        Assert.Equal(1_660_172.00m, dayAhead);
        Assert.Equal(109_028.1125m, realTime);
    }

    [Fact]
    public void The_fall_back_day_settles_twenty_five_hours_and_a_hundred_quarters()
    {
        var settled = Settle(FallBack);
        var prices = settled.Columns.ToDictionary(column => column.Code.Code, column => column.Amounts);
        Assert.Equal((25, 100), (prices["DAEPAMT"].Count, prices["RTEIAMT"].Count));
        // The first 01:00 hour cleared at 10.57, the second at 13.52: what a day of 24 hours would lose.
        Assert.Equal((1_057m, 1_352m), (prices["DAEPAMT"][1], prices["DAEPAMT"][2]));
    }

    [Fact]
    public void A_file_of_twenty_four_hours_for_that_day_is_refused_with_what_it_would_lose()
    {
        var day = Day(FallBack);
        var purchases = day.Determinants[0];
        var refusal = Assert.IsType<Kernel.Outcomes.Outcome<SettledColumns>.Refused>(SettleCharges.Run(day with
        {
            Determinants = day.Determinants.SetItem(0, purchases with
            {
                Values = new(purchases.Values.Start, purchases.Values.Step, purchases.Values.Values[..24]),
            }),
        })).Refusal;
        Assert.Equal("hours-do-not-match", refusal.Code);
        Assert.Contains("24 values", refusal.What);
    }

    private static SettledColumns Settle(OperatingDay day) => SettleCharges.Run(Day(day)).OrThrow();

    private static ChargedDay Day(OperatingDay day)
    {
        var whole = MarketCalendar.Ercot.WholeDay(day);
        DeterminantSeries Flat(string name, decimal value) =>
            new(name, "qse", new(whole.Start, Duration.FromHours(1), [.. Enumerable.Repeat(value, MarketCalendar.Ercot.HourCount(day))]), "made up");
        return new(MarketCalendar.Ercot, day, ["DAEPAMT", "RTEIAMT"], [new("qse", AssetKind.Load, "HB_HUBAVG")],
        [
            Flat("DAEP MWh", 100), Flat("adjusted metered load MWh", 105),
            new("DASPP", "HB_HUBAVG", Prices("sample_2024-11_da.csv", Duration.FromHours(1), whole), "sample_2024-11_da.csv"),
            new("RTSPP", "HB_HUBAVG", Prices("sample_2024-11_rt15.csv", Duration.FromMinutes(15), whole), "sample_2024-11_rt15.csv"),
        ]);
    }

    private static Series<decimal> Prices(string file, Duration step, DeliveryInterval day)
    {
        var rows = File.ReadLines(Checkout.Shared($"settlement/ercot/{file}")).Skip(1).Select(line => line.Split(','))
            .Select(cells => (Start: InstantPattern.ExtendedIso.Parse(cells[0]).Value, Price: decimal.Parse(cells[2], CultureInfo.InvariantCulture)))
            .Where(row => row.Start >= day.Start && row.Start < day.End).OrderBy(row => row.Start);
        return new(day.Start, step, [.. rows.Select(row => row.Price)]);
    }
}
