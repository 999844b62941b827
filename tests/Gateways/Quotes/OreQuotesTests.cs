using System.Collections.Immutable;
using Busbar.Gateways.Quotes;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;

namespace Busbar.Gateways.Tests.Quotes;

public sealed class OreQuotesTests
{
    [Fact]
    public void Futures_and_published_prices_are_read_and_other_lines_found()
    {
        var read = OreQuotes.Settles(Texts.File(
            "# comment\r\n\n2020-04-27 COMMODITY_FWD/PRICE/ICE:PDQ/USD/2020-04-28 20.45\r\n2020-04-27 FX/RATE/EUR/USD 1.08\n"));
        Assert.Equal(new FuturesSettle("ICE:PDQ", OperatingDay.Of(2020, 4, 27), OperatingDay.Of(2020, 4, 28), new(20.45)),
            Assert.Single(read.OrThrow()));
        Assert.Equal("other-instrument", Assert.Single(Assert.IsType<Outcome<ImmutableArray<FuturesSettle>>.Done>(read).Findings).Code);
        var fixings = OreQuotes.Fixings(Texts.File("2020-04-02 COMM-ICE:PDQ-2020-04-01 -1.5\n2020-04-02 COMM-ICE:OPJ-2020-04-01 9\n"),
            "ICE:PDQ");
        Assert.Equal(new DailyFixing(OperatingDay.Of(2020, 4, 1), new(-1.5)), Assert.Single(fixings.OrThrow()));
    }

    [Theory]
    [InlineData("field-count", "2020-04-27 COMMODITY_FWD/PRICE/A/USD/2020-04-28")]
    [InlineData("bad-date", "2020-04-31 COMMODITY_FWD/PRICE/A/USD/2020-04-28 1")]
    [InlineData("bad-date", "2020-04-27 COMMODITY_FWD/PRICE/A/USD/2020-02-30 1")]
    [InlineData("not-a-number", "2020-04-27 COMMODITY_FWD/PRICE/A/USD/2020-04-28 NaN")]
    [InlineData("not-a-number", "2020-04-27 COMMODITY_FWD/PRICE/A/USD/2020-04-28 12,5")]
    [InlineData("wrong-unit", "2020-04-27 COMMODITY_FWD/PRICE/A/EUR/2020-04-28 1")]
    [InlineData("duplicate-quote",
        "2020-04-27 COMMODITY_FWD/PRICE/A/USD/2020-04-28 1\n2020-04-27 COMMODITY_FWD/PRICE/A/USD/2020-04-28 2", 3)]
    public void A_bad_line_refuses_the_file_and_is_named(string code, string lines, int line = 2)
    {
        var refusal = Texts.RefusalOf(OreQuotes.Settles(Texts.File("# futures\n" + lines + "\n")));
        Assert.Equal((code, $"file.csv:{line}"), (refusal.Code, refusal.Where));
        Assert.NotEmpty(refusal.Remedy);
    }

    [Fact]
    public void A_published_price_without_a_day_and_a_broken_file_are_refused()
    {
        Assert.Equal("bad-date", Texts.RefusalOf(OreQuotes.Fixings(Texts.File("2020-04-02 COMM-A-2020 9\n"), "A")).Code);
        Assert.Equal("broken-gzip", Texts.RefusalOf(OreQuotes.Settles(new("file.gz", new byte[] { 0x1F, 0x8B, 8, 0 }))).Code);
    }
}
