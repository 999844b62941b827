using Busbar.Gateways.Csv;
using Busbar.Gateways.Labels;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Gateways.Prices;

/// <summary>Reads a republished hourly table of ERCOT's settlement point prices (<c>settlement_point,delivery_date,hour_ending,dam_spp,
/// rtm_spp_hourly_avg</c>; other columns are not read). Convention: hour ending 1 to 24 on the Central prevailing clock without a flag, so
/// that the two autumn hours are one row: nobody can tell which of the two it is, or their mean, and neither hour gets it. A spring row of
/// the hour that does not exist is dropped. The real-time column is the mean of four quarters and no settlement price.</summary>
public static class ErcotHourlyPrices
{
    private static readonly MarketCalendar calendar = MarketCalendar.Ercot;
    private static readonly Column dayAhead = Column.Price("dam_spp");
    private static readonly Column realTime = Column.Price("rtm_spp_hourly_avg");

    /// <summary>Reads the file; days and hours that it leaves out are findings.</summary>
    public static Outcome<ImportedFile> Read(SourceFile file)
    {
        using var rows = file.OpenText();
        var points = new PricePoints(rows, calendar, "ercot", new(13, 30));
        var findings = new List<Finding>();
        if (Header.Read(rows) is { } header && header.Places(rows, "ercot-hourly", ["settlement_point", "delivery_date", "hour_ending",
            dayAhead.Name, realTime.Name]) is { } places)
        {
            var fields = new DayField(places[1], "delivery_date", places[2], "hour_ending");
            while (rows.Read() && header.Fits(rows))
            {
                var (point, day, label) = (rows.Text(places[0]), fields.ReadDay(rows), fields.ReadHour(rows));
                if (rows.Refusal is null) AddRow(rows, points, findings, (point, day, label), places[3], places[4]);
            }
        }
        return points.Finish(file, Duration.FromHours(1), FindingDigest.Of(findings, file.Name));
    }

    private static void AddRow(
        CsvRows rows, PricePoints points, List<Finding> findings, (string Point, OperatingDay Day, HourEnding Label) at, int da, int rt)
    {
        var where = $"{at.Point}, {at.Day} HE{at.Label}";
        if (calendar.RepeatedHourEnding(at.Day) == at.Label.Hour && !at.Label.IsRepeated)
        {
            findings.Add(new("repeated-hour-collapsed", Severity.Warning, $"Two hours end at {at.Label.Hour:00} and the table has one row",
                where, "left both hours empty; the row may be either, or their mean", calendar.HoursOf(at.Day)[at.Label.Hour - 1]));
            return;
        }
        if (calendar.SkippedHourEnding(at.Day) == at.Label.Hour)
        {
            findings.Add(new("skipped-hour-dropped", Severity.Note, $"Hour ending {at.Label} does not exist on the day", where,
                "dropped the row"));
            return;
        }
        switch (calendar.HourOf(at.Day, at.Label))
        {
            case Outcome<DeliveryInterval>.Done hour:
                Add("da", dayAhead, da, hour.Value.Start);
                Add("rt", realTime, rt, hour.Value.Start);
                break;
            case Outcome<DeliveryInterval>.Refused refused:
                rows.Refuse(refused.Refusal.Code, refused.Refusal.What, "hour_ending", refused.Refusal.Remedy);
                break;
        }

        void Add(string run, Column column, int place, Instant start)
        {
            if (rows[place].Length > 0) points.Add(at.Point, run, "lmp", start, column.Read(rows, place));
        }
    }
}
