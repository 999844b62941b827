using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Findings;

/// <summary>What an import starts from.</summary>
/// <param name="State">The asset's findings as known.</param>
/// <param name="Report">A scanner's report about it.</param>
/// <param name="KnownAliases">Names of one vulnerability by an advisory database, each list one vulnerability; may be empty.</param>
/// <param name="ImportedAt">Now.</param>
public sealed record FindingImport(
    AssetFindings State, ScanReport Report, ImmutableArray<ImmutableArray<string>> KnownAliases, Instant ImportedAt);

/// <summary>Takes a scanner's report into the findings of an asset. One vulnerability in one component of one asset is one finding,
/// whatever scanners call it and however bad they say it is. What a rescan of the same scope no longer sees is gone from it; hosts that
/// a network scan did not look at stay as they were. The same report again changes nothing.</summary>
public static class ImportFindings
{
    private static readonly Duration clockSlack = Duration.FromHours(24);

    /// <summary>The facts that the report adds, in order, <see cref="FindingFact.ScanTaken"/> last; none when the scope's last scan was
    /// this report. Refuses <c>older-scan</c>; finds <c>already-imported</c>, <c>future-date</c>, <c>alias-conflict</c>,
    /// <c>vex-without-finding</c>.</summary>
    public static Outcome<ImmutableArray<FindingFact>> Run(FindingImport import)
    {
        var (report, scope) = (import.Report, ScanScope.Of(import.Report.Target));
        var notes = new List<Finding>();
        var at = SeenAt(import, notes);
        if (import.State.Scans.FirstOrDefault(scan => (scan.Scanner, scan.Scope) == (report.Scanner, scope)) is { } last)
        {
            if (last.Hash == report.Hash.Hex)
            {
                notes.Add(new("already-imported", Severity.Note, "The last scan of this scope was this very report", Place(report),
                    "changed nothing"));
                return Outcome.Of(ImmutableArray<FindingFact>.Empty, notes);
            }
            if (at < last.At)
                return new Refusal("older-scan", $"The scan is of {at}; the last one known of this scope is of {last.At}", Place(report),
                    "Import reports in the order of their scans.");
        }
        var matching = new MatchFindings(import, scope, at, notes);
        matching.TakeEntries();
        matching.FindGone();
        matching.Facts.Add(new FindingFact.ScanTaken(at, report.Scanner, scope, report.Hash.Hex, report.Findings.Length));
        return Outcome.Of(matching.Facts.DrainToImmutable(), notes);
    }

    private static Instant SeenAt(FindingImport import, List<Finding> notes)
    {
        if (import.Report.ScannedAt is not { } scanned) return import.ImportedAt;
        if (scanned <= import.ImportedAt + clockSlack) return scanned;
        notes.Add(new("future-date", Severity.Warning, $"The scan says it ended at {scanned}, which is yet to come", Place(import.Report),
            "took the time of the import"));
        return import.ImportedAt;
    }

    private static string Place(ScanReport report) => $"{report.Scanner} {report.Target}".TrimEnd();
}
