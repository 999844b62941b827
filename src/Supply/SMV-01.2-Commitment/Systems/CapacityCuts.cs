using Busbar.Numerics;
using Busbar.Numerics.LinearPrograms;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>Cuts that say what mixtures forget: in each hour whole units have to cover load and spinning reserve less what plants without
/// commitment can deliver. The closest cut to a mixture is found exactly, by a linear programme over weights whose rows are the cheapest
/// covers found one by one. Source: Kaparis and Letchford, Mathematical Programming 124, 2010, 69-91 (exact separation).</summary>
internal static class CapacityCuts
{
    private const int MostCovers = 200;
    private const int MostNodes = 20_000;
    private const double LeastViolation = 1e-3;

    /// <summary>The cuts that a mixture breaks, one an hour at most.</summary>
    public static List<Cut> Of(SystemModel model, Mixture mixture)
    {
        var cuts = new List<Cut>();
        for (var hour = 0; hour < model.Hours; hour++)
            if (OfHour(model, mixture, hour) is { } cut) cuts.Add(cut);
        return cuts;
    }

    private static Cut? OfHour(SystemModel model, Mixture mixture, int hour)
    {
        var count = model.Classes.Length;
        var (size, most, share) = (new double[count], new int[count], new double[count]);
        var fractional = false;
        var (need, covered, largest) = (NeedOf(model, hour), 0d, 0d);
        foreach (var each in model.Classes)
        {
            var i = each.Index;
            (size[i], most[i], share[i]) = (Math.Max(0, each.Model.Range[hour] + each.Model.Min), each.Count,
                mixture.Share(i, hour) * each.Count);
            covered += size[i] * share[i];
            if (share[i] - Math.Floor(share[i] + 1e-4) < 1e-3) continue;
            fractional = true;
            largest = Math.Max(largest, size[i]);
        }
        // With room for the largest undecided unit no cover can be missing.
        if (!fractional || need <= 0 || covered - need > largest) return null;
        return Separate(hour, size, most, share, need);
    }

    private static double NeedOf(SystemModel model, int hour) =>
        model.Case.DemandMw[hour] + (model.Rows.Spinning < 0 ? 0 : model.Case.SpinningMw[hour]) - model.FreeHigh[hour];

    private static Cut? Separate(int hour, double[] size, int[] most, double[] share, double need)
    {
        // Weights with Σ weight × share = 1; the least weight of a cover is to be as large as can be.
        var programme = new LinearProgram();
        for (var i = 0; i < size.Length; i++) programme.AddVariable("weight", 0, share[i] < 1e-6 ? 10 : 1e3, 1e-7 * size[i] / need);
        var least = programme.AddVariable("least", 0, 100, -1);
        programme.AddRow("scale", [.. share.Select((value, i) => new LinearTerm(i, value))], 1, 1);
        for (var k = 0; k < MostCovers; k++)
        {
            if (Optimum(programme) is not { } solution) return null;
            var weights = solution.Values.Take(size.Length).Select(value => Math.Max(0, value)).ToArray();
            var cover = CoverKnapsack.Solve(size, weights, most, need, MostNodes);
            if (!cover.IsProven || double.IsPositiveInfinity(cover.Cost)) return null;
            if (cover.Cost >= solution.Values[least] - 1e-6)
                return cover.Cost > 1 + LeastViolation ? CutOf(hour, size, weights, cover.Cost) : null;
            if (solution.Values[least] <= 1 + LeastViolation) return null;
            programme.AddRow("cover", [.. cover.Counts.Select((n, i) => new LinearTerm(i, n)).Where(term => term.Coefficient > 0),
                new(least, -1)], 0, double.PositiveInfinity);
        }
        return null;
    }

    /// <summary>The optimum, or null where the covers found leave the programme too ill-conditioned: the hour then goes without a
    /// cut.</summary>
    private static LinearSolution.Optimal? Optimum(LinearProgram programme)
    {
        try
        {
            return programme.Solve() as LinearSolution.Optimal;
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }

    /// <summary>The cut in MW, so that its price is one of power as the prices of the other rows are.</summary>
    private static Cut CutOf(int hour, double[] size, double[] weights, double least)
    {
        var used = Enumerable.Range(0, weights.Length).Where(i => weights[i] > 0).ToList();
        var scale = used.Average(i => size[i]) / weights.Max();
        return new(least * scale * (1 - 1e-9), [.. used.Select(i => (i, hour, weights[i] * scale))]);
    }
}
