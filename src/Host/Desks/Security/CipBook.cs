using System.Collections.Immutable;
using Busbar.Digital.Cybersecurity.Cases;
using Busbar.Digital.Cybersecurity.Cip;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Security;

/// <summary>The assets in the scope of the CIP standards, and who may extend a plan.</summary>
/// <param name="Zone">The zone whose calendar days count, as the time zone database names it.</param>
/// <param name="SeniorManagers">The CIP Senior Manager and the delegates, by name.</param>
public sealed record CipScope(string Zone, ImmutableArray<string> SeniorManagers, ImmutableArray<CipAsset> Assets);

/// <summary>What CIP asks about: the scope as a document, facts as a stream an asset, determinations out of the cases. Clocks and evidence
/// are read off these and never kept.</summary>
public sealed class CipBook(FactStore store)
{
    /// <summary>What the streams are named by.</summary>
    public const string Prefix = "cip/";

    private readonly FactStreams<CipFact> streams = new(store, Prefix);

    /// <summary>The scope as of an instant; empty until somebody sets one.</summary>
    public CipScope Scope(AsOf asOf) => store.ReadDocument<CipScope>(new(nameof(CipScope), Kinds.Current), asOf)?.Body
        ?? new("America/New_York", [], []);

    /// <summary>Puts another scope in its place.</summary>
    /// <exception cref="RefusedException"><c>unknown-zone</c>; <c>asset-twice</c>; <c>duty</c>.</exception>
    public void Keep(CipScope scope, Actor who, Instant at)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(scope.Zone) is null)
            throw new RefusedException(new("unknown-zone", $"'{scope.Zone}' is no time zone", "zone", "Write it as America/New_York."));
        if (scope.Assets.GroupBy(asset => asset.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new RefusedException(new("asset-twice", $"{twice.Key} comes twice", "assets", "Keep one of them."));
        using var batch = store.Begin(who, new RunId("CIP scope"));
        batch.PutDocument(new(nameof(CipScope), Kinds.Current), scope, at);
        batch.Commit();
    }

    /// <summary>Records what a person gives, with the document that proves it: both are kept, or neither.</summary>
    /// <returns>The fact.</returns>
    /// <exception cref="RefusedException">What <see cref="CipEntry.Read"/> and <see cref="Record"/> refuse.</exception>
    public CipFact Enter(CipEntry entry, Actor who, Instant now, string proofName = "", ReadOnlyMemory<byte> proof = default)
    {
        Allow([entry.Read(who)], now);
        if (!proof.IsEmpty)
        {
            using var batch = store.Begin(Actor.Gateway, new RunId($"CIP proof {ContentHash.Of(proof.Span).Hex[..12]}"));
            entry = entry with { Proof = batch.PutFile(proofName, proof).Hex };
            batch.Commit();
        }
        var fact = entry.Read(who);
        Record(who, now, fact);
        return fact;
    }

    /// <summary>Records facts, all or none, in the name of who made them.</summary>
    /// <exception cref="RefusedException"><c>unknown-asset</c>; <c>in-the-future</c>; <c>duty</c>.</exception>
    public void Record(Actor who, Instant now, params ImmutableArray<CipFact> facts)
    {
        Allow(facts, now);
        using var batch = store.Begin(who, new RunId($"CIP facts {facts[0].Asset}"));
        foreach (var group in facts.GroupBy(fact => fact.Asset))
        {
            var seen = streams.Of(group.Key, AsOf.Latest).Length;
            foreach (var fact in group) streams.Append(batch, group.Key, seen++, fact, now);
        }
        batch.Commit();
    }

    private void Allow(ImmutableArray<CipFact> facts, Instant now)
    {
        var known = Scope(AsOf.Latest).Assets.Select(asset => asset.Name).ToHashSet();
        foreach (var fact in facts)
            if (!known.Contains(fact.Asset))
                throw new RefusedException(new("unknown-asset", $"'{fact.Asset}' is not in the scope", "asset",
                    "Put it into the scope first."));
            else if (fact.At > now)
                throw new RefusedException(new("in-the-future", $"It is dated {fact.At}, after the clock {now}", "at",
                    "Record what has happened, when it has."));
    }

    /// <summary>What the stage takes in: the scope, every fact as of an instant, and the determinations of the cases.</summary>
    public CipInputs Inputs(AsOf asOf)
    {
        var scope = Scope(asOf);
        var facts = streams.All(asOf).SelectMany(each => each.Facts);
        var determined = new CaseBook(store).Histories(asOf).SelectMany(each => DeterminationsOf.Run(each.Id, each.Facts));
        return new(scope.Assets, [.. facts, .. determined], new(WorkCalendar.AlwaysIn(DateTimeZoneProviders.Tzdb[scope.Zone]),
            ReadClock.Of(asOf))) { SeniorManagers = scope.SeniorManagers };
    }

    /// <summary>Every clock of the standards kept, with what is odd, as of an instant.</summary>
    public (ImmutableArray<DueClock> Clocks, ImmutableArray<Drift> Drifts, ImmutableArray<Finding> Findings) Clocks(AsOf asOf)
    {
        var inputs = Inputs(asOf);
        var (patches, reports, baselines) = (MeasurePatchClocks.Run(inputs), MeasureReportClocks.Run(inputs), MeasureBaselines.Run(inputs));
        return ([.. patches.OrThrow(), .. reports.OrThrow(), .. baselines.OrThrow().Clocks], baselines.OrThrow().Drifts,
            [.. patches.FindingsOrNone(), .. reports.FindingsOrNone(), .. baselines.FindingsOrNone()]);
    }
}
