using System.Collections.Immutable;

namespace Busbar.Digital.DataQuality.Catalogue;

/// <summary>A column of the warehouse.</summary>
/// <param name="Name">Lower case with underscores; an amount ends in its unit.</param>
/// <param name="Type">text, whole, decimal, instant or date.</param>
/// <param name="Meaning">In a line.</param>
public sealed record StarColumn(string Name, string Type, string Meaning);

/// <summary>A dimension: what facts are looked at by.</summary>
/// <param name="Name"><c>dim_…</c>.</param>
/// <param name="Key">Its key column, which facts carry.</param>
/// <param name="Columns">Its other columns.</param>
public sealed record StarDimension(string Name, string Key, ImmutableArray<StarColumn> Columns);

/// <summary>A fact: what is counted or added up.</summary>
/// <param name="Name"><c>fact_…</c>.</param>
/// <param name="Grain">What one row is.</param>
/// <param name="Source">The rooms whose documents it shows, by number.</param>
/// <param name="Keys">The keys of its dimensions.</param>
/// <param name="Measures">What is counted or added up. Every fact also has <c>known_at</c> and <c>run_id</c>, so that a figure opens down
/// to
/// the run that made it.</param>
public sealed record StarFact(
    string Name, string Grain, ImmutableArray<string> Source, ImmutableArray<string> Keys, ImmutableArray<StarColumn> Measures);

/// <summary>The warehouse as a star: facts of load, price, trade, settlement, ticket and incident, and the dimensions they share (Kimball
/// and
/// Ross, The Data Warehouse Toolkit, 3rd edition, 2013, chapter 1). The store makes its views by it, exports name their columns by
/// it.</summary>
public static class StarSchema
{
    /// <summary>Columns that every fact has.</summary>
    public static ImmutableArray<StarColumn> OfEveryFact { get; } =
    [
        new("known_at", "instant", "since when the fact is known"), new("run_id", "text", "the run that made it"),
    ];

    /// <summary>The dimensions.</summary>
    public static ImmutableArray<StarDimension> Dimensions { get; } =
    [
        new("dim_interval", "interval_start",
            [
                new("interval_end", "instant", "first instant after it"), new("operating_day", "date", "the market's day of delivery"),
                new("hour_ending", "text", "the market's label, 02X for the repeated hour"), new("block", "text", "5x16, 2x16 or 7x8"),
            ]),
        new("dim_location", "location_id", [new("market", "text", "whose"), new("kind", "text", "zone, hub or node")]),
        new("dim_counterparty", "counterparty_id", [new("name", "text", "legal name"), new("rating", "text", "credit rating in force")]),
        new("dim_book", "book_id", [new("name", "text", "the desk's book")]),
        new("dim_charge", "charge_code", [new("market", "text", "whose"), new("title", "text", "as the tariff names it")]),
        new("dim_service", "service_id", [new("title", "text", "what people call it"), new("owner", "text", "the team"),
            new("criticality", "whole", "1 vital to 4 low")]),
        new("dim_person", "person_id", [new("team", "text", "where he or she works")]),
        new("dim_dataset", "dataset_name", [new("owner", "text", "the team"), new("contract", "text", "id of its contract")]),
    ];

    /// <summary>The facts.</summary>
    public static ImmutableArray<StarFact> Facts { get; } =
    [
        new("fact_load", "an interval of a location, as one forecast or meter states it", ["SMV-01.1"], ["interval_start", "location_id"],
            [new("kind", "text", "forecast, metered or cleared"), new("load_mwh", "decimal", "energy drawn")]),
        new("fact_price", "an interval of a location in one market run", ["SMV-01.3", "SMV-01.6"], ["interval_start", "location_id"],
            [new("kind", "text", "day-ahead or real-time"), new("price_usd_per_mwh", "decimal", "the locational price")]),
        new("fact_trade", "an interval of a trade's version", ["SMV-01.3", "SMV-01.4"],
            ["interval_start", "location_id", "counterparty_id", "book_id"],
            [new("trade_id", "text", "the trade"), new("quantity_mwh", "decimal", "bought positive"), new("amount_usd", "decimal",
                "cost positive")]),
        new("fact_settlement", "a settled line of a version of a day", ["SMV-01.6"],
            ["interval_start", "location_id", "charge_code", "book_id"],
            [new("quantity_mwh", "decimal", "from the market positive"), new("iso_usd", "decimal", "as the market billed"),
                new("shadow_usd", "decimal", "as we computed")]),
        new("fact_ticket", "a ticket as it stands", ["ESV-04.5"], ["service_id", "person_id"],
            [new("ticket_id", "text", "the ticket"), new("opened", "instant", "when"), new("resolved", "instant", "when; empty while open"),
                new("response_minutes", "decimal", "working time to the first answer"),
                new("resolution_minutes", "decimal", "working time to the solution")]),
        new("fact_incident", "an incident of a service or a dataset", ["ESV-04.3", "ESV-04.5", "ESV-04.6"],
            ["service_id", "dataset_name"],
            [new("incident_id", "text", "the incident"), new("began", "instant", "when"), new("ended", "instant", "when; empty while open"),
                new("mw_touched", "decimal", "megawatts that read the data"), new("usd_touched", "decimal", "dollars that read the data")]),
    ];
}
