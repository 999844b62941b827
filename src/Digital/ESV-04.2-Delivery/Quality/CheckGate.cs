using System.Collections.Immutable;
using Busbar.Digital.Delivery.Tests;

namespace Busbar.Digital.Delivery.Quality;

/// <summary>What a build must show before it goes out.</summary>
/// <param name="CoverageLeast">Covered lines in percent, 0 to 100.</param>
/// <param name="CriticalMost">Open critical findings of security at most.</param>
/// <param name="BudgetLeast">Share of the error budget that must be left, 0 to 1; the part of a service policy that stops features when
/// the budget is spent.</param>
public sealed record GateRules(double CoverageLeast, int CriticalMost, double BudgetLeast);

/// <summary>What the build shows; what is not known is null and does not pass.</summary>
/// <param name="IsFix">True for a change that only mends: it may pass a spent error budget.</param>
public sealed record GateInputs(
    GateRules Rules, TestTally? Tests, CoverageTotal? Coverage, int? OpenCritical, double? BudgetLeft, bool IsFix);

/// <summary>One condition of the gate.</summary>
/// <param name="Name">In words: <c>tests pass</c>.</param>
/// <param name="Reason">What was found against what is asked.</param>
public sealed record GateCondition(string Name, bool IsMet, string Reason);

/// <summary>The gate's word, with a reason for every condition.</summary>
public sealed record GateVerdict(ImmutableArray<GateCondition> Conditions)
{
    /// <summary>True when every condition is met.</summary>
    public bool IsOpen => Conditions.All(condition => condition.IsMet);
}

/// <summary>Says whether a build may go out: its tests held, enough is covered, no critical finding is open, the error budget is not spent.
/// </summary>
public static class CheckGate
{
    /// <summary>The verdict.</summary>
    public static GateVerdict Run(GateInputs inputs) => new(
    [
        inputs.Tests is not { } tests ? new("tests pass", false, "no report of tests")
            : tests.Tests - tests.Skipped == 0 ? new("tests pass", false, "no test ran")
            : new("tests pass", tests.Failed + tests.Errored == 0,
                $"{tests.Failed + tests.Errored} of {tests.Tests} did not hold, {tests.Skipped} did not run"),
        inputs.Coverage?.LinePercent is not { } covered ? new("enough is covered", false, "no report of coverage")
            : new("enough is covered", covered >= inputs.Rules.CoverageLeast,
                FormattableString.Invariant($"{covered:0.0} % of lines, {inputs.Rules.CoverageLeast:0.0} % are asked")),
        inputs.OpenCritical is not { } open ? new("no critical finding is open", false, "security findings are not known")
            : new("no critical finding is open", open <= inputs.Rules.CriticalMost,
                $"{open} critical findings open, {inputs.Rules.CriticalMost} may be"),
        inputs.BudgetLeft is not { } left ? new("error budget is left", inputs.IsFix, inputs.IsFix ? "a fix may pass"
                : "the error budget is not known")
            : new("error budget is left", inputs.IsFix || left >= inputs.Rules.BudgetLeast, FormattableString.Invariant(
                $"{100 * left:0.0} % left, {100 * inputs.Rules.BudgetLeast:0.0} % are asked{(inputs.IsFix ? "; a fix may pass" : "")}")),
    ]);
}
