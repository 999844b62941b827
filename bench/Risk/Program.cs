using System.Diagnostics;
using Busbar.Risk.Bench;
using Busbar.Supply.Risk.Portfolio;

// usage: bench/risk ours|peers [--paths 10000]
var paths = args is [_, "--paths", var count] ? int.Parse(count) : 10_000;
if (args is not ["ours" or "peers", ..])
{
    Console.Error.WriteLine("usage: bench/risk ours|peers [--paths 10000]");
    return 2;
}
SimulateBook.Run(DrawnBook.Inputs(1000, 2)).OrThrow();
foreach (var threads in new[] { 1, 2 })
{
    var inputs = DrawnBook.Inputs(paths, threads);
    var watch = Stopwatch.StartNew();
    var book = SimulateBook.Run(inputs).OrThrow();
    var figure = book.Report.Figures[1];
    Console.WriteLine(FormattableString.Invariant(
        $"ours, {threads} thread(s): {watch.Elapsed.TotalSeconds:F2} s; {book.Factors} factors, {book.Options} options, VaR 99 {figure.ValueAtRisk.Value:F0} ± {figure.StandardError!.Value.Value:F0}, ES 99 {figure.ExpectedShortfall.Value:F0}, mean {book.MeanProfit.Value:F0}"));
}
return 0;
