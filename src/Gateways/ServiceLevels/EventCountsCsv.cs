using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using NodaTime.Text;

namespace Busbar.Gateways.ServiceLevels;

/// <summary>Counts of events as a table, <c>time,good,total</c>: a row says how many events since the row before were good, and how many
/// there were. The time is ISO 8601 with <c>Z</c> or an offset. Further columns are left alone.</summary>
public static class EventCountsCsv
{
    private const decimal Most = 1e15m;

    private static readonly string[] wanted = ["time", "good", "total"];

    /// <summary>Reads the table whole, or refuses it whole.</summary>
    public static Outcome<ImmutableArray<EventCount>> Read(SourceFile file)
    {
        using var rows = file.OpenText();
        if (Header.Read(rows) is not { } header || header.Places(rows, "a table of event counts", wanted) is not { } at)
            return rows.Refusal!;
        var counts = ImmutableArray.CreateBuilder<EventCount>();
        var (good, total) = (new Column("good", "events", 0, Most), new Column("total", "events", 0, Most));
        while (rows.Read() && header.Fits(rows))
        {
            var text = rows.Text(at[0]);
            if (!OffsetDateTimePattern.ExtendedIso.Parse(text).TryGetValue(default, out var time))
                rows.Refuse("bad-time", $"'{text}' is no time", "time", "Write it as 2026-03-01T00:05:00Z.");
            counts.Add(new(time.ToInstant(), (double)good.Read(rows, at[1]), (double)total.Read(rows, at[2])));
        }
        return rows.Refusal is { } refusal ? refusal : Outcome.Of(counts.ToImmutable(), rows.Findings);
    }
}
