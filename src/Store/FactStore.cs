using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store.Backups;
using Busbar.Store.Checking;
using Busbar.Store.Databases;
using Busbar.Store.Migrations;
using Busbar.Store.Projections;
using Busbar.Store.Reading;
using Busbar.Store.Writing;
using Dapper;
using NodaTime;

namespace Busbar.Store;

/// <summary>The append-only store of facts. Nothing in it is ever changed: a correction is a new fact that became known later, and every
/// read says as of when. May be used by many threads and, on the same location, by many processes.</summary>
public sealed class FactStore : IDisposable
{
    private readonly Session session;
    private readonly IClock clock;
    private readonly RunBook runs;
    private readonly SeriesRegister register;
    private readonly Committer committer;
    private readonly ProjectionTables projections;
    private readonly SeriesReader series;
    private readonly DocumentReader documents;
    private readonly EventReader events;
    private readonly FileReader files;
    private readonly HoldingReader holdings;

    private FactStore(StoreLocation where, Session session, IClock clock, ProjectionTables projections)
    {
        Location = where;
        this.session = session;
        this.clock = clock;
        this.projections = projections;
        register = new(session.Database);
        runs = new(session, clock);
        committer = new(session, clock, runs, register, projections);
        series = new(session, register);
        documents = new(session);
        events = new(session);
        files = new(session);
        holdings = new(session);
        Shards = new(session);
    }

    /// <summary>Where it is kept.</summary>
    public StoreLocation Location { get; }

    /// <summary>The queue of work that splits.</summary>
    public ShardQueue Shards { get; }

    /// <summary>Opens a store, creating it or bringing it to this program's schema. The clock stamps what is recorded.</summary>
    /// <exception cref="RefusedException"><c>newer-schema</c>, <c>foreign-store</c>, <c>store-locked</c>, <c>store-unreachable</c>,
    /// <c>disk-full</c>.</exception>
    public static FactStore Open(StoreLocation where, IClock clock) => Open(where, clock, StoreSettings.Default);

    /// <summary>Opens a store with other settings.</summary>
    /// <exception cref="RefusedException">As above.</exception>
    public static FactStore Open(StoreLocation where, IClock clock, StoreSettings settings)
    {
        var session = new Session(where switch
        {
            StoreLocation.Sqlite sqlite => new SqliteDatabase(sqlite.File, settings),
            StoreLocation.Postgres postgres => new PostgresDatabase(postgres, settings),
            _ => throw new InvalidOperationException("A store is a file or a database."),
        });
        try
        {
            Schema.Bring(session, where, clock);
            var projections = new ProjectionTables(session, settings.Projections);
            projections.Bring();
            return new(where, session, clock, projections);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Starts a batch of facts: one transaction, nothing visible or durable before its <see cref="WriteBatch.Commit"/>.</summary>
    public WriteBatch Begin(Actor who, RunId run) => new(committer, who, run);

    /// <summary>All batches that the work commits on this thread are stored together or not at all; it reads what it has committed,
    /// nobody else does. Other writers wait: for short works of a command, not of a server, whose desks hold locks of their own when they
    /// write. After one that fails, read with a store opened anew.</summary>
    /// <exception cref="InvalidOperationException">A batch was refused and the work went on all the same; works lie in one
    /// another.</exception>
    public void Together(Action work)
    {
        try
        {
            session.Together(work);
        }
        catch
        {
            register.Forget();
            throw;
        }
    }

    /// <summary>Starts a run and names it <c>kind span vN</c>. Its facts are visible to others once it is completed.</summary>
    /// <exception cref="RefusedException"><c>duty</c>: the actor's role may make nothing at all.</exception>
    public RunId StartRun(string kind, string span, Actor who) => runs.Start(kind, span, who);

    /// <summary>Completes a run: all its facts become visible at once. A run that another worker has completed stays as it is.</summary>
    /// <exception cref="RefusedException"><c>unknown-run</c>.</exception>
    public void CompleteRun(RunId run) => runs.Complete(run);

    /// <summary>The runs that were started, in order.</summary>
    public ImmutableArray<RunRecord> Runs() => runs.All();

    /// <summary>One hash over all facts of a run (kind, key, content), whatever the database, the order of writing and our clock.</summary>
    public ContentHash RunDigest(RunId run) => new RunDigest(session).Of(run);

    /// <summary>A stretch [from, to) of a series as of an instant. With <paramref name="within"/>, the facts of that open run are seen
    /// too.</summary>
    /// <exception cref="RefusedException"><c>unknown-series</c>; <c>off-grid</c>: an end cuts an interval; <c>unknown-run</c>.</exception>
    public SeriesReading ReadSeries(SeriesKey key, Instant from, Instant to, AsOf asOf, RunId? within = null) =>
        series.Read([key], from, to, asOf, within)[0];

    /// <summary>The same stretch of many series, in the order of the keys: far quicker than one by one.</summary>
    /// <exception cref="RefusedException">As <see cref="ReadSeries"/>.</exception>
    public ImmutableArray<SeriesReading> ReadMany(IReadOnlyList<SeriesKey> keys, Instant from, Instant to, AsOf asOf,
        RunId? within = null) =>
        series.Read(keys, from, to, asOf, within);

    /// <summary>The series whose path begins so, in order, of those with a visible value.</summary>
    public ImmutableArray<SeriesKey> SeriesKeys(string pathPrefix = "") => series.Keys(pathPrefix);

    /// <summary>From the first to the last visible interval of a series; null when it has none.</summary>
    public (Instant From, Instant To)? SeriesExtent(SeriesKey key) => series.Extent(key);

    /// <summary>Where a fact comes from.</summary>
    /// <exception cref="RefusedException"><c>unknown-fact</c>.</exception>
    public SourceOfFact SourceOf(long seq) => series.SourceOf(seq);

    /// <summary>The version of a handoff that was known last, as of an instant; null when none was.</summary>
    public StoredDocument<T>? ReadDocument<T>(HandoffId id, AsOf asOf, RunId? within = null) =>
        documents.Range<T>(id.Kind, id.Key, id.Key, asOf, within) is [var found] ? found : null;

    /// <summary>The version known last of each key from the first to the last, both included, in ordinal order.</summary>
    public ImmutableArray<StoredDocument<T>> ReadDocuments<T>(string kind, string firstKey, string lastKey, AsOf asOf,
        RunId? within = null) =>
        documents.Range<T>(kind, firstKey, lastKey, asOf, within);

    /// <summary>Every visible version of a handoff, as recorded.</summary>
    public ImmutableArray<StoredDocument<T>> Versions<T>(HandoffId id) => documents.Versions<T>(id);

    /// <summary>The events of a stream as of an instant, in order.</summary>
    public ImmutableArray<StoredEvent> ReadStream(string stream, AsOf asOf) => events.Read(stream, asOf);

    /// <summary>The events of every stream whose name begins so, stream by stream in order: far quicker than one by one.</summary>
    public ImmutableArray<StoredEvent> ReadStreams(string prefix, AsOf asOf) => events.ReadAll(prefix, asOf);

    /// <summary>What came first to such streams after a number (0: from the beginning), in the order of recording, and the number to ask
    /// after next: how a reader of many streams keeps up with all writers.</summary>
    public (ImmutableArray<StoredEvent> Events, long Last) EventsAfter(string prefix, long after, int most) =>
        events.After(prefix, after, most);

    /// <summary>The streams whose name begins so, in order.</summary>
    public ImmutableArray<string> Streams(string prefix) => events.Streams(prefix);

    /// <summary>A file by the hash of its content; null when it is not here.</summary>
    public StoredFile? ReadFile(ContentHash hash) => files.Read(hash);

    /// <summary>True when the file is here.</summary>
    public bool HasFile(ContentHash hash) => files.Has(hash);

    /// <summary>Every dataset that the store holds as of an instant: series, documents, events, projections.</summary>
    public ImmutableArray<Holding> Holdings(AsOf asOf) => holdings.All(asOf);

    /// <summary>The versions of a kind of document as of an instant without their bodies, as recorded.</summary>
    public ImmutableArray<DocumentMark> DocumentMarks(string kind, AsOf asOf) => holdings.Marks(kind, asOf);

    /// <summary>Who may make what.</summary>
    public ImmutableArray<Duty> Duties() =>
        session.Read(connection => connection.ReadAll("SELECT role, kind FROM duty ORDER BY role, kind", null,
        row => new Duty(row.GetString(0), row.GetString(1))).ToImmutableArray());

    /// <summary>Which steps need a second person.</summary>
    public ImmutableArray<FourEyesRule> FourEyes() =>
        session.Read(connection => connection.ReadAll("SELECT first_type, second_type FROM four_eyes ORDER BY 1, 2", null,
        row => new FourEyesRule(row.GetString(0), row.GetString(1))).ToImmutableArray());

    /// <summary>The mark of the store's present state, cheap enough to ask on every request.</summary>
    public StoreMark Mark() => session.Read(connection => connection.ReadAll(
        """
        SELECT (SELECT COALESCE(MAX(last_seq), 0) FROM write_log), (SELECT COALESCE(MAX(run_no), 0) FROM run),
          (SELECT COUNT(*) FROM run_completion)
        """, null, row => new StoreMark(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))).First());

    /// <summary>Reads everything and says what does not add up; empty is clean.</summary>
    public ImmutableArray<Finding> Check() => new StoreCheck(session, projections).Run();

    /// <summary>Makes every projection anew from its documents.</summary>
    public void RebuildProjections() => projections.RebuildAll();

    /// <summary>Writes one state of the store to a new file while writers go on. The file is itself a SQLite store, from either
    /// database.</summary>
    /// <exception cref="RefusedException"><c>file-exists</c>.</exception>
    public void Backup(string file)
    {
        if (File.Exists(file))
            throw new RefusedException(new("file-exists", "The file is there already", file,
                "Name a new file; a backup is never written over."));
        var partial = file + ".partial";
        File.Delete(partial);
        using (var copy = Open(new StoreLocation.Sqlite(partial), clock, StoreSettings.Default with { Projections = [] }))
        {
            StoreBackup.Copy(session, copy.session);
            copy.session.Read(connection => connection.Execute("PRAGMA journal_mode = DELETE"));
        }
        File.Move(partial, file);
    }

    /// <summary>Puts a backup into a new, empty store.</summary>
    /// <exception cref="RefusedException"><c>store-in-use</c>, <c>foreign-store</c>, <c>newer-schema</c>,
    /// <c>store-unreachable</c>.</exception>
    public static void Restore(string file, StoreLocation to, IClock clock)
    {
        if (!File.Exists(file))
            throw new RefusedException(new("no-backup", "There is no such backup", file, "Name a file that `Backup` wrote."));
        using var backup = Open(new StoreLocation.Sqlite(file), clock, StoreSettings.Default with { Projections = [] });
        using var target = Open(to, clock);
        StoreBackup.RefuseUsed(target.session, to);
        StoreBackup.Copy(backup.session, target.session);
        target.RebuildProjections();
    }

    /// <summary>Closes its connections. What was committed stays.</summary>
    public void Dispose() => session.Dispose();
}
