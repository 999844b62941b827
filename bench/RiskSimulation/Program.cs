using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Risk.Hedging;
using Busbar.Supply.Risk.Simulation;
using Busbar.Supply.Risk.Tests.Simulation;

// usage: bench/risk-simulation [PATHS]   2,000 paths of a year's hours when left out
var paths = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2_000;
var (first, last) = (OperatingDay.Of(2027, 1, 1), OperatingDay.Of(2027, 12, 31));
var grid = new HourGrid(SampleWorld.Calendar, first, last);
var clock = new Stopwatch();
var lines = new List<string>();
SimulateHours.Run(SampleWorld.Inputs(first, last, paths: 40)).OrThrow();
foreach (var threads in new[] { 2, 1 })
{
    var inputs = SampleWorld.Inputs(first, last, paths, threads: threads);
    Measure("simulate hours", threads, () => SimulateHours.Run(inputs).OrThrow());
    Measure("cost at risk with six drivers", threads,
        () => MeasureCostAtRisk.Run(new(grid.Start, inputs, SampleWorld.Book(grid))).OrThrow());
}
var scenarios = MeasureCostAtRisk.Run(new(grid.Start, SampleWorld.Inputs(first, last, paths), SampleWorld.Book(grid))).OrThrow().Scenarios;
ImmutableArray<HedgeQuote> quotes = [.. scenarios.Cells.Select((cell, i) =>
{
    var mean = scenarios.Scenarios.Average(course => course.HubPrices[i]);
    return new HedgeQuote(cell.Month, cell.Block, new(mean - 0.5), new(mean + 0.5), new(25), 20);
})];
Measure($"hedges over {quotes.Length} blocks", 1, () => RecommendHedges.Run(new(scenarios, quotes, new(1_000_000))).OrThrow());
File.WriteAllText("bench/results/risk-simulation.md", string.Join('\n',
[
    "# Risk simulation bench", "",
    $"`bench/risk-simulation`: {paths:N0} paths × {grid.Hours:N0} hours × (load, 3 prices, wind, fuel, 3 outages); bar 5 s on two threads.",
    "Wall clock on a machine that others used too; the CPU-seconds say what it takes.",
    "", "| What | Threads | Seconds | CPU-seconds | Peak memory MB |", "|---|---|---|---|---|", .. lines, "",
]));
return 0;

void Measure(string what, int threads, Action run)
{
    var before = Process.GetCurrentProcess().TotalProcessorTime;
    clock.Restart();
    run();
    var used = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
    var peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000;
    var line = FormattableString.Invariant($"| {what} | {threads} | {clock.Elapsed.TotalSeconds:0.00} | {used:0.00} | {peak} |");
    lines.Add(line);
    Console.WriteLine(line);
}
