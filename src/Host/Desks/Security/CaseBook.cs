using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Cybersecurity.Cases;
using Busbar.Digital.Cybersecurity.Detection;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Security;

/// <summary>Security cases, each a stream of facts. What the law of moves does not allow is refused by the stage, what a role may not make
/// by the store.</summary>
public sealed class CaseBook(FactStore store)
{
    /// <summary>What the streams are named by.</summary>
    public const string Prefix = "security-case/";

    private const string IdPrefix = "CASE-";

    private readonly FactStreams<CaseFact> streams = new(store, Prefix);

    /// <summary>The facts of every case as of an instant.</summary>
    public ImmutableArray<(string Id, ImmutableArray<CaseFact> Facts)> Histories(AsOf asOf) => streams.All(asOf);

    /// <summary>Every case as of an instant: open ones first, the worst of them first, then the newest.</summary>
    public ImmutableArray<SecurityCase> All(AsOf asOf) =>
    [
        .. Histories(asOf).Select(each => FoldCase.Run(new(each.Id, each.Facts)).OrThrow()).OrderByDescending(each => each.IsOpen)
            .ThenBy(each => each.Severity == 0 ? 5 : each.Severity).ThenByDescending(each => each.Opened.At),
    ];

    /// <summary>What happened to a case as of an instant.</summary>
    /// <exception cref="RefusedException"><c>unknown-case</c>.</exception>
    public ImmutableArray<CaseFact> History(string id, AsOf asOf) => streams.Of(id, asOf) is { IsEmpty: false } facts ? facts
        : throw new RefusedException(new("unknown-case", $"No case is called '{id}'", "case", "Choose one of the list."));

    /// <summary>A case as it stands.</summary>
    /// <exception cref="RefusedException"><c>unknown-case</c>.</exception>
    public SecurityCase Find(string id, AsOf asOf) => FoldCase.Run(new(id, History(id, asOf))).OrThrow();

    /// <summary>Opens a case under the next number, with further facts.</summary>
    /// <returns>Its id: <c>CASE-4</c>.</returns>
    /// <exception cref="RefusedException">What <see cref="MoveCase"/> refuses; <c>duty</c>; <c>stream-moved</c> where two open at
    /// once.</exception>
    public string Open(CaseOpened opening, Instant now, params ImmutableArray<CaseFact> more)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{IdPrefix}{streams.Count + 1}");
        MoveCase.Run(new(new(id, opening), more, now)).OrThrow();
        streams.Append(id, 0, opening.By, _ => now, [opening, .. more]);
        return id;
    }

    /// <summary>Opens a case for each alert about an asset that no open case has: the same log again opens none.</summary>
    /// <returns>Each alert with its case, and whether it was opened now.</returns>
    /// <exception cref="RefusedException">As <see cref="Open"/>.</exception>
    public ImmutableArray<(SecurityAlert Alert, string Case, bool IsNew)> Raise(
        ImmutableArray<RuleMatch> detections, string asset, Actor who, Instant now) =>
    [
        .. RaiseAlerts.Run(new(detections, All(AsOf.Latest))).OrThrow().Select(each => each.Case != "" ? (each.Alert, each.Case, false)
            : (each.Alert, Open(new(now, who, each.Alert.Title, asset, each.Alert.First is { } first && first < now ? first : now,
                [each.Alert.Key]), now), true)),
    ];

    /// <summary>Adds facts to a case, all or none.</summary>
    /// <exception cref="RefusedException"><c>unknown-case</c>; what <see cref="MoveCase"/> refuses; <c>duty</c>.</exception>
    public SecurityCase Move(string id, Instant now, params ImmutableArray<CaseFact> facts)
    {
        var history = History(id, AsOf.Latest);
        var after = MoveCase.Run(new(FoldCase.Run(new(id, history)).OrThrow(), facts, now)).OrThrow();
        streams.Append(id, history.Length, facts[0].By, _ => now, [.. facts]);
        return after;
    }

    /// <summary>Lets one case go on in another.</summary>
    /// <exception cref="RefusedException">As <see cref="Move"/>; <c>determined-already</c>.</exception>
    public void Merge(string from, string into, Actor who, Instant now) =>
        Append(MergeCases.Run(new(Find(from, AsOf.Latest), Find(into, AsOf.Latest), who, now)).OrThrow(), who, now);

    /// <summary>Undoes a merge.</summary>
    /// <exception cref="RefusedException">As <see cref="Move"/>.</exception>
    public void Unmerge(string from, string why, Actor who, Instant now)
    {
        var merged = Find(from, AsOf.Latest);
        if (merged.MergedInto == "")
            throw new RefusedException(new("not-merged", $"{from} stands on its own", $"case {from}", "Nothing is to be done."));
        Append(UnmergeCases.Run(new(merged, Find(merged.MergedInto, AsOf.Latest), who, why, now)).OrThrow(), who, now);
    }

    private void Append(PairedCaseFacts pair, Actor who, Instant now)
    {
        using var batch = store.Begin(who, new RunId($"{Prefix}{pair.First}"));
        streams.Append(batch, pair.First, streams.Of(pair.First, AsOf.Latest).Length, pair.ForFirst, now);
        streams.Append(batch, pair.Second, streams.Of(pair.Second, AsOf.Latest).Length, pair.ForSecond, now);
        batch.Commit();
    }
}
