using Busbar.Supply.Commitment.Systems.Dispatch;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>Commits a system with stores: the dual plans units and stores together and proves the bound; then the stores' hours are held
/// and the units committed for the load that is left, and the stores drawn step by step towards their best at the prices that come of it.
/// Source of the steps: Frank and Wolfe, Naval Research Logistics Quarterly 3, 1956, 95-110.</summary>
internal sealed class StoredSystem(CommitSystemInputs inputs)
{
    private const int Rounds = 4;
    private const double DualShare = 0.2;
    private const int Refinements = 12;
    private const double DispatchTolerance = 1e-9;
    private readonly List<SolveProgress> progress = [];
    private SystemSchedule? best;
    private double bound;
    private double shortageUsd;

    public SystemSolution Run()
    {
        var @case = inputs.Case;
        var limit = inputs.ElapsedSeconds() + DualShare * (inputs.TimeLimitSeconds - inputs.ElapsedSeconds());
        var dual = DualBound.Search(SystemModel.Of(@case), inputs.Threads, () => inputs.ElapsedSeconds() >= limit);
        bound = dual.Bound;
        Report("dual");
        var plans = StorePlans.Mixed(@case, dual);
        for (var round = 0; round < Rounds; round++)
        {
            var left = inputs.TimeLimitSeconds - inputs.ElapsedSeconds();
            if (best is not null && (left <= 0 || best.Gap <= inputs.GapTarget)) break;
            var plansBefore = plans;
            var answer = new SystemSearch(inputs with
            {
                Case = plans.Net(@case), Progress = null, Yesterday = null,
                TimeLimitSeconds = inputs.ElapsedSeconds() + Math.Max(0, left) / (Rounds - round),
            }).Run();
            shortageUsd = answer.ShortageUsdPerMw;
            var solved = answer.Schedule with { Case = @case.Name, LowerBoundUsd = bound, Storage = plans.ToDispatch() };
            plans = Refine(plans, solved);
            solved = Dispatch(plans, solved) is { } refined ? refined : solved with { Storage = plansBefore.ToDispatch() };
            if (best is null || Missing(solved) < Missing(best) - 1e-3
                || Missing(solved) <= Missing(best) + 1e-3 && solved.ObjectiveUsd < best.ObjectiveUsd)
            {
                best = solved with { LowerBoundUsd = Math.Min(bound, solved.ObjectiveUsd) };
                Report("stores");
            }
            if (StorePlans.At(@case, solved.EnergyUsdPerMwh.AsSpan()) is { } towards) plans = plans.Towards(towards, 1d / (round + 3));
        }
        return new(best!, [.. progress], shortageUsd);
    }

    /// <summary>Draws the stores towards their best at the prices of a held commitment, as far as that helps, until it does no
    /// more.</summary>
    private StorePlans Refine(StorePlans plans, SystemSchedule solved)
    {
        var now = Dispatch(plans, solved);
        for (var i = 0; i < Refinements && now is not null && inputs.ElapsedSeconds() < inputs.TimeLimitSeconds; i++)
        {
            if (StorePlans.At(inputs.Case, now.EnergyUsdPerMwh.AsSpan()) is not { } towards) return plans;
            var found = false;
            for (var share = 1d; share > 0.02 && !found; share /= 2)
            {
                var tried = plans.Towards(towards, share);
                if (Dispatch(tried, solved) is not { } next || next.ObjectiveUsd >= now.ObjectiveUsd - 1e-9
                    * Math.Abs(now.ObjectiveUsd)) continue;
                (plans, now, found) = (tried, next, true);
            }
            if (!found) break;
        }
        return plans;
    }

    /// <summary>A commitment dispatched for the load that plans of the stores leave.</summary>
    private SystemSchedule? Dispatch(StorePlans plans, SystemSchedule solved)
    {
        var model = SystemModel.Of(plans.Net(inputs.Case));
        var patterns = solved.Thermal.Select(unit => HoursOn.Of(unit.IsOn.AsSpan())).ToArray();
        var dispatcher = new Dispatcher(model, shortageUsd, inputs.Threads, () => inputs.ElapsedSeconds() >= inputs.TimeLimitSeconds);
        return dispatcher.Solve(patterns, new double[model.Rows.Fixed], DispatchTolerance, double.PositiveInfinity) is { } dispatch
            ? ScheduleOf.Run(model, patterns, bound, shortageUsd, dispatch) with { Case = inputs.Case.Name, Storage = plans.ToDispatch() }
            : null;
    }

    private static double Missing(SystemSchedule schedule) => schedule.Shortages.Sum(each => each.Amount);

    private void Report(string step)
    {
        progress.Add(new(inputs.ElapsedSeconds(), best is { Shortages.IsEmpty: true } ? best.ObjectiveUsd : double.PositiveInfinity,
            bound, step));
        inputs.Progress?.Invoke(progress[^1]);
    }
}
