using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Recovery.Eqr;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Recovery.Eqr;
using NodaTime;

namespace Busbar.Supply.Recovery.Tests.Eqr;

public sealed class BuildEqrTests
{
    private static readonly EqrTable sales = SampleEqr.Filing.Transactions;

    [Fact]
    public void A_block_is_reported_for_its_days_in_the_quarter()
    {
        // October 2024 has 23 weekdays, November 20 without Thanksgiving: 43 × 16 × 50 MW = 34,400 MWh; × 40.25 = 1,384,600.
        var block = sales.Rows[0];
        Assert.Equal("T-000001|202410010000|202412010000|20240820|Fixed|EP|34400|40.25|1384600|P|M|ST", string.Join('|',
            ((string[])["Transaction Identifier", "Transaction Begin Date", "Transaction End Date", "Trade Date", "Type of Rate",
                "Time Zone",
                "Transaction Quantity", "Price", "Total Transaction Charge", "Increment Peaking Name", "Increment Name", "Term Name"])
            .Select(field => sales.Of(block, field))));
        Assert.Equal("trade T-000001 version 1", block.Source);
    }

    [Fact]
    public void The_hour_that_comes_twice_is_told_by_daylight_and_standard_time()
    {
        var clock = sales.Rows.Skip(1).Select(row =>
            $"{sales.Of(row, "Transaction Begin Date")[8..]} {sales.Of(row, "Time Zone")}").ToArray();
        Assert.Equal(25, clock.Length);
        Assert.Equal(["0000 EP", "0100 ED", "0100 ES", "0200 EP"], clock[..4]);
        Assert.Equal("202411040000", sales.Of(sales.Rows[^1], "Transaction End Date"));
    }

    [Fact]
    public void An_award_is_one_sale_an_hour_and_its_charges_sum_to_the_settlement()
    {
        // 10 MW at 20, 21 … 44 USD/MWh: 10 × (25 × 32) = 8,000.
        Assert.Equal(8_000m, sales.Rows.Skip(1).Sum(row => sales.NumberOf(row, "Total Transaction Charge")));
        Assert.All(sales.Rows.Skip(1), row => Assert.Equal("RTO/ISO", sales.Of(row, "Type of Rate")));
    }

    [Fact]
    public void A_spring_day_has_twenty_three_sales_and_no_hour_from_two()
    {
        var day = OperatingDay.Of(2024, 3, 10);
        var hours = MarketCalendar.Pjm.HoursOf(day);
        var filing = Build(SampleEqr.Inputs with
        {
            Quarter = new(2024, 1), Trades = [], Settled = [.. hours.Select(hour => Settled(hour))],
        });
        Assert.Equal(23, filing.Transactions.Rows.Length);
        Assert.DoesNotContain(filing.Transactions.Rows,
            row => filing.Transactions.Of(row, "Transaction Begin Date") == "202403100200");
        Assert.Empty(SampleEqr.FindingsOf(filing));
    }

    [Fact]
    public void Purchases_voided_deals_swaps_and_other_quarters_are_passed_over()
    {
        var bought = SampleEqr.Sell("T-3", "CP1", ((PowerDeal)SampleEqr.Block.Ticket.Terms) with { Side = Side.Buy });
        var voided = SampleEqr.Block with { Id = "T-4", Status = TradeStatus.Voided };
        var swap = SampleEqr.Sell("T-5", "CP1", new PowerSwap(Side.Sell, "PJM", "WESTERN HUB", SampleEqr.LongDay, SampleEqr.LongDay,
            new([PeakBlock.Night], new(5)), new(30), PriceIndex.DayAhead));
        var summer = SampleEqr.Sell("T-6", "CP1",
            ((PowerDeal)SampleEqr.Block.Ticket.Terms) with { LastDay = OperatingDay.Of(2024, 9, 30) });
        var filing = Build(SampleEqr.Inputs with { Trades = [bought, voided, swap, summer] });
        Assert.Empty(filing.Transactions.Rows);
        Assert.Equal(2, filing.Contracts.Rows.Length);
    }

    [Fact]
    public void What_is_left_out_is_told()
    {
        var terms = (PowerDeal)SampleEqr.Block.Ticket.Terms;
        var trades = ImmutableArray.Create(
            SampleEqr.Sell("T-7", "CP1", terms with { Market = "ERCOT" }),
            SampleEqr.Sell("T-8", "CP1", terms with { Price = new(new(1), PriceIndex.DayAhead) }),
            SampleEqr.Sell("T-9", "CP1", new AncillaryDeal(Side.Sell, "PJM", "PJM", SampleEqr.LongDay, SampleEqr.LongDay, "regulation",
                new([PeakBlock.Night], new(5)), 12)));
        var done = Assert.IsType<Outcome<EqrFiling>.Done>(BuildEqr.Run(SampleEqr.Inputs with { Trades = trades }));
        Assert.Equal(["ercot-sale-exempt", "index-sale-not-settled", "ancillary-sale-not-reported"],
            done.Findings.Select(finding => finding.Code));
        Assert.Empty(done.Value.Transactions.Rows);
    }

    [Fact]
    public void A_deal_at_an_index_is_reported_as_it_settled()
    {
        var hour = MarketCalendar.Pjm.HoursOf(SampleEqr.LongDay)[12];
        var sale = Settled(hour) with { Counterparty = "CP1", Transmission = new(3) };
        var filing = Build(SampleEqr.Inputs with { Trades = [], Settled = [sale] });
        var row = Assert.Single(filing.Transactions.Rows);
        Assert.Equal("Electric Index|7.5|31.2|3|237", string.Join('|', ((string[])["Type of Rate", "Transaction Quantity", "Price",
            "Total Transmission Charge", "Total Transaction Charge"]).Select(field => filing.Transactions.Of(row, field))));
    }

    [Fact]
    public void What_cannot_be_reported_is_refused()
    {
        var hour = MarketCalendar.Pjm.HoursOf(SampleEqr.LongDay)[0];
        Refused("no-sales-agreement", SampleEqr.Inputs with { Agreements = SampleEqr.Agreements[..1] });
        Refused("quarter-not-over", SampleEqr.Inputs with { BuiltAt = Instant.FromUtc(2025, 1, 1, 4, 59) });
        Refused("agreement-twice", SampleEqr.Inputs with { Agreements = [.. SampleEqr.Agreements, SampleEqr.Agreements[0]] });
        Refused("sale-is-negative", SampleEqr.Inputs with { Settled = [Settled(hour) with { Energy = new(-1) }] });
        Refused("unknown-market", SampleEqr.Inputs with { Settled = [Settled(hour) with { Market = "NYISO" }] });
    }

    [Fact]
    public void The_report_is_the_same_in_whatever_order_its_trades_come()
    {
        var turned = Build(SampleEqr.Inputs with { Trades = [SampleEqr.Award, SampleEqr.Block] });
        Assert.Equal(sales.Rows.Select(row => string.Join('|', row.Values)), turned.Transactions.Rows.Select(row => string.Join('|',
            row.Values)));
    }

    [Fact]
    public void A_deletion_holds_its_reason_and_no_rows()
    {
        var filing = Build(SampleEqr.Inputs with { Type = "DELETE", Notes = "Filed for the wrong seller" });
        Assert.Empty(filing.Contracts.Rows.Concat(filing.Transactions.Rows));
        Assert.Empty(SampleEqr.FindingsOf(filing));
    }

    [Theory]
    [InlineData(2024, 1, 30, 4, 2024)]
    [InlineData(2024, 2, 31, 7, 2024)]
    [InlineData(2024, 3, 31, 10, 2024)]
    [InlineData(2024, 4, 31, 1, 2025)]
    public void A_quarter_is_due_on_the_last_day_of_the_month_after(int year, int quarter, int day, int month, int inYear) =>
        Assert.Equal(new LocalDate(inYear, month, day), DecideEqrDuty.Run(SampleEqr.Seller, new(year, quarter)).Due);

    [Theory]
    [InlineData(true, 0, false, true)]
    [InlineData(false, 4_000_000, false, false)]
    [InlineData(false, 4_000_001, false, true)]
    [InlineData(true, 9_000_000, true, false)]
    public void Public_utilities_and_large_others_report_but_not_within_ercot(bool isPublic, int annualMwh, bool inErcot, bool mustFile) =>
        Assert.Equal(mustFile, DecideEqrDuty.Run(SampleEqr.Seller with
        {
            IsPublicUtility = isPublic, AnnualSales = new(annualMwh), SellsInErcotOnly = inErcot,
        }, new(2024, 4)).MustFile);

    private static SettledSale Settled(DeliveryInterval hour) => new("net sales", "PJM", "PJM", "WESTERN HUB", SampleEqr.LongDay, hour,
        new(7.5m), new(31.2m), Usd.Zero, "statement");

    private static EqrFiling Build(BuildEqrInputs inputs) => BuildEqr.Run(inputs).OrThrow();

    private static void Refused(string code, BuildEqrInputs inputs) =>
        Assert.Equal(code, Assert.IsType<Outcome<EqrFiling>.Refused>(BuildEqr.Run(inputs)).Refusal.Code);
}
