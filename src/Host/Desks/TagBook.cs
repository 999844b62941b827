using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Contracts.Tags;
using Busbar.Supply.Handoffs.Contracts.Tags;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>The desk's e-Tags, each a stream of facts whose state is their fold as of a clock. The store lets only the scheduling desk
/// submit and change tags; what authorities answer is written down by that desk or brought in by a gateway.</summary>
public sealed class TagBook
{
    private const string Prefix = "tag/";

    private readonly FactStore store;
    private readonly Interconnection interconnection;

    /// <summary>The tags of a store; its utility's market says which table of times applies.</summary>
    public TagBook(FactStore store)
    {
        this.store = store;
        Calendar = new SupplyReads(store).Profile(AsOf.Latest) is { } profile ? Markets.CalendarOf(profile) : MarketCalendar.Pjm;
        interconnection = Calendar == MarketCalendar.Caiso ? Interconnection.Western : Interconnection.Eastern;
    }

    /// <summary>The market's clock.</summary>
    public MarketCalendar Calendar { get; }

    /// <summary>Every tag as it stood, in the order of their ids.</summary>
    public ImmutableArray<TagStory> All(AsOf asOf) =>
        [.. store.ReadStreams(Prefix, asOf).GroupBy(each => each.Stream).Select(facts => Told([.. facts.Select(Read)],
            ReadClock.Of(asOf)))];

    /// <summary>One tag.</summary>
    /// <exception cref="RefusedException"><c>unknown-tag</c>.</exception>
    public TagStory Find(string id, AsOf asOf) => RecordsOf(id, asOf) is { IsEmpty: false } records ? Told(records, ReadClock.Of(asOf))
        : throw new RefusedException(new("unknown-tag", $"There is no tag {id} as of this instant", id,
            "Look the id up (busbar contract tag list)."));

    /// <summary>Submits tags together, all of them or none; one that is there already with the same content adds nothing.</summary>
    /// <exception cref="RefusedException">What <see cref="FollowTag"/> refuses; <c>tag-exists</c>, <c>duty</c>.</exception>
    public ImmutableArray<TagStory> Submit(IReadOnlyList<ETag> tags, string why, Actor who, Instant at,
        Action<WriteBatch>? alongside = null)
    {
        using var batch = store.Begin(who, new RunId($"tag {tags[0].Id}"));
        foreach (var tag in tags)
        {
            var (id, fact) = ($"{tag.Id}", new TagSubmitted(tag.Author, at, tag));
            Told([new(fact, why, who, at)], ReadClock.Of(AsOf.Latest));
            if (RecordsOf(id, AsOf.Latest) is not { IsEmpty: false } earlier) Append(batch, id, 0, new(fact, why));
            else if (!IsSame(((TagSubmitted)earlier[0].Fact).Tag, tag))
                throw new RefusedException(new("tag-exists", $"There is another tag {id}, of {earlier[0].Fact.At}", id,
                    "Give the tag another code, or correct the one that is there."));
        }
        alongside?.Invoke(batch);
        batch.Commit();
        return [.. tags.Select(tag => Find($"{tag.Id}", AsOf.Latest))];
    }

    /// <summary>Writes the next fact of a tag down: a request of its author, a curtailment, an authority's answer.</summary>
    /// <param name="id">The tag.</param>
    /// <param name="seenVersion">How many facts its writer had seen.</param>
    /// <param name="fact">What happened.</param>
    /// <param name="why">The reason.</param>
    /// <param name="who">Who writes it down.</param>
    /// <exception cref="RefusedException">What <see cref="FollowTag"/> refuses; <c>stale-version</c>, <c>stream-moved</c>,
    /// <c>duty</c>.</exception>
    public TagStory Add(string id, int seenVersion, TagFact fact, string why, Actor who)
    {
        var records = Find(id, AsOf.Latest).Records;
        if (records.Length != seenVersion)
            throw new RefusedException(new("stale-version",
                $"You looked at version {seenVersion}; {records[^1].Who.Name} wrote {NameOf(records[^1].Fact)} since, "
                    + $"version {records.Length}",
                id, "Look at the tag again, and repeat what still applies."));
        Told(records.Add(new(fact, why, who, fact.At)), ReadClock.Of(AsOf.Latest));
        using (var batch = store.Begin(who, new RunId($"tag {id}")))
        {
            Append(batch, id, seenVersion, new(fact, why));
            batch.Commit();
        }
        return Find(id, AsOf.Latest);
    }

    /// <summary>The trade's word for a fact.</summary>
    public static string NameOf(TagFact fact) => fact switch
    {
        TagSubmitted => "NEW",
        TagCorrected => "CORRECTION",
        TagProfileChanged => "PROFILE CHANGE",
        TagCurtailed => "CURTAIL",
        TagReloaded => "RELOAD",
        TagWithdrawn => "WITHDRAW",
        TagCancelled => "CANCEL",
        TagTerminated => "TERMINATE",
        TagAssessed { IsApproved: true } => "APPROVED",
        TagAssessed => "DENIED",
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "Not a fact of a tag."),
    };

    private TagStory Told(ImmutableArray<TagRecord> records, Instant clock) =>
        new(FollowTag.Run(new(interconnection, [.. records.Select(each => each.Fact)], clock)).OrThrow(), records);

    private ImmutableArray<TagRecord> RecordsOf(string id, AsOf asOf) => [.. store.ReadStream(Prefix + id, asOf).Select(Read)];

    private static TagRecord Read(StoredEvent happened)
    {
        var entry = happened.Body<TagEntry>();
        return new(entry.Fact, entry.Why, happened.Who, happened.RecordedAt);
    }

    private static void Append(WriteBatch batch, string id, int expected, TagEntry entry) =>
        batch.Append(Prefix + id, expected, entry.Fact.GetType().Name, entry, entry.Fact.At);

    private static bool IsSame(ETag one, ETag other) => CanonicalJson.Write(one).AsSpan().SequenceEqual(CanonicalJson.Write(other));

    private sealed record TagEntry(TagFact Fact, string Why);
}

/// <summary>A fact of a tag with who wrote it down, why, and when.</summary>
public sealed record TagRecord(TagFact Fact, string Why, Actor Who, Instant RecordedAt);

/// <summary>A tag: where it stands, and everything that happened to it.</summary>
public sealed record TagStory(TagStanding Standing, ImmutableArray<TagRecord> Records)
{
    /// <summary>How many facts it has.</summary>
    public int Version => Records.Length;

    /// <summary>Contracts and deals that its owners name.</summary>
    public ImmutableArray<string> Contracts => [.. Standing.Tag.Market.Select(owner => owner.Contract).Where(name =>
        name.Length > 0).Distinct()];

    /// <summary>True for a tag that was made up to show how tags work.</summary>
    public bool IsSimulated => Records[0].Who.Name.StartsWith("simulated ", StringComparison.Ordinal);

    /// <summary>Curtailments in it, lifted ones too.</summary>
    public int Curtailments => Records.Count(each => each.Fact is TagCurtailed);
}
