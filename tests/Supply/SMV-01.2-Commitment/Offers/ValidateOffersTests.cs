using Busbar.Kernel.Time;
using Busbar.Supply.Commitment.Offers;
using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Tests.Offers;

/// <summary>Runs the tables of rules under cases/commitment/offers: an offer that passes, edited in one way, and what its market
/// says.</summary>
public sealed class ValidateOffersTests
{
    public static TheoryData<string, string> Markets => new()
    {
        { "PJM", "rules-pjm.txt" }, { "ERCOT", "rules-ercot.txt" }, { "CAISO", "rules-caiso.txt" }, { "ISO-NE", "rules-isone.txt" },
        { "MISO", "rules-miso.txt" },
    };

    private static OfferSet Built(string market, OperatingDay day) =>
        BuildMarketOffers.Run(OfferCases.Inputs(OfferCases.PlainIn(market), market, day)).OrThrow();

    [Theory]
    [MemberData(nameof(Markets))]
    public void Each_edit_meets_the_rule_it_breaks(string market, string table)
    {
        foreach (var line in OfferCases.Table(table))
        {
            var (edits, expected) = (line.Split('|')[0].Split(';'), line.Split('|')[1].Trim());
            var dayOf = edits.FirstOrDefault(edit => edit.StartsWith("day=", StringComparison.Ordinal));
            var set = Built(market, dayOf is null ? OfferCases.Day : OfferCases.DayOf(dayOf[4..].Trim()));
            foreach (var edit in edits.Where(edit => edit != dayOf)) set = OfferEdit.Apply(set, edit.Trim());
            var verdict = ValidateOffers.Run(set);
            var refused = string.Join(' ', verdict.Refusals.Select(fault => fault.Code).Distinct());
            var found = verdict.Findings.Select(finding => finding.Code).Distinct().ToList();
            if (expected == "ok") Assert.True((refused, found.Count) == ("", 0), $"{line}: {refused} {string.Join(' ', found)}");
            else if (expected == "ok*") Assert.True(refused == "", $"{line}: {refused}");
            else if (expected.StartsWith("refused ", StringComparison.Ordinal)) Assert.True("refused " + refused == expected,
                $"{line}: {refused}");
            else Assert.True(refused == "" && found.Contains(expected.Split(' ')[1]), $"{line}: {refused} {string.Join(' ', found)}");
            Assert.Equal(verdict.Refusals.IsEmpty, verdict.IsAccepted);
            Assert.All(verdict.Refusals, fault => Assert.True(fault.Remedy.Length > 0 && fault.Where.Length > 0));
        }
    }

    [Theory]
    [MemberData(nameof(Markets))]
    public void Every_rule_of_a_market_is_broken_by_a_line_of_its_table(string market, string table)
    {
        var text = OfferCases.Text(table);
        var rules = ValidateOffers.RulesOf(market);
        Assert.True(rules.Length >= 13);
        Assert.All(rules, rule => Assert.Contains($" {rule.Code}", text, StringComparison.Ordinal));
        Assert.All(rules, rule => Assert.True(rule.Source.Length > 5));
        Assert.Contains(rules, rule => rule.IsSourceRead);
    }

    [Fact]
    public void A_set_without_offers_or_of_an_unknown_market_is_refused()
    {
        var set = Built("PJM", OfferCases.Day);
        Assert.Equal("no-offers", ValidateOffers.Run(set with { Offers = [] }).Refusals.Single().Code);
        Assert.Equal("unknown-market", ValidateOffers.Run(set with { Market = "EPEX" }).Refusals.Single().Code);
        Assert.Empty(ValidateOffers.RulesOf("EPEX"));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once_and_hours_alike_once()
    {
        var set = OfferEdit.Apply(OfferEdit.Apply(Built("ISO-NE", OfferCases.Day), "hot=-1"), "curve=200:48.80 300:38.40");
        var verdict = ValidateOffers.Run(set);
        Assert.Equal(["curve-rises", "costs-not-negative"], verdict.Refusals.Select(fault => fault.Code));
        Assert.All(verdict.Refusals, fault => Assert.Contains("HE01 and 23 more hours", fault.Where, StringComparison.Ordinal));
    }
}
