using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Facts;
using Busbar.Supply.Handoffs.Utility;

namespace Busbar.Host.Desks.Quality;

/// <summary>A contract of a dataset of the store, as the file that says it.</summary>
/// <param name="Dataset">A series' path, or a kind of document.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Text">YAML of the Open Data Contract Standard.</param>
public sealed record DatasetContract(string Dataset, string Name, string Text);

/// <summary>What the desk's own feeds promise until the house says something else: the system's load, the day-ahead price, the weather as
/// observed and as forecast, the market's statements. Every interval of the market's days, in range, and not later than the cycle needs
/// it.</summary>
public static class FeedContracts
{
    /// <summary>The dataset of the market's statements.</summary>
    public const string Statements = "IsoStatement";

    /// <summary>The contracts of a utility's feeds.</summary>
    public static ImmutableArray<DatasetContract> Of(UtilityProfile profile)
    {
        var series = Markets.SeriesOf(profile);
        return
        [
            // Published within the hour after delivery; two hours of grace before the forecast of 09:00 would be stale.
            OfSeries(series.SystemLoad, profile, "System load", "metering", (0, 300_000), 3),
            // The price of the present hour was published the day before: its row is never in the past.
            OfSeries(series.Price(profile.Location, "da", "lmp"), profile, "Day-ahead price", "market-data", (-2_000, 10_000), 1),
            OfSeries(series.DryBulb, profile, "Temperature observed", "market-data", (-80, 140), 4),
            OfSeries(series.DryBulbVintage, profile, "Temperature forecast", "market-data", (-80, 140), 1),
            new(Statements, "iso-statements.yaml", """
                apiVersion: v3.1.0
                kind: DataContract
                id: iso-statements
                name: The market's statements
                version: 1.0.0
                status: active
                team:
                  name: settlement
                schema:
                  - name: statements
                    properties:
                      - name: operating_day
                        logicalType: timestamp
                        required: true
                        unique: true
                        primaryKey: true
                      - name: published
                        logicalType: timestamp
                        required: true
                      - name: lines
                        logicalType: integer
                        required: true
                        logicalTypeOptions:
                          minimum: 1
                      - name: total_usd
                        logicalType: number
                        required: true
                slaProperties:
                  - property: frequency
                    value: 25
                    unit: h
                    element: statements.operating_day
                  - property: latency
                    value: 49
                    unit: h
                    element: statements.published
                """),
        ];
    }

    private static DatasetContract OfSeries(
        SeriesKey key, UtilityProfile profile, string title, string owner, (double Least, double Most) range, int hours)
    {
        var id = key.Path.Replace('/', '-');
        return new(key.Path, $"{id}.yaml", string.Create(CultureInfo.InvariantCulture, $$"""
            apiVersion: v3.1.0
            kind: DataContract
            id: {{id}}
            name: {{title}}
            version: 1.0.0
            status: active
            team:
              name: {{owner}}
            schema:
              - name: hours
                properties:
                  - name: interval_start
                    logicalType: timestamp
                    required: true
                    unique: true
                    primaryKey: true
                    customProperties:
                      - property: expectedIntervals
                        value:
                          market: {{profile.Market}}
                          minutes: 60
                  - name: value
                    description: {{key.Unit}}
                    logicalType: number
                    required: true
                    logicalTypeOptions:
                      minimum: {{range.Least}}
                      maximum: {{range.Most}}
                  - name: published
                    logicalType: timestamp
                    required: true
            slaProperties:
              - property: latency
                value: {{hours}}
                unit: h
                element: hours.interval_start
            """));
    }
}
