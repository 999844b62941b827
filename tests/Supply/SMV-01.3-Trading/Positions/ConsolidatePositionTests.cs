using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Tests.Deals;
using Busbar.Supply.Trading.Positions;
using NodaTime;

namespace Busbar.Supply.Tests.Positions;

public sealed class ConsolidatePositionTests
{
    private static readonly OperatingDay Day = OperatingDay.Of(2026, 11, 20);
    private static readonly ForwardCurve Mark = DeskCase.Flat("WESTERN HUB", Day, 38, 40);
    private static readonly Valuation Marked = new(Desk.Now, [Mark], DeskCase.Volatilities([Mark], 0.5), []);

    private static Outcome<ConsolidatedPosition> Run(Valuation valuation, params ImmutableArray<Trade> trades) =>
        ConsolidatePosition.Run(new(trades, Day, valuation, []));

    [Fact]
    public void Ten_deals_over_clock_changes_and_a_holiday_are_what_they_add_up_to_by_the_hour()
    {
        var given = CaseFile.Read("trading/position-deals.txt");
        var (clock, day) = (DeskCase.ClockOf(given["clock"]), Given.DayOf(given["mark day"]));
        var marks = DeskCase.Marks(given.Tables[1], "price", day, clock);
        var rows = given.Tables[0];
        var trades = rows.Texts("id").Zip(rows.Texts("book"), rows.Texts("deal"))
            .Select(row => DeskCase.Deal(row.First, row.Second, row.Third, clock)).ToImmutableArray();
        var valuation = new Valuation(clock, marks, DeskCase.Volatilities(marks, double.Parse(given["volatility"])), []);
        var position = ConsolidatePosition.Run(new(trades, day, valuation, [])).OrThrow();

        var expected = given.Tables[2];
        var keys = expected.Texts("book").Zip(expected.Texts("commodity"), expected.Texts("location"))
            .Zip(expected.Texts("month"), expected.Texts("block")).Zip(expected.Estimates("contracted"), expected.Estimates("delta"))
            .Zip(expected.Estimates("value USD")).ToArray();
        Assert.Equal(keys.Length, position.Cells.Length);
        foreach (var ((((book, commodity, location), month, block), contracted, delta), value) in keys)
        {
            var cell = Assert.Single(position.Cells, each => each.Book == book && each.Commodity.ToString() == commodity
                && each.Location == location && each.Month.ToString() == month && each.Block.ToString() == block);
            Assert.Equal(contracted, cell.Contracted, 6);
            Assert.Equal(delta, cell.Delta, 6);
            Assert.Equal(value, cell.ValueUsd, 1e-5);
        }
    }

    [Fact]
    public void Hours_with_their_own_prices_are_worth_those()
    {
        var trade = Desk.Deal("buy 10*12,0*11 MW WESTERN HUB 2027-03-14 30 CP1");
        var hours = Desk.Calendar.HoursOf(OperatingDay.Of(2027, 3, 14));
        var curve = new HourlyPrices(Commodity.PowerDayAhead, "PJM", "WESTERN HUB",
            new(hours[0].Start, Duration.FromHours(1), [.. hours.Select((_, hour) => new Busbar.Kernel.Quantities.UsdPerMwhEstimate(20 + hour))]));
        var position = ConsolidatePosition.Run(new([trade], Day, Marked, [curve])).OrThrow();
        Assert.Equal(Enumerable.Range(0, 12).Sum(hour => 10 * (20 + hour - 30)), position.Cells.Sum(cell => cell.ValueUsd), 9);
    }

    [Fact]
    public void A_voided_deal_counts_nowhere_and_a_delivered_one_no_more()
    {
        var voided = Desk.Deal("buy 50 MW WESTERN HUB 5x16 Mar-27 41 CP1") with { Status = TradeStatus.Voided };
        var past = Desk.Deal("buy 50 MW WESTERN HUB 5x16 Oct-26 41 CP1");
        Assert.Empty(Run(Marked, voided, past).OrThrow().Cells);
    }

    [Fact]
    public void What_was_not_known_or_is_not_marked_is_refused()
    {
        var trade = Desk.Deal("buy 50 MW WESTERN HUB 5x16 Mar-27 41 CP1");
        Assert.Equal("not-known-then", Given.CodeOf(Run(Marked, trade with { KnownAt = Desk.Now + Duration.Epsilon })));
        Assert.Equal("not-known-then", Given.CodeOf(Run(Marked with { Marks = [Mark with { MarkedAt = Desk.Now + Duration.Epsilon }] }, trade)));
        Assert.Equal("no-mark", Given.CodeOf(Run(Marked, Desk.Deal("buy 50 MW ELSEWHERE 5x16 Mar-27 41 CP1"))));
        Assert.Equal("no-mark", Given.CodeOf(Run(Marked, Desk.Deal("buy 50 MW WESTERN HUB 5x16 Cal-35 41 CP1"))));
        Assert.Equal("no-volatility", Given.CodeOf(Run(Marked with { Volatilities = [] },
            Desk.Deal("buy 50 MW WESTERN HUB 5x16 Mar-27 call 60 prem 2 daily CP1"))));
        Assert.NotEmpty(Run(Marked, Desk.Deal("buy 50 MW ELSEWHERE 5x16 Mar-27 DA+1 CP1")).OrThrow().Cells);
    }

    [Fact]
    public void Deals_that_are_no_position_and_old_marks_are_findings()
    {
        var certificates = Desk.Deal("buy 500 REC GATS rec PJM-TIER1 2026 Mar-27 12.50 CP2");
        Assert.Equal("outside-position", Assert.Single(Given.FindingsOf(Run(Marked, certificates))).Code);
        var old = ConsolidatePosition.Run(new([], Day.Plus(1), Marked, []));
        Assert.Equal("stale-mark", Assert.Single(Given.FindingsOf(old)).Code);
    }

    [Fact]
    public void Of_several_marks_the_newest_version_counts()
    {
        var trade = Desk.Deal("buy 50 MW WESTERN HUB 5x16 Mar-27 41 CP1");
        var second = DeskCase.Flat("WESTERN HUB", Day, 38, 50) with { Version = 2 };
        Assert.Equal(Run(Marked with { Marks = [second] }, trade).OrThrow().Cells.ToArray(),
            Run(Marked with { Marks = [second, Mark] }, trade).OrThrow().Cells.ToArray());
    }
}
