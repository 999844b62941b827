using System.Globalization;
using System.Text.RegularExpressions;
using Busbar.Gateways;
using Busbar.Gateways.Mps;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Commitment.Bench;

/// <summary>Debian's CBC, read by its log: incumbents as soon as a heuristic or the tree names one, the bound from the relaxation, the
/// root and
/// the tree.</summary>
internal static partial class CbcRun
{
    public static PeerTrack Of(PeersBench.Asked asked, string model, CommitmentCase given, string folder)
    {
        var track = new PeerTrack();
        var answer = Path.Combine(folder, "cbc.sol");
        track.EndSeconds = PeerProcess.Run(asked.Seconds, (seconds, line) =>
        {
            var (objective, bound) = (First(Incumbent(), line), First(Bound(), line));
            if (objective is not null || bound is not null) track.Add(seconds, objective, bound);
        }, "cbc", model, "-threads", "2", "-ratio", asked.Gap.ToString(CultureInfo.InvariantCulture), "-timeMode", "elapsed", "-sec",
            asked.Seconds.ToString(CultureInfo.InvariantCulture), "-solve", "-solution", answer);
        if (File.Exists(answer) && MpsSolution.Read(SourceFile.Load(answer).OrThrow(), given) is Outcome<SystemSchedule>.Done read)
            track.Recost(given, read.Value);
        return track;
    }

    private static double? First(Regex pattern, string line)
    {
        var match = pattern.Match(line);
        return match.Success && double.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var value)
            && Math.Abs(value) < 1e40
            ? value : null;
    }

    [GeneratedRegex(@"(?:Solution found of|gives a solution of|Relaxing continuous gives|Integer solution of|improved solution from \S+ to|"
        + @"best objective|^Objective value:) *(-?[\d.e+]+)")]
    private static partial Regex Incumbent();

    [GeneratedRegex(@"(?:Continuous objective value is|changed objective from \S+ to|best possible|^Lower bound:) *(-?[\d.e+]+)")]
    private static partial Regex Bound();
}
