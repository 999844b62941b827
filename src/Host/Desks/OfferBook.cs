using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Commitment.Offers;
using Busbar.Supply.Forecasting;
using Busbar.Supply.Handoffs.Commitment.Offers;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>The versions of a market's offers for a day: built by one, approved by another, submitted before the gate. Each version is a
/// stream of its own, so that the store's four-eyes rule holds within it and a third version can be approved by whoever built the
/// first. Nothing is overwritten.</summary>
public sealed class OfferBook(FactStore store)
{
    private const int Digits = 3;

    /// <summary>Every version of a market and day, in order.</summary>
    public ImmutableArray<OfferVersion> Versions(string market, OperatingDay day) =>
        [.. store.Streams(Prefix(market, day)).Select(stream => Fold(store.ReadStream(stream, AsOf.Latest)))];

    /// <summary>The set of a version.</summary>
    /// <exception cref="RefusedException"><c>offers-changed</c>: it is not the one that was built.</exception>
    public OfferSet SetOf(OffersBuilt built)
    {
        var id = IdOf(built.Market, built.Day, built.Version);
        return store.ReadDocument<OfferSet>(id, AsOf.Latest) is { } found && found.Hash == built.Set ? found.Body
            : throw new RefusedException(new("offers-changed", "The set in the store is not the one that was built", id.ToString(),
                "Build the offers again; the store should be checked (busbar store check)."));
    }

    /// <summary>Keeps a set as the next version.</summary>
    /// <exception cref="RefusedException"><c>duty</c>; <c>stream-moved</c>: somebody else built a version meanwhile.</exception>
    public OffersBuilt Keep(OfferSet set, Actor who)
    {
        var version = store.Streams(Prefix(set.Market, set.Day)).Length + 1;
        var refusals = ValidateOffers.Run(set).Refusals.Length;
        var built = new OffersBuilt(
            set.Market, set.Day, version, ContentHash.Of(CanonicalJson.Write(set)), set.Offers.Length, refusals, set.BuiltAt);
        using var batch = store.Begin(who, new RunId($"offers {set.Market} {set.Day} v{version}"));
        batch.PutDocument(IdOf(set.Market, set.Day, version), set, set.BuiltAt);
        batch.Append(StreamOf(set.Market, set.Day, version), 0, nameof(OffersBuilt), built, set.BuiltAt);
        batch.Commit();
        return built;
    }

    /// <summary>Approves the last version.</summary>
    /// <exception cref="RefusedException"><c>no-offers</c>, <c>superseded</c>, <c>offers-break-rules</c>, <c>already-approved</c>;
    /// <c>four-eyes</c>: its builder may not; <c>duty</c>.</exception>
    public OffersApproved Approve(string market, OperatingDay day, int? version, Actor who, Instant at)
    {
        var last = Last(market, day, version);
        var where = Where(last.Built);
        if (last.Approved is not null)
            throw Refused("already-approved", $"{last.ApprovedBy!.Name} has approved this version", where, "Submit it.");
        if (last.Built.BreaksRules > 0)
            throw Refused("offers-break-rules", $"{market} would refuse this version by {last.Built.BreaksRules} rules", where,
                "See what is wrong (busbar offers validate), correct the unit master, and build again.");
        SetOf(last.Built);
        var approved = new OffersApproved(last.Built.Set, at);
        Append(last.Built, 1, nameof(OffersApproved), approved, who, at, []);
        return approved;
    }

    /// <summary>Submits the last version: its files are written in full, the submission is recorded, then they are published in the
    /// outbox under their names. A version that was submitted already publishes what is missing and changes nothing.</summary>
    /// <exception cref="RefusedException"><c>no-offers</c>, <c>superseded</c>, <c>not-approved</c>, <c>gate-closed</c>,
    /// <c>outbox-file-exists</c>, <c>duty</c>.</exception>
    public OffersSubmitted Submit(SubmitRequest request, Actor who)
    {
        var last = Last(request.Market, request.Day, request.Version);
        var where = Where(last.Built);
        if (last.Approved is null)
            throw Refused("not-approved", "Nobody but who built it has seen this version", where,
                "Have another person approve it (busbar offers approve).");
        var set = SetOf(last.Built);
        var files = OfferFiles.Of(set, last.Built.Version);
        var outbox = new Outbox(request.Outbox, last.Submitted?.IsRehearsal ?? request.IsRehearsal);
        if (last.Submitted is { } done)
        {
            outbox.Publish(files);
            return done;
        }
        var calendar = MarketCalendar.Named(request.Market);
        var gate = DayAheadGate.Of(calendar, request.Day);
        if (OfferGate.Of(request.Day, request.Market, gate, request.At) is { } late) throw new RefusedException(late);
        outbox.Prepare(files);
        var submitted = new OffersSubmitted(last.Built.Set, request.At, gate, request.IsRehearsal,
            [.. files.Select(file => new OutboxFile(file.Name, file.Hash))]);
        Append(last.Built, 2, nameof(OffersSubmitted), submitted, who, request.At, files);
        outbox.Publish(files);
        return submitted;
    }

    private void Append<T>(
        OffersBuilt built, int expected, string type, T happened, Actor who, Instant at, ImmutableArray<OfferFile> files)
    {
        using var batch = store.Begin(who, new RunId($"offers {built.Market} {built.Day} v{built.Version}"));
        foreach (var file in files) batch.PutFile(file.Name, file.Content);
        batch.Append(StreamOf(built.Market, built.Day, built.Version), expected, type, happened, at);
        batch.Commit();
    }

    private OfferVersion Last(string market, OperatingDay day, int? version)
    {
        var versions = Versions(market, day);
        if (versions.IsEmpty)
            throw Refused("no-offers", $"No offers of {market} for {day} were built", $"offers {market} {day}",
                $"Build them: busbar offers build --market {market} --day {day}");
        if (version is { } asked && asked != versions.Length)
            throw Refused("superseded", $"Version {asked} is not the last one, which is {versions.Length}", $"offers {market} {day}",
                "Approve and submit the last version, or build another.");
        return versions[^1];
    }

    private static OfferVersion Fold(ImmutableArray<StoredEvent> events)
    {
        (T? Body, Actor? Who) Of<T>() where T : class =>
            events.FirstOrDefault(each => each.Type == typeof(T).Name) is { } found ? (found.Body<T>(), found.Who) : (null, null);
        var (built, approved, submitted) = (Of<OffersBuilt>(), Of<OffersApproved>(), Of<OffersSubmitted>());
        return new(built.Body!, built.Who!, approved.Body, approved.Who, submitted.Body, submitted.Who);
    }

    private static string Prefix(string market, OperatingDay day) => $"offers/{market}/{day}/v";

    private static string StreamOf(string market, OperatingDay day, int version) =>
        Prefix(market, day) + version.ToString($"D{Digits}", CultureInfo.InvariantCulture);

    private static HandoffId IdOf(string market, OperatingDay day, int version) =>
        new(nameof(OfferSet), $"{market} {day} v{version.ToString($"D{Digits}", CultureInfo.InvariantCulture)}");

    private static string Where(OffersBuilt built) => $"offers {built.Market} {built.Day} v{built.Version}";

    private static RefusedException Refused(string code, string what, string where, string remedy) =>
        new(new(code, what, where, remedy));
}

/// <summary>What is to be submitted, when, and where to.</summary>
/// <param name="Market">The market.</param>
/// <param name="Day">The operating day.</param>
/// <param name="Version">The version meant, or null for the last.</param>
/// <param name="At">When it goes out.</param>
/// <param name="IsRehearsal">True when that instant was stated and not read off the clock.</param>
/// <param name="Outbox">The outbox folder.</param>
public sealed record SubmitRequest(string Market, OperatingDay Day, int? Version, Instant At, bool IsRehearsal, string Outbox);
