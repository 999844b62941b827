using NodaTime;

namespace Busbar.Digital.Cybersecurity.Exposure;

/// <summary>Somebody bears the risk of a finding for a while. The finding's clock goes on underneath.</summary>
/// <param name="FindingId">The finding.</param>
/// <param name="From">When it begins.</param>
/// <param name="Until">When it ends, at most the policy's days later.</param>
/// <param name="Reason">Why remedy waits.</param>
/// <param name="Control">What holds the risk down meanwhile: a firewall rule, monitoring, a manual step.</param>
/// <param name="AcceptedBy">Who bears it.</param>
/// <param name="Renewals">How many acceptances of the same finding came before.</param>
public sealed record RiskAcceptance(
    string FindingId, Instant From, Instant Until, string Reason, string Control, string AcceptedBy, int Renewals);
