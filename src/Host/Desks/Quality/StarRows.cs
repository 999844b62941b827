using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.DataQuality.Catalogue;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Forecasting;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Handoffs.Utility;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Host.Desks.Quality;

/// <summary>The rows of the warehouse's facts (<see cref="StarSchema"/>) as of a clock, each with when it became known and the run that
/// made
/// it. Values are text as CSV has them: instants in UTC, decimals with a point; empty where nothing is known.</summary>
/// <param name="books">The digital stream's books and the store.</param>
/// <param name="profile">The utility.</param>
/// <param name="asOf">The clocks.</param>
/// <param name="days">The operating days of facts by interval.</param>
public sealed class StarRows(DigitalBooks books, UtilityProfile profile, AsOf asOf, ImmutableArray<OperatingDay> days)
{
    private const int RunsKept = 4096;

    private readonly FactStore store = books.Store;
    private readonly SupplyReads reads = new(books.Store);
    private readonly MarketCalendar calendar = Markets.CalendarOf(profile);
    private readonly Dictionary<long, string> runs = [];

    /// <summary>The rows of a fact, in the order of its columns: keys, measures, then when known and by which run.</summary>
    public IEnumerable<string[]> Of(StarFact fact) => fact.Name switch
    {
        "fact_load" => Loads(),
        "fact_price" => Prices(),
        "fact_trade" => Trades(),
        "fact_settlement" => Settlements(),
        "fact_ticket" => Tickets(),
        "fact_incident" => Incidents(),
        _ => throw new InvalidOperationException($"Nobody fills {fact.Name}."),
    };

    private IEnumerable<string[]> Loads()
    {
        foreach (var stored in Documents<LoadForecast>())
            for (var i = 0; i < stored.Body.UtilityLoad.Count; i++)
                yield return [Text(stored.Body.UtilityLoad.IntervalAt(i).Start), profile.Location, "forecast",
                    Text(stored.Body.UtilityLoad[i].Value), Text(stored.KnownAt), stored.Run.Value];
        foreach (var row in Series(Markets.SeriesOf(profile).MeteredDemand(profile.Location), "metered",
            (double)profile.LoadShare)) yield return row;
    }

    private IEnumerable<string[]> Prices() => new[] { ("da", "day-ahead"), ("rt", "real-time") }.SelectMany(each =>
        Series(Markets.SeriesOf(profile).Price(profile.Location, each.Item1, "lmp"), each.Item2, 1));

    private IEnumerable<string[]> Series(SeriesKey key, string kind, double share)
    {
        if (days.IsEmpty || store.SeriesExtent(key) is null) yield break;
        var reading = store.ReadSeries(key, calendar.WholeDay(days[0]).Start, calendar.WholeDay(days[^1]).End, asOf);
        for (var i = 0; i < reading.Values.Length; i++)
            if (!double.IsNaN(reading.Values[i]))
                yield return [Text(reading.From + reading.Step * i), profile.Location, kind, Text(reading.Values[i] * share),
                    Text(reading.PublishedAt[i]), RunOf(reading.FactSeq[i])];
    }

    /// <summary>Physical power, hour by hour; an amount only where the price is fixed.</summary>
    private IEnumerable<string[]> Trades() => new TradeBook(store).Trades(asOf).Where(trade => trade.Status != TradeStatus.Voided)
        .SelectMany(trade => trade.Ticket.Terms is PowerDeal deal ? HoursOf(deal).Select(hour => (string[])
        [
            Text(hour.Start), deal.Location, trade.Ticket.Counterparty, trade.Ticket.Book, trade.Id, Text(hour.Mwh),
            deal.Price.Index is null ? Text(hour.Mwh * deal.Price.Fixed.Value) : "", Text(trade.KnownAt),
                $"trade/{trade.Id} v{trade.Version}",
        ]) : []);

    private static IEnumerable<(Instant Start, decimal Mwh)> HoursOf(PowerDeal deal)
    {
        var (sign, market) = (deal.Side == Side.Buy ? 1m : -1m, MarketCalendar.Named(deal.Market));
        if (deal.Shape.Hourly is { } hourly)
            return Enumerable.Range(0, hourly.Count).Select(i => (hourly.IntervalAt(i).Start, sign * hourly[i].Value));
        return deal.FirstDay.Through(deal.LastDay).SelectMany(day => market.HoursOf(day)).Where(hour
            => deal.Shape.Blocks.Contains(market.BlockOf(hour.Start)))
            .Select(hour => (hour.Start, sign * deal.Shape.Mw.Value));
    }

    private IEnumerable<string[]> Settlements() => Documents<ShadowStatement>().SelectMany(stored =>
    {
        var billed = reads.OfDay<IsoStatement>(stored.Body.Day, asOf)?.Body.Lines
            .GroupBy(line => (line.Code, line.Asset, line.Interval.Start)).ToDictionary(group => group.Key, group => group.Sum(line
                => line.Amount.Value));
        return stored.Body.Lines.Select(line => (string[])
        [
            Text(line.Interval.Start), line.Location, line.Code, line.Asset, Text(line.Quantity.Value),
            billed is not null && billed.TryGetValue((line.Code, line.Asset, line.Interval.Start), out var iso) ? Text(iso) : "",
            Text(line.Amount.Value), Text(stored.KnownAt), stored.Run.Value,
        ]);
    });

    private IEnumerable<string[]> Tickets() => books.Tickets.Histories(asOf).Where(each => each.Facts is [TicketOpened, ..])
        .Select(each => (Ticket: FoldTicket.Run(new(each.Id, each.Facts)).OrThrow(), each.Facts)).Select(each =>
    {
        var ticket = each.Ticket;
        var targets = books.Levels.Targets(each.Facts, asOf, ReadClock.Of(asOf));
        string Minutes(TargetKind kind) => targets.FirstOrDefault(target => target.Kind == kind && target.Stopped is not null) is { } met
            ? Text(met.Worked.TotalMinutes) : "";
        return (string[])
        [
            ticket.Service, ticket.Agent, ticket.Id, Text(ticket.Opened.At), ticket.ResolvedAt is { } resolved ? Text(resolved) : "",
            Minutes(TargetKind.FirstResponse), Minutes(TargetKind.Resolution), Text(ticket.LastAt), $"{TicketBook.Prefix}{ticket.Id}",
        ];
    });

    /// <summary>Incidents of services and of data; what read the data is the breach's to say.</summary>
    private IEnumerable<string[]> Incidents() => books.Tickets.All(asOf).Where(ticket
        => ticket.Kind is TicketKind.Incident or TicketKind.DataIncident)
        .OrderBy(ticket => ticket.Opened.At).ThenBy(ticket => ticket.Id, StringComparer.Ordinal).Select(ticket => (string[])
        [
            ticket.Service, ticket.Breach?.Dataset ?? "", ticket.Id, Text(ticket.ImpactBegan ?? ticket.Opened.At),
            ticket.ResolvedAt is { } resolved ? Text(resolved) : "", ticket.Breach?.MwTouched is { } mw ? Text(mw) : "",
            ticket.Breach?.UsdTouched is { } usd ? Text(usd) : "", Text(ticket.LastAt), $"{TicketBook.Prefix}{ticket.Id}",
        ]);

    private ImmutableArray<StoredDocument<T>> Documents<T>() => days.IsEmpty ? [] : reads.OfDays<T>(days[0], days[^1], asOf);

    private string RunOf(long seq)
    {
        if (runs.TryGetValue(seq, out var run)) return run;
        if (runs.Count > RunsKept) runs.Clear();
        return runs[seq] = store.SourceOf(seq).Run.Value;
    }

    private static string Text(Instant instant) => InstantPattern.General.Format(instant);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
