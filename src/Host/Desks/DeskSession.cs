using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Handoffs.Utility;
using Busbar.Supply.Settlement.Disputes;
using Busbar.Supply.Settlement.Invoices;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>One shard at its desks: reads facts as of the step's clock, keeps what the stages hand out, and saves it all in one
/// transaction. A killed session leaves nothing.</summary>
public sealed class DeskSession
{
    private readonly FactStore store;
    private readonly Dictionary<HandoffId, PendingDocument> pending = [];
    private readonly List<Finding> findings = [];

    /// <summary>A session of a run for the utility in force.</summary>
    public DeskSession(FactStore store, RunId run, UtilityProfile profile)
    {
        this.store = store;
        Run = run;
        Profile = profile;
        Calendar = Markets.CalendarOf(profile);
        Series = Markets.SeriesOf(profile);
    }

    /// <summary>The run the facts belong to.</summary>
    public RunId Run { get; }

    /// <summary>The utility in force.</summary>
    public UtilityProfile Profile { get; }

    /// <summary>Its market's clock.</summary>
    public MarketCalendar Calendar { get; }

    /// <summary>The names of its series.</summary>
    public SupplySeries Series { get; }

    /// <summary>The operating day in hand.</summary>
    public OperatingDay Day { get; set; }

    /// <summary>The instant the step is due: nothing later is read.</summary>
    public Instant Clock { get; set; }

    /// <summary>On replay: only what this store had recorded by then is read.</summary>
    public Instant? RecordedBy { get; init; }

    /// <summary>The policy of the desk's book.</summary>
    internal TradingPolicy TradingPolicy(AsOf asOf) => PolicyBook.Of(store, asOf);

    /// <summary>The desk's book, which is closed in transactions of its own.</summary>
    internal CloseBook Closes() => new(store);

    /// <summary>The marks of the desk.</summary>
    internal CurveBook Curves() => new(store);

    /// <summary>Disputes, invoices and the market's statements as of the clock.</summary>
    internal (ImmutableArray<DisputeStanding>, ImmutableArray<InvoiceStanding>, ImmutableArray<MarketStatement>) BackOffice() =>
        ([.. new DisputeBook(store).All(AsOf, Clock).Select(each => each.Standing)],
            [.. new InvoiceBook(store).All(AsOf, Clock).Select(each => each.Standing)],
            [.. new StatementBook(store).All(AsOf).Select(each => each.Statement)]);

    private AsOf AsOf => new(Clock, RecordedBy);

    /// <summary>A document as of the clock.</summary>
    /// <exception cref="RefusedException">There is none; the remedy names the step that makes it.</exception>
    public T Need<T>(string kind, string key) where T : class => Find<T>(kind, key) ?? throw new RefusedException(new(
        "missing-document", $"No {kind} was known at {Clock}", $"{kind} {key}",
            "Run the step that makes it, or import the file that holds it."));

    /// <summary>A document of the day in hand, whose kind is the record's name.</summary>
    public T NeedOfDay<T>() where T : class => Need<T>(typeof(T).Name, Day.ToString());

    /// <summary>A document as of the clock, or null.</summary>
    public T? Find<T>(string kind, string key) where T : class
    {
        if (pending.TryGetValue(new(kind, key), out var mine) && mine.KnownAt <= Clock) return (T)mine.Body;
        return store.ReadDocument<T>(new(kind, key), AsOf, Run)?.Body;
    }

    /// <summary>Documents of a range of keys as of the clock, in key order.</summary>
    public ImmutableArray<T> FindAll<T>(string kind, string firstKey, string lastKey) where T : class
    {
        var found = new SortedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var document in store.ReadDocuments<T>(kind, firstKey, lastKey, AsOf, Run)) found[document.Id.Key] = document.Body;
        foreach (var (id, mine) in pending)
            if (id.Kind == kind && string.CompareOrdinal(id.Key, firstKey) >= 0
                && string.CompareOrdinal(id.Key, lastKey) <= 0 && mine.KnownAt <= Clock)
                found[id.Key] = (T)mine.Body;
        return [.. found.Values];
    }

    /// <summary>The events of one type in a stream as of the clock, in order.</summary>
    public ImmutableArray<T> Events<T>(string stream, string type) =>
        [.. store.ReadStream(stream, AsOf).Where(each => each.Type == type).Select(each => each.Body<T>())];

    /// <summary>A series over [from, to) as of the clock, every interval known.</summary>
    /// <exception cref="RefusedException">An interval is not known at the clock.</exception>
    public KnownSeries<double> Known(SeriesKey key, Instant from, Instant to) => Read(key, from, to).ToKnown(Clock);

    /// <summary>A series over [from, to) as of the clock, with gaps where nothing was known.</summary>
    internal SeriesReading Read(SeriesKey key, Instant from, Instant to) => store.ReadSeries(key, from, to, AsOf, Run);

    /// <summary>A series over the hours of the day in hand, every hour known, as exact decimals.</summary>
    /// <exception cref="RefusedException">An hour is not known at the clock.</exception>
    public Series<decimal> RecordOfDay(SeriesKey key)
    {
        var day = Calendar.WholeDay(Day);
        return Read(key, day.Start, day.End).ToRecord();
    }

    /// <summary>True when the store holds the series at all.</summary>
    public bool Has(SeriesKey key) => store.SeriesExtent(key) is not null;

    /// <summary>First and last instant the store holds of a series.</summary>
    public (Instant From, Instant To)? ExtentOf(SeriesKey key) => store.SeriesExtent(key);

    /// <summary>Keeps a handoff, known from the clock on.</summary>
    public void Save<T>(string kind, string key, T body) where T : class =>
        pending[new(kind, key)] = new(body, Clock, (batch, id, knownAt) => batch.PutDocument(id, body, knownAt));

    /// <summary>Keeps a handoff of the day in hand, whose kind is the record's name.</summary>
    public void SaveOfDay<T>(T body) where T : class => Save(typeof(T).Name, Day.ToString(), body);

    /// <summary>The value of an outcome; its findings are kept, a refusal stops the run.</summary>
    public T Take<T>(Outcome<T> outcome)
    {
        if (outcome is Outcome<T>.Done done) findings.AddRange(done.Findings);
        return outcome.OrThrow();
    }

    /// <summary>Keeps findings of a checker.</summary>
    public void Note(IEnumerable<Finding> more) => findings.AddRange(more);

    /// <summary>The findings kept so far.</summary>
    public ImmutableArray<Finding> Findings => [.. findings];

    /// <summary>Writes everything kept into a batch, in a fixed order.</summary>
    public void WriteTo(WriteBatch batch, string shardName)
    {
        if (findings.Count > 0) Save("Findings", shardName, new ShardFindings(shardName, [.. findings]));
        foreach (var (id, document) in pending.OrderBy(entry =>
            entry.Key.Kind, StringComparer.Ordinal).ThenBy(entry => entry.Key.Key, StringComparer.Ordinal))
            document.Put(batch, id, document.KnownAt);
    }

    private sealed record PendingDocument(object Body, Instant KnownAt, Action<WriteBatch, HandoffId, Instant> Put);
}

/// <summary>What was imperfect about the inputs of one shard.</summary>
public sealed record ShardFindings(string Shard, ImmutableArray<Finding> Findings);
