using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Gateways.Scanners;

/// <summary>An entry of a report as its reader found it, before names are sorted out and dates are read.</summary>
/// <param name="Rule">The scanner's own number or name of what it looked for.</param>
/// <param name="Title">For people.</param>
/// <param name="Severity">As the scanner states it.</param>
/// <param name="Names">Every name of the vulnerability that the entry gives.</param>
/// <param name="Place">Where it sits.</param>
/// <param name="Where">Line or path in the report.</param>
internal sealed record ScanEntry(
    string Rule, string Title, StatedSeverity Severity, IEnumerable<string> Names, FindingPlace Place, string Where)
{
    /// <summary>When the vulnerability was published, as written.</summary>
    public string Published { get; init; } = "";

    /// <summary>Version that remedies it.</summary>
    public string FixedIn { get; init; } = "";

    /// <summary>CVSS vector.</summary>
    public string Vector { get; init; } = "";

    /// <summary>What the report states.</summary>
    public FindingStatement Statement { get; init; }

    /// <summary>Why it states that.</summary>
    public string Reason { get; init; } = "";
}
