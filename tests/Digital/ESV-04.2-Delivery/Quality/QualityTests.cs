using System.Collections.Immutable;
using Busbar.Digital.Delivery.Quality;
using Busbar.Digital.Delivery.Tests;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Numerics;

namespace Busbar.Digital.Delivery.Tests.Quality;

public sealed class QualityTests
{
    private static readonly GateRules rules = new(CoverageLeast: 80, CriticalMost: 0, BudgetLeast: 0.1);

    [Fact]
    public void Duplicates_that_make_nine_rows_of_ten_do_not_move_the_density()
    {
        // A set like NASA's PC5: few modules, most of them many times, and the defective ones seldom repeated.
        var random = new SeededRandom(9);
        var modules = Enumerable.Range(0, 500).Select(i => new CodeModule($"m{i}", $"c{i}", 20 + random.NextBelow(200), i % 10 == 0 ? 2
            : 0))
            .ToArray();
        var rows = modules.Concat(modules.Where(module => module.Defects == 0)
            .SelectMany(module => Enumerable.Repeat(module, 1 + random.NextBelow(18)))).ToImmutableArray();
        var lines = modules.Sum(module => module.Lines);
        var figures = MeasureDefects.Run(rows).OrThrow();
        Assert.Equal((500, 100, lines), (figures.Modules, figures.Defects, figures.Lines));
        Assert.Equal((100_000.0 / lines, 50_000.0 / lines), (figures.Density, figures.DefectiveDensity));
        Assert.True(figures.DensityOfRows < figures.Density / 5);
    }

    [Fact]
    public void Rows_of_one_module_are_found_and_the_most_defects_stand()
    {
        var outcome = MeasureDefects.Run([new("a", "x", 100, 1), new("b", "x", 100, 3), new("c", "y", 900, 0)]);
        Assert.Equal(["module-twice", "defects-differ"], SharedFiles.FindingsOf(outcome));
        Assert.Equal((2, 3, 3.0), (outcome.OrThrow().Modules, outcome.OrThrow().Defects, outcome.OrThrow().Density));
        Assert.Null(MeasureDefects.Run([]).OrThrow().Density);
        Assert.Equal("bad-module", SharedFiles.RefusalOf(MeasureDefects.Run([new("a", "x", -1, 0)])).Code);
    }

    [Fact]
    public void A_line_is_covered_when_one_of_the_reports_ran_it()
    {
        var total = MergeCoverage.Run([Report(("a.cs", 1, 1, 0), ("a.cs", 2, 0, 1)), Report(("a.cs", 2, 3, 2), ("b.cs", 1, 0, 0))]);
        Assert.Equal(new CoverageTotal(LinesValid: 3, LinesCovered: 2, BranchesValid: 6, BranchesCovered: 2), total);
        Assert.Null(MergeCoverage.Run([]).LinePercent);
    }

    [Fact]
    public void The_gate_opens_when_every_condition_is_met()
    {
        var good = new GateInputs(rules, Tally(10, 1, 0), new(100, 80, 0, 0), OpenCritical: 0, BudgetLeft: 0.1, IsFix: false);
        Assert.True(CheckGate.Run(good).IsOpen);
        Assert.False(CheckGate.Run(good with { Tests = Tally(10, 1, 1) }).IsOpen);
        Assert.False(CheckGate.Run(good with { Tests = Tally(3, 3, 0) }).IsOpen);
        Assert.False(CheckGate.Run(good with { Coverage = new(100, 79, 0, 0) }).IsOpen);
        Assert.False(CheckGate.Run(good with { OpenCritical = 1 }).IsOpen);
        Assert.False(CheckGate.Run(good with { BudgetLeft = 0.09 }).IsOpen);
        Assert.True(CheckGate.Run(good with { BudgetLeft = 0, IsFix = true }).IsOpen);
    }

    [Fact]
    public void What_is_not_known_keeps_the_gate_shut_and_says_so()
    {
        var verdict = CheckGate.Run(new(rules, null, null, null, null, false));
        Assert.Equal(
            ["no report of tests", "no report of coverage", "security findings are not known", "the error budget is not known"],
            verdict.Conditions.Where(condition => !condition.IsMet).Select(condition => condition.Reason));
        Assert.True(CheckGate.Run(new(rules, null, null, null, null, true)).Conditions[^1].IsMet);
    }

    [Fact]
    public void A_test_that_held_once_and_failed_once_is_flaky_and_counts_as_failed()
    {
        var report = new TestReport("junit", "r.xml", [new("s", [Case("t", TestOutcome.Passed), Case("t", TestOutcome.Failed),
            Case("", TestOutcome.Passed), Case("", TestOutcome.Skipped)])], new(4, 1, 1, 0), 0);
        var outcome = CountTests.Run([report]);
        Assert.Equal(["flaky-test", "nameless-test"], SharedFiles.FindingsOf(outcome));
        var tally = outcome.OrThrow();
        Assert.Equal((3, 1, 1, 1), (tally.Tests, tally.Passed, tally.Skipped, tally.Failed));
        Assert.Equal((2, 1), (Assert.Single(tally.Bad).Runs, tally.Bad[0].BadRuns));
    }

    private static TestCase Case(string name, TestOutcome outcome) => new("c", name, outcome, 0, "", "", "", null);

    private static TestTally Tally(int tests, int skipped, int failed) => new(1, 1, tests, skipped, failed, 0, new(tests, skipped, failed,
        0), 1, []);

    private static CoverageReport Report(params (string File, int Line, long Hits, int Taken)[] lines) => new("r", [.. lines.Select(line =>
        new CoveredClass("m", "c", line.File, [new(line.Line, line.Hits, 2, line.Taken)]))]);
}
