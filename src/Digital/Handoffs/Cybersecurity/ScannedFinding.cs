using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Handoffs.Cybersecurity;

/// <summary>What a report states of a finding.</summary>
public enum FindingStatement
{
    /// <summary>It is there.</summary>
    Affected,
    /// <summary>It is there and the scanner was told to keep quiet about it. That closes nothing.</summary>
    Suppressed,
    /// <summary>Somebody looks into it (VEX).</summary>
    UnderInvestigation,
    /// <summary>The asset is not affected (VEX).</summary>
    NotAffected,
    /// <summary>It was remedied (VEX).</summary>
    Fixed,
}

/// <summary>One entry of a scanner's report, in our words.</summary>
/// <param name="Rule">The scanner's own number or name of what it looked for; with the scanner it names the rule.</param>
/// <param name="Title">For people; no identity hangs on it.</param>
/// <param name="Severity">As the scanner states it.</param>
/// <param name="Aliases">Names of this one vulnerability in upper case: at most one CVE, GHSA, OSV and the like.</param>
/// <param name="Covers">CVEs of an entry that is about several vulnerabilities at once.</param>
/// <param name="Place">Where it sits.</param>
/// <param name="PublishedOn">When the vulnerability was published, if the report says so.</param>
/// <param name="FixedIn">Version that remedies it, or empty.</param>
/// <param name="Vector">CVSS vector, the newest version that the report gives, or empty.</param>
/// <param name="Statement">What the report states.</param>
/// <param name="Reason">Why it states anything but that the finding is there, or empty.</param>
/// <param name="Where">Line or path in the report.</param>
public sealed record ScannedFinding(
    string Rule, string Title, StatedSeverity Severity, ImmutableArray<string> Aliases, ImmutableArray<string> Covers, FindingPlace Place,
    LocalDate? PublishedOn, string FixedIn, string Vector, FindingStatement Statement, string Reason, string Where);
