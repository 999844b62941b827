using Busbar.Digital.DataQuality.Catalogue;
using Busbar.Host.Desks.Quality;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Tests;

/// <summary>A contract that the house puts on documents of its own, and the catalogue it stands in.</summary>
public sealed class ContractBookTests : IDisposable
{
    private static readonly Actor Olga = new("olga", Roles.ServiceOperator);
    private static readonly Instant Noon = Instant.FromUtc(2025, 11, 5, 12, 0);

    private static readonly DatasetContract Notes = new("Note", "notes.yaml", """
        apiVersion: v3.1.0
        kind: DataContract
        id: notes
        version: 1.0.0
        status: active
        team:
          name: desk-systems
        schema:
          - name: notes
            properties:
              - name: amount
                logicalType: integer
                required: true
                logicalTypeOptions: { minimum: 1 }
        """);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("busbar-contracts-");
    private readonly FactStore store;
    private readonly ContractBook book;

    public ContractBookTests()
    {
        store = FactStore.Open(DeskKit.Location(folder.FullName), SystemClock.Instance);
        book = new(store);
        Put("1", 5, Noon);
    }

    public void Dispose()
    {
        store.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Documents_are_checked_by_it_and_their_breach_is_an_incident_that_ends_on_its_own_where_nobody_read_them()
    {
        book.Keep(Notes, Olga, Noon);
        var books = new DigitalBooks(store, SystemClock.Instance);
        var round = new CheckRound(store, books);
        Assert.True(Assert.Single(round.Run(Noon).Checks).Report.IsKept);
        Put("2", 0, Noon + Duration.FromHours(1));
        var breach = Assert.Single(round.Run(Noon + Duration.FromHours(2)).Breaches);
        Assert.Equal(["notes.amount: minimum 1"], breach.Breach.Rules);
        Assert.True(books.Tickets.Find(breach.Ticket).IsOpen);
        Put("2", 3, Noon + Duration.FromHours(3));
        Assert.False(Assert.Single(round.Run(Noon + Duration.FromHours(4)).Breaches).IsOpen);
        Assert.False(books.Tickets.Find(breach.Ticket).IsOpen);
    }

    [Fact]
    public void The_catalogue_shows_what_is_held_by_whom_and_what_is_missing()
    {
        book.Keep(Notes, Olga, Noon);
        var desk = new CatalogueDesk(store);
        desk.Enter(External("noaa/observations"), Olga, Noon);
        var catalogue = desk.Read(AsOf.Latest);
        var notes = catalogue.Rows.Single(row => row.Dataset.Name == "Note");
        Assert.Equal(("desk-systems", "notes", 1L, Noon), (notes.Dataset.Owner, notes.Dataset.Contract, notes.Rows, notes.LastKnown));
        Assert.True(catalogue.Rows.Single(row => row.Dataset.Name == "noaa/observations").Dataset.IsExternal);
        Assert.Contains(catalogue.Gaps, gap => gap.Code == "dataset-without-contract" && gap.Where == "noaa/observations");
        Assert.Equal("dataset-twice", DeskKit.CodeOf(() => desk.Enter(External("Note"), Olga, Noon)));
    }

    [Fact]
    public void A_contract_of_nothing_and_one_by_a_trader_are_refused()
    {
        Assert.Equal("unknown-dataset", DeskKit.CodeOf(() => book.Keep(Notes with { Dataset = "Nothing" }, Olga, Noon)));
        Assert.Equal("duty", DeskKit.CodeOf(() => book.Keep(Notes, DeskKit.Ann, Noon)));
    }

    private static Dataset External(string name) => new(name, "Weather", "market-data", null, "a feed", true, []);

    private void Put(string key, int amount, Instant at)
    {
        using var batch = store.Begin(Actor.Engine, new RunId("notes"));
        batch.PutDocument(new("Note", key), new { amount }, at);
        batch.Commit();
    }
}
