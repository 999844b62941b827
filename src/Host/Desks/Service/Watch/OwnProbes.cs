using System.Text;
using Busbar.Store;
using Busbar.Supply.Handoffs.Utility;
using NodaTime;

namespace Busbar.Host.Desks.Service.Watch;

/// <summary>The plan by which Busbar watches itself: its web, its store, the store's file, and the feeds that are alive: those whose last
/// value is not older than two weeks. A feed that has long stopped is nobody's promise, and its state is unknown.</summary>
public static class OwnProbes
{
    private static readonly Duration alive = Duration.FromDays(14);

    /// <summary>The plan.</summary>
    /// <param name="store">What is watched.</param>
    /// <param name="url">Where the web listens.</param>
    /// <param name="now">The clock.</param>
    public static ProbePlan Of(FactStore store, string url, Instant now)
    {
        var text = new StringBuilder($$"""
            probes:
              - {name: busbar-web, target: busbar-web, kind: http, every: 1m, timeout: 10s, slow_after: 2s,
                 url: "{{Local(url)}}/health", body: ok}
              - {name: busbar-store, target: busbar-store, kind: database, every: 1m, timeout: 10s, slow_after: 2s,
                 connection: {{ProbeLook.OwnStore}}}

            """);
        if (store.Location is StoreLocation.Sqlite { File: var file })
            text.Append("  - {name: busbar-store-file, target: busbar-store, kind: file, every: 1m, timeout: 10s, age_max: 10m, path: ")
                .Append(System.Text.Json.JsonSerializer.Serialize(Path.GetFullPath(file))).Append("}\n");
        foreach (var (target, series) in Feeds(store))
            if (store.SeriesExtent(series) is { To: var end } && now - end < alive)
                text.Append($"  - {{name: {target}, target: {target}, kind: feed, every: 5m, timeout: 10s, age_max: 30h, ")
                    .Append($"series: {series.Path}}}\n");
        return new(ProbeBook.Usual, text.ToString());
    }

    private static IEnumerable<(string Target, Kernel.Facts.SeriesKey Series)> Feeds(FactStore store)
    {
        if (new SupplyReads(store).Profile(Kernel.Facts.AsOf.Latest) is not { } us) yield break;
        SupplySeries names = Markets.SeriesOf(us);
        yield return ("price-feed", names.Price(us.Location, "da", "lmp"));
        yield return ("weather-feed", names.DryBulb);
        yield return ("meter-feed", names.MeteredDemand(us.Location));
    }

    /// <summary>An address that listens everywhere is asked on this machine.</summary>
    public static string Local(string url)
    {
        var first = url.Split(';')[0].TrimEnd('/');
        foreach (var everywhere in (ReadOnlySpan<string>)["0.0.0.0", "[::]", "*", "+"])
            first = first.Replace($"://{everywhere}:", "://127.0.0.1:", StringComparison.Ordinal);
        return first;
    }
}
