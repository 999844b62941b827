using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Portfolio.Benefits;

/// <summary>What the house knows of its services.</summary>
/// <param name="Tickets">All the desk has.</param>
/// <param name="Events">Events of each objective, by <c>service/name</c>.</param>
/// <param name="From">Since when the desk keeps tickets.</param>
/// <param name="To">Now.</param>
public sealed record ServiceFacts(
    ImmutableArray<PlacedTicket> Tickets, ImmutableSortedDictionary<string, ImmutableArray<EventCount>> Events, Instant From, Instant To);

/// <summary>How an initiative's promise stands.</summary>
/// <param name="Initiative">The initiative, with its measure.</param>
/// <param name="PromisedUsdPerYear">The mean of the years in which it should bring something.</param>
/// <param name="Realised">What it brought; null where that is not known.</param>
/// <param name="Unknown">Why it is not known; null where it is.</param>
public sealed record PromiseStanding(Initiative Initiative, decimal PromisedUsdPerYear, RealisedBenefit? Realised, Refusal? Unknown)
{
    /// <summary>(Benefits at the realised pace − costs) ÷ costs over the initiative's own years; null without costs or where nothing is
    /// known.</summary>
    public double? RealisedRoi => Realised is { PromisedUsd: > 0 } known ? Roi((double)Initiative.BenefitUsd.Sum() * known.RealisedUsd
        / known.PromisedUsd) : null;

    /// <summary>The same as promised.</summary>
    public double? PromisedRoi => Roi((double)Initiative.BenefitUsd.Sum());

    private double? Roi(double benefit) => Initiative.CostUsd.Sum() is > 0 and var cost ? (benefit - (double)cost) / (double)cost : null;
}

/// <summary>Holds what the initiatives of a case promised against the facts of the services that they change.</summary>
public static class CheckPromises
{
    /// <summary>One standing for each initiative that says how its benefit is measured, in the case's order; findings of
    /// <see cref="TrackBenefit"/>, and <c>objective-without-events</c> where its objective has no events.</summary>
    public static Outcome<ImmutableArray<PromiseStanding>> Run(PortfolioCase of, ServiceFacts facts)
    {
        var findings = new List<Finding>();
        var standings = of.Initiatives.Where(each => each.Measure is not null && of.Ticket is not null)
            .Select(each => Stand(each, each.Measure!, of.Ticket!, facts, findings)).ToImmutableArray();
        return Outcome.Of(standings, findings);
    }

    private static PromiseStanding Stand(
        Initiative initiative, BenefitMeasure measure, TicketCost cost, ServiceFacts facts, List<Finding> findings)
    {
        var promised = initiative.BenefitUsd.Where(usd => usd > 0).DefaultIfEmpty(0).Average();
        if (measure.LiveSince is not { } live)
            return new(initiative, promised, null,
                new("not-live", "It is not live yet", initiative.Id, "Say since when it is, once it is."));
        var events = facts.Events.GetValueOrDefault(measure.Objective, []);
        if (measure.Objective != "" && events.IsEmpty)
            findings.Add(new("objective-without-events", Severity.Note, $"No event of '{measure.Objective}' is on record", initiative.Id,
                "its change is not told"));
        var tracked = TrackBenefit.Run(new(initiative.Id, live, promised, initiative.CostUsd.Sum(), cost.UsdPerHour),
            CountMonths.Run(new(measure, cost, facts.Tickets, events, facts.From, facts.To)));
        findings.AddRange(tracked.FindingsOrNone());
        return tracked is Outcome<RealisedBenefit>.Done { Value: var benefit } ? new(initiative, promised, benefit, null)
            : new(initiative, promised, null, ((Outcome<RealisedBenefit>.Refused)tracked).Refusal);
    }
}
