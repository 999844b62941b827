using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Prices;

/// <summary>Reads CAISO OASIS tables of nodal prices (PRC_LMP, PRC_INTVL_LMP, PRC_RTPD_LMP). Convention: the start in GMT is the key; the
/// operating hour OPR_HR, 1 to 25 in order of time, is held against it. One row a component: LMP, MCE (energy), MCC (congestion), MCL
/// (loss) and, where there is one, MGHG (greenhouse gas). Sum within 0.00005 USD/MWh (numbers of five decimals). Layout: gridstatus and
/// OASIS' interface specification, the value under MW, PRC or VALUE by report.</summary>
public static class CaisoOasis
{
    private const decimal Tolerance = 0.000_05m;
    private static readonly OffsetDateTimePattern stamp = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:sso<g>");
    private static readonly string[] valueNames = ["MW", "PRC", "VALUE"];

    /// <summary>Reads the file; the market is told by MARKET_RUN_ID: DAM is day-ahead, HASP, RTPD and RTM are real time.</summary>
    public static Outcome<ImportedFile> Read(SourceFile file)
    {
        using var rows = file.OpenText();
        var points = new PricePoints(rows, MarketCalendar.Caiso, "caiso", new(13, 0));
        var sums = new Dictionary<(string, string, Instant), (decimal? Total, decimal Sum, int Line)>();
        if (Header.Read(rows) is { } header)
            foreach (var row in Rows(rows, header))
            {
                points.Add(row.Node, row.Run, row.Component, row.Start, row.Value);
                var (total, sum, line) = sums.GetValueOrDefault((row.Node, row.Run, row.Start));
                sums[(row.Node, row.Run, row.Start)] = row.Component == "lmp"
                    ? (row.Value, sum, rows.Line) : (total, sum + row.Value, line);
            }
        foreach (var ((node, _, start), (total, sum, line)) in sums)
            if (total is { } price && Math.Abs(price - sum) > Tolerance)
                rows.Refuse(line, "lmp-identity", FormattableString.Invariant(
                    $"The price of {node} at {start} is {price}, its components add up to {sum}"), "LMP_TYPE",
                    "Ask OASIS for all components of the interval.");
            else if (total is null)
                rows.Refuse("lmp-identity", $"{node} at {start} has components and no LMP", "LMP_TYPE", "Ask OASIS for all components.");
        return points.Finish(file, null, []);
    }

    private static IEnumerable<Row> Rows(CsvRows rows, Header header)
    {
        var node = new[] { "NODE", "NODE_ID", "NODE_ID_XML" }.FirstOrDefault(header.Names.Contains) ?? "NODE";
        var value = valueNames.FirstOrDefault(header.Names.Contains) ?? valueNames[0];
        if (header.Places(rows, "CAISO", ["INTERVALSTARTTIME_GMT", "OPR_DT", "OPR_HR", node, "MARKET_RUN_ID", "LMP_TYPE",
            value]) is not { } places) yield break;
        var price = Column.Price(value);
        while (rows.Read() && header.Fits(rows))
        {
            var component = rows.Text(places[5]) switch
            {
                "LMP" => "lmp", "MCE" => "energy", "MCC" => "congestion", "MCL" => "loss", "MGHG" => "greenhouse-gas", _ => "",
            };
            var run = rows.Text(places[4]) switch { "DAM" => "da", "HASP" => "hasp", "RTPD" => "rtpd", "RTM" => "rt", _ => "" };
            if (component.Length == 0 || run.Length == 0)
                rows.Refuse("unknown-word", $"'{rows.Text(places[5])}' of '{rows.Text(places[4])}' is no price that we know", "LMP_TYPE",
                    "Tell us CAISO's new word; nothing is guessed.");
            else if (StartOf(rows, places[0], places[1], places[2]) is { } start)
                yield return new(rows.Text(places[3]), run, component, start, price.Read(rows, places[6]));
        }
    }

    private static Instant? StartOf(CsvRows rows, int gmt, int day, int hour)
    {
        if (stamp.Parse(rows.Text(gmt)) is not { Success: true } read)
        {
            rows.Refuse("bad-time", $"'{rows.Text(gmt)}' is no time with an offset", "INTERVALSTARTTIME_GMT",
                "Write it as 2024-01-01T08:00:00-00:00.");
            return null;
        }
        var start = read.Value.ToInstant();
        var of = MarketCalendar.Caiso.DayOf(start);
        var number = (int)Math.Floor((start - MarketCalendar.Caiso.WholeDay(of).Start).TotalHours) + 1;
        var label = MarketCalendar.Caiso.HourCount(of) == 23 && number >= 3 ? number + 1 : number;
        if ($"{of}" == rows.Text(day) && $"{label}" == rows.Text(hour)) return start;
        rows.Refuse("label-mismatch", $"{start} is hour {label} of {of} in CAISO, the row says {rows.Text(hour)} of {rows.Text(day)}",
            "OPR_HR",
            "Check that the start is in GMT and the hour ends on Pacific prevailing time.");
        return null;
    }

    private sealed record Row(string Node, string Run, string Component, Instant Start, decimal Value);
}
