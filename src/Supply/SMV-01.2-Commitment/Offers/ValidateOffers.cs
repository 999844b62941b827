using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Commitment.Offers.Rules;
using Busbar.Supply.Commitment.Offers.Rules.Every;
using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Offers;

/// <summary>Checks a set of offers by every rule of its market, and says all that is wrong at once, each with its rule, its place and what
/// to do. Hours that break a rule in the same words are said once.</summary>
public static class ValidateOffers
{
    /// <summary>Rules that hold in every market.</summary>
    private static ImmutableArray<OfferRule> Everywhere =>
    [
        ResourceNamed.Rule, FormOfMarket.Rule, ValidityHolds.Rule, LimitsInOrder.Rule, CurveRises.Rule, CurveCovers.Rule,
        SelfScheduleWithin.Rule, CostsNotNegative.Rule, StartsInOrder.Rule,
    ];

    /// <summary>Every rule of a market: code, source, and whether the source was read.</summary>
    public static ImmutableArray<RuleOfMarket> RulesOf(string market) =>
        MarketForm.Of(market) is { } form
            ? [.. Everywhere.AddRange(form.Rules).Select(rule => new RuleOfMarket(rule.Code, rule.Source,
                rule.Standing == SourceStanding.Read))]
            : [];

    /// <summary>The verdict on a set.</summary>
    public static OfferVerdict Run(OfferSet set)
    {
        if (MarketForm.Of(set.Market) is not { } form || MarketCalendar.All.All(each => each.Name != set.Market))
            return new([new("unknown-market", $"No rules are known for '{set.Market}'", "market",
                $"Use one of {string.Join(", ", MarketForm.All.Select(each => each.Market))}.")], []);
        var calendar = MarketCalendar.Named(set.Market);
        var (refusals, findings) = (ImmutableArray.CreateBuilder<Refusal>(), ImmutableArray.CreateBuilder<Finding>());
        if (set.Offers.IsEmpty)
            refusals.Add(new("no-offers", "The set holds no offer", $"{set.Market} {set.Day}", "Build offers first."));
        foreach (var offer in set.Offers)
            foreach (var rule in Everywhere.AddRange(form.Rules))
                foreach (var same in rule.Check(new(calendar, set, offer)).GroupBy(fault => (fault.IsRefusal, fault.What)))
                    Add(calendar, offer, rule, [.. same], refusals, findings);
        return new(refusals.ToImmutable(), findings.ToImmutable());
    }

    private static void Add(
        MarketCalendar calendar, MarketOffer offer, OfferRule rule, ImmutableArray<OfferFault> same,
        ImmutableArray<Refusal>.Builder refusals, ImmutableArray<Finding>.Builder findings)
    {
        var first = same[0];
        var where = $"{offer.Resource}, schedule {offer.Schedule.ToString().ToLowerInvariant()}";
        if (first.Interval is { } interval)
            where += $", HE{calendar.HourEndingOf(interval.Start)}" + (same.Length > 1 ? $" and {same.Length - 1} more hours" : "");
        if (first.IsRefusal) refusals.Add(new(rule.Code, $"{first.What} ({rule.Source})", where, first.Remedy));
        else findings.Add(new(rule.Code, Severity.Warning, $"{first.What} ({rule.Source})", where, first.Remedy, first.Interval));
    }
}

/// <summary>What a market's rules say of a set: it is taken when there is no refusal.</summary>
/// <param name="Refusals">What the market would not take, the rule's code first.</param>
/// <param name="Findings">What it would take and somebody should look at.</param>
public sealed record OfferVerdict(ImmutableArray<Refusal> Refusals, ImmutableArray<Finding> Findings)
{
    /// <summary>True when the market would take the set.</summary>
    public bool IsAccepted => Refusals.IsEmpty;
}

/// <summary>A rule, where it is written, and whether we have read it there.</summary>
public sealed record RuleOfMarket(string Code, string Source, bool IsSourceRead);
