using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Prices;

/// <summary>Reads ISO New England's hourly LMP reports (WW_DALMP_ISO, WW_RTLMP_ISO): lines marked C (comment), H (header), D (row) and T
/// (trailer with the number of rows). Convention: hour ending on the Eastern prevailing clock, the repeated hour 02X, the spring day
/// without hour 02. Sum within 0.02 USD/MWh (four numbers of two decimals). Layout from the web reports as commonly read; no file of it
/// was at hand.</summary>
public static class IsoneLmp
{
    private const decimal Tolerance = 0.02m;
    private static readonly MarketCalendar calendar = MarketCalendar.IsoNe;
    private static readonly LocalDatePattern date = LocalDatePattern.CreateWithInvariantCulture("MM'/'dd'/'uuuu");

    private static readonly Column[] prices =
    [
        Column.Price("Locational Marginal Price"), Column.Price("Energy Component"), Column.Price("Congestion Component"),
        Column.Price("Marginal Loss Component"),
    ];

    /// <summary>Reads a day-ahead report.</summary>
    public static Outcome<ImportedFile> ReadDayAhead(SourceFile file) => Read(file, "da");

    /// <summary>Reads a real-time report.</summary>
    public static Outcome<ImportedFile> ReadRealTime(SourceFile file) => Read(file, "rt");

    private static Outcome<ImportedFile> Read(SourceFile file, string run)
    {
        using var rows = file.OpenText();
        var points = new PricePoints(rows, calendar, "isone", new(13, 30));
        var (count, header, isEnded) = (0, (Header?)null, false);
        while (rows.Read())
            switch (rows.Text(0))
            {
                case "C": break;
                case "H": header ??= new([.. Enumerable.Range(0, rows.Count).Select(rows.Text)]); break;
                case "T": isEnded = Ends(rows, count); break;
                case "D" when header is not null && header.Fits(rows):
                    AddRow(rows, header, points, run);
                    count++;
                    break;
                default:
                    rows.Refuse("wrong-layout", $"A line marked '{rows.Text(0)}' was not expected here", "",
                        "Give ISO-NE's hourly LMP report.");
                    break;
            }
        if (rows.Refusal is null && count > 0 && !isEnded)
            rows.Refuse("no-trailer", "The report has no trailer: its end is missing", "", "Fetch the file again.");
        return points.Finish(file, Duration.FromHours(1), []);
    }

    private static bool Ends(CsvRows rows, int count)
    {
        if (rows.Text(1).Trim() != $"{count} rows" && rows.Text(1).Trim() != $"{count}")
            rows.Refuse("row-count", $"The trailer counts '{rows.Text(1)}', the report has {count} rows", "", "Fetch the file again.");
        return true;
    }

    private static void AddRow(CsvRows rows, Header header, PricePoints points, string run)
    {
        if (header.Places(rows, "isone-lmp",
            ["Date", "Hour Ending", "Location ID", "Location Name", .. prices.Select(price => price.Name)]) is not { } places) return;
        var label = rows.Text(places[1]);
        var isRepeated = label.EndsWith('X');
        var day = date.Parse(rows.Text(places[0]));
        if (!day.Success || !int.TryParse(isRepeated ? label[..^1] : label, out var hour) || hour is < 1 or > 24)
        {
            rows.Refuse("bad-hour", $"'{rows.Text(places[0])}' '{label}' is no hour ending", "Hour Ending", "Write 11/03/2024 and 02X.");
            return;
        }
        var values = prices.Select((price, i) => price.Read(rows, places[4 + i])).ToArray();
        LmpIdentity.Check(rows, prices[0].Name, values[0], values[1] + values[2] + values[3], Tolerance);
        switch (calendar.HourOf(new(day.Value), new(hour, isRepeated)))
        {
            case Outcome<DeliveryInterval>.Done interval:
                foreach (var (component, value) in LmpIdentity.Components.Zip(values))
                    points.Add(rows.Text(places[3]), run, component, interval.Value.Start, value);
                break;
            case Outcome<DeliveryInterval>.Refused refused:
                rows.Refuse(refused.Refusal.Code, refused.Refusal.What, "Hour Ending", refused.Refusal.Remedy);
                break;
        }
    }
}
