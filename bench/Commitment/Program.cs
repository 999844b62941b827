using System.Globalization;
using Busbar.Commitment.Bench;
using Busbar.Gateways.Mps;

// usage: bench/commitment peers [--only NAME] [--solvers ours,highs,cbc] [--seconds 30] [--gap 0.0001] [--form tight|ref] [--data FOLDER]
//        bench/commitment price-taker
if (args is ["price-taker"])
{
    foreach (var (measure, bar, result) in PriceTakerBench.Run()) Console.WriteLine($"| {measure} | {bar} | {result} |");
    return 0;
}
var root = Directory.GetCurrentDirectory();
if (args is not ["peers", .. var rest])
{
    Console.Error.WriteLine("usage: bench/commitment peers [--only NAME] [--solvers ours,highs,cbc] [--seconds 30] [--gap 0.0001] "
        + "[--form tight|ref] [--data FOLDER]");
    return 2;
}
string Option(string name, string otherwise) => Array.IndexOf(rest, name) is >= 0 and var at
    && at + 1 < rest.Length ? rest[at + 1] : otherwise;
double Number(string name, string otherwise) => double.Parse(Option(name, otherwise), CultureInfo.InvariantCulture);
PeersBench.Run(new(
    root, Option("--data", Path.Combine(root, "../shared/data/dispatch")), Option("--only", ""),
        Option("--solvers", "ours,highs,cbc").Split(','),
    Number("--seconds", "30"), Number("--gap", "0.0001"), Option("--form", "tight") == "ref" ? MpsForm.Reference : MpsForm.Tight));
return 0;
