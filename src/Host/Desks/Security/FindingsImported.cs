using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Findings;

namespace Busbar.Host.Desks.Security;

/// <summary>What one import learned about an asset, or a part of it: kept as one event, so that a million findings are a few hundred
/// events.</summary>
public sealed record FindingsImported(
    ImmutableArray<FindingFact.Merged> Merged, ImmutableArray<FindingFact.Seen> Seen, ImmutableArray<FindingFact.Rerated> Rerated,
    ImmutableArray<FindingFact.Judged> Judged, ImmutableArray<FindingFact.GoneFromScan> Gone, ImmutableArray<FindingFact.ScanTaken> Scans)
{
    private const int FactsMost = 5000;

    /// <summary>The facts of an import as events of a bounded size.</summary>
    public static IEnumerable<FindingsImported> Of(ImmutableArray<FindingFact> facts) => facts.Chunk(FactsMost).Select(part =>
        new FindingsImported([.. part.OfType<FindingFact.Merged>()], [.. part.OfType<FindingFact.Seen>()],
            [.. part.OfType<FindingFact.Rerated>()], [.. part.OfType<FindingFact.Judged>()], [.. part.OfType<FindingFact.GoneFromScan>()],
            [.. part.OfType<FindingFact.ScanTaken>()]));

    /// <summary>The facts again, in an order that gives the same findings.</summary>
    public IEnumerable<FindingFact> Facts() =>
        [.. Merged.Cast<FindingFact>(), .. Seen, .. Rerated, .. Judged, .. Gone, .. Scans];
}
