using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>What a system's commitment is found from.</summary>
/// <param name="Case">The problem.</param>
/// <param name="GapTarget">Stop when (cost − bound) ÷ cost is at most this, for example 0.001.</param>
/// <param name="Threads">Threads to work with, at least 1. Work that ends before its time is the same for any number.</param>
/// <param name="ElapsedSeconds">Seconds since the caller began; the stage has no clock of its own.</param>
/// <param name="TimeLimitSeconds">Stop when that many seconds have passed.</param>
/// <param name="Seed">Seed of all chance.</param>
/// <param name="Yesterday">A schedule of the case, or of one that began a day earlier, to start from.</param>
/// <param name="Progress">Called whenever the cost or the bound gets better.</param>
public sealed record CommitSystemInputs(
    CommitmentCase Case, double GapTarget, int Threads, Func<double> ElapsedSeconds, double TimeLimitSeconds, ulong Seed,
    SystemSchedule? Yesterday, Action<SolveProgress>? Progress);

/// <summary>How far the search is.</summary>
/// <param name="Seconds">Seconds since the caller began.</param>
/// <param name="ObjectiveUsd">Cost of the best schedule; infinite before there is one.</param>
/// <param name="LowerBoundUsd">No schedule costs less.</param>
/// <param name="Step">What found it.</param>
public sealed record SolveProgress(double Seconds, double ObjectiveUsd, double LowerBoundUsd, string Step);

/// <summary>The schedule, and how it came about.</summary>
public sealed record SystemSolution(SystemSchedule Schedule, ImmutableArray<SolveProgress> Progress);
