using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery.Form1;

namespace Busbar.Supply.Recovery.Form1;

/// <summary>Reads page 397 out of filings' facts: one page a filing and quarter. Facts of other pages, and descriptions, are passed
/// over.</summary>
public static class ReadSettlementPages
{
    private static readonly ImmutableHashSet<string> lines =
    [
        SettlementElements.NetPurchases, SettlementElements.NetSales, SettlementElements.TransmissionRights,
        SettlementElements.AncillaryServices, SettlementElements.OtherItem, SettlementElements.Total,
    ];

    /// <summary>The pages; refused when an amount is no number or a line stands twice. A page without a total is a finding and left
    /// out.</summary>
    public static Outcome<ImmutableArray<SettlementPage>> Run(ImmutableArray<Form1Fact> facts)
    {
        var mine = facts.Where(fact => lines.Contains(fact.Element)).ToImmutableArray();
        if (mine.FirstOrDefault(fact => AmountOf(fact) is null) is { } text)
            return new Refusal("not-an-amount", $"'{text.Value}' is no amount", $"{text.Filer} {text.Element} {text.End:uuuu-MM-dd}",
                "Give the amount in USD, digits, point and sign only.");
        if (mine.GroupBy(fact => fact with { Value = "" }).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return new Refusal("fact-twice", "The line stands twice", $"{twice.Key.Filer} {twice.Key.Element} {twice.Key.End:uuuu-MM-dd}",
                "Give each line of a filing once; a restatement is another filing.");
        var pages = mine.GroupBy(fact => (fact.Filer, fact.Filing, fact.Start, fact.End)).ToLookup(page =>
            page.Any(fact => fact.Element == SettlementElements.Total));
        return Outcome.Of<ImmutableArray<SettlementPage>>([.. pages[true].Select(page => PageOf([.. page]))],
            pages[false].Select(page => new Finding("page-without-total", Severity.Warning, "Page 397 has lines and no total",
                $"{page.Key.Filer} {page.Key.Filing} {page.Key.End:uuuu-MM-dd}", "left out")));
    }

    private static SettlementPage PageOf(ImmutableArray<Form1Fact> facts)
    {
        return new(facts[0].Filer, facts[0].Filing, facts[0].End, Line(SettlementElements.NetPurchases), Line(SettlementElements.NetSales),
            Line(SettlementElements.TransmissionRights), Line(SettlementElements.AncillaryServices),
            [.. facts.Where(fact => fact.Element == SettlementElements.OtherItem).Select(fact =>
                new SettlementItem(fact.Dimension.Split('=')[^1].Trim(), new(AmountOf(fact)!.Value)))],
            Line(SettlementElements.Total));

        Usd Line(string element) => facts.Where(fact => fact.Element == element)
            .Aggregate(Usd.Zero, (sum, fact) => sum + new Usd(AmountOf(fact)!.Value));
    }

    private static decimal? AmountOf(Form1Fact fact) =>
        decimal.TryParse(fact.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : null;
}
