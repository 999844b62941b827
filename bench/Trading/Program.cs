using System.Globalization;
using System.Text;
using Busbar.Trading.Bench;

// bench/trading : measures the desk's position and the import of deals, and writes bench/results/trading.md.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var page = new StringBuilder();
page.AppendLine("# Trading: bars and what was measured").AppendLine();
page.AppendLine($"Command: `bench/trading`. {Environment.ProcessorCount} cores, one of them used, shared with whatever else runs;");
page.AppendLine($"medians of {Clock.Rounds} rounds after one to warm up.").AppendLine();
page.AppendLine("| What | Bar | Median |").AppendLine("|---|---|---|");
foreach (var (what, bar, result) in PositionBench.Run().Concat(ImportBench.Run())) page.AppendLine($"| {what} | {bar} | {result} |");
var root = AppContext.BaseDirectory;
while (!File.Exists(Path.Combine(root, "Busbar.slnx"))) root = Path.GetDirectoryName(root)!;
File.WriteAllText(Path.Combine(root, "bench", "results", "trading.md"), page.ToString());
Console.Write(page);
