using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Tests.Deals;
using Busbar.Supply.Tests.Positions;
using Busbar.Supply.Trading.Positions;
using Busbar.Supply.Trading.Profit;
using NodaTime;

namespace Busbar.Supply.Tests.Profit;

public sealed class AttributeProfitTests
{
    private static HourlyPrices Hourly(CaseRows rows, string hours, string column, string commodity, string location) =>
        new(Enum.Parse<Commodity>(commodity), "PJM", location,
            new(DeskCase.ClockOf(rows.Texts(hours).First()), Duration.FromHours(1),
                [.. rows.Estimates(column).Select(price => new UsdPerMwhEstimate(price))]));

    private static AttributeProfitInputs Spring(CaseFile given)
    {
        var (from, to) = (DeskCase.ClockOf(given["before"]), DeskCase.ClockOf(given["after"]));
        var deals = given.Tables[0];
        var rows = deals.Texts("id").Zip(deals.Texts("book")).Zip(deals.Texts("before"), deals.Texts("after")).ToArray();
        var old = rows.Where(row => row.Second.Length > 0)
            .Select(row => DeskCase.Deal(row.First.First, row.First.Second, row.Second, from)).ToImmutableArray();
        var all = rows.Select(row => row.Third == "void"
            ? old.First(trade => trade.Id == row.First.First) with { Status = TradeStatus.Voided }
            : DeskCase.Deal(row.First.First, row.First.Second, row.Third, from)).ToImmutableArray();
        var day = Desk.Calendar.DayOf(from);
        var (before, after) = (DeskCase.Marks(given.Tables[1], "before", day, from), DeskCase.Marks(given.Tables[1], "after", day, to));
        ImmutableArray<HourlyPrices> settled =
        [
            Hourly(given.Tables[2], "hour UTC", "PowerDayAhead settled", "PowerDayAhead", "WESTERN HUB"),
            Hourly(given.Tables[2], "hour UTC", "PowerRealTime settled", "PowerRealTime", "WESTERN HUB"),
            Hourly(given.Tables[2], "hour UTC", "Fuel settled", "Fuel", "HENRY HUB"),
        ];
        return new(
            new(old, new(from, before, DeskCase.Volatilities(before, double.Parse(given["volatility before"])), []),
                [Hourly(given.Tables[3], "shaped hour UTC", "before", "PowerDayAhead", "WESTERN HUB")]),
            new(all, new(to, after, DeskCase.Volatilities(after, double.Parse(given["volatility after"])), settled),
                [Hourly(given.Tables[3], "shaped hour UTC", "after", "PowerDayAhead", "WESTERN HUB")]));
    }

    private static AttributeProfitInputs Spring() => Spring(CaseFile.Read("trading/attribution-spring.txt"));

    [Fact]
    public void The_pieces_over_the_spring_clock_change_are_those_revalued_by_the_hour_and_sum_to_the_change_to_the_cent()
    {
        var given = CaseFile.Read("trading/attribution-spring.txt");
        var attribution = AttributeProfit.Run(Spring(given)).OrThrow();
        var expected = given.Tables[4];
        Assert.Equal(expected.Texts("book"), attribution.Books.Select(line => line.Book));
        foreach (var (line, row) in attribution.Books.Select((line, row) => (line, row)))
        {
            decimal Of(string column) => expected.Numbers(column).ElementAt(row);
            // A piece is the difference of values rounded to the cent once each.
            void Within(string column, Usd piece) => Assert.InRange(piece.Value - Of(column), -0.0201m, 0.0201m);
            Within("volume", line.Volume);
            Within("new deals", line.NewDeals);
            Within("theta", line.Theta);
            Within("price", line.Price);
            Within("shape", line.Shape);
            Within("fees", line.Fees);
            Assert.InRange(line.Total.Value - Of("total"), -0.0101m, 0.0101m);
            Assert.Equal(line.Total, line.Volume + line.NewDeals + line.Theta + line.Price + line.Shape + line.Fees);
            Assert.Equal(line.Total, line.Total.ToCents());
        }
    }

    [Fact]
    public void Nothing_changed_is_no_profit()
    {
        var state = Spring().Before;
        var attribution = AttributeProfit.Run(new(state, state)).OrThrow();
        Assert.All(attribution.Books, line => Assert.All(
            new[] { line.Volume, line.NewDeals, line.Theta, line.Price, line.Shape, line.Fees }, piece => Assert.Equal(Usd.Zero, piece)));
    }

    [Fact]
    public void Two_steps_make_the_profit_of_one()
    {
        var (before, after) = Spring();
        var between = before with { Trades = after.Trades };
        decimal Of(DeskState from, DeskState to) => AttributeProfit.Run(new(from, to)).OrThrow().Books.Sum(line => line.Total.Value);
        Assert.InRange(Of(before, between) + Of(between, after) - Of(before, after), -0.03m, 0.03m);
    }

    [Fact]
    public void Hours_that_are_not_settled_count_at_the_mark_before()
    {
        var (before, after) = Spring();
        var outcome = AttributeProfit.Run(new(before, after with { Valuation = after.Valuation with { Settled = [] } }));
        Assert.Equal(["delivered-at-mark"], Given.FindingsOf(outcome).Select(finding => finding.Code).Distinct());
        Assert.Empty(Given.FindingsOf(AttributeProfit.Run(new(before, after))));
    }

    [Fact]
    public void States_that_do_not_follow_each_other_are_refused()
    {
        var (before, after) = Spring();
        string Code(DeskState from, DeskState to) => Given.CodeOf(AttributeProfit.Run(new(from, to)));
        Assert.Equal("back-in-time", Code(after, before));
        Assert.Equal("deal-gone", Code(before, after with { Trades = after.Trades[1..] }));
        var clock = after.Valuation.Clock - Duration.FromHours(1);
        Assert.Equal("not-known-then", Code(before, after with { Valuation = after.Valuation with { Clock = clock } }));
        Assert.Equal("no-mark", Code(before, after with { Valuation = after.Valuation with { Marks = [] } }));
    }
}
