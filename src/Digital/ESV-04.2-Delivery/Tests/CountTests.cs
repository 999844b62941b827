using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Delivery.Tests;

/// <summary>A test that did not hold.</summary>
/// <param name="Suite">The suite of its gravest run.</param>
/// <param name="Case">That run, the first of the gravest.</param>
/// <param name="Runs">How often it ran.</param>
/// <param name="BadRuns">How many of the runs failed or broke.</param>
public sealed record FailedTest(string Suite, TestCase Case, int Runs, int BadRuns);

/// <summary>What the tests of a build said together.</summary>
/// <param name="Files">Reports counted.</param>
/// <param name="Suites">Their suites.</param>
/// <param name="Tests">Tests, each once by file, class and name, whatever the number of its runs.</param>
/// <param name="Skipped">Tests of which no run said anything.</param>
/// <param name="Failed">Tests with a failed run and none that broke.</param>
/// <param name="Errored">Tests with a run that broke.</param>
/// <param name="Runs">The reports' own counts of runs.</param>
/// <param name="Seconds">The reports' times together.</param>
/// <param name="Bad">Tests that failed or broke, in the order of the reports.</param>
public sealed record TestTally(
    int Files, int Suites, int Tests, int Skipped, int Failed, int Errored, RunCounts Runs, double Seconds, ImmutableArray<FailedTest> Bad)
{
    /// <summary>Tests that held.</summary>
    public int Passed => Tests - Skipped - Failed - Errored;
}

/// <summary>Counts the tests of a build's reports: a test is one however often it ran, and is as good as its worst run. Finds tests that
/// both held and did not (<c>flaky-test</c>) and tests without a name (<c>nameless-test</c>).</summary>
public static class CountTests
{
    /// <summary>The tally.</summary>
    public static Outcome<TestTally> Run(ImmutableArray<TestReport> reports)
    {
        var tests = reports.SelectMany(report => report.Suites.SelectMany(suite => suite.Cases.Select(one => (Suite: suite.Name,
            Case: one))))
            // Runs without a name cannot be told to be of one test.
            .Select((run, index) => (run.Suite, run.Case, Nameless: run.Case.Name.Length == 0 ? index : -1))
            .GroupBy(run => (run.Case.File, run.Case.Class, run.Case.Name, run.Nameless))
            .Select(runs => (runs.Key, Runs: runs.ToArray(), Worst: runs.MaxBy(run => Gravity(run.Case.Outcome))))
            .ToArray();
        // A report that only states its counts is taken at its word.
        var bare = Sum(reports.Where(report => report.Suites.All(suite => suite.Cases.IsEmpty)));
        int Of(TestOutcome outcome) => tests.Count(test => test.Worst.Case.Outcome == outcome);
        var tally = new TestTally(reports.Length, reports.Sum(report => report.Suites.Length), tests.Length + bare.Runs,
            Of(TestOutcome.Skipped) + bare.Skipped, Of(TestOutcome.Failed) + bare.Failed, Of(TestOutcome.Errored) + bare.Errored,
            Sum(reports),
            reports.Sum(report => report.Seconds),
            [.. tests.Where(test => IsBad(test.Worst.Case.Outcome)).Select(test => new FailedTest(test.Worst.Suite, test.Worst.Case,
                test.Runs.Length, test.Runs.Count(run => IsBad(run.Case.Outcome))))]);
        var flaky = tests.Where(test => IsBad(test.Worst.Case.Outcome) && test.Runs.Any(run => run.Case.Outcome == TestOutcome.Passed))
            .Select(test => new Finding("flaky-test", Severity.Warning,
                $"It held {test.Runs.Count(run => run.Case.Outcome == TestOutcome.Passed)} times of {test.Runs.Length}",
                $"{test.Key.Class} {test.Key.Name}".Trim(), "counted it as not held"));
        var nameless = tests.Where(test => test.Key.Name.Length == 0).Select(test => new Finding("nameless-test", Severity.Warning,
            "A test has no name", test.Runs[0].Suite, "counted it as a test of its own")).Take(1);
        return Outcome.Of(tally, flaky.Concat(nameless));
    }

    private static RunCounts Sum(IEnumerable<TestReport> reports) => reports.Select(report => report.Stated).Aggregate(
        new RunCounts(0, 0, 0, 0), (sum, one) => new(checked(sum.Runs + one.Runs), checked(sum.Skipped + one.Skipped),
            checked(sum.Failed + one.Failed), checked(sum.Errored + one.Errored)));

    private static bool IsBad(TestOutcome outcome) => outcome is TestOutcome.Failed or TestOutcome.Errored;

    // A test that ran once and was skipped once has said something.
    private static int Gravity(TestOutcome outcome) => outcome switch
    {
        TestOutcome.Skipped => 0, TestOutcome.Passed => 1, TestOutcome.Failed => 2, _ => 3,
    };
}
