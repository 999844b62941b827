using Busbar.Numerics.IntegerPrograms;
using Busbar.Numerics.LinearPrograms;

namespace Busbar.Numerics.Tests.IntegerPrograms;

public sealed class IntegerProgramTests
{
    private const double None = double.PositiveInfinity;

    [Theory]
    [InlineData(4, false, 500)]
    [InlineData(6, false, 200)]
    [InlineData(5, true, 300)]
    public void Small_programs_agree_with_every_whole_point_tried(int variables, bool isMixed, int trials)
    {
        var chance = new SeededRandom(17);
        var (solved, empty) = (0, 0);
        for (var trial = 0; trial < trials; trial++)
        {
            var small = SmallIntegerProgram.Draw(chance, variables, isMixed);
            var solution = small.ToProgram().Solve(SearchLimits.Proof);
            if (small.Best() is not { } best)
            {
                Assert.IsType<IntegerSolution.Infeasible>(solution);
                empty++;
                continue;
            }
            solved++;
            var found = Assert.IsType<IntegerSolution.Found>(solution);
            Assert.True(found.IsProven);
            Assert.Equal(best, found.Objective, 1e-6);
            Assert.Equal(best, small.CostOf(found.Values)!.Value, 1e-6);
            Assert.True(found.RootBound <= best + 1e-6);
        }
        Assert.True(solved > trials / 4 && empty > trials / 20, $"{solved} solved, {empty} empty");
    }

    [Fact]
    public void Knapsacks_of_thirty_items_agree_with_dynamic_programming()
    {
        var chance = new SeededRandom(3);
        for (var trial = 0; trial < 60; trial++)
        {
            int[] size = [.. Enumerable.Range(0, 30).Select(_ => 5 + (int)(90 * chance.NextUniform()))];
            int[] value = [.. size.Select(each => each + 10 + (int)(20 * chance.NextUniform()))];
            var limit = size.Sum() / 3;
            var best = new int[limit + 1];
            for (var item = 0; item < size.Length; item++)
                for (var room = limit; room >= size[item]; room--) best[room] = Math.Max(best[room], best[room - size[item]] + value[item]);
            var program = new IntegerProgram();
            foreach (var each in value) program.AddWhole("item", 0, 1, -each);
            program.AddRow("room", [.. size.Select((each, i) => new LinearTerm(i, each))], -None, limit);
            var found = Assert.IsType<IntegerSolution.Found>(program.Solve(SearchLimits.Proof));
            Assert.True(found.IsProven);
            Assert.Equal(best[limit], -found.Objective, 1e-6);
        }
    }

    [Fact]
    public void Choices_of_one_of_three_under_many_rows_agree_with_every_choice_tried()
    {
        const int Groups = 12, Rows = 9;
        var chance = new SeededRandom(29);
        int Whole(int from, int to) => from + (int)((to - from + 1) * chance.NextUniform());
        var beyondFirstPass = 0;
        for (var trial = 0; trial < 15; trial++)
        {
            int[] value = [.. Enumerable.Range(0, 3 * Groups).Select(_ => Whole(500, 600))];
            int[][] need = [.. Enumerable.Range(0, Rows).Select(_ => value.Select(_ => Math.Max(0, Whole(-6, 12))).ToArray())];
            var program = new IntegerProgram();
            foreach (var each in value) program.AddWhole("x", 0, 1, -each);
            for (var group = 0; group < Groups; group++)
                program.AddRow("one", [new(3 * group, 1), new(3 * group + 1, 1), new(3 * group + 2, 1)], -None, 1);
            foreach (var row in need)
                program.AddRow("people", [.. row.Select((each, i) => new LinearTerm(i, each / 4.0))], -None, 20 / 4.0 + 0.1);
            var found = Assert.IsType<IntegerSolution.Found>(program.Solve(SearchLimits.Proof));
            Assert.True(found.IsProven);
            Assert.Equal(MostValue(value, need, 0, [.. Enumerable.Repeat(20, Rows)]), -found.Objective, 1e-6);
            if (found.Nodes > 100 + 6 * Groups) beyondFirstPass++;
        }
        Assert.True(beyondFirstPass > 0, $"{beyondFirstPass} beyond the first pass");
    }

    private static int MostValue(int[] value, int[][] need, int group, int[] room)
    {
        if (3 * group == value.Length) return 0;
        var most = MostValue(value, need, group + 1, room);
        for (var item = 3 * group; item < 3 * group + 3; item++)
        {
            int[] left = [.. room.Select((each, row) => each - need[row][item])];
            if (left.Min() >= 0) most = Math.Max(most, value[item] + MostValue(value, need, group + 1, left));
        }
        return most;
    }

    [Fact]
    public void A_program_whose_relaxation_has_points_and_its_whole_numbers_none_is_infeasible()
    {
        var program = new IntegerProgram();
        program.AddWhole("x", 0, 5, 1);
        program.AddWhole("y", 0, 5, 1);
        program.AddRow("odd", [new(0, 2), new(1, 4)], 7, 7);
        Assert.IsType<IntegerSolution.Infeasible>(program.Solve(SearchLimits.Proof));
    }

    [Fact]
    public void A_program_without_any_point_names_its_rows()
    {
        var program = new IntegerProgram();
        program.AddWhole("x", 0, 5, 1);
        program.AddRow("more than there is", [new(0, 1)], 9, None);
        var infeasible = Assert.IsType<IntegerSolution.Infeasible>(program.Solve(SearchLimits.Proof));
        Assert.Contains("more than there is", infeasible.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cost_that_falls_without_end_is_said_so()
    {
        var program = new IntegerProgram();
        program.AddWhole("x", 0, 1, 1);
        program.AddVariable("y", 0, None, -1);
        program.AddRow("apart", [new(0, 1), new(1, -1)], -None, 1);
        Assert.IsType<IntegerSolution.Unbounded>(program.Solve(SearchLimits.Proof));
    }

    [Fact]
    public void A_search_that_stops_early_has_an_honest_bound_and_the_same_one_again()
    {
        var program = Hard(60, 8, seed: 5);
        var best = Assert.IsType<IntegerSolution.Found>(program.Solve(SearchLimits.Proof));
        Assert.True(best.IsProven);
        foreach (var nodes in (long[])[1, 20, 300, 2_000])
        {
            var early = Assert.IsType<IntegerSolution.Found>(program.Solve(SearchLimits.Proof with { Nodes = nodes }));
            Assert.InRange(best.Objective, early.Bound - 1e-6, early.Objective + 1e-6);
            Assert.Equal(early.IsProven, Math.Abs(early.Objective - early.Bound) < 1e-6);
            var again = (IntegerSolution.Found)program.Solve(SearchLimits.Proof with { Nodes = nodes });
            Assert.Equal((early.Objective, early.Bound, early.Pivots), (again.Objective, again.Bound, again.Pivots));
        }
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.False(((IntegerSolution.Found)program.Solve(SearchLimits.Proof with { Stop = stop.Token })).IsProven);
    }

    [Fact]
    public void A_gap_that_is_allowed_ends_the_search_sooner_and_is_kept()
    {
        var program = Hard(60, 8, seed: 6);
        var best = (IntegerSolution.Found)program.Solve(SearchLimits.Proof);
        var near = (IntegerSolution.Found)program.Solve(SearchLimits.Proof with { Gap = 0.01 });
        Assert.True(near.IsProven);
        Assert.True(near.Nodes < best.Nodes, $"{near.Nodes} of {best.Nodes}");
        Assert.True(near.Objective - best.Objective <= 0.01 * Math.Abs(best.Objective));
        Assert.True(near.Bound <= best.Objective + 1e-6);
    }

    [Fact]
    public void Bounds_that_hold_no_whole_number_and_infinite_ones_are_refused()
    {
        var program = new IntegerProgram();
        Assert.Throws<ArgumentException>(() => program.AddWhole("x", 0.2, 0.8, 1));
        Assert.Throws<ArgumentException>(() => program.AddWhole("x", 0, None, 1));
        Assert.Equal(0, program.AddWhole("x", -0.5, 2.5, -1));
        Assert.Equal(2, ((IntegerSolution.Found)program.Solve(SearchLimits.Proof)).Values[0]);
    }

    private static IntegerProgram Hard(int items, int rows, ulong seed)
    {
        var chance = new SeededRandom(seed);
        var program = new IntegerProgram();
        for (var i = 0; i < items; i++) program.AddWhole($"x{i}", 0, 1, -(500 + Math.Floor(500 * chance.NextUniform())));
        for (var row = 0; row < rows; row++)
        {
            double[] size = [.. Enumerable.Range(0, items).Select(_ => Math.Floor(1000 * chance.NextUniform()))];
            program.AddRow($"r{row}", [.. size.Select((each, i) => new LinearTerm(i, each))], -None, Math.Floor(size.Sum() / 3));
        }
        return program;
    }
}
