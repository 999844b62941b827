using System.Globalization;
using Busbar.Kernel.Time;
using Busbar.Settlement.Bench;

// usage: bench/settlement [--nodes 500] [--days 30] [--sql-days 5] [--history-nodes 20] [--history-days 365]
const int threads = 2;
int Option(string name, int otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length
    ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
var (nodes, days, sqlDays) = (Option("--nodes", 500), Option("--days", 30), Option("--sql-days", 5));
var (historyNodes, historyDays) = (Option("--history-nodes", 20), Option("--history-days", 365));
var report = new Report(threads, args);
var folder = Directory.CreateTempSubdirectory("busbar-settlement-").FullName;
try
{
    report.Load("before the month");
    var ours = OurMonth.Run(OperatingDay.Of(2024, 11, 1), days, nodes, threads, Path.Combine(folder, "day"));
    report.Month(nodes, ours, Report.PeakMegabytes());
    report.Load("before PostgreSQL");
    report.Sql([.. ours.Take(sqlDays)], SqlMonth.Run([.. ours.Take(sqlDays)], nodes, threads));
    report.Load("before the history");
    report.History(historyNodes, historyDays, HistoryBench.Run(Path.Combine(folder, "year.busbar"), historyNodes, historyDays, 1_000));
    report.Same(SameBytesBench.Run(folder, 60));
}
finally
{
    Directory.Delete(folder, recursive: true);
}
File.WriteAllText("bench/results/settlement.md", report.ToString());
Console.WriteLine(report);
return 0;
