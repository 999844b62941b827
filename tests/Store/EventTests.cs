using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store.Tests.Kit;
using static Busbar.Store.Tests.Kit.TestDocuments;

namespace Busbar.Store.Tests;

public abstract class EventTests(StoreHome home) : IDisposable
{
    private readonly FactStore store = home.New();
    private readonly RunId desk = new("import desk");
    private static readonly Actor Ann = new("ann", Roles.Trader);
    private static readonly Actor Bob = new("bob", Roles.Settlement);

    public void Dispose()
    {
        home.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_stream_is_read_in_order_and_as_of_an_instant()
    {
        store.Put(desk, batch => batch.Append("trade/1", 0, "TradeCaptured", DayNote.Of("50 MW"), Start), Ann);
        store.Put(desk, batch => batch.Append("trade/1", 1, "TradeConfirmed", DayNote.Of("agreed"), Start + Hour), Bob);
        store.Put(desk, batch => batch.Append("ticket/1", 0, "Opened", 1, Start));
        var events = store.ReadStream("trade/1", AsOf.Latest);
        Assert.Equal([(1, "TradeCaptured", Ann), (2, "TradeConfirmed", Bob)], events.Select(happened =>
            (happened.Version, happened.Type, happened.Who)));
        Assert.Equal("agreed", events[1].Body<DayNote>().Text);
        Assert.Single(store.ReadStream("trade/1", At(Start)));
        Assert.Empty(store.ReadStream("trade/2", AsOf.Latest));
        Assert.Equal(["trade/1"], store.Streams("trade/"));
        Assert.Equal(["ticket/1", "trade/1"], store.Streams(""));
        store.Put(desk, batch => batch.Append("trade/2", 0, "TradeCaptured", DayNote.Of("25 MW"), Start + Hour), Ann);
        Assert.Equal([("trade/1", 1), ("trade/1", 2), ("trade/2", 1)],
            store.ReadStreams("trade/", AsOf.Latest).Select(happened => (happened.Stream, happened.Version)));
        Assert.Equal([("trade/1", 1)], store.ReadStreams("trade/", At(Start)).Select(happened => (happened.Stream, happened.Version)));
    }

    [Fact]
    public void What_the_store_holds_is_counted_by_series_kind_and_family_as_of_an_instant()
    {
        store.Put(desk, batch =>
        {
            batch.PutSeries(Load, Estimates(Start, 1, 2, 3), Publication.After(Estimates(Start, 1, 2, 3), Hour), "x");
            batch.PutDocument(Id, DayNote.Of("first"), Start);
            batch.PutDocument(Id, DayNote.Of("second"), Start + Hour);
            batch.Append("ticket/1", 0, "Opened", 1, Start);
            batch.Append("ticket/2", 0, "Opened", 1, Start + Hour);
            batch.Append("trade/1", 0, "TradeCaptured", 1, Start + Hour);
        });
        var held = store.Holdings(AsOf.Latest).Where(each => each.Kind != HoldingKind.Projection);
        Assert.Equal(
        [
            (HoldingKind.Series, Load.Path, "MW", 3, Start + Hour * 4), (HoldingKind.Documents, Kind, "", 2, Start + Hour),
            (HoldingKind.Events, "ticket", "", 2, Start + Hour), (HoldingKind.Events, "trade", "", 1, Start + Hour),
        ], held.Select(each => (each.Kind, each.Name, each.Unit, (int)each.Rows, each.LastKnown!.Value)));
        Assert.Equal([(HoldingKind.Documents, 1L), (HoldingKind.Events, 1L)], store.Holdings(At(Start)).Where(each =>
            each.Kind != HoldingKind.Projection).Select(each => (each.Kind, each.Rows)));
        Assert.Equal([Start, Start + Hour], store.DocumentMarks(Kind, AsOf.Latest).Select(mark => mark.KnownAt));
    }

    [Fact]
    public void A_reader_keeps_up_with_what_came_after_a_number()
    {
        store.Put(desk, batch => batch.Append("ticket/2", 0, "Opened", 1, Start));
        var (first, seen) = store.EventsAfter("ticket/", 0, 10);
        Assert.Equal([("ticket/2", 1)], first.Select(happened => (happened.Stream, happened.Version)));
        var second = home.Open(store.Location);
        second.Put(desk, batch => batch.Append("trade/1", 0, "A", 1, Start));
        Assert.Empty(store.EventsAfter("ticket/", seen, 10).Events);
        second.Put(desk, batch => { batch.Append("ticket/2", 1, "Closed", 2, Start); batch.Append("ticket/1", 0, "Opened", 3, Start); });
        var (later, last) = store.EventsAfter("ticket/", seen, 10);
        Assert.Single(store.EventsAfter("ticket/", seen, 1).Events);
        Assert.Equal([("ticket/2", 2), ("ticket/1", 1)], later.Select(happened => (happened.Stream, happened.Version)));
        Assert.Empty(store.EventsAfter("ticket/", last, 10).Events);
        Assert.Equal(last, store.EventsAfter("ticket/", last, 10).Last);
    }

    [Fact]
    public void The_second_writer_of_a_version_is_refused()
    {
        store.Put(desk, batch => batch.Append("trade/1", 0, "A", 1, Start));
        RefusesWith("stream-moved", () => store.Put(desk, batch => batch.Append("trade/1", 0, "A", 2, Start)));
        RefusesWith("stream-moved", () => store.Put(desk, batch => batch.Append("trade/1", 2, "A", 2, Start)));
        store.Put(desk, batch => { batch.Append("trade/1", 1, "B", 2, Start); batch.Append("trade/1", 2, "C", 3, Start); });
        Assert.Equal(3, store.ReadStream("trade/1", AsOf.Latest).Length);
    }

    [Fact]
    public async Task Of_many_writers_at_once_each_version_is_written_by_one()
    {
        var second = home.Open(store.Location);
        var refused = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            for (var written = 0; written < 10;)
            {
                var from = writer % 2 == 0 ? store : second;
                try
                {
                    from.Put(desk, batch =>
                        batch.Append("contested", from.ReadStream("contested", AsOf.Latest).Length, "Type", writer, Start));
                    written++;
                }
                catch (RefusedException refusal) when (refusal.Refusal.Code == "stream-moved")
                {
                    Interlocked.Increment(ref refused);
                }
            }
        }, TestContext.Current.CancellationToken)));
        Assert.Equal(Enumerable.Range(1, 40), store.ReadStream("contested", AsOf.Latest).Select(happened => happened.Version));
        Assert.Empty(store.Check());
    }

    [Fact]
    public void A_role_makes_only_what_it_has_the_duty_for()
    {
        RefusesWith("duty", () => store.Put(desk, batch => batch.Append("trade/1", 0, "TradeConfirmed", 1, Start), Ann));
        RefusesWith("duty", () => store.Put(desk, batch => batch.PutDocument(new("IsoStatement", "x"), 1, Start), Ann));
        RefusesWith("duty", () => store.Put(desk, batch => batch.PutSeries(Load, Estimates(Start, 1), Publication.At(Start), "x"), Ann));
        RefusesWith("duty", () => store.Put(desk, batch => batch.PutFile("f", new byte[1]), new Actor("ria", Roles.Risk)));
        store.Put(desk, batch => batch.PutDocument(new("Trade", "x"), 1, Start), Ann);
        store.Put(desk, batch => batch.PutDocument(new("IsoStatement", "x"), 1, Start), Actor.Gateway);
        var auditor = new Actor("eve", Roles.Auditor);
        RefusesWith("duty", () => store.Put(desk, batch => batch.PutDocument(new("Trade", "x"), 2, Start), auditor));
        RefusesWith("duty", () => store.StartRun("day-ahead", "x", auditor));
        Assert.Contains(new("trader", "Trade"), store.Duties());
        Assert.DoesNotContain(store.Duties(), duty => duty.Role == Roles.Auditor);
        Assert.DoesNotContain(new("trader", "TradeConfirmed"), store.Duties());
    }

    [Theory]
    [InlineData("TradeCaptured", "TradeConfirmed")]
    [InlineData("OffersBuilt", "OffersApproved")]
    [InlineData("TradeAmended", "TradeConfirmed")]
    [InlineData("TradeProposed", "ProposalApproved")]
    [InlineData("TradeCaptured", "ConfirmationSent")]
    [InlineData("TradeAmended", "ConfirmationSent")]
    [InlineData("DisputeOpened", "DisputeReleased")]
    [InlineData("PaymentProposed", "PaymentReleased")]
    [InlineData("RequestMade", "ApprovalGiven")]
    [InlineData("ChangePlanned", "ApprovalGiven")]
    [InlineData("WindowPlanned", "WindowApproved")]
    [InlineData("RiskAcceptanceAsked", "RiskAcceptanceApproved")]
    [InlineData("DemandRaised", "DemandTurned")]
    public void Nobody_makes_both_steps_that_need_two_people(string first, string second)
    {
        var busybody = Actor.Engine;
        store.Put(desk, batch => batch.Append("stream/1", 0, first, 1, Start), busybody);
        RefusesWith("four-eyes", () => store.Put(desk, batch => batch.Append("stream/1", 1, second, 1, Start), busybody));
        RefusesWith("four-eyes", () =>
            store.Put(desk, batch =>
                { batch.Append("stream/2", 0, first, 1, Start); batch.Append("stream/2", 1, second, 1, Start); }, busybody));
        store.Put(desk, batch => batch.Append("stream/1", 1, second, 1, Start), busybody with { Name = "another" });
        store.Put(desk, batch => batch.Append("stream/3", 0, second, 1, Start), busybody);
        Assert.Contains(new(first, second), store.FourEyes());
        Assert.Equal(13, store.FourEyes().Length);
    }

    [Theory]
    [InlineData("run", "who = 'x'")]
    [InlineData("run_completion", "completed_at = 0")]
    [InlineData("series", "unit = 'x'")]
    [InlineData("series_block", "source = 'x'")]
    [InlineData("document", "who = 'x'")]
    [InlineData("event", "who = 'x'")]
    [InlineData("file", "name = 'x'")]
    [InlineData("write_log", "digest = 'x'")]
    [InlineData("duty", "role = 'auditor'")]
    [InlineData("four_eyes", "first_type = 'x'")]
    public void The_database_itself_refuses_to_change_remove_or_replace_a_fact(string table, string change)
    {
        var run = store.StartRun("day-ahead", "x", Actor.Engine);
        store.Put(run, batch =>
        {
            batch.PutDocument(Id, DayNote.Of("d"), Start);
            batch.PutSeries(Load, Estimates(Start, 1), Publication.At(Start), "x");
            batch.Append("s", 0, "T", 1, Start);
            batch.PutFile("f", new byte[1]);
        });
        store.CompleteRun(run);
        Assert.Contains("never changed", home.RefusalOf(store.Location, $"UPDATE {table} SET {change}"));
        Assert.Contains("never changed", home.RefusalOf(store.Location, $"DELETE FROM {table}"));
        Assert.Contains("never changed", store.Location is StoreLocation.Sqlite
            ? home.RefusalOf(store.Location, $"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
            : home.RefusalOf(store.Location, $"TRUNCATE {table} CASCADE"));
        Assert.Empty(store.Check());
    }
}

public sealed class SqliteEventTests() : EventTests(new SqliteHome());

public sealed class PostgresEventTests(PostgresServer server) : EventTests(new PostgresHome(server));
