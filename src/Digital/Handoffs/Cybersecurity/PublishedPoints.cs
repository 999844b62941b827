namespace Busbar.Digital.Handoffs.Cybersecurity;

/// <summary>The decision points that a coordinator publishes of one vulnerability (SSVC), as its feed spells them.</summary>
/// <param name="Cve">The vulnerability: <c>CVE-2024-1234</c>.</param>
/// <param name="Exploitation">none, public poc (or poc), active.</param>
/// <param name="Automatable">no, yes.</param>
/// <param name="TechnicalImpact">partial, total.</param>
/// <param name="IsRejected">The identifier was withdrawn; it has no points.</param>
/// <param name="IsKnownExploited">The row itself says that the vulnerability is in the catalogue of known exploited ones.</param>
/// <param name="Where">File and line.</param>
public sealed record PublishedPoints(
    string Cve, string Exploitation, string Automatable, string TechnicalImpact, bool IsRejected, bool IsKnownExploited, string Where);
