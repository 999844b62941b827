using Busbar.Numerics.IntegerPrograms;
using Busbar.Numerics.LinearPrograms;

namespace Busbar.Numerics.Tests.IntegerPrograms;

public sealed class KnapsackCutsTests
{
    private const double None = double.PositiveInfinity;

    [Fact]
    public void A_cut_parts_a_vertex_from_every_filling_and_without_one_the_vertex_is_a_mixture_of_fillings()
    {
        var chance = new SeededRandom(23);
        var (cut, mixed) = (0, 0);
        for (var trial = 0; trial < 400; trial++)
        {
            var (program, weights, capacity) = Draw(chance);
            if (weights.Max() > capacity || KnapsackRow.Of(program, [.. weights.Select(_ => true)]).ToList() is not [var row]) continue;
            var fillings = Fillings(weights, capacity).ToList();
            var vertex = Vertex(chance, program, fillings, weights.Length, trial % 2 == 0);
            if (new KnapsackCuts(row).Of(vertex) is { } found)
            {
                cut++;
                Assert.True(Side(found, vertex) < found.Least - 1e-6);
                Assert.All(fillings, filling => Assert.True(Side(found, filling) >= found.Least));
            }
            else
            {
                mixed++;
                Assert.True(IsMixture(fillings, vertex));
            }
        }
        Assert.True(cut > 50 && mixed > 50, $"{cut} cut, {mixed} mixed");
    }

    [Fact]
    public void Rows_of_fractions_count_in_their_common_step_and_what_never_fits_is_left_out()
    {
        var program = new LinearProgram();
        for (var i = 0; i < 4; i++) program.AddVariable($"x{i}", 0, 1, -1);
        program.AddRow("people", [new(0, 0.75), new(1, 1.25), new(2, 2.5), new(3, 9)], -None, 3.7);
        program.AddRow("either", [new(0, 1), new(2, 1)], -None, 1);
        var row = Assert.Single(KnapsackRow.Of(program, [true, true, true, true]));
        Assert.Equal(14, row.Capacity);
        Assert.Equal([(0, 3), (2, 10), (1, 5)], row.Variables.Zip(row.Weights));
        Assert.Equal([0, 2, 3], row.GroupStarts);
        Assert.Empty(KnapsackRow.Of(program, [true, true, true, false]));
    }

    // Six choices, the first two and the next two alternatives.
    private static (LinearProgram Program, int[] Weights, int Capacity) Draw(SeededRandom chance)
    {
        var program = new LinearProgram();
        int[] weights = [.. Enumerable.Range(0, 6).Select(_ => 1 + (int)(9 * chance.NextUniform()))];
        foreach (var weight in weights) program.AddVariable("x", 0, 1, -weight * (0.5 + chance.NextUniform()));
        var capacity = weights.Sum() / 3;
        program.AddRow("room", [.. weights.Select((weight, i) => new LinearTerm(i, weight / 4.0))], -None, capacity / 4.0 + 0.1);
        program.AddRow("either", [new(0, 1), new(1, 1)], -None, 1);
        program.AddRow("or", [new(2, 1), new(3, 1)], -None, 1);
        return (program, weights, capacity);
    }

    private static IEnumerable<double[]> Fillings(int[] weights, int capacity) =>
        from mask in Enumerable.Range(0, 1 << weights.Length)
        where (mask & 3) != 3 && (mask & 12) != 12
            && weights.Where((_, i) => (mask >> i & 1) != 0).Sum() <= capacity
        select weights.Select((_, i) => (double)(mask >> i & 1)).ToArray();

    // The optimum of the relaxed program, or a drawn mixture of three fillings.
    private static double[] Vertex(SeededRandom chance, LinearProgram program, List<double[]> fillings, int count, bool isOptimum)
    {
        if (isOptimum) return [.. Assert.IsType<LinearSolution.Optimal>(program.Solve()).Values];
        double[][] three = [.. Enumerable.Range(0, 3).Select(_ => fillings[(int)(fillings.Count * chance.NextUniform())])];
        return [.. Enumerable.Range(0, count).Select(i => 0.5 * three[0][i] + 0.3 * three[1][i] + 0.2 * three[2][i])];
    }

    private static double Side(Cut cut, double[] point) => cut.Terms.Sum(term => term.Coefficient * point[term.Variable]);

    // Least Σ λ over all fillings with Σ λ·filling ≥ the point, by the linear program written out.
    private static bool IsMixture(List<double[]> fillings, double[] point)
    {
        var program = new LinearProgram();
        foreach (var _ in fillings) program.AddVariable("share", 0, None, 1);
        for (var i = 0; i < point.Length; i++)
            program.AddRow("covered", [.. fillings.Select((filling, k) => new LinearTerm(k, filling[i]))], point[i], None);
        return Assert.IsType<LinearSolution.Optimal>(program.Solve()).Objective <= 1 + 0.01;
    }
}
