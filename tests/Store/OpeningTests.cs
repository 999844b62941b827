using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Facts;
using Busbar.Store.Tests.Kit;
using Dapper;
using NodaTime;
using static Busbar.Store.Tests.Kit.TestDocuments;

namespace Busbar.Store.Tests;

public abstract class OpeningTests(StoreHome home) : IDisposable
{
    protected StoreHome Home { get; } = home;

    protected static StoreSettings Impatient { get; } = StoreSettings.Default with { Patience = Duration.FromMilliseconds(100) };

    public void Dispose()
    {
        Home.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_store_opened_again_holds_what_it_held()
    {
        var where = Home.NewLocation();
        using (var first = FactStore.Open(where, Home.Clock))
            first.Put(new("import x"), batch => batch.PutDocument(Id, DayNote.Of("kept"), Start));
        Assert.Equal("kept", Home.Open(where).ReadDocument<DayNote>(Id, AsOf.Latest)!.Body.Text);
        using var raw = Home.Raw(where);
        Assert.Equal(Enumerable.Range(1, 14), raw.Query<int>("SELECT version FROM schema_version ORDER BY version"));
    }

    [Fact]
    public void A_store_of_a_newer_program_is_refused()
    {
        var where = Home.NewLocation();
        Home.Open(where);
        Home.Execute(where, "INSERT INTO schema_version (version, name, applied_at) VALUES (99, 'from the future', 0)");
        RefusesWith("newer-schema", () => Home.Open(where));
    }

    [Fact]
    public void A_database_of_another_program_is_refused_and_left_alone()
    {
        var where = Home.NewLocation();
        Home.Execute(where, "CREATE TABLE document (id INTEGER)");
        RefusesWith("foreign-store", () => Home.Open(where));
        using var raw = Home.Raw(where);
        Assert.Equal(0, raw.ExecuteScalar<int>("SELECT count(*) FROM document"));
    }

    [Fact]
    public void Two_stores_on_one_location_see_each_other()
    {
        var where = Home.NewLocation();
        var (one, two) = (Home.Open(where), Home.Open(where));
        one.Put(new("import 1"), batch =>
            { batch.PutSeries(Load, Estimates(Start, 1), Publication.At(Start), "x"); batch.PutDocument(Id, DayNote.Of("one"), Start); });
        two.Put(new("import 2"), batch =>
            { batch.PutSeries(Load, Estimates(Start + Hour, 2), Publication.At(Start), "x");
            batch.PutDocument(Id, DayNote.Of("two"), Start); });
        Assert.Equal([1, 2], one.ReadSeries(Load, Start, Start + Hour * 2, AsOf.Latest).Values);
        Assert.Equal(2, one.ReadDocument<DayNote>(Id, AsOf.Latest)!.Version);
        Assert.Empty(two.Check());
    }

    [Fact]
    public async Task Many_programs_may_open_a_fresh_store_at_once()
    {
        var where = Home.NewLocation();
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => FactStore.Open(where, Home.Clock), TestContext.Current.CancellationToken)));
        Assert.All(stores, store => Assert.Empty(store.Runs()));
        Array.ForEach(stores, store => store.Dispose());
    }

    [Fact]
    public void A_write_that_another_program_holds_up_too_long_is_refused()
    {
        var where = Home.NewLocation();
        var store = Home.Open(where, Impatient);
        using var raw = Home.Raw(where);
        raw.Execute(where is StoreLocation.Sqlite
            ? "BEGIN IMMEDIATE"
            : "BEGIN; SELECT pg_advisory_xact_lock(x'42555342'::int, hashtext(current_schema()))");
        RefusesWith("store-locked", () => store.Put(new("import x"), batch => batch.PutDocument(Id, DayNote.Of("x"), Start)));
        raw.Execute("ROLLBACK TRANSACTION");
        store.Put(new("import x"), batch => batch.PutDocument(Id, DayNote.Of("x"), Start));
    }
}

public sealed class SqliteOpeningTests() : OpeningTests(new SqliteHome())
{
    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_alone()
    {
        var file = Home.NewFile("letter.txt");
        File.WriteAllText(file, "Dear sir or madam, " + new string('x', 5_000));
        var before = File.ReadAllBytes(file);
        RefusesWith("foreign-store", () => Home.Open(new StoreLocation.Sqlite(file)));
        Assert.Equal(before, File.ReadAllBytes(file));
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_refused() =>
        RefusesWith("store-unreachable", () =>
            Home.Open(new StoreLocation.Sqlite(Directory.CreateDirectory(Home.NewFile("folder")).FullName)));

    [Fact]
    public void A_store_that_another_program_holds_alone_is_refused()
    {
        var where = Home.NewLocation();
        Home.Open(where).Dispose();
        using var raw = Home.Raw(where);
        raw.Execute("PRAGMA locking_mode = EXCLUSIVE");
        raw.Execute("BEGIN EXCLUSIVE");
        RefusesWith("store-locked", () => Home.Open(where, Impatient));
    }

    [Fact]
    public void A_full_disk_is_a_clear_refusal_and_nothing_half_written()
    {
        var where = Home.NewLocation();
        var store = Home.Open(where, StoreSettings.Default with { MaxBytes = 1_000_000 });
        var run = new RunId("import x");
        void Put(int i) => store.Put(run, batch =>
        {
            batch.PutDocument(Id with { Key = $"{i}" }, DayNote.Of("x"), Start);
            var noise = new byte[100_000];
            new Random(i).NextBytes(noise);
            batch.PutFile($"{i}", noise);
        });
        var stored = 0;
        RefusesWith("disk-full", () => { for (; stored < 100; stored++) Put(stored); });
        Assert.InRange(stored, 1, 20);
        Assert.Null(store.ReadDocument<DayNote>(Id with { Key = $"{stored}" }, AsOf.Latest));
        Assert.Empty(store.Check());
        store.Dispose();
        var roomier = Home.Open(where);
        Assert.Equal(stored, roomier.ReadDocuments<DayNote>(Kind, "", "~", AsOf.Latest).Length);
        roomier.Put(run, batch => batch.PutDocument(Id, DayNote.Of("fits now"), Start));
        Assert.Empty(roomier.Check());
    }
}

public sealed class PostgresOpeningTests(PostgresServer server) : OpeningTests(new PostgresHome(server))
{
    [Fact]
    public void A_server_that_is_not_there_is_refused() =>
        RefusesWith("store-unreachable", () =>
            Home.Open(StoreLocation.Parse("Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=2")));

    [Fact]
    public void A_database_that_is_not_there_is_refused()
    {
        var where = (StoreLocation.Postgres)Home.NewLocation();
        RefusesWith("store-unreachable", () => Home.Open(new StoreLocation.Postgres(where.ConnectionString + ";Database=none")));
    }
}

public sealed class StoreLocationTests
{
    [Fact]
    public void Text_with_a_host_is_PostgreSQL_and_any_other_is_a_file()
    {
        Assert.Equal(new StoreLocation.Postgres("host=db;Password=secret"), StoreLocation.Parse("host=db;Password=secret"));
        Assert.Equal(new StoreLocation.Sqlite("/tmp/a.busbar"), StoreLocation.Parse("/tmp/a.busbar"));
        Assert.DoesNotContain("secret", StoreLocation.Parse("Host=db;Database=busbar;Password=secret").ToString());
        Assert.Throws<ArgumentException>(() => StoreLocation.Parse(" "));
    }

    [Theory]
    [InlineData("Host=;Password=secret")]
    [InlineData("Host=db;Password=secret;Nonsense=3")]
    [InlineData("Host=db;Password=secret;Port=abc")]
    public void A_connection_string_that_cannot_be_read_is_refused_without_its_password(string text)
    {
        var refusal = Assert.Throws<RefusedException>(() => StoreLocation.Parse(text)).Refusal;
        Assert.Equal("bad-connection", refusal.Code);
        Assert.DoesNotContain("secret", refusal.ToString());
    }
}
