using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Commitment.Systems;
using static System.FormattableString;

namespace Busbar.Supply.Checkers.Commitment.Systems;

/// <summary>Checks a system's schedule against its case by its own route, sharing no code with the solver, the gateways or the exports:
/// every limit of every unit, the balance, the reserves, the budgets, the shortages it states, its starts and its cost. It answers with
/// what is wrong, nothing when all is right. Powers and energies are compared to 0.0001 MW (MWh), sums above 10,000 MW to 1e-8 of
/// themselves; costs to a millionth. Equations in brackets are those of pglib-uc, MODEL.tex.</summary>
public static class CheckSystemSchedule
{
    /// <summary>Everything wrong with a schedule.</summary>
    /// <param name="given">The case, which <c>CaseRules</c> has passed.</param>
    /// <param name="schedule">Its answer.</param>
    public static ImmutableArray<Finding> Run(CommitmentCase given, SystemSchedule schedule)
    {
        var found = new CaseFaults(schedule.Case);
        ScheduleShape.Run(given, schedule, found);
        // A schedule that does not say the same units and hours as its case cannot be read any further.
        if (!found.IsClean) return found.ToImmutable();
        for (var i = 0; i < given.Thermal.Length; i++) UnitCheck.Run(given.Thermal[i], schedule.Thermal[i], found);
        for (var i = 0; i < given.Renewable.Length; i++) PlantCheck.Run(given.Renewable[i], schedule.Renewable[i], found);
        for (var i = 0; i < given.Storage.Length; i++) PlantCheck.Run(given.Storage[i], schedule.Storage[i], found);
        RequirementCheck.Run(given, schedule, found);
        CheckCost(given, schedule, found);
        return found.ToImmutable();
    }

    private static void CheckCost(CommitmentCase given, SystemSchedule schedule, CaseFaults found)
    {
        var cost = ScheduleCost.Usd(given, schedule);
        var slack = CaseFaults.CostTolerance * (1 + Math.Abs(cost));
        var (claimed, bound) = (schedule.ObjectiveUsd, schedule.LowerBoundUsd);
        // What a shortage costs is the solver's to set; that it costs something is not.
        if (schedule.Shortages.IsEmpty ? Math.Abs(claimed - cost) > slack : claimed < cost - slack)
            found.Add("check-objective", Invariant($"claims a cost of {claimed} USD; its hours and starts cost {cost} USD"), "objective");
        if (bound > claimed + CaseFaults.CostTolerance * (1 + Math.Abs(claimed)))
            found.Add("check-bound", Invariant($"the lower bound {bound} USD is above the cost {claimed} USD"), "bound");
    }
}
