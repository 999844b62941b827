using System.Collections.Immutable;
using System.Globalization;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Risk;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.RiskFiles;

/// <summary>A history of hourly prices: a column <c>date</c> (<c>2013/1/1 0:00</c> or ISO, hour beginning) and a column of prices, which is
/// <c>OT</c> unless another is named. Each day's mean is taken over the rows that it has. Refuses times that are none or out of order, and
/// prices that are none; says which days have not 24 rows.</summary>
public static class PriceHistoryCsv
{
    private static readonly ImmutableArray<LocalDateTimePattern> patterns =
    [
        LocalDateTimePattern.Create("yyyy/M/d H:mm", CultureInfo.InvariantCulture),
        LocalDateTimePattern.Create("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        LocalDateTimePattern.Create("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), LocalDateTimePattern.GeneralIso,
    ];

    /// <summary>Daily means, oldest first.</summary>
    public static Outcome<ImmutableArray<DailyPrice>> Read(SourceFile file, string column = "OT")
    {
        using var rows = file.OpenText();
        if (Header.Read(rows) is not { } header) return rows.Refusal!;
        if (header.Places(rows, "a history of hourly prices", ["date", column]) is not { } at) return rows.Refusal!;
        var (days, price, before) = (new List<(OperatingDay Day, double Sum, int Hours)>(), Column.Price(column), (LocalDateTime?)null);
        while (rows.Read() && header.Fits(rows))
        {
            var text = rows.Text(at[0]);
            if (Time(text) is not { } time)
                rows.Refuse("not-a-time", $"'{text}' is not a date and time", "date", "Spell it yyyy/M/d H:mm or yyyy-MM-dd HH:mm.");
            else if (time < before)
                rows.Refuse("hours-out-of-order", $"{text} follows {before}", "date", "Give the hours oldest first.");
            else
            {
                var (day, value) = (new OperatingDay(time.Date), (double)price.Read(rows, at[1]));
                if (days.Count > 0 && days[^1].Day == day) days[^1] = (day, days[^1].Sum + value, days[^1].Hours + 1);
                else days.Add((day, value, 1));
                before = time;
            }
        }
        if (rows.Refusal is null && days.Count == 0) rows.Refuse("header-only", "The table has a header and no hours", "",
            "Give one row an hour.");
        return rows.Refusal is { } refusal ? refusal : Outcome.Of<ImmutableArray<DailyPrice>>(
            [.. days.Select(day => new DailyPrice(day.Day, day.Sum / day.Hours, day.Hours))],
            rows.Findings.AddRange(days.Where(day => day.Hours != 24).Select(day => new Finding("not-24-hours", Severity.Note,
                $"{day.Day} has {day.Hours} rows", rows.File, "its mean is over those"))));
    }

    private static LocalDateTime? Time(string text)
    {
        foreach (var pattern in patterns)
            if (pattern.Parse(text).TryGetValue(default, out var time)) return time;
        return null;
    }
}
