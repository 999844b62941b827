using System.Diagnostics;
using Busbar.Digital.Cybersecurity.Scoring;

// A million vectors of each version, read and scored on every core: every combination of base metrics over and over, with threat and
// environment. The processor's seconds are what other work on the machine does not change.
const int count = 1_000_000;
const int rounds = 5;
Console.WriteLine("| Vectors | Wall | Processor | Scores per second of wall | of processor |\n|---|---|---|---|---|");
foreach (var (name, prefix, metrics) in new[]
{
    ("CVSS 2", "", "AV:LAN AC:HML Au:MSN C:NPC I:NPC A:NPC CR:LMH"),
    ("CVSS 3.0", "CVSS:3.0/", "AV:NALP AC:LH PR:NLH UI:NR S:UC C:HLN I:HLN A:HLN E:XHFPU CR:HML"),
    ("CVSS 3.1", "CVSS:3.1/", "AV:NALP AC:LH PR:NLH UI:NR S:UC C:HLN I:HLN A:HLN E:XHFPU CR:HML"),
    ("CVSS 4.0", "CVSS:4.0/", "AV:NALP AC:LH AT:NP PR:NLH UI:NPA VC:HLN VI:HLN VA:HLN SC:HLN SI:HLN SA:HLN E:APU CR:HML MAV:NALP"),
})
{
    var vectors = Vectors(prefix, [.. metrics.Split(' ').Select(metric => metric.Split(':'))]);
    var taken = new List<(double Wall, double Cpu)>();
    for (var round = 0; round < rounds; round++)
    {
        var (wall, cpu) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        Parallel.For(0, Environment.ProcessorCount, core =>
        {
            for (var i = core; i < vectors.Length; i += Environment.ProcessorCount)
                _ = ScoreVector.Run(ParseVector.Run(vectors[i]).OrThrow());
        });
        taken.Add((Stopwatch.GetElapsedTime(wall).TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds));
    }

    var (best, least) = (taken.Min(each => each.Wall), taken.Min(each => each.Cpu));
    Console.WriteLine($"| {name} | {best:0.00} s | {least:0.00} s | {count / best:N0} | {count / least:N0} |");
}

static string[] Vectors(string prefix, string[][] metrics)
{
    var vectors = new string[count];
    for (var i = 0; i < count; i++)
    {
        var rest = (int)(i * 7_919L % int.MaxValue);
        vectors[i] = prefix + string.Join('/', metrics.Select(metric =>
        {
            var value = metric[1][rest % metric[1].Length];
            rest = rest / metric[1].Length + i;
            return $"{metric[0]}:{value}";
        }));
    }
    return vectors;
}
