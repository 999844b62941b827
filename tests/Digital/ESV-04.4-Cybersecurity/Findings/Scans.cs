using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Findings;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Tests.Findings;

/// <summary>Small reports, and what an asset's findings are after them.</summary>
internal static class Scans
{
    public static readonly Instant Start = Instant.FromUtc(2026, 6, 1, 0, 0);

    public static ScannedFinding Entry(string rule, string package = "pkg:npm/lodash@4.17.20", params string[] aliases) => new(
        rule, $"{rule} title", StatedSeverity.High, [.. aliases], [], new FindingPlace.Package(package, "lodash", "4.17.20", ""), null, "",
        "", FindingStatement.Affected, "", rule);

    public static ScannedFinding At(string rule, string host, int port) =>
        Entry(rule) with { Place = new FindingPlace.Service(host, port, "tcp") };

    public static ScanReport Report(string scanner, int day, params ScannedFinding[] entries) => new(
        scanner, "registry/app:1.0", [.. entries.Select(entry => entry.Place).OfType<FindingPlace.Service>().Select(place => place.Host)],
        Start + Duration.FromDays(day), [.. entries],
        ContentHash.Of($"{scanner} {day} {string.Join('|', entries.Select(entry => entry.ToString()))}"));

    public static Outcome<ImmutableArray<FindingFact>>.Done Import(this AssetFindings state, ScanReport report) =>
        Assert.IsType<Outcome<ImmutableArray<FindingFact>>.Done>(Try(state, report));

    public static Outcome<ImmutableArray<FindingFact>> Try(AssetFindings state, ScanReport report) =>
        ImportFindings.Run(new(state, report, [], Start + Duration.FromDays(100)));

    public static AssetFindings After(params ScanReport[] reports) =>
        reports.Aggregate(AssetFindings.None("web-1"), (state, report) => state.With(state.Import(report).Value));
}
