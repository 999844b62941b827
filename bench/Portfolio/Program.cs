using System.Diagnostics;
using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using Busbar.Digital.Portfolio.Selection;
using Busbar.Numerics.IntegerPrograms;
using Busbar.Portfolio.Bench;

// Knapsacks of the OR-Library by this house and by CBC, one after the other with one time limit; then drawn portfolios.
// Arguments: the archive orlib_mkp.tar.gz, seconds a program, and of how many instances of a file one is taken (0: none, portfolios only).
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var (archive, seconds, every) = (args[0], double.Parse(args[1]), int.Parse(args[2]));
Console.WriteLine("| File | Instances | Busbar proven | median s | CBC proven | median s | Same optimum where both proven |");
Console.WriteLine("|---|---|---|---|---|---|---|");
foreach (var (name, text) in every > 0 ? Files(archive) : [])
{
    var runs = KnapsackFile.Read(name, text).Where((_, i) => i % every == 0).Select(instance =>
        (Instance: instance, Own: Own(instance, seconds), Peer: Peer(instance, seconds))).ToList();
    var both = runs.Where(run => run.Own.IsProven && run.Peer.IsProven).ToList();
    Console.WriteLine($"| {name} ({runs[0].Instance.Limits.Length} x {runs[0].Instance.Profits.Length}) | {runs.Count} | "
        + $"{runs.Count(run => run.Own.IsProven)} | {Median(runs.Select(run => run.Own.Seconds)):F2} | "
        + $"{runs.Count(run => run.Peer.IsProven)} | {Median(runs.Select(run => run.Peer.Seconds)):F2} | "
        + $"{both.Count(run => Math.Abs(run.Own.Value - run.Peer.Value) < 0.5)} of {both.Count} |");
    foreach (var run in runs)
        Console.Error.WriteLine($"{run.Instance.Name}: {run.Own} {run.Peer}");
}
Console.WriteLine();
Console.WriteLine("| 100 initiatives, 5 years, 8 skills, of which scarce | Cases | Proven | in 2 s | in 2 s of processor | median s | of processor "
    + "| Worst gap left | Runner-up, median s | What one rejected needs, median s |");
Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
foreach (var scarce in (int[])[2, 8])
{
    var runs = Enumerable.Range(1, 20).Select(seed => Select(scarce, (ulong)seed, seconds)).ToList();
    Console.WriteLine($"| {scarce} | {runs.Count} | {runs.Count(run => run.IsProven)} | "
        + $"{runs.Count(run => run.IsProven && run.Seconds <= 2)} | {runs.Count(run => run.IsProven && run.Processor <= 2)} | "
        + $"{Median(runs.Select(run => run.Seconds)):F2} | {Median(runs.Select(run => run.Processor)):F2} | {runs.Max(run => run.Gap):P2} | "
        + $"{Median(runs.Select(run => run.RunnerUp)):F2} | {Median(runs.Select(run => run.Reason)):F2} |");
}

static (bool IsProven, double Seconds, double Processor, double Gap, double RunnerUp, double Reason) Select(
    int scarce, ulong seed, double seconds)
{
    var of = DrawnCase.Of(100, 5, 8, scarce, seed);
    var (found, taken, processor) = Timed(seconds, limits => SelectInitiatives.Run(of, limits).OrThrow());
    var (_, runnerUp, _) = Timed(seconds, limits => FindRunnerUp.Run(of, found, limits));
    var (_, reason, _) = Timed(seconds, limits => ExplainRejection.Run(of, found, found.Rejected[0], limits));
    return (found.IsProven, taken, processor, found.Gap, runnerUp, reason);
}

static (T Answer, double Seconds, double Processor) Timed<T>(double seconds, Func<SearchLimits, T> run)
{
    using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
    var (clock, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
    var answer = run(new(long.MaxValue, 0, stop.Token));
    return (answer, Stopwatch.GetElapsedTime(clock).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
}

static (bool IsProven, double Value, double Seconds) Own(KnapsackFile instance, double seconds)
{
    using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
    var clock = Stopwatch.GetTimestamp();
    var found = (IntegerSolution.Found)instance.ToProgram().Solve(new(long.MaxValue, 0, stop.Token));
    return (found.IsProven, -found.Objective, Stopwatch.GetElapsedTime(clock).TotalSeconds);
}

static (bool IsProven, double Value, double Seconds) Peer(KnapsackFile instance, double seconds)
{
    var file = Path.Combine(Path.GetTempPath(), $"busbar-{Environment.ProcessId}.lp");
    File.WriteAllText(file, instance.ToLp());
    var clock = Stopwatch.GetTimestamp();
    var start = new ProcessStartInfo("cbc", [file, "timeMode", "elapsed", "ratioGap", "0", "sec", $"{seconds}", "solve"])
        { RedirectStandardOutput = true };
    using var process = Process.Start(start)!;
    var text = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    var elapsed = Stopwatch.GetElapsedTime(clock).TotalSeconds;
    File.Delete(file);
    var line = text.Split('\n').FirstOrDefault(each => each.StartsWith("Objective value:", StringComparison.Ordinal));
    return (text.Contains("Result - Optimal solution found", StringComparison.Ordinal),
        line is null ? double.NaN : -double.Parse(line.Split(':')[1]), elapsed);
}

static double Median(IEnumerable<double> values)
{
    var sorted = values.Order().ToArray();
    return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}

static IEnumerable<(string Name, string Text)> Files(string archive)
{
    using var tar = new TarReader(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress));
    var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
    while (tar.GetNextEntry(copyData: true) is { } entry)
        if (entry.DataStream is { } text && Path.GetFileName(entry.Name) is ['m', 'k', ..] name)
            files[Path.GetFileNameWithoutExtension(name)] = new StreamReader(text).ReadToEnd();
    return files.Select(file => (file.Key, file.Value));
}
