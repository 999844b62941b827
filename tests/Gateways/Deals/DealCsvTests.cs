using System.Collections.Immutable;
using System.Text;
using Busbar.Gateways.Deals;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime;

namespace Busbar.Gateways.Tests.Deals;

public sealed class DealCsvTests
{
    private const string Head = "reference,traded_at,kind,side,quantity,unit,market,location,first_day,last_day,block,price,index,counterparty,book,trader\n";
    private const string Good = "R1,2026-11-20T15:00:00Z,power,buy,50,MW,PJM,WESTERN HUB,2027-03-01,2027-03-31,5x16,41.25,,CP1,spec,tess\n";

    private static DealFile Read(string text, TicketRule? rule = null) => DealCsv.Read(Texts.File(text, "deals.csv"), rule ?? ((_, _) => null)).OrThrow();

    [Fact]
    public void A_row_is_a_deal()
    {
        var file = Read(Head + Good + "R2,2026-11-20T16:00:00Z,swap,sell,25,,ERCOT,\"HB, NORTH\",2027-03-14,2027-03-14,ATC,-3.5,RT,CP2,hedge,ann\r\n");
        Assert.Equal((2, 0), (file.Rows, file.FaultCount));
        var power = Assert.IsType<PowerDeal>(file.Deals[0].Ticket.Terms);
        Assert.Equal((Side.Buy, new Mw(50), new DealPrice(new UsdPerMwh(41.25m))), (power.Side, power.Shape.Mw, power.Price));
        var swap = Assert.IsType<PowerSwap>(file.Deals[1].Ticket.Terms);
        Assert.Equal(("HB, NORTH", PriceIndex.RealTime, new UsdPerMwh(-3.5m)), (swap.Location, swap.Index, swap.Fixed));
        Assert.Equal(("R2", 3, Instant.FromUtc(2026, 11, 20, 16, 0)), (file.Deals[1].Reference, file.Deals[1].Line, file.Deals[1].TradedAt));
    }

    [Theory]
    [InlineData("not-a-number", ",50,", ",fifty,", "quantity")]
    [InlineData("unknown-word", ",buy,", ",lend,", "side")]
    [InlineData("wrong-units", ",MW,", ",MMBTU/d,", "unit")]
    [InlineData("missing-field", ",41.25,", ",,", "price")]
    [InlineData("bad-date", "2027-03-01", "3/1/27", "first_day")]
    [InlineData("bad-time", "2026-11-20T15:00:00Z", "yesterday", "traded_at")]
    [InlineData("no-blocks", ",5x16,", ",,", "block")]
    [InlineData("field-count", ",tess", ",tess,", "row")]
    public void A_bad_row_is_told_by_line_and_field_and_nothing_loads(string code, string old, string bad, string field)
    {
        var file = Read(Head + Good.Replace("R1", "R0") + Good.Replace(old, bad));
        Assert.Empty(file.Deals);
        var fault = Assert.Single(file.Faults);
        Assert.Equal((code, $"deals.csv:3 {field}", 1, 2), (fault.Code, fault.Where, file.FaultCount, file.Rows));
        Assert.NotEmpty(fault.Remedy);
    }

    [Fact]
    public void One_reference_twice_is_a_fault() => Assert.Equal("duplicate-reference", Assert.Single(Read(Head + Good + Good).Faults).Code);

    [Fact]
    public void A_ticket_that_breaks_a_rule_of_the_desk_is_a_fault_of_its_row()
    {
        var file = Read(Head + Good, (ticket, _) => new Refusal("unknown-counterparty", ticket.Counterparty, "counterparty", "Correct it."));
        Assert.Equal(("unknown-counterparty", "deals.csv:2 counterparty"), (file.Faults[0].Code, file.Faults[0].Where));
    }

    [Theory]
    [InlineData("empty-file", "", "deals.csv:1")]
    [InlineData("header-only", Head, "deals.csv:1")]
    [InlineData("wrong-columns", "kind,side\npower,buy\n", "deals.csv:1 header")]
    [InlineData("wrong-columns", "colour," + Head + "red," + Good, "deals.csv:1 header")]
    [InlineData("duplicate-column", "side," + Head, "deals.csv:1 header")]
    public void A_file_that_is_no_table_of_deals_is_refused(string code, string text, string where)
    {
        var refusal = Texts.RefusalOf(DealCsv.Read(Texts.File(text, "deals.csv"), (_, _) => null));
        Assert.Equal((code, where), (refusal.Code, refusal.Where));
    }

    [Fact]
    public void Three_bad_lines_among_a_million_are_all_named_and_nothing_loads()
    {
        var text = new StringBuilder(Head);
        for (var row = 2; row <= 1_000_001; row++)
            text.Append(row switch { 77 => Good.Replace(",50,", ",-,"), 500_000 => Good.Replace(",PJM,", ",,"), 1_000_001 => Good.Replace("-31", "-32"), _ => Good })
                .Replace("R1", $"R{row}", text.Length - Good.Length - 4, Good.Length + 4);
        var file = Read(text.ToString());
        Assert.Equal((1_000_000, 3), (file.Rows, file.FaultCount));
        Assert.Empty(file.Deals);
        Assert.Equal(["deals.csv:77 quantity", "deals.csv:500000 market", "deals.csv:1000001 last_day"], file.Faults.Select(fault => fault.Where));
    }

    [Fact]
    public void Faults_are_told_one_by_one_up_to_a_limit_and_counted_beyond_it()
    {
        var file = Read(Head + string.Concat(Enumerable.Range(0, 1_500).Select(i => Good.Replace("R1", $"R{i}").Replace(",buy,", ",x,"))));
        Assert.Equal((DealFile.MostFaults, 1_500), (file.Faults.Length, file.FaultCount));
    }
}
