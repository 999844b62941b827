using System.Diagnostics;
using Busbar.Risk.Bench;
using Busbar.Supply.Risk.Portfolio;

// usage: bench/risk ours|peers [--paths 10000]
if (args is not ["ours" or "peers", ..])
{
    Console.Error.WriteLine("usage: bench/risk ours|peers [--paths 10000]");
    return 2;
}
var paths = args is [_, "--paths", var count] ? int.Parse(count) : 10_000;
for (var warm = 0; warm < 2; warm++) SimulateBook.Run(DrawnBook.Inputs(3000, 2)).OrThrow();
const int trades = DrawnBook.FixedDeals + DrawnBook.Options;
Console.WriteLine($"{paths} paths x {DrawnBook.Months} months x {trades} trades ({DrawnBook.Options} options)");
foreach (var threads in new[] { 1, 2 })
{
    var inputs = DrawnBook.Inputs(paths, threads);
    var (watch, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
    var book = SimulateBook.Run(inputs).OrThrow();
    var (wall, spent) = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    var figure = book.Report.Figures[1];
    Console.WriteLine(FormattableString.Invariant($"ours, {threads} thread(s): {wall:F2} s, {spent:F2} CPU-s; {book.Factors} factors, ")
        + FormattableString.Invariant($"{book.Options} exercises, VaR 99 {figure.ValueAtRisk.Value:F0} ± ")
        + FormattableString.Invariant($"{figure.StandardError!.Value.Value:F0}, ")
        + FormattableString.Invariant($"mean {book.MeanProfit.Value:F0}"));
    if (args[0] != "peers") continue;
    var peer = NumpyRun.Run(inputs, threads);
    Console.WriteLine(FormattableString.Invariant($"numpy {peer.Version}, {threads} thread(s): {peer.Wall:F2} s, {peer.Cpu:F2} CPU-s; ")
        + FormattableString.Invariant($"VaR 99 {peer.Var99:F0}, mean {peer.Mean:F0}, distribution good to {peer.Error:E0}; ")
        + FormattableString.Invariant($"ours is {peer.Wall / wall:F1} times as fast, {peer.Cpu / spent:F1} by processor time"));
}
return 0;
