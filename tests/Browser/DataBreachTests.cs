using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.DataQuality.Catalogue;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Gateways;
using Busbar.Gateways.Lineage;
using Busbar.Host.Desks.Quality;
using Busbar.Host.Desks.Service;
using Busbar.Host.Screens.DataQuality;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Store.Tests.Kit;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Handoffs.Utility;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Busbar.Browser;

/// <summary>A price feed that falls silent, from the check to the ticket, the badge and the repair; and what the data rooms hold
/// besides.</summary>
public sealed class DataBreachTests
{
    private const string Prices = "isone/iso-ne-ca/da-lmp";

    private static readonly OperatingDay Silent = SampleDesk.Last.Plus(1);
    private static readonly OperatingDay Planned = SampleDesk.Last.Plus(2);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_late_price_feed_is_an_incident_with_its_megawatts_and_dollars_until_it_is_repaired(bool isPostgres)
    {
        using var postgres = isPostgres ? PrivatePostgres.Start("fsync=off") : null;
        if (isPostgres && postgres is null) Assert.Skip("PostgreSQL is absent");
        await using var server = await OwnServer.Start(oneClick: true, postgres?.NewStore());
        SampleDesk.Fill(server.Store);
        using var visitor = new PlainVisitor(server.Url);
        await visitor.OneClick(Roles.ServiceDesk);
        var books = server.App.Services.GetRequiredService<DigitalBooks>();
        var round = new CheckRound(server.Store, books);
        var book = new DataBreachBook(server.Store);

        // The last price published is of the day before: at two in the night its promise of an hour is broken, and nobody has read it.
        Assert.All(round.Run(SampleDesk.At(SampleDesk.Last, 9)).Checks.Where(check => check.Report.Dataset == Prices),
            check => Assert.True(check.Report.IsKept, string.Join("; ", check.Report.Broken)));
        round.Run(SampleDesk.At(Silent, 2));
        var began = Assert.Single(book.All(AsOf.Latest), each => each.Breach.Dataset == Prices);
        Assert.Null(began.Breach.MwTouched);
        Assert.DoesNotContain("stale", await visitor.Http.GetStringAsync("supply/trading?asof=2017-03-14T12:00"), StringComparison.Ordinal);

        // The desk plans the next day on it.
        Run(server.Store, Planned);
        round.Run(SampleDesk.At(Silent, 10));
        var open = Assert.Single(book.All(AsOf.Latest), each => each.Breach.Dataset == Prices);
        Assert.Equal((began.Ticket, began.Breach.Began), (open.Ticket, open.Breach.Began));
        AssertTouched(server.Store, books.Tickets, open);
        foreach (var page in new[] { "supply/forecasting", "supply/trading", "supply/risk", "supply/settlement" })
            Assert.Contains($"stale: {Prices}", await visitor.Http.GetStringAsync(page), StringComparison.Ordinal);
        Assert.DoesNotContain("badge stale", await visitor.Http.GetStringAsync("tickets"), StringComparison.Ordinal);
        Assert.Contains(open.Ticket, await visitor.Http.GetStringAsync("service/breaches"), StringComparison.Ordinal);
        Assert.Contains("latency", await visitor.Http.GetStringAsync("service/contracts"), StringComparison.Ordinal);

        // Checked again, nothing has changed.
        Assert.DoesNotContain(round.Run(SampleDesk.At(Silent, 10)).Breaches, each => each.Breach.Dataset == Prices);

        Publish(server.Store, SampleDesk.At(Silent, 11));
        round.Run(SampleDesk.At(Silent, 12));
        var ended = Assert.Single(book.All(AsOf.Latest), each => each.Breach.Dataset == Prices);
        Assert.Equal(SampleDesk.At(Silent, 12), ended.Breach.Ended);
        var facts = books.Tickets.History(ended.Ticket, AsOf.Latest);
        Assert.Single(facts.OfType<BreachEnded>());
        var note = Assert.Single(facts.OfType<TicketNoted>()).Text.Split('\n');
        Assert.Equal(ended.Recalculate.Select(each => $"1. {each}"), note.Skip(1));
        Assert.DoesNotContain("badge stale", await visitor.Http.GetStringAsync("supply/trading"), StringComparison.Ordinal);
        round.Run(SampleDesk.At(Silent, 13));
        Assert.Equal(facts.Length, books.Tickets.History(ended.Ticket, AsOf.Latest).Length);
        Assert.Equal(600, DataMetrics.Measure(books, AsOf.Latest).Single(metric => metric.Name == "Data downtime").Value);
    }

    private static void AssertTouched(FactStore store, TicketBook tickets, KeptBreach open)
    {
        var (mw, usd) = Touched();
        var position = Assert.Single(open.Kinds, kind => kind.Kind == "position");
        Assert.Equal((mw, usd), ((double)position.Mw, (double)position.Usd));
        // The day settled at nine that morning read the prices too and carries more.
        var settled = store.ReadDocument<ShadowStatement>(new(nameof(ShadowStatement), $"{SampleDesk.Last.Plus(-1)}"),
            AsOf.Latest)!.Body;
        Assert.Equal((mw, (double)settled.Total.Value), ((double)open.Breach.MwTouched!, (double)open.Breach.UsdTouched!));
        Assert.Equal(["PriceView", "PlanSchedule", "Position", "RiskReport"],
            open.Recalculate.Where(each => each.EndsWith($"{Planned}", StringComparison.Ordinal)).Select(each => each.Split('/')[0])
                .Where(kind => kind is not ("FleetOffers" or "FleetResult")));
        var ticket = tickets.Find(open.Ticket);
        Assert.Equal((TicketKind.DataIncident, true), (ticket.Kind, ticket.IsOpen));
        Assert.Equal((open.Breach.MwTouched, open.Breach.UsdTouched), (ticket.Breach!.MwTouched, ticket.Breach.UsdTouched));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(15)]
    public async Task Prices_of_weeks_without_a_gap_are_in_contract_at_any_hour(int hour)
    {
        await using var server = await OwnServer.Start(oneClick: true);
        SampleDesk.Fill(server.Store);
        using (var batch = server.Store.Begin(Actor.Gateway, RunId.Import(ContentHash.Of("before"))))
        {
            foreach (var day in SampleDesk.First.Plus(-40).Through(SampleDesk.First.Plus(-2)))
                batch.PutSeries(new SupplySeries("isone").Price(SampleDesk.Location, "da", "lmp"),
                    SampleSeries.Hourly(day, at => SampleSeries.Price(day, at)), Publication.At(SampleDesk.At(day.Plus(-1), 13)), "before");
            batch.Commit();
        }
        var round = new CheckRound(server.Store, server.App.Services.GetRequiredService<DigitalBooks>()).Run(SampleDesk.At(SampleDesk.Last,
            hour));
        Assert.Empty(Assert.Single(round.Checks, check => check.Report.Dataset == Prices).Report.Broken);
    }

    [Fact]
    public async Task The_rooms_pages_and_exports_answer_over_a_filled_store()
    {
        await using var server = await OwnServer.Start(oneClick: true);
        SampleDesk.Fill(server.Store);
        using var visitor = new PlainVisitor(server.Url);
        await visitor.OneClick(Roles.ServiceDesk);
        Assert.Contains(Prices, await visitor.Http.GetStringAsync("service/catalogue"), StringComparison.Ordinal);
        var lineage = await visitor.Http.GetStringAsync($"service/lineage?dataset=Position/{SampleDesk.Spring}");
        Assert.Contains("busbar/unit commitment", lineage, StringComparison.Ordinal);
        Assert.Contains("busbar/risk and limits", lineage, StringComparison.Ordinal);
        Assert.Contains("busbar report plan", await visitor.Http.GetStringAsync("reports"), StringComparison.Ordinal);
        foreach (var table in new[] { "datasets", "catalogue-gaps", "promises", "data-breaches", "recalculation", "report-deliveries" })
            Assert.Contains(",", await visitor.Http.GetStringAsync($"export/{table}.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_desks_own_lineage_is_what_OpenLineage_allows_and_comes_back_the_same()
    {
        await using var server = await OwnServer.Start(oneClick: true);
        SampleDesk.Fill(server.Store);
        var events = new DeskLineage(server.Store).Events(AsOf.Latest);
        var text = $"[{string.Join(',', events.Select(each => Encoding.UTF8.GetString(WriteLineageEvent.Of(each))))}]";
        var read = ReadLineageEvents.Run(new("own.json", Encoding.UTF8.GetBytes(text))).OrThrow();
        Assert.Equal(events.Select(each => (each.Time, each.Run!.Id, each.State, Names(each.Inputs), Names(each.Outputs))),
            read.Select(each => (each.Time, each.Run!.Id, each.State, Names(each.Inputs), Names(each.Outputs))));
        Assert.NotEmpty(events);

        static string Names(ImmutableArray<LineageDataset> datasets) => string.Join(' ', datasets.Select(each => each.Name));
    }

    [Fact]
    public async Task The_star_adds_up_to_the_documents_and_no_fact_is_without_its_dimension()
    {
        await using var server = await OwnServer.Start(oneClick: true);
        SampleDesk.Fill(server.Store);
        var books = server.App.Services.GetRequiredService<DigitalBooks>();
        ImmutableArray<OperatingDay> days = [.. SampleDesk.First.Through(SampleDesk.Last)];
        var rows = new StarRows(books, SampleDesk.Profile, AsOf.Latest, days);
        foreach (var fact in StarSchema.Facts)
            Assert.All(rows.Of(fact), row => Assert.Equal(fact.Keys.Length + fact.Measures.Length + StarSchema.OfEveryFact.Length,
                row.Length));
        var statements = days.Select(day => server.Store.ReadDocument<ShadowStatement>(new(nameof(ShadowStatement), $"{day}"),
            AsOf.Latest)!.Body);
        Assert.Equal(statements.SelectMany(each => each.Lines).Sum(line => line.Amount.Value),
            rows.Of(Named("fact_settlement")).Sum(row => decimal.Parse(row[6], System.Globalization.CultureInfo.InvariantCulture)));
        // Nine days, one of them of 23 hours, by two markets.
        Assert.Equal(2 * (9 * 24 - 1), rows.Of(Named("fact_price")).Count());
        var intervals = new StarDimensions(books, SampleDesk.Profile, AsOf.Latest).Of(StarSchema.Dimensions.Single(each
            => each.Name == "dim_interval"),
            rows.Of(Named("fact_price")).Select(row => row[0]).Distinct());
        Assert.Equal(9 * 24 - 1, intervals.Count());

        static StarFact Named(string name) => StarSchema.Facts.Single(fact => fact.Name == name);
    }

    [Fact]
    public async Task A_report_lies_in_the_outbox_with_the_hash_and_rows_that_its_proof_says()
    {
        await using var server = await OwnServer.Start(oneClick: true);
        SampleDesk.Fill(server.Store);
        var (outbox, now) = (ReportTimer.OutboxOf(server.Folder), SampleDesk.At(SampleDesk.Last, 8));
        var book = new ReportBook(server.Store, outbox);
        book.Keep(new("costs", "Costs", "carl", "trading-days", "FREQ=DAILY", SampleDesk.Last.Plus(-1).Date, new(7, 0), "America/New_York",
            90, 1,
            [Prices]), new("olga", Roles.ServiceOperator), now);
        var sent = Assert.Single(book.SendDue(now, new ReportWriter(server.App.Services, new(server.Store)).Write));
        var file = await File.ReadAllBytesAsync(Path.Combine(outbox, sent.File), TestContext.Current.CancellationToken);
        Assert.Equal(sent.Hash, ContentHash.Of(file));
        Assert.Equal(sent.Delivery.Rows, Encoding.UTF8.GetString(file).Split("\r\n").Length - 2);
        Assert.True(server.Store.HasFile(sent.Hash));
        Assert.Empty(book.SendDue(now, _ => throw new InvalidOperationException("It was sent.")));
    }

    private static void Run(FactStore store, OperatingDay day)
    {
        var run = store.StartRun("period", $"{day}..{day}", Actor.Engine);
        using (var batch = store.Begin(Actor.Engine, run))
        {
            SampleDay.Put(batch, day);
            batch.Commit();
        }
        store.CompleteRun(run);
    }

    private static void Publish(FactStore store, Instant known)
    {
        using var batch = store.Begin(Actor.Gateway, RunId.Import(ContentHash.Of("late")));
        foreach (var day in new[] { Silent, Planned })
            batch.PutSeries(new SupplySeries("isone").Price(SampleDesk.Location, "da", "lmp"),
                SampleSeries.Hourly(day, hour => SampleSeries.Price(day, hour)), Publication.At(known), "late");
        batch.Commit();
    }

    /// <summary>By hand: the mean of the planned day's open position, and its energy at the price expected.</summary>
    private static (double Mw, double Usd) Touched()
    {
        var open = Enumerable.Range(0, 24).Select(hour => 480 + 60 * (hour % 7) + (hour is >= 7 and < 23 ? 50 : 0)
            - SampleSeries.Load(Planned, hour)).ToList();
        return (Math.Round((double)open.Average(Math.Abs), 3),
            Math.Round(Math.Abs(open.Select((mwh, hour) => (double)mwh * 1.03 * (double)SampleSeries.Price(Planned, hour)).Sum()), 2));
    }
}
