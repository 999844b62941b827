namespace Busbar.Digital.Cybersecurity.Scoring;

/// <summary>CVSS v4.0 specification, section 8: a table of 270 macro-vectors, interpolated by how far the vector lies below its worst
/// member. All in whole numbers: 2520 is divided by every depth, and the one division rounds half up.</summary>
internal static class Version4
{
    private const int Threat = 11, Requirement = 12, Modified = 15, Common = 2520;

    /// <summary>The level of the worst vectors of each macro-level, in steps below the worst of all; every one of them has the same
    /// sum.</summary>
    private static readonly int[][] worst = [[0, 1, 3], [0, 1], [0, 3, 1, 3, 3], [1, 3, 6]];

    /// <summary>How many steps deep each macro-level is (section 8.2, table 31).</summary>
    private static readonly int[][] depths = [[1, 4, 5], [1, 2], [7, 6, 8, 8, 10], [6, 5, 4]];

    public static CvssScores Score(CvssVector vector)
    {
        var tenths = Tenths(vector);
        return new(CvssVersion.V40, tenths, tenths, tenths, tenths);
    }

    private static int Tenths(CvssVector vector)
    {
        var (vc, vi, va) = (Own(vector, 5, 4), Own(vector, 6, 4), Own(vector, 7, 4));
        var (sc, si, sa) = (Own(vector, 8, 4) + 1, Further(vector, 9), Further(vector, 10));
        if (vc == 2 && vi == 2 && va == 2 && sc == 3 && si == 3 && sa == 3) return 0;
        var (av, ac, at, pr, ui) = (Own(vector, 0, 5), Own(vector, 1, 3), Own(vector, 2, 3), Own(vector, 3, 4), Own(vector, 4, 4));
        var (cr, ir, ar) = (Stated(vector[Requirement]), Stated(vector[Requirement + 1]), Stated(vector[Requirement + 2]));

        var eq1 = av == 0 && pr == 0 && ui == 0 ? 0 : av != 3 && (av == 0 || pr == 0 || ui == 0) ? 1 : 2;
        var eq2 = ac == 0 && at == 0 ? 0 : 1;
        var eq3 = vc == 0 && vi == 0 ? 0 : vc == 0 || vi == 0 || va == 0 ? 1 : 2;
        var eq4 = si == 0 || sa == 0 ? 0 : sc == 1 || si == 1 || sa == 1 ? 1 : 2;
        var isNeeded = (cr == 0 && vc == 0) || (ir == 0 && vi == 0) || (ar == 0 && va == 0);
        var eq36 = eq3 == 2 ? 4 : 2 * eq3 + (isNeeded ? 0 : 1);
        ReadOnlySpan<int> levels = [eq1, eq2, eq36, eq4, Stated(vector[Threat])];
        ReadOnlySpan<int> steps = [av + pr + ui, ac + at, vc + vi + va + cr + ir + ar, sc + si + sa];
        return Interpolate(levels, steps);
    }

    private static int Interpolate(ReadOnlySpan<int> levels, ReadOnlySpan<int> steps)
    {
        var score = MacroScores.Of(levels[0], levels[1], levels[2], levels[3], levels[4]);
        var (lower, below) = (levels[4] < 2 ? 1 : 0, 0);
        for (var eq = 0; eq < worst.Length; eq++)
        {
            var next = Next(levels, eq);
            if (next < 0) continue;
            lower++;
            below += (score - next) * (steps[eq] - worst[eq][levels[eq]]) * (Common / depths[eq][levels[eq]]);
        }

        if (lower == 0) return score;
        var whole = Common * lower;
        return (2 * (score * whole - below) + whole) / (2 * whole);
    }

    /// <summary>The score of the next macro-vector down in one dimension; -1 where there is none. Impact and requirement move together:
    /// from the top either may go down, and the higher counts.</summary>
    private static int Next(ReadOnlySpan<int> levels, int eq)
    {
        if (levels[eq] == worst[eq].Length - 1) return -1;
        if (eq != 2) return At(levels, eq, levels[eq] + 1);
        return levels[2] switch
        {
            0 => Math.Max(At(levels, 2, 1), At(levels, 2, 2)),
            3 => At(levels, 2, 4),
            _ => At(levels, 2, 3),
        };
    }

    private static int At(ReadOnlySpan<int> levels, int eq, int level) => MacroScores.Of(eq == 0 ? level : levels[0],
        eq == 1 ? level : levels[1], eq == 2 ? level : levels[2], eq == 3 ? level : levels[3], levels[4]);

    /// <summary>Steps below the worst value: the asset's own where it is stated, else the base's.</summary>
    private static int Own(CvssVector vector, int metric, int undefined) =>
        (vector[Modified + metric] is var own && own != 0 && own != undefined ? own : vector[metric]) - 1;

    /// <summary>The same for impact on further systems, where only the asset's own metric knows "safety".</summary>
    private static int Further(CvssVector vector, int metric) =>
        vector[Modified + metric] is var own and > 0 and < 5 ? own - 1 : vector[metric];

    /// <summary>The worst where nothing is stated.</summary>
    private static int Stated(int value) => value is 0 or 4 ? 0 : value - 1;
}
