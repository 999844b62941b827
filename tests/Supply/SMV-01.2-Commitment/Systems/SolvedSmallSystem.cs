using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Checkers.Commitment.Systems;
using Busbar.Supply.Commitment.Systems;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Tests.Systems;

/// <summary>A random small case, its best cost by brute force (infinite when something must be missing), and what the solver made of it
/// within so many looks at the clock.</summary>
internal sealed record SolvedSmallSystem(int Seed, CommitmentCase Case, double Best, SystemSolution? Solution, string Failure)
{
    public const int Looks = 6_000;
    private const int Cases = 400;

    public SystemSchedule Schedule => Solution!.Schedule;

    public bool CanBeMet => double.IsFinite(Best);

    public ImmutableArray<Finding> Faults => CheckSystemSchedule.Run(Case, Schedule);

    /// <summary>Slack for sums of costs.</summary>
    public double Slack => 1e-6 * (1 + Math.Abs(Best));

    private static readonly Lazy<ImmutableArray<SolvedSmallSystem>> all = new(() =>
        [.. Enumerable.Range(0, Cases).Select(SmallCases.Draw).Select((given, seed) => (given, seed))
            .Where(each => CaseRules.Of(each.given) is null).AsParallel().AsOrdered().WithDegreeOfParallelism(2)
            .Select(each => Solve(each.seed, each.given))]);

    public static ImmutableArray<SolvedSmallSystem> All => all.Value;

    /// <summary>Those with stores, or those without.</summary>
    public static IEnumerable<SolvedSmallSystem> Answered(bool hasStore) =>
        All.Where(each => each.Solution is not null && each.Case.Storage.IsEmpty != hasStore);

    /// <summary>Inputs whose clock moves one second each time it is looked at.</summary>
    public static CommitSystemInputs Inputs(CommitmentCase given, double gap, int looks)
    {
        var looked = 0;
        return new(given, gap, 1, () => looked++, looks, 7, null, null);
    }

    private static SolvedSmallSystem Solve(int seed, CommitmentCase given)
    {
        var best = BruteForceSystem.Best(given);
        try
        {
            return new(seed, given, best, CommitSystem.Run(Inputs(given, 0, Looks)).OrThrow(), "");
        }
        catch (Exception fault) when (fault is ArithmeticException or ArgumentException or InvalidOperationException
            or IndexOutOfRangeException or NullReferenceException or KeyNotFoundException)
        {
            return new(seed, given, best, null, $"{seed}: {fault.GetType().Name} {fault.StackTrace?.Split('\n')[0].Trim()}");
        }
    }
}
