using System.Text;
using Busbar.Gateways.RiskFiles;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Tests.RiskFiles;

public sealed class RiskFilesTests
{
    private const string SensitivityHeader = "#TradeId,IsPar,Factor_1,ShiftSize_1,Factor_2,ShiftSize_2,Currency,Base NPV,Delta,Gamma\n";
    private const string ProfitHeader = "#Portfolio,RiskClass,RiskType,PLDate1,PLDate2,PLAmount\n";

    [Fact]
    public void Sensitivities_are_read_with_class_curve_and_tenor_and_the_key_ignores_the_tenor()
    {
        var done = (Outcome<System.Collections.Immutable.ImmutableArray<Supply.Handoffs.Risk.Sensitivity>>.Done)OreSensitivityCsv.Read(File(
            SensitivityHeader + "S1,false,DiscountCurve/EUR/5/1Y,0.0001,,0,EUR,1,2.5,-0.5\n"
            + "S2,false,FXSpot/USDEUR/0/spot,1,IndexCurve/A/1/2Y,1,EUR,1,0,3\n"),
            new Dictionary<string, string> { ["S2"] = "PF" });
        var one = Assert.Single(done.Value);
        Assert.Equal(("S2", "FXSpot/USDEUR/0", "IndexCurve/A/1", 3.0), (one.Trade, one.Factor, one.CrossFactor, one.Gamma));
        Assert.Equal(new("PF", "FX", "FXSpot/USDEUR", "spot"), one.Cut);
        Assert.Equal("trades-without-portfolio", Assert.Single(done.Findings).Code);
    }

    [Theory]
    [InlineData("S1,false,DiscountCurve,1,,0,EUR,1,1,1", "wrong-factor")]
    [InlineData("S1,false,A/B/1/x,1,C,0,EUR,1,1,1", "wrong-factor")]
    [InlineData("S1,false,A/B/1/x,1,,0,EUR,1,much,1", "not-a-number")]
    [InlineData("S1,false,A/B/1/x,1,,0,EUR,1,1,1\nS1,false,A/B/1/x,1,,0,USD,1,1,1", "two-currencies")]
    [InlineData("S1,false", "field-count")]
    public void Bad_sensitivities_are_refused(string rows, string code) =>
        Assert.Equal(code, Refused(OreSensitivityCsv.Read(File(SensitivityHeader + rows + "\n"))));

    [Fact]
    public void A_covariance_is_symmetric_and_its_missing_pairs_are_nothing()
    {
        var read = CovarianceTable.Read(File("# comment\nA/B/0/1Y\tA/B/0/1Y\t4\n"
            + "A/B/1/2Y,A/B/0/1Y,1.5\nA/B/1/2Y A/B/1/2Y 9\nC/D/0 C/D/0 1\n")).OrThrow();
        Assert.Equal(["A/B/0", "A/B/1", "C/D/0"], read.Factors);
        Assert.Equal(["1Y", "2Y", ""], read.Tenors);
        Assert.Equal([4, 1.5, 0, 1.5, 9, 0, 0, 0, 1], read.Matrix);
    }

    [Theory]
    [InlineData("", "empty-file")]
    [InlineData("A/B/0 A/B/0", "wrong-line")]
    [InlineData("A/B A/B/0 1", "wrong-line")]
    [InlineData("A/B/0 A/B/0 NaN", "wrong-line")]
    [InlineData("A/B/0/1Y A/B/0/2Y 1", "factor-twice")]
    [InlineData("A/B/0 A/B/1 1\nA/B/1 A/B/0 2", "pair-twice")]
    public void Bad_covariances_are_refused(string text, string code) => Assert.Equal(code, Refused(CovarianceTable.Read(File(text))));

    [Fact]
    public void A_portfolio_names_the_book_of_each_trade()
    {
        var read = OrePortfolioXml.Read(File("<Portfolio><Trade id=\"a\">"
            + "<Envelope><PortfolioIds><PortfolioId>PF1</PortfolioId></PortfolioIds>"
            + "</Envelope></Trade><Trade id=\"b\"/></Portfolio>")).OrThrow();
        Assert.Equal("PF1", Assert.Single(read).Value);
        Assert.Equal("not-xml", Refused(OrePortfolioXml.Read(File("<Portfolio>"))));
        Assert.Equal("wrong-document", Refused(OrePortfolioXml.Read(File("<Book/>"))));
        Assert.Equal("trade-twice", Refused(OrePortfolioXml.Read(File("<Portfolio><Trade id=\"a\"/><Trade id=\"a\"/></Portfolio>"))));
    }

    [Fact]
    public void Profits_are_one_series_a_view()
    {
        var read = ProfitCsv.Read(File(ProfitHeader +
            "B,C,T,2020-01-01,2020-01-02,5\n"
            + "B,C,T,2020-01-02,2020-01-03,-6.5\nB,D,T,2020-01-01,2020-01-02,1\n")).OrThrow();
        Assert.Equal(["B/C/T", "B/D/T"], read.Select(each => each.Name));
        Assert.Equal([5, -6.5], read[0].ProfitsUsd);
    }

    [Theory]
    [InlineData("B,C,T,x,yesterday,1", "not-a-date")]
    [InlineData("B,C,T,x,2020-01-02,1\nB,C,T,x,2020-01-02,1", "days-out-of-order")]
    [InlineData("B,C,T,x,2020-01-02,", "missing-value")]
    public void Bad_profits_are_refused(string rows, string code) => Assert.Equal(code,
        Refused(ProfitCsv.Read(File(ProfitHeader + rows + "\n"))));

    [Fact]
    public void Hourly_prices_become_daily_means_and_short_days_are_said()
    {
        var done = (Outcome<System.Collections.Immutable.ImmutableArray<Supply.Handoffs.Risk.DailyPrice>>.Done)PriceHistoryCsv.Read(
            File("date,OT\n2020/1/1 0:00,10\n2020/1/1 1:00,20\n2020-01-02 00:00,-5\n"));
        Assert.Equal([15, -5], done.Value.Select(day => day.UsdPerMwh));
        Assert.Equal(["not-24-hours", "not-24-hours"], done.Findings.Select(finding => finding.Code));
    }

    [Theory]
    [InlineData("date,OT\nnoon,1\n", "not-a-time")]
    [InlineData("date,OT\n2020/1/1 1:00,1\n2020/1/1 0:00,1\n", "hours-out-of-order")]
    [InlineData("date,OT\n2020/1/1 1:00,99999\n", "out-of-range")]
    [InlineData("date,OT\n", "header-only")]
    [InlineData("date,price\n", "wrong-columns")]
    public void Bad_prices_are_refused(string text, string code) => Assert.Equal(code, Refused(PriceHistoryCsv.Read(File(text))));

    private static SourceFile File(string text) => new("file", Encoding.UTF8.GetBytes(text));

    private static string Refused<T>(Outcome<T> outcome) => ((Outcome<T>.Refused)outcome).Refusal.Code;
}
