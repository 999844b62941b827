using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store.Tests.Kit;
using static Busbar.Store.Tests.Kit.TestDocuments;

namespace Busbar.Store.Tests;

public abstract class TogetherTests(StoreHome home) : IDisposable
{
    private static readonly RunId sample = new("import sample");

    public void Dispose()
    {
        home.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Batches_kept_together_are_read_within_at_once_and_by_others_when_all_are_stored()
    {
        var where = home.NewLocation();
        var (store, other) = (home.Open(where), home.Open(where));
        store.Together(() =>
        {
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal(i, store.ReadStream("steps", AsOf.Latest).Length);
                PutStep(store, i);
                Assert.Empty(other.ReadStream("steps", AsOf.Latest));
            }

            var run = store.StartRun("day-ahead", "2017-02", Actor.Engine);
            store.Put(run, batch => batch.PutDocument(Id, DayNote.Of("of a run", 1m, -1m), Start));
            store.CompleteRun(run);
            Assert.Empty(OnAnotherThread(() => store.ReadStream("steps", AsOf.Latest)));
            Assert.Empty(store.Check());
        });
        Assert.Equal(3, other.ReadStream("steps", AsOf.Latest).Length);
        Assert.Equal("of a run", other.ReadDocument<DayNote>(Id, AsOf.Latest)!.Body.Text);
        Assert.Empty(other.Check());
        PutStep(store, 3);
        Assert.Equal(4, other.ReadStream("steps", AsOf.Latest).Length);
    }

    [Fact]
    public void A_work_that_ends_early_leaves_nothing_and_can_be_done_again()
    {
        var store = home.New();
        Assert.Throws<TimeoutException>(() => store.Together(() =>
        {
            PutStep(store, 0);
            throw new TimeoutException();
        }));
        Assert.Empty(store.ReadStream("steps", AsOf.Latest));
        Assert.Empty(store.SeriesKeys());
        // Another series takes the number that the lost one had.
        store.Put(sample, batch => batch.PutSeries(Price, Estimates(Start, 7), Publication.At(Start), "x"));
        store.Together(() => PutStep(store, 0));
        Assert.Equal([1.0], store.ReadSeries(Load, Start, Start + Hour, AsOf.Latest).Values);
        Assert.Equal([7.0], store.ReadSeries(Price, Start, Start + Hour, AsOf.Latest).Values);
        Assert.Empty(store.Check());
    }

    [Fact]
    public void A_refused_batch_spoils_the_whole_even_when_the_work_goes_on()
    {
        var store = home.New();
        Assert.Throws<InvalidOperationException>(() => store.Together(() =>
        {
            PutStep(store, 0);
            RefusesWith("stream-moved", () => PutStep(store, 5));
        }));
        RefusesWith("duty", () => store.Together(() =>
        {
            PutStep(store, 0);
            store.Put(sample, batch => batch.Append("steps", 1, "DealCaptured", 1, Start), new("nobody", "auditor"));
        }));
        Assert.Empty(store.ReadStream("steps", AsOf.Latest));
        Assert.Empty(store.Check());
    }

    [Fact]
    public void A_refused_read_spoils_nothing_and_works_do_not_lie_in_one_another()
    {
        var store = home.New();
        store.Together(() =>
        {
            Assert.Throws<RefusedException>(() => store.ReadDocument<DayNote>(Id, AsOf.Latest, new RunId("never started")));
            PutStep(store, 0);
        });
        Assert.Single(store.ReadStream("steps", AsOf.Latest));
        Assert.Throws<InvalidOperationException>(() => store.Together(() => store.Together(() => PutStep(store, 1))));
        Assert.Single(store.ReadStream("steps", AsOf.Latest));
    }

    private static T OnAnotherThread<T>(Func<T> read) where T : struct
    {
        T answer = default;
        var thread = new Thread(() => answer = read());
        thread.Start();
        thread.Join();
        return answer;
    }

    private static void PutStep(FactStore store, int number) => store.Put(sample, batch =>
    {
        batch.Append("steps", number, "Stepped", number, Start);
        batch.PutSeries(Load, Estimates(Start + Hour * number, number + 1), Publication.At(Start), "x");
    });
}

public sealed class SqliteTogetherTests() : TogetherTests(new SqliteHome());

public sealed class PostgresTogetherTests(PostgresServer server) : TogetherTests(new PostgresHome(server));
