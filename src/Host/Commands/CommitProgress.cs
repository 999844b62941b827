using System.Diagnostics;
using Busbar.Supply.Commitment.Systems;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary>Prints how a solve goes on: every improvement with <c>--trace</c>, otherwise one line a second to a person who
/// watches.</summary>
internal sealed class CommitProgress(CommandScope scope, Stopwatch watch, bool isTrace)
{
    private const double SecondsBetween = 1;

    private readonly Lock gate = new();
    private double printedAt = double.NegativeInfinity;

    public void Report(SolveProgress progress)
    {
        var isWatched = scope.Terminal.Profile.Capabilities.Interactive && !scope.IsJson;
        if (!isTrace && !isWatched) return;
        lock (gate)
        {
            var now = watch.Elapsed.TotalSeconds;
            if (!isTrace && now < printedAt + SecondsBetween) return;
            printedAt = now;
            var cost = "no schedule yet";
            if (double.IsFinite(progress.ObjectiveUsd))
            {
                var gap = (progress.ObjectiveUsd - progress.LowerBoundUsd) / Math.Abs(progress.ObjectiveUsd);
                cost = FormattableString.Invariant($"cost {progress.ObjectiveUsd:N2}  gap {gap:P3}");
            }
            scope.Terminal.WriteLine(FormattableString.Invariant(
                $"{progress.Seconds,8:0.00} s  {cost}  bound {progress.LowerBoundUsd:N2}  {progress.Step}"));
        }
    }
}
