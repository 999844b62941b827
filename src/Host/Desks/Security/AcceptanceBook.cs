using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Exposure;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Security;

/// <summary>Risks that somebody bears for a while: asked for by one person, approved by another, a stream a finding.</summary>
public sealed class AcceptanceBook(FactStore store, FindingBook findings, IClock clock)
{
    private const string Prefix = "risk-acceptance/";
    private readonly FactStreams<AcceptanceFact> streams = new(store, Prefix);

    /// <summary>Every acceptance as of an instant: those that hold or held, and those that wait for a second person.</summary>
    public (ImmutableArray<RiskAcceptance> Approved, ImmutableArray<RiskAcceptance> Waiting) All(AsOf asOf)
    {
        var all = streams.All(asOf);
        return ([.. all.SelectMany(each => Approved(each.Facts))],
            [.. all.Select(each => each.Facts[^1]).OfType<AcceptanceFact.RiskAcceptanceAsked>().Select(each => each.Acceptance)]);
    }

    /// <summary>Asks to bear a finding's risk until an instant.</summary>
    /// <exception cref="RefusedException"><c>unknown-finding</c>; what <see cref="AcceptRisk"/> refuses; <c>duty</c>.</exception>
    public RiskAcceptance Ask(string findingId, Instant until, string reason, string control, Actor by)
    {
        var finding = findings.All(AsOf.Latest).SelectMany(each => each.Findings).FirstOrDefault(each => each.Id == findingId)
            ?? throw new RefusedException(new("unknown-finding", $"There is no finding {findingId}", findingId, "Choose one of the list."));
        var (facts, now) = (streams.Of(findingId, AsOf.Latest), clock.GetCurrentInstant());
        var acceptance = AcceptRisk.Run(new(finding, [.. Approved(facts)], until, reason, control, by.Name, AcceptancePolicy.Default, now))
            .OrThrow();
        streams.Append(findingId, facts.Length, by, fact => fact.At, new AcceptanceFact.RiskAcceptanceAsked(now, acceptance));
        return acceptance;
    }

    /// <summary>Approves what was asked for last.</summary>
    /// <exception cref="RefusedException"><c>nothing-asked</c>, <c>duty</c>, <c>four-eyes</c>.</exception>
    public void Approve(string findingId, Actor by)
    {
        var facts = streams.Of(findingId, AsOf.Latest);
        if (facts is not [.., AcceptanceFact.RiskAcceptanceAsked])
            throw new RefusedException(new("nothing-asked", "No acceptance of this finding waits for approval", findingId,
                "Ask for one first."));
        var now = clock.GetCurrentInstant();
        streams.Append(findingId, facts.Length, by, fact => fact.At, new AcceptanceFact.RiskAcceptanceApproved(now, by.Name));
    }

    /// <summary>An acceptance holds from its approval.</summary>
    private static IEnumerable<RiskAcceptance> Approved(ImmutableArray<AcceptanceFact> facts) => facts.Zip(facts.Skip(1))
        .Where(pair => pair is { First: AcceptanceFact.RiskAcceptanceAsked, Second: AcceptanceFact.RiskAcceptanceApproved })
        .Select(pair => ((AcceptanceFact.RiskAcceptanceAsked)pair.First).Acceptance with { From = pair.Second.At });
}
