using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>Commits a horizon of more hours than one search holds: windows of two days, of which the first day is kept and its end carried
/// on, each with its share of the time that is left. Budgets and start limits are shared out by load. The lower bound adds up duals of
/// blocks of hours that begin in any state and know no budget, so that it holds for the whole.</summary>
internal sealed class RollingHorizon(CommitSystemInputs inputs)
{
    private const int Window = 48;
    private const int Kept = 24;
    private readonly List<SolveProgress> progress = [];

    public SystemSolution Run()
    {
        var whole = inputs.Case;
        var before = whole.Thermal.Select(unit => unit.Before).ToImmutableArray();
        var stored = whole.Storage.Select(store => store.InitialMwh).ToImmutableArray();
        var parts = new List<SystemSchedule>();
        var shortageUsd = 0d;
        for (var from = 0; from < whole.Hours;)
        {
            var hours = whole.Hours - from <= SystemModel.MostHours ? whole.Hours - from : Window;
            var kept = hours == whole.Hours - from ? hours : Kept;
            // What the windows leave of the time is for the bound.
            var left = Math.Max(0, inputs.TimeLimitSeconds - inputs.ElapsedSeconds());
            var limit = inputs.ElapsedSeconds() + 0.6 * left * kept / (whole.Hours - from);
            var solved = CommitSystem.OfWindow(inputs with
            {
                Case = WindowOf.Run(whole, from, hours, before, stored), TimeLimitSeconds = limit, Progress = null, Yesterday = null,
            });
            parts.Add(Scheduling.FirstHours(solved.Schedule, kept));
            shortageUsd += solved.ShortageUsdPerMw * parts[^1].Shortages.Sum(each => each.Amount);
            before = [.. before.Select((state, i) => Scheduling.After(state, parts[^1].Thermal[i]))];
            stored = [.. stored.Select((_, i) => parts[^1].Storage[i].StoredMwh[^1])];
            from += kept;
            Report(double.PositiveInfinity, double.NegativeInfinity, $"hours to {from}");
        }
        var bound = Bound(whole);
        var schedule = Scheduling.Join(whole, parts, shortageUsd, bound);
        Report(schedule.ObjectiveUsd, schedule.LowerBoundUsd, "whole horizon");
        return new(schedule, [.. progress], shortageUsd / Math.Max(1e-9, schedule.Shortages.Sum(each => each.Amount)));
    }

    private double Bound(CommitmentCase whole)
    {
        var sum = 0d;
        var states = whole.Thermal.Select(unit => unit.Before).ToImmutableArray();
        var stored = whole.Storage.Select(store => store.InitialMwh).ToImmutableArray();
        for (var from = 0; from < whole.Hours; from += Window)
        {
            var hours = Math.Min(Window, whole.Hours - from);
            var block = WindowOf.Run(whole, from, hours, states, stored);
            block = block with { Budgets = [], Thermal = [.. block.Thermal.Select(unit => unit with { MostStarts = null })] };
            var limit = inputs.ElapsedSeconds() + (inputs.TimeLimitSeconds - inputs.ElapsedSeconds()) * hours / (whole.Hours - from);
            sum += DualBound.Of(SystemModel.Of(block, isFreeBefore: from > 0), inputs.Threads, () => inputs.ElapsedSeconds() >= limit);
        }
        return sum;
    }

    private void Report(double usd, double bound, string step)
    {
        progress.Add(new(inputs.ElapsedSeconds(), usd, bound, step));
        inputs.Progress?.Invoke(progress[^1]);
    }
}
