using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Handoffs.Cybersecurity;

/// <summary>Something that threat intelligence tells of: an actor, a malware, a campaign, a report.</summary>
/// <param name="Type">As STIX 2.1 names it: <c>intrusion-set</c>.</param>
/// <param name="Id">Its STIX id.</param>
/// <param name="Modified">This version; null where the kind of object has none.</param>
public sealed record ThreatObject(string Type, string Id, string Name, Instant? Modified, bool IsRevoked);

/// <summary>A pattern by which a threat is seen in events.</summary>
/// <param name="PatternType"><c>stix</c>, <c>sigma</c>, <c>yara</c>.</param>
/// <param name="ValidUntil">When it is worth nothing any more; null where the source does not say.</param>
/// <param name="Confidence">The source's, 0 to 100; null where it gives none.</param>
public sealed record ThreatIndicator(
    string Id, string Name, string Pattern, string PatternType, Instant ValidFrom, Instant? ValidUntil, int? Confidence, bool IsRevoked);

/// <summary>How two objects hang together.</summary>
/// <param name="Kind"><c>indicates</c>, <c>uses</c>, <c>mitigates</c>.</param>
public sealed record ThreatLink(string Kind, string From, string To);

/// <summary>A technique of ATT&amp;CK that is in force: neither revoked nor deprecated.</summary>
/// <param name="Id"><c>T0831</c>.</param>
/// <param name="Tactics">The phases it serves: <c>impact-ics</c>.</param>
/// <param name="Assets">The kinds of industrial asset it is aimed at; none where the matrix names none.</param>
public sealed record AttackTechnique(string Id, string Name, ImmutableArray<string> Tactics, ImmutableArray<string> Assets);

/// <summary>A bundle of threat intelligence as read.</summary>
public sealed record ThreatBundle(
    ImmutableArray<ThreatObject> Objects, ImmutableArray<ThreatIndicator> Indicators, ImmutableArray<ThreatLink> Links,
    ImmutableArray<AttackTechnique> Techniques);
