using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using NodaTime;

namespace Busbar.Digital.Handoffs.Cybersecurity;

/// <summary>Everything one report of a scanner states.</summary>
/// <param name="Scanner">As the command line names it: <c>trivy</c>.</param>
/// <param name="Target">What was scanned as the report spells it: an image with its tag, a project, a folder; or empty.</param>
/// <param name="Hosts">Hosts that a network scan looked at, lower case; those without findings too.</param>
/// <param name="ScannedAt">When, if the report says so.</param>
/// <param name="Hash">Hash of the file, so that the same report is known again.</param>
public sealed record ScanReport(
    string Scanner, string Target, ImmutableArray<string> Hosts, Instant? ScannedAt, ImmutableArray<ScannedFinding> Findings,
    ContentHash Hash);
