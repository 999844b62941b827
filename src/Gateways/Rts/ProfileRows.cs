using System.Collections.Immutable;
using Busbar.Gateways.Csv;
using NodaTime;

namespace Busbar.Gateways.Rts;

/// <summary>The rows of a profile table: for each date of 2020 so many equal periods, and for each a number for each plant.</summary>
/// <param name="PeriodsPerDay">24 for hours, 288 for five minutes.</param>
/// <param name="Days">Dates in order, and the values of each by period and plant.</param>
internal sealed record ProfileRows(int PeriodsPerDay, ImmutableArray<(LocalDate Date, ImmutableArray<decimal[]> Periods)> Days)
{
    private static readonly Column year = new("Year", "number", 1990, 2100);
    private static readonly Column month = new("Month", "number", 1, 12);
    private static readonly Column day = new("Day", "number", 1, 31);
    private static readonly Column period = new("Period", "number", 1, 288);

    /// <summary>Reads all rows. Null after a fault, which the rows then hold.</summary>
    public static ProfileRows? Read(CsvRows rows, Header header, ImmutableArray<(Column Column, int Place)> plants)
    {
        if (header.Places(rows, "rts-gmlc", ["Year", "Month", "Day", "Period"]) is not { } places) return null;
        var days = new List<(LocalDate Date, List<decimal[]> Periods, int Line)>();
        while (rows.Read() && header.Fits(rows))
        {
            var date = DateOf(rows, places);
            var number = (int)period.Read(rows, places[3]);
            if (rows.Refusal is not null) break;
            if (days.Count == 0 || date != days[^1].Date) Open(rows, days, date);
            if (number != days[^1].Periods.Count + 1)
                rows.Refuse(number <= days[^1].Periods.Count ? "duplicate-period" : "missing-period",
                    $"Period {number} of {date} stands where {days[^1].Periods.Count + 1} was expected", "Period",
                    "Give every period of a day once, in order.");
            days[^1].Periods.Add([.. plants.Select(plant => plant.Column.Read(rows, plant.Place))]);
        }
        if (rows.Refusal is null && days.All(one => one.Date is { Month: 2, Day: 29 }))
            rows.Refuse("header-only", "The file has a header and no rows but of 29 February", "", "Fetch the file again.");
        if (rows.Refusal is not null) return null;
        RefuseUneven(rows, days);
        return rows.Refusal is null ? new(days[0].Periods.Count, [.. days.Select(one => (one.Date, one.Periods.ToImmutableArray()))])
            : null;
    }

    internal static LocalDate DateOf(CsvRows rows, ImmutableArray<int> places)
    {
        var (y, m, d) = ((int)year.Read(rows, places[0]), (int)month.Read(rows, places[1]), (int)day.Read(rows, places[2]));
        if (rows.Refusal is null && d <= CalendarSystem.Iso.GetDaysInMonth(y, m)) return new(y, m, d);
        rows.Refuse("bad-date", $"{y}-{m}-{d} is not a date", "Day", "Correct the row.");
        return default;
    }

    private static void Open(CsvRows rows, List<(LocalDate Date, List<decimal[]> Periods, int Line)> days, LocalDate date)
    {
        if (days.Count > 0 && date < days[^1].Date)
            rows.Refuse("unsorted", $"{date} comes after {days[^1].Date}; days must ascend", "Day", "Sort the rows by date and period.");
        else if (days.Count > 0 && date != days[^1].Date.PlusDays(1))
            rows.Refuse("missing-day", $"{date} comes after {days[^1].Date}; a day between is missing", "Day",
                "Get the missing days from the source.");
        days.Add((date, [], rows.Line));
    }

    private static void RefuseUneven(CsvRows rows, List<(LocalDate Date, List<decimal[]> Periods, int Line)> days)
    {
        var count = days[0].Periods.Count;
        foreach (var one in days)
            if (one.Periods.Count != count || count is not (24 or 288))
                rows.Refuse(one.Line, "missing-period",
                    $"{one.Date} has {one.Periods.Count} periods; 24 (hours) or 288 (five minutes) were expected on every day",
                    "Period", "Get the missing periods from the source.");
    }
}
