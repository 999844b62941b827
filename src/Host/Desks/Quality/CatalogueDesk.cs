using System.Collections.Immutable;
using Busbar.Digital.DataQuality.Catalogue;
using Busbar.Digital.DataQuality.Contracts;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using NodaTime;

namespace Busbar.Host.Desks.Quality;

/// <summary>A dataset of the catalogue and how it stands.</summary>
/// <param name="Dataset">What it is, who answers for it, its contract.</param>
/// <param name="Rows">Values, documents, events or rows; null of one that the store does not hold.</param>
/// <param name="LastKnown">When the last became known.</param>
/// <param name="Check">Its last check; null where it was never checked.</param>
public sealed record CatalogueRow(Dataset Dataset, long? Rows, Instant? LastKnown, ContractReport? Check);

/// <summary>The catalogue and its gaps.</summary>
public sealed record Catalogue(ImmutableArray<CatalogueRow> Rows, ImmutableArray<Finding> Gaps);

/// <summary>Every dataset that the store holds, found by looking, and those of other companies, which people enter.</summary>
public sealed class CatalogueDesk(FactStore store)
{
    private const string Kind = "CatalogueEntry";

    private static readonly ImmutableSortedDictionary<string, (string Owner, string Title)> events =
        new Dictionary<string, (string, string)>
        {
            ["ticket"] = ("service-desk", "Tickets"), ["trade"] = ("trading", "Deals"), ["breach"] = ("risk", "Breaches of limits"),
            ["dispute"] = ("settlement", "Disputes"), ["invoice"] = ("settlement", "Invoices"), ["tag"] = ("trading", "e-Tags"),
            ["alert"] = ("desk-systems", "Alerts"),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The catalogue as of an instant.</summary>
    public Catalogue Read(AsOf asOf)
    {
        var contracts = new ContractBook(store).InForce(asOf);
        var read = contracts.ToDictionary(each => each.Key, each => ContractBook.Read(each.Value));
        var checks = CheckRound.Latest(store, asOf);
        var rows = store.Holdings(asOf).Select(holding => new CatalogueRow(Of(holding, read.GetValueOrDefault(holding.Name)), holding.Rows,
                holding.LastKnown, checks.GetValueOrDefault(holding.Name)?.Report))
            .Concat(store.ReadDocuments<Dataset>(Kind, "", "~", asOf).Select(stored => new CatalogueRow(stored.Body, null, null, null)))
            .ToImmutableArray();
        var outcome = CheckCatalogue.Run(new([.. rows.Select(row => row.Dataset)], [.. read.Values]));
        return new([.. rows.OrderBy(row => row.Dataset.Name, StringComparer.Ordinal)],
            outcome is Outcome<ImmutableSortedDictionary<string, Dataset>>.Done done ? [.. done.Findings] : []);
    }

    /// <summary>Enters a dataset that another company holds.</summary>
    /// <exception cref="RefusedException"><c>dataset-twice</c>; <c>duty</c>.</exception>
    public void Enter(Dataset dataset, Actor who, Instant at)
    {
        if (store.Holdings(AsOf.Latest).Any(holding => holding.Name == dataset.Name))
            throw new RefusedException(new("dataset-twice", $"The store itself holds {dataset.Name}", dataset.Name,
                "Choose another name."));
        using var batch = store.Begin(who, new RunId($"catalogue {dataset.Name}"));
        batch.PutDocument(new(Kind, dataset.Name), dataset with { IsExternal = true }, at);
        batch.Commit();
    }

    private static Dataset Of(Holding holding, DataContract? contract) => holding.Kind switch
    {
        HoldingKind.Series => new(holding.Name, contract?.Terms.GetValueOrDefault("name") ?? holding.Name,
            contract?.Team.Owner ?? OwnerOfSeries(holding.Name), contract?.Id, "series", false,
            [Column("interval_start", "instant", ""), Column("value", "number", holding.Unit), Column("published", "instant", "")]),
        HoldingKind.Documents => new(holding.Name, holding.Name, contract?.Team.Owner ?? OwnerOfKind(holding.Name), contract?.Id,
            "documents",
            false, [Column("document_key", "text", ""), Column("known_at", "instant", "")]),
        HoldingKind.Events => new($"{holding.Name}/", NamesOf(holding).Title,
            NamesOf(holding).Owner, null, "events", false,
            [Column("stream", "text", ""), Column("type", "text", ""), Column("known_at", "instant", "")]),
        _ => new(holding.Name, $"Typed table {holding.Name}", "desk-systems", null, "projection", false, []),
    };

    private static (string Owner, string Title) NamesOf(Holding holding) =>
        events.TryGetValue(holding.Name, out var named) ? named : ("", holding.Name);

    private static DatasetColumn Column(string name, string type, string unit) => new(name, type, unit, "internal");

    private static string OwnerOfSeries(string path) => path.StartsWith("plant/", StringComparison.Ordinal) ? "metering" : "market-data";

    private static string OwnerOfKind(string kind) => DeskReads.Steps.FirstOrDefault(step => step.Kind == kind)?.Room switch
    {
        "SMV-01.1" => "forecasting",
        "SMV-01.2" => "bidding",
        "SMV-01.3" or "SMV-01.4" => "trading",
        "SMV-01.5" => "risk",
        "SMV-01.6" => "settlement",
        "SMV-01.7" => "rates",
        _ => "",
    };
}
