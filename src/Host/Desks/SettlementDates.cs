using System.Collections.Immutable;
using Busbar.Gateways;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Disputes;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>The settlement calendars that markets published, as they were taken in.</summary>
public sealed class SettlementDates(FactStore store)
{
    /// <summary>Keeps a calendar, all of it.</summary>
    public void Keep(SourceFile file, ImmutableArray<SettlementCalendarEntry> entries, Actor who, Instant at)
    {
        using var batch = store.Begin(who, new RunId($"settlement calendar {ContentHash.Of(file.Content.Span).Hex[..12]}"));
        batch.PutFile(file.Name, file.Content);
        foreach (var entry in entries)
            batch.PutDocument(new(nameof(SettlementCalendarEntry), $"{entry.Market} {entry.OperatingDay} {entry.SettlementType}"), entry,
                at);
        batch.Commit();
    }

    /// <summary>The runs of an operating day.</summary>
    public ImmutableArray<SettlementCalendarEntry> OfDay(string market, OperatingDay day, AsOf asOf) =>
    [
        .. store.ReadDocuments<SettlementCalendarEntry>(nameof(SettlementCalendarEntry), $"{market} {day} ", $"{market} {day} ~", asOf)
            .Select(each => each.Body),
    ];

    /// <summary>The dates of one run; null when the market has not published it.</summary>
    public SettlementCalendarEntry? Find(string market, OperatingDay day, StatementType run, AsOf asOf) =>
        OfDay(market, day, asOf).FirstOrDefault(each => RunOf(each.SettlementType) == run);

    /// <summary>What a dispute of a statement is due by: the calendar's own date, and the day of the true-up that rules count
    /// from.</summary>
    public FindDeadlineInputs InputsOf(MarketCalendar calendar, OperatingDay day, StatementType run, Instant issuedAt, AsOf asOf) =>
        new(new(calendar, []), day, run, issuedAt,
            Find(calendar.Name, day, StatementType.TrueUp, asOf) is { } trueUp ? trueUp.PostDate is { } posted
                ? calendar.DayOf(posted).Date : trueUp.BatchDate : null,
            Find(calendar.Name, day, run, asOf)?.DisputeDate);

    private static StatementType? RunOf(string word) => new string([.. word.Where(char.IsAsciiLetter).Select(char.ToUpperInvariant)]) switch
    {
        "DAM" => StatementType.DayAhead,
        var other when Enum.TryParse<StatementType>(other, ignoreCase: true, out var run) => run,
        _ => null,
    };
}
