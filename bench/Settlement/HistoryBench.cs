using System.Diagnostics;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Settlement.Engine;
using NodaTime;

namespace Busbar.Settlement.Bench;

/// <summary>What a year's history holds and how long explaining a random line of it takes, milliseconds.</summary>
internal sealed record HistoryResult(long Lines, long Bytes, double[] Milliseconds);

/// <summary>A year of stored days; each explained line is drawn at random, its determinants read from the store and its working
/// built.</summary>
internal static class HistoryBench
{
    public static HistoryResult Run(string file, int nodes, int days, int draws)
    {
        using var store = FactStore.Open(new StoreLocation.Sqlite(file), SystemClock.Instance);
        var stored = new StoredDays(store);
        var first = OperatingDay.Of(2024, 1, 1);
        var lines = 0L;
        for (var i = 0; i < days; i++)
        {
            var day = GeneratedDay.Of(first.Plus(i), nodes);
            stored.Put(day);
            lines += SettleCharges.Run(day, 2).OrThrow().Columns.Sum(column => (long)column.Amounts.Count);
        }
        var random = new Random(6);
        var columns = SettleCharges.Run(GeneratedDay.Of(first, nodes)).OrThrow().Columns
            .Select(column => (column.Code.Code, column.Subject, column.Amounts.Step)).ToArray();
        var milliseconds = Enumerable.Range(0, draws + 20).Select(_ =>
        {
            var (code, subject, step) = columns[random.Next(columns.Length)];
            var day = first.Plus(random.Next(days));
            var whole = MarketCalendar.Pjm.WholeDay(day);
            var at = whole.Start + (step < Duration.FromHours(2) ? step * random.Next((int)(whole.Length / step)) : Duration.Zero);
            return Explain(stored, new(MarketCalendar.Pjm, day, [code], [subject], []), code, subject, LabelOf(at, step));
        }).Skip(20).Order().ToArray();
        var parts = Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*");
        return new(lines, parts.Sum(part => new FileInfo(part).Length), milliseconds);
    }

    private static double Explain(StoredDays stored, ChargedDay outline, string code, SettledSubject subject, string label)
    {
        var watch = Stopwatch.StartNew();
        var needed = ListDeterminants.Run(outline, code, subject).Select(each => (each.Of.Name, each.At)).ToList();
        var working = ExplainCharge.Run(stored.Read(outline, needed), code, subject.Name, label).OrThrow();
        if (working.Because.IsEmpty) throw new InvalidOperationException($"No working of {code} {subject.Name} {label}.");
        return watch.Elapsed.TotalMilliseconds;
    }

    private static string LabelOf(Instant at, Duration step) => step > Duration.FromHours(1) ? "day"
        : $"HE{MarketCalendar.Pjm.HourEndingOf(at)}" + (step < Duration.FromHours(1) ? $":{MarketCalendar.Pjm.OnClock(at).Minute:00}" : "");
}
