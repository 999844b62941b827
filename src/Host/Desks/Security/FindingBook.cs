using System.Collections.Concurrent;
using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Exposure;
using Busbar.Digital.Cybersecurity.Findings;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Security;

/// <summary>What an import changed.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Entries">Entries of the report.</param>
/// <param name="Fresh">Findings that were not known.</param>
/// <param name="Open">Findings of the asset that are open after it.</param>
/// <param name="Closed">Findings that it closed.</param>
/// <param name="Facts">Facts that it added.</param>
public sealed record ImportedScan(string Asset, int Entries, int Fresh, int Open, int Closed, int Facts);

/// <summary>The findings of every asset, a stream an asset, with the reports they came from and the risks that were accepted.</summary>
public sealed class FindingBook(FactStore store, MapBook maps, IClock clock)
{
    /// <summary>What the streams of findings are named by.</summary>
    public const string Prefix = "finding/";

    private readonly EventFollower follower = new(store, Prefix);
    private readonly ConcurrentDictionary<string, AssetFindings> held = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> versions = new(StringComparer.Ordinal);
    private readonly Lock catching = new();

    /// <summary>The findings of every asset as of an instant, by asset.</summary>
    public ImmutableArray<AssetFindings> All(AsOf asOf)
    {
        if (asOf != AsOf.Latest)
            return
            [
                .. store.ReadStreams(Prefix, asOf).GroupBy(each => each.Stream[Prefix.Length..])
                    .Select(events => AssetFindings.None(events.Key).With(events.SelectMany(FactsOf))),
            ];
        CatchUp();
        return [.. held.Values.OrderBy(each => each.Asset, StringComparer.Ordinal)];
    }

    /// <summary>Takes a report into the findings of an asset of the map, and keeps the report.</summary>
    /// <exception cref="RefusedException"><c>unknown-asset</c>; what <see cref="ImportFindings"/> refuses; <c>duty</c>,
    /// <c>stream-moved</c>.</exception>
    public Outcome<ImportedScan> Import(ScanReport report, SourceFile file, string asset, Actor who)
    {
        if (maps.Map(AsOf.Latest).Items.All(item => item.Name != asset))
            throw new RefusedException(new("unknown-asset", $"The service map holds no item '{asset}'", "asset",
                "Name an item of the map, or put it on the map first: its exposure decides the clock."));
        CatchUp();
        var (state, seen) = (held.GetValueOrDefault(asset) ?? AssetFindings.None(asset), versions.GetValueOrDefault(asset));
        var outcome = ImportFindings.Run(new(state, report, [], clock.GetCurrentInstant()));
        var facts = outcome.OrThrow();
        var after = state.With(facts);
        using var batch = store.Begin(who, new RunId($"{Prefix}{asset}"));
        if (!facts.IsEmpty) batch.PutFile(file.Name, file.Content);
        foreach (var part in FindingsImported.Of(facts))
            batch.Append(Prefix + asset, seen++, nameof(FindingsImported), part, clock.GetCurrentInstant());
        if (!facts.IsEmpty)
        {
            batch.Commit();
            lock (catching) Hold(after, seen);
        }
        var open = state.Findings.Where(finding => finding.IsOpen).Select(finding => finding.Id).ToHashSet();
        return outcome.Select(_ => new ImportedScan(asset, report.Findings.Length,
            after.Findings.Length - state.Findings.Length + facts.OfType<FindingFact.Merged>().Count(),
            after.Findings.Count(finding => finding.IsOpen), after.Findings.Count(finding => !finding.IsOpen && open.Contains(finding.Id)),
            facts.Length));
    }

    private static IEnumerable<FindingFact> FactsOf(StoredEvent happened) =>
        ((FindingsImported)happened.Body(typeof(FindingsImported))).Facts();

    private void CatchUp()
    {
        lock (catching)
            follower.CatchUp(events =>
            {
                foreach (var asset in events.GroupBy(each => each.Stream[Prefix.Length..]))
                {
                    var fresh = asset.Where(each => each.Version > versions.GetValueOrDefault(asset.Key)).ToArray();
                    if (fresh.Length > 0)
                        Hold((held.GetValueOrDefault(asset.Key) ?? AssetFindings.None(asset.Key)).With(fresh.SelectMany(FactsOf)),
                            fresh[^1].Version);
                }
            });
    }

    private void Hold(AssetFindings findings, int version)
    {
        held[findings.Asset] = findings;
        versions[findings.Asset] = version;
    }
}
