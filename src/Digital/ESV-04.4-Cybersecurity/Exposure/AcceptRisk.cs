using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Findings;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Exposure;

/// <summary>How far a risk may be accepted.</summary>
/// <param name="MostDays">Longest acceptance, in days.</param>
/// <param name="MostRenewals">How often it may be renewed.</param>
public sealed record AcceptancePolicy(int MostDays, int MostRenewals)
{
    /// <summary>Half a year, renewed twice: an assumption of ours, as CIP-007 and BOD 26-04 leave the length to the entity.</summary>
    public static AcceptancePolicy Default { get; } = new(MostDays: 183, MostRenewals: 2);
}

/// <summary>A wish to accept a risk.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Earlier">Every acceptance of it so far.</param>
/// <param name="Until">Its end.</param>
/// <param name="By">Who bears it.</param>
/// <param name="Now">The clock.</param>
public sealed record AcceptanceRequest(
    SecurityFinding Finding, ImmutableArray<RiskAcceptance> Earlier, Instant Until, string Reason, string Control, string By,
    AcceptancePolicy Policy, Instant Now);

/// <summary>Accepts the risk of an open finding until a day. A second person approves it; that is the store's rule.</summary>
public static class AcceptRisk
{
    /// <summary>The acceptance. Refuses <c>finding-closed</c>, <c>no-reason</c>, <c>no-control</c>, <c>ends-in-past</c>,
    /// <c>too-long</c>, <c>too-many-renewals</c>.</summary>
    public static Outcome<RiskAcceptance> Run(AcceptanceRequest request)
    {
        var (finding, policy) = (request.Finding, request.Policy);
        var where = $"finding {finding.Id}";
        if (!finding.IsOpen)
            return new Refusal("finding-closed", $"The finding was closed at {finding.ClosedAt}", where, "There is no risk to accept.");
        if (string.IsNullOrWhiteSpace(request.Reason))
            return new Refusal("no-reason", "The acceptance gives no reason", where, "Say why the remedy waits.");
        if (string.IsNullOrWhiteSpace(request.Control))
            return new Refusal("no-control", "The acceptance names no compensating control", where,
                "Name what holds the risk down meanwhile.");
        if (request.Until <= request.Now)
            return new Refusal("ends-in-past", $"The acceptance would end at {request.Until}, before it begins", where,
                "Give a later end.");
        if (request.Until > request.Now + Duration.FromDays(policy.MostDays))
            return new Refusal("too-long", $"The acceptance would end at {request.Until}, more than {policy.MostDays} days from now", where,
                "Give an earlier end and renew it then.");
        if (request.Earlier.Length > policy.MostRenewals)
            return new Refusal("too-many-renewals", $"The risk was accepted {request.Earlier.Length} times already", where,
                "Remedy it, or change the policy.");
        return new RiskAcceptance(finding.Id, request.Now, request.Until, request.Reason.Trim(), request.Control.Trim(), request.By,
            request.Earlier.Length);
    }
}
