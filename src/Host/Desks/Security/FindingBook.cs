using System.Collections.Concurrent;
using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Advisories;
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

/// <summary>What a maker's document changed.</summary>
/// <param name="Document">Its name.</param>
/// <param name="Judged">Findings that it says something new about.</param>
/// <param name="Closed">Findings that it closed.</param>
/// <param name="Reopened">Findings that it opened again, by taking back what it said.</param>
public sealed record JudgedFindings(string Document, int Judged, int Closed, int Reopened);

/// <summary>The findings of every asset, a stream an asset, with the reports they came from and the risks that were accepted.</summary>
public sealed class FindingBook(FactStore store, MapBook maps, IClock clock)
{
    /// <summary>What the streams of findings are named by.</summary>
    public const string Prefix = "finding/";

    private readonly EventFollower follower = new(store, Prefix);
    private readonly LastRead<ImmutableArray<ImmutableArray<string>>> aliases = new(store, AdvisoryBook.Kind, []);
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
        maps.Require(asset);
        CatchUp();
        var (state, seen) = (held.GetValueOrDefault(asset) ?? AssetFindings.None(asset), versions.GetValueOrDefault(asset));
        var names = aliases.Of(AsOf.Latest, () => AdvisoryBook.Aliases(store));
        var outcome = ImportFindings.Run(new(state, report, names, clock.GetCurrentInstant()));
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

    /// <summary>Holds what a document states against the findings of one asset, or of every one, and commits it with the
    /// document.</summary>
    /// <param name="batch">Holds the document already.</param>
    /// <param name="document">Its name, the same for each of its versions.</param>
    /// <param name="statements">All it says; what stands of it now is held against the findings.</param>
    /// <param name="evidence">Hash of the file.</param>
    /// <param name="asset">The asset that the document is about; empty for all.</param>
    /// <exception cref="RefusedException"><c>duty</c>; <c>stream-moved</c>.</exception>
    public Outcome<JudgedFindings> Judge(
        WriteBatch batch, string document, ImmutableArray<VexStatement> statements, ContentHash evidence, string asset = "")
    {
        var (now, told) = (clock.GetCurrentInstant(), new JudgedFindings(document, 0, 0, 0));
        var followed = FollowStatements.Run(statements, now);
        var (standing, notes) = (followed.OrThrow(), new List<Finding>(followed.FindingsOrNone()));
        var after = new List<(AssetFindings State, int Version)>();
        foreach (var state in All(AsOf.Latest).Where(each => asset == "" || each.Asset == asset))
        {
            var outcome = JudgeFindings.Run(new(state, document, standing, evidence, now));
            notes.AddRange(outcome.FindingsOrNone());
            if (outcome.OrThrow() is not { IsEmpty: false } facts) continue;
            var (judged, seen) = (state.With(facts), versions.GetValueOrDefault(state.Asset));
            foreach (var part in FindingsImported.Of(facts))
                batch.Append(Prefix + state.Asset, seen++, nameof(FindingsImported), part, now);
            after.Add((judged, seen));
            int Changed(bool isOpen) => state.Findings.Zip(judged.Findings).Count(each =>
                each.First.IsOpen != isOpen && each.Second.IsOpen == isOpen);
            told = told with
            {
                Judged = told.Judged + facts.Length, Closed = told.Closed + Changed(false), Reopened = told.Reopened + Changed(true),
            };
        }
        batch.Commit();
        lock (catching)
            foreach (var (state, version) in after) Hold(state, version);
        return Outcome.Of(told, notes);
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
