using Busbar.Gateways.Quotes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;

namespace Busbar.Gateways.Tests.Quotes;

public sealed class ForwardQuotesCsvTests
{
    private const string Header = "location,term,block,price,unit\n";
    private static readonly OperatingDay Day = OperatingDay.Of(2026, 11, 25);

    [Theory]
    [InlineData("2027-02", "2027-02-01", "2027-02-28")]
    [InlineData("2028-02", "2028-02-01", "2028-02-29")]
    [InlineData("2027-Q4", "2027-10-01", "2027-12-31")]
    [InlineData("2027", "2027-01-01", "2027-12-31")]
    [InlineData("2026-12..2027-02", "2026-12-01", "2027-02-28")]
    [InlineData("balance", "2026-11-26", "2026-11-30")]
    public void A_term_is_its_days(string term, string first, string last)
    {
        var quote = Assert.Single(Read($"{Header}HUB,{term},5x16,41.25,USD/MWh\r\n"));
        Assert.Equal((first, last), (quote.FirstDay.ToString(), quote.LastDay.ToString()));
        Assert.Equal(($"{term} 5x16", "HUB", 41.25, "USD/MWh"), (quote.Id, quote.Location, quote.Price, quote.Unit));
    }

    [Fact]
    public void A_block_is_its_hours_and_fuel_is_the_whole_month()
    {
        var quotes = Read(Header + string.Concat(((string[])["5x16", "2x16", "7x8", "off-peak", "7x24", "ATC"])
            .Select(block => $"HUB,2027,{block},-3,USD/MWh\n")));
        Assert.Equal([[PeakBlock.OnPeak], [PeakBlock.WeekendDay], [PeakBlock.Night], [PeakBlock.WeekendDay, PeakBlock.Night],
            Enum.GetValues<PeakBlock>(), Enum.GetValues<PeakBlock>()], quotes.Select(quote => quote.Blocks.AsEnumerable()));
        Assert.Equal([PeakBlock.OnPeak], Assert.Single(Read(Header + "HUB,2027-01,7x24,4.5,USD/MMBtu\n", Commodity.Fuel)).Blocks);
    }

    [Theory]
    [InlineData("unknown-term", "HUB,2027-13,5x16,1,USD/MWh", "file.csv:2 term")]
    [InlineData("unknown-term", "HUB,Mar-27,5x16,1,USD/MWh", "file.csv:2 term")]
    [InlineData("unknown-term", "HUB,2027-03..2027-01,5x16,1,USD/MWh", "file.csv:2 term")]
    [InlineData("unknown-block", "HUB,2027-03,6x16,1,USD/MWh", "file.csv:2 block")]
    [InlineData("not-a-number", "HUB,2027-03,5x16,NaN,USD/MWh", "file.csv:2 price")]
    [InlineData("field-count", "HUB,2027-03,5x16,1", "file.csv:2 row")]
    [InlineData("header-only", "", "file.csv:1")]
    public void A_bad_row_refuses_the_file(string code, string row, string where)
    {
        var refusal = Texts.RefusalOf(ForwardQuotesCsv.Read(Texts.File(Header + row), Commodity.PowerDayAhead, Day));
        Assert.Equal((code, where), (refusal.Code, refusal.Where));
    }

    [Fact]
    public void A_table_without_a_column_and_fuel_by_block_are_refused()
    {
        Assert.Equal("wrong-columns",
            Texts.RefusalOf(ForwardQuotesCsv.Read(Texts.File("location,term,block,price\n"), Commodity.PowerDayAhead, Day)).Code);
        Assert.Equal("unknown-block",
            Texts.RefusalOf(ForwardQuotesCsv.Read(Texts.File(Header + "HUB,2027,5x16,1,USD/MMBtu\n"), Commodity.Fuel, Day)).Code);
    }

    private static IEnumerable<ForwardQuote> Read(string text, Commodity commodity = Commodity.PowerRealTime) =>
        ForwardQuotesCsv.Read(Texts.File(text), commodity, Day).OrThrow();
}
