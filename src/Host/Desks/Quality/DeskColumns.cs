using System.Collections.Immutable;

namespace Busbar.Host.Desks.Quality;

/// <summary>A field of a document and a column that it is made of.</summary>
/// <param name="Field">The document's field.</param>
/// <param name="From">A series by <see cref="DeskReads"/>'s names, or a kind of document.</param>
/// <param name="Column">Its column; <c>*</c> for all of it.</param>
public sealed record ColumnSource(string Field, string From, string Column);

/// <summary>Where the fields of the documents come from that carry a breach's megawatts and dollars; of other documents lineage tells the
/// run and no more.</summary>
public static class DeskColumns
{
    private static readonly ImmutableArray<(string From, string Column)> weatherAndLoad =
        [("{m}/system-load", "value"), ("{m}/dry-bulb", "value"), ("{m}/dry-bulb-vintage", "value"), ("LoadModel", "*")];

    private static readonly ImmutableArray<(string From, string Column)> demand = [.. weatherAndLoad, ("{m}/{l}/rt-demand", "value")];

    private static readonly ImmutableArray<(string From, string Column)> open =
        [("LoadForecast", "UtilityLoad"), ("PlanSchedule", "*"), ("ContractNomination", "*")];

    /// <summary>By kind of document.</summary>
    public static ImmutableDictionary<string, ImmutableArray<ColumnSource>> Of { get; } =
        new Dictionary<string, ImmutableArray<ColumnSource>>
        {
            ["LoadForecast"] = [.. Made("SystemLoad", weatherAndLoad), .. Made("UtilityLoad", demand), .. Made("Quantiles", demand)],
            ["PriceView"] = [.. new[] { "Expected", "Scenarios" }.SelectMany(field => Made(field,
                [("{m}/{l}/da-lmp", "value"), ("{m}/system-load", "value"), ("LoadForecast", "SystemLoad")]))],
            ["LoadBid"] = [.. Made("Demand", [("LoadForecast", "UtilityLoad")])],
            ["Position"] = [.. Made("Lines", open), .. Made("Open", open)],
        }.ToImmutableDictionary();

    private static IEnumerable<ColumnSource> Made(string field, ImmutableArray<(string From, string Column)> sources) =>
        sources.Select(each => new ColumnSource(field, each.From, each.Column));
}
