using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Tests.Deals;
using Busbar.Supply.Trading.Positions;

namespace Busbar.Supply.Tests.Positions;

/// <summary>Certificates, reserves and auction revenue, held by quantity in their own units.</summary>
public sealed class CountOtherHoldingsTests
{
    private static readonly string[] Lines =
    [
        "buy 500 REC PA rec NEPOOL-I 2027 Mar-27 12 CP1", "sell 200 REC PA rec NEPOOL-I 2027 Mar-27 13 CP1",
        "buy 48 MW RTO anc regulation ATC Mar-27 9 PJM", "buy 10 MW WEST to EAST arr ATC Mar-27..Apr-27 100 PJM",
        "buy 50 MW WESTERN HUB 5x16 Mar-27 41.25 CP1",
    ];

    [Fact]
    public void They_are_counted_by_book_product_and_month_and_said_not_to_be_marked()
    {
        var trades = Lines.Select((line, i) => Desk.Deal(line, $"T-{i}")).ToList();
        trades.Add(Desk.Deal(Lines[0], "T-9") with { Status = TradeStatus.Voided });
        var outcome = CountOtherHoldings.Run(new([.. trades], Desk.Now));
        var march = OperatingDay.Of(2027, 3, 1);
        Assert.Equal(
        [
            new("spec", "ancillary", "regulation", "RTO", march, 48, "MW"),
            new("spec", "certificate", "NEPOOL-I 2027", "PA", march, 300, "REC"),
            new("spec", "transmission-right", "auction revenue WEST to EAST", "WEST", march, 10, "MW"),
            new("spec", "transmission-right", "auction revenue WEST to EAST", "WEST", OperatingDay.Of(2027, 4, 1), 10, "MW"),
        ], outcome.OrThrow());
        Assert.Equal(["not-marked", "not-marked", "not-marked"], Given.FindingsOf(outcome).Select(finding => finding.Code));
    }

    [Fact]
    public void What_is_delivered_is_held_no_more()
    {
        var trades = Lines.Select((line, i) => Desk.Deal(line, $"T-{i}")).ToArray();
        var april = CountOtherHoldings.Run(new([.. trades], Desk.Calendar.WholeDay(OperatingDay.Of(2027, 4, 1)).Start)).OrThrow();
        Assert.Equal(10, Assert.Single(april).Quantity);
        var half = CountOtherHoldings.Run(new([Desk.Deal("buy 16 MW RTO anc spin 7x8 2027-03-14 9 PJM")],
            Desk.Calendar.WholeDay(OperatingDay.Of(2027, 3, 14)).Start)).OrThrow();
        // Seven of the twenty-three hours of the day on which the clock goes forward.
        Assert.Equal(16 * 7 / 23.0, Assert.Single(half).Quantity, 1e-12);
    }
}
