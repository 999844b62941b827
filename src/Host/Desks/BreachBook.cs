using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Risk.Limits;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>Breaches of the policy's limits, each a stream of facts: found, its owner told, cured or approved for a while by somebody who
/// does not hold the position, logged. A limit that is still broken at the next close stays the same breach.</summary>
public sealed class BreachBook(FactStore store)
{
    private readonly FactStreams<BreachFact> breaches = new(store, "breach/");

    /// <summary>Every breach as of an instant, with where it stands.</summary>
    public ImmutableArray<(string Id, BreachStanding Standing)> All(MarketCalendar calendar, AsOf asOf, Instant clock) =>
    [
        .. breaches.All(asOf).Select(each => (each.Id, FoldBreach.Run(new(calendar, each.Facts, clock)).OrThrow())),
    ];

    /// <summary>Opens a breach for each limit that is broken and not open already; one that is inside again is cured.</summary>
    public void Open(LimitReport report, MarketCalendar calendar)
    {
        var open = All(calendar, AsOf.Latest, Instant.MaxValue).Where(each =>
            each.Standing.Stage is not (BreachStage.Cured or BreachStage.Logged))
            .ToDictionary(each => (each.Standing.Opened.Use.Limit.Limit.Name, each.Standing.Opened.Use.Of), each => each.Id);
        foreach (var use in report.Uses)
        {
            var isOpen = open.TryGetValue((use.Limit.Limit.Name, use.Of), out var id);
            if (use.State == LimitState.Breached && !isOpen)
                Append($"{use.Limit.Limit.Name}/{use.Of}/{report.MeasuredAt}", 0, Actor.Engine,
                    new BreachOpened(report.MeasuredAt, Actor.Engine, use, use.Of),
                    new BreachNotified(report.MeasuredAt, Actor.Engine, use.Limit.Limit.Owner));
            else if (use.State != LimitState.Breached && isOpen) Cure(id!, use.Measured, report.MeasuredAt, calendar);
        }
    }

    /// <summary>Writes a cure down where the breach's facts allow one: not above the maximum that was broken, and after all that was
    /// recorded so far. Otherwise it stays open for people to decide.</summary>
    private void Cure(string id, double measured, Instant at, MarketCalendar calendar)
    {
        var facts = breaches.Of(id, AsOf.Latest);
        var cured = new BreachCured(Instant.Max(at, facts[^1].At), Actor.Engine, measured);
        if (FoldBreach.Run(new(calendar, facts.Add(cured), cured.At)) is Outcome<BreachStanding>.Done)
            Append(id, facts.Length, Actor.Engine, cured);
    }

    /// <summary>Lets a breach stand until an instant, or writes down what was learnt.</summary>
    /// <exception cref="RefusedException">What <see cref="FoldBreach"/> refuses; <c>duty</c>; <c>unknown-breach</c>.</exception>
    public void Add(string id, BreachFact fact, MarketCalendar calendar)
    {
        var facts = breaches.Of(id, AsOf.Latest);
        if (facts.IsEmpty) throw new RefusedException(new("unknown-breach", $"There is no breach {id}", id, "Choose one of the list."));
        FoldBreach.Run(new(calendar, facts.Add(fact), fact.At)).OrThrow();
        Append(id, facts.Length, fact.By, fact);
    }

    private void Append(string id, int seen, Actor who, params ReadOnlySpan<BreachFact> facts) =>
        breaches.Append(id, seen, who, fact => fact.At, facts);
}
