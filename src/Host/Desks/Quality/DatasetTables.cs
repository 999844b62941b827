using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Gateways.Tables;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Settlement;
using NodaTime;

namespace Busbar.Host.Desks.Quality;

/// <summary>A dataset of the store as a table, as it was known at a clock: the last fortnight and the two days ahead of a series, the
/// documents of the same span.</summary>
public sealed class DatasetTables(FactStore store)
{
    private static readonly Duration Behind = Duration.FromDays(14);
    private static readonly Duration Ahead = Duration.FromDays(2);

    /// <summary>The table; null when the store holds nothing of it.</summary>
    public Table? Of(string dataset, Instant at) =>
        store.SeriesKeys(dataset).FirstOrDefault(key => key.Path == dataset) is { Path: not null } series ? OfSeries(series, at)
        : dataset == FeedContracts.Statements ? OfStatements(at)
        : OfDocuments(dataset, at);

    private Table? OfSeries(SeriesKey key, Instant at)
    {
        if (store.SeriesExtent(key) is not { } extent) return null;
        var to = Instant.Min(extent.To, WholeHour(at + Ahead));
        var reading = Window(key, extent, to, at);
        // A feed that fell silent long ago: look back until something is known.
        while (Array.TrueForAll(reading.Values, double.IsNaN) && reading.From > extent.From) reading = Window(key, extent, reading.From,
            at);
        var known = Enumerable.Range(0, reading.Values.Length).Where(i => !double.IsNaN(reading.Values[i])).ToList();
        if (known.Count == 0) return null;
        return new(key.Path,
        [
            TableColumn.Of("interval_start", known.Select(i => (Cell?)Cell.Of(reading.From + reading.Step * i))),
            TableColumn.Of("value", known.Select(i => (Cell?)Cell.Of(reading.Values[i]))),
            TableColumn.Of("published", known.Select(i => (Cell?)Cell.Of(reading.PublishedAt[i]))),
        ], known.Count);
    }

    private SeriesReading Window(SeriesKey key, (Instant From, Instant To) extent, Instant to, Instant at)
    {
        var end = Instant.Max(to, extent.From);
        // Whole days of the market: half a day would look like one with hours missing.
        var calendar = new SupplyReads(store).Profile(new(at)) is { } profile ? Markets.CalendarOf(profile) : MarketCalendar.IsoNe;
        var from = calendar.WholeDay(calendar.DayOf(end - Behind)).Start;
        return store.ReadSeries(key, Instant.Max(extent.From, from), end, new(at));
    }

    private Table? OfStatements(Instant at)
    {
        var (first, last) = (DayOf(at - Behind - Behind), DayOf(at));
        var statements = new SupplyReads(store).OfDays<IsoStatement>(first, last, new(at));
        return statements.IsEmpty ? null : new(FeedContracts.Statements,
        [
            TableColumn.Of("operating_day", statements.Select(each => (Cell?)Cell.Of(each.Body.Day.Date.AtMidnight().InUtc().ToInstant()))),
            TableColumn.Of("published", statements.Select(each => (Cell?)Cell.Of(each.Body.PublishedAt))),
            TableColumn.Of("lines", statements.Select(each => (Cell?)Cell.Of(each.Body.Lines.Length))),
            TableColumn.Of("total_usd", statements.Select(each => (Cell?)Cell.Of((double)each.Body.Total.Value))),
        ], statements.Length);
    }

    /// <summary>Documents of any kind: key, when known, and the plain values of their first level.</summary>
    private Table? OfDocuments(string kind, Instant at)
    {
        var documents = store.ReadDocuments<JsonElement>(kind, "", "~", new(at));
        if (documents.IsEmpty) return null;
        var text = $"[{string.Join(',', documents.Select(each => each.Body.GetRawText()))}]";
        var table = ReadJsonTable.Run(new(kind, Encoding.UTF8.GetBytes(text)), kind).OrThrow();
        return table with
        {
            Columns =
            [
                TableColumn.Of("document_key", documents.Select(each => (Cell?)Cell.Of(each.Id.Key))),
                TableColumn.Of("known_at", documents.Select(each => (Cell?)Cell.Of(each.KnownAt))), .. table.Columns,
            ],
        };
    }

    private static OperatingDay DayOf(Instant at) => new(at.InUtc().Date);

    private static Instant WholeHour(Instant at) => Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds() / 3600 * 3600);
}
