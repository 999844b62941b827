using System.Collections.Immutable;
using Busbar.Gateways.Form1;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery.Form1;
using Busbar.Supply.Recovery.Form1;

namespace Busbar.Supply.Recovery.Tests.Form1;

public sealed class ReadSettlementPagesTests
{
    [Fact]
    public void Empires_page_has_its_lines_and_its_total()
    {
        var pages = ReadSettlementPages.Run(FiledYear.Facts()).OrThrow().Where(page => page.Filer == FiledYear.Empire).ToList();
        Assert.Equal([89_397_275m, 138_230_230m, 132_805_849m, 119_281_226m], pages.Select(page => page.Total.Value));
        Assert.Equal([new("Other Items", new(53_080_675)), new SettlementItem("MISO", new(-1_165_581))], pages[3].Others);
    }

    [Fact]
    public void A_page_is_the_same_after_it_is_written_as_facts_and_read()
    {
        foreach (var page in ReadSettlementPages.Run(FiledYear.Facts()).OrThrow())
        {
            var text = Form1FactsCsv.Write(page.ToFacts());
            var again = Assert.Single(ReadSettlementPages.Run(Form1FactsCsv.Read(new("page.csv", System.Text.Encoding.UTF8.GetBytes(text)))
                .OrThrow()).OrThrow());
            Assert.Equal(page.Others, again.Others);
            Assert.Equal(page with { Others = [] }, again with { Others = [] });
        }
    }

    [Fact]
    public void A_line_that_is_no_amount_or_stands_twice_is_refused_and_a_page_without_total_is_told()
    {
        var total = new SettlementPage("We", "1", new(2021, 12, 31), Usd.Zero, Usd.Zero, Usd.Zero, Usd.Zero, [], new(5)).ToFacts()[0];
        Assert.Equal("not-an-amount", Refusal([total with { Value = "n/a" }]));
        Assert.Equal("fact-twice", Refusal([total, total with { Value = "6" }]));
        var done = Assert.IsType<Outcome<ImmutableArray<SettlementPage>>.Done>(
            ReadSettlementPages.Run([total with { Element = "IsoOrRtoSettlementsEnergyNetSales" }, total with { Element = "Other" }]));
        Assert.Empty(done.Value);
        Assert.Equal("page-without-total", Assert.Single(done.Findings).Code);
    }

    private static string Refusal(ImmutableArray<Form1Fact> facts) =>
        Assert.IsType<Outcome<ImmutableArray<SettlementPage>>.Refused>(ReadSettlementPages.Run(facts)).Refusal.Code;
}
