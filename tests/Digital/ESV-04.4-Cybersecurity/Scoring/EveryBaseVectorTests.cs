using Busbar.Digital.Cybersecurity.Scoring;

namespace Busbar.Digital.Cybersecurity.Tests.Scoring;

/// <summary>All 104,976 base vectors of version 4, against the specification read literally: worst vectors tried one by one, distances metric
/// by metric.</summary>
public class EveryBaseVectorTests
{
    private static readonly string[] names = ["AV", "AC", "AT", "PR", "UI", "VC", "VI", "VA", "SC", "SI", "SA"];
    private static readonly string[] values = ["NALP", "LH", "NP", "NLH", "NPA", "HLN", "HLN", "HLN", "HLN", "HLN", "HLN"];

    /// <summary>Section 8.2's highest vectors, with the requirement's levels last in impact.</summary>
    private static readonly string[][][] highest =
    [
        [["NNN"], ["ANN", "NLN", "NNP"], ["PNN", "ALP"]],
        [["LN"], ["HN", "LP"]],
        [["HHHHHH"], ["HHLMMH", "HHHMMM"], ["LHHHHH", "HLHHHH"], ["LHLHMH", "LHHHMM", "HLHMHM", "HLLMHH", "LLHHHM"], ["LLLHHH"]],
        [["HSS"], ["HHH"], ["LLL"]],
    ];

    private static readonly string[][] scales =
        [["NALP", "NLH", "NPA"], ["LH", "NP"], ["HLN", "HLN", "HLN", "HML", "HML", "HML"], ["_HLN", "SHLN", "SHLN"]];

    private static readonly int[][] depths = [[1, 4, 5], [1, 2], [7, 6, 8, 8, 10], [6, 5, 4]];

    [Fact]
    public void Whole_numbers_agree_with_exact_fractions_and_plain_doubles_are_a_tenth_low_on_522()
    {
        var (all, low, other) = (0, 0, 0);
        foreach (var chosen in Vectors())
        {
            var text = "CVSS:4.0/" + string.Join('/', names.Select((name, i) => $"{name}:{chosen[i]}"));
            var tenths = ScoreVector.Run(ParseVector.Run(text).OrThrow()).FinalTenths;
            var (top, below) = Literal(chosen);
            var exact = top - decimal.Round(below, 20);
            Assert.True(tenths == Math.Floor(exact + 0.5m), text);
            var floating = (int)Math.Floor(Plain(chosen) * 10 + 0.5);
            if (floating == tenths - 1) low++;
            else if (floating != tenths) other++;
            all++;
        }
        Assert.Equal((104_976, 522, 0), (all, low, other));
    }

    private static IEnumerable<char[]> Vectors()
    {
        var places = new int[names.Length];
        while (true)
        {
            yield return [.. places.Select((place, i) => values[i][place])];
            var at = 0;
            while (at < places.Length && ++places[at] == values[at].Length) places[at++] = 0;
            if (at == places.Length) yield break;
        }
    }

    private static (int Top, decimal Below) Literal(char[] vector)
    {
        if (vector[5..].All(value => value == 'N')) return (0, 0);
        var (levels, steps) = Levels(vector);
        var (sum, lower) = (0m, 1);
        var top = Macro(levels);
        for (var eq = 0; eq < 4; eq++)
            if (Next(levels, eq) is { } next)
            {
                lower++;
                sum += (top - next) * (decimal)steps[eq] / depths[eq][levels[eq]];
            }
        return (top, sum / lower);
    }

    /// <summary>The same as the published calculator computes it, in binary fractions, tenth by tenth.</summary>
    private static double Plain(char[] vector)
    {
        if (vector[5..].All(value => value == 'N')) return 0;
        var (levels, steps) = Levels(vector);
        var (sum, lower) = (0.0, 1);
        var top = Macro(levels) / 10.0;
        for (var eq = 0; eq < 4; eq++)
            if (Next(levels, eq) is { } next)
            {
                lower++;
                var distance = Enumerable.Repeat(0.1, steps[eq]).Sum();
                sum += (top - next / 10.0) * (distance / (depths[eq][levels[eq]] * 0.1));
            }
        return top - sum / lower;
    }

    private static int? Next(int[] levels, int eq)
    {
        int At(int level) => Macro([.. levels.Select((own, i) => i == eq ? level : own)]);
        return (eq, levels[eq]) switch
        {
            (2, 0) => Math.Max(At(1), At(2)),
            (2, 1) => At(3),
            (2, 4) => null,
            _ => levels[eq] + 1 < highest[eq].Length ? At(levels[eq] + 1) : null,
        };
    }

    private static int Macro(int[] levels) => MacroScores.Of(levels[0], levels[1], levels[2], levels[3], 0);

    private static (int[] Levels, int[] Steps) Levels(char[] vector)
    {
        string[] parts =
        [
            $"{vector[0]}{vector[3]}{vector[4]}", $"{vector[1]}{vector[2]}", $"{vector[5]}{vector[6]}{vector[7]}HHH",
            $"{vector[8]}{vector[9]}{vector[10]}",
        ];
        int[] levels =
        [
            parts[0] == "NNN" ? 0 : parts[0][0] != 'P' && (parts[0][0] == 'N' || parts[0][1] == 'N' || parts[0][2] == 'N') ? 1 : 2,
            parts[1] == "LN" ? 0 : 1,
            parts[2].StartsWith("HH", StringComparison.Ordinal) ? 0 : parts[2][..3].Contains('H', StringComparison.Ordinal) ? 2 : 4,
            parts[3].Contains('H', StringComparison.Ordinal) ? 1 : 2,
        ];
        return (levels, [.. levels.Select((level, eq) => highest[eq][level].Select(worst => Distance(parts[eq], worst, scales[eq]))
            .First(distance => distance is not null)!.Value)]);
    }

    private static int? Distance(string part, string worst, string[] scale)
    {
        var steps = part.Select((value, i) => scale[i].IndexOf(value, StringComparison.Ordinal)
            - scale[i].IndexOf(worst[i], StringComparison.Ordinal)).ToArray();
        return steps.Any(step => step < 0) ? null : steps.Sum();
    }
}
