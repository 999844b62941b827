using System.Globalization;
using System.Text;

namespace Busbar.Settlement.Bench;

/// <summary>Gathers what was measured and prints it as a page.</summary>
internal sealed class Report
{
    private readonly StringBuilder page = new();
    private readonly StringBuilder loads = new();

    public Report(int threads, string[] arguments)
    {
        page.AppendLine("# Settlement: bars and what was measured").AppendLine();
        page.AppendLine($"Command: `{string.Join(' ', ["bench/settlement", .. arguments])}`. " + Of($"{Environment.ProcessorCount} cores, {threads} threads. ")
            + "All determinants are generated (seeded by day, name and place);");
        page.AppendLine("nothing in them is a market's. Twenty line numbers of PJM's Guide to Billing, real rules of 2024. PJM settles six of "
            + "them by five minutes");
        page.AppendLine("(1205, 1215, 1225, 2340, 2360, 2362), eight by the hour and six by the day. Each node has a load, a plant, a "
            + "contract, an increment, a");
        page.AppendLine("decrement, an up-to-congestion path and a right, so that the six codes make twenty five-minute columns a node: "
            + "5 × 3 energy, congestion");
        page.AppendLine("and losses, 2 of the path, 3 of regulation and reserves. The other fourteen codes come on top.").AppendLine();
        page.AppendLine("| What | Bar | Measured |").AppendLine("|---|---|---|");
    }

    public static double PeakMegabytes() => double.Parse(File.ReadLines("/proc/self/status")
        .First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024;

    public void Load(string when) => loads.Append(Of($" {when} {File.ReadAllText("/proc/loadavg").Split(' ')[0]};"));

    public void Month(int nodes, List<TimedDay> days, double peak)
    {
        var (lines, seconds) = (days.Sum(day => day.Lines), days.Sum(day => day.Seconds));
        Row(Of($"settle {days.Count} days × {nodes} nodes, lines in all (five-minute: {days.Sum(FiveMinute) * nodes:#,0})"), "",
            Of($"{lines:#,0} in {seconds:0.0} s"));
        Row("line-intervals a second, settled, summed, written and hashed day by day", "≥ 1.5 M/s",
            Of($"{lines / seconds / 1e6:0.00} M/s; median day {Median(days):0.00} M/s; ")
                + Of($"{lines / days.Sum(day => day.ProcessorSeconds) / 1e6:0.00} M a processor second"));
        Row("peak resident memory of the month", "≤ 1,536 MB", Of($"{peak:#,0} MB"));
    }

    public void Sql(List<TimedDay> ours, List<TimedDay>? sql)
    {
        if (sql is null) Row("the same as SQL on PostgreSQL", "", "not installed");
        else
        {
            Row(Of($"the same {sql.Count} days as SQL on PostgreSQL, median day"), "", Of($"{Median(sql):0.00} M/s"));
            Row("ours on these days, median day, and ratio", "≥ 3 ×",
                Of($"{Median(ours):0.00} M/s, {Median(ours) / Median(sql):0.0} ×"));
        }
    }

    public void History(int nodes, int days, HistoryResult result)
    {
        double At(double share) => result.Milliseconds[(int)(share * (result.Milliseconds.Length - 1))];
        Row(Of($"explain a random line of {days} stored days ({nodes} nodes, {result.Lines:#,0} lines, ")
            + Of($"SQLite {result.Bytes / 1e6:#,0} MB)"), "≤ 200 ms", Of($"p50 {At(0.5):0.0} ms, p99 {At(0.99):0.0} ms, longest of {result.Milliseconds.Length} {At(1):0.0} ms"));
    }

    public void Same(List<(string Way, string Hash)> ways) => Row($"same bytes: {string.Join("; ", ways.Select(way => way.Way))}",
        "identical", ways.Select(way => way.Hash).Distinct().Count() == 1 ? $"identical, SHA-256 {ways[0].Hash[..12]}…"
            : string.Join(", ", ways.Select(way => $"{way.Way} {way.Hash[..8]}")));

    public override string ToString()
    {
        var text = new StringBuilder().Append(page).AppendLine();
        text.AppendLine(Of($"Load of the machine (1 minute):{loads.ToString().TrimEnd(';')}."));
        text.AppendLine("A line's trace is not stored twice: its formula is data and its determinants are kept, so any line's working is built "
            + "when asked; that is");
        text.AppendLine("what the explained lines measure. Drawing the determinants is not timed, as loading them by COPY and ANALYZE is not; "
            + "SQL's lines hold subject,");
        text.AppendLine("interval and amount alone, in an unlogged table without index, from wide tables; two connections share the codes, one "
            + "`INSERT … SELECT`");
        text.AppendLine("each, since an INSERT does not run in parallel within itself. Both must make as many lines and the same cents for "
            + "each code, or the bench stops.");
        text.AppendLine($"PostgreSQL: {string.Join(", ", SqlMonth.Settings)}.");
        return text.ToString();
    }

    private static string Of(FormattableString text) => FormattableString.Invariant(text);

    private static double Median(List<TimedDay> days) =>
        days.Select(day => day.Lines / day.Seconds / 1e6).Order().ElementAt(days.Count / 2);

    private static long FiveMinute(TimedDay day) => 20L * 12 * Busbar.Kernel.Time.MarketCalendar.Pjm.HourCount(day.Day);

    private void Row(string what, string bar, string measured) => page.AppendLine($"| {what} | {bar} | {measured} |");
}
