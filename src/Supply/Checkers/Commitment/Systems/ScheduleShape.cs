using Busbar.Supply.Handoffs.Commitment.Systems;
using static System.FormattableString;

namespace Busbar.Supply.Checkers.Commitment.Systems;

/// <summary>A schedule names its case, has one entry for each unit, plant and store in the case's order, and one finite number an
/// hour.</summary>
internal static class ScheduleShape
{
    public static void Run(CommitmentCase given, SystemSchedule schedule, CaseFaults found)
    {
        var hours = given.Hours;
        if (schedule.Case != given.Name) found.Add("check-case", $"answers {schedule.Case}; the case is {given.Name}", "case");
        if (!double.IsFinite(schedule.ObjectiveUsd)) found.Add("check-not-finite", Invariant($"claims {schedule.ObjectiveUsd} USD"),
            "objective");
        if (double.IsNaN(schedule.LowerBoundUsd) || double.IsPositiveInfinity(schedule.LowerBoundUsd))
            found.Add("check-not-finite", Invariant($"claims at least {schedule.LowerBoundUsd} USD"), "bound");
        Names(given.Thermal.Select(unit => unit.Name), schedule.Thermal.Select(unit => unit.Unit), "thermal units", found);
        Names(given.Renewable.Select(plant => plant.Name), schedule.Renewable.Select(plant => plant.Plant), "plants", found);
        Names(given.Storage.Select(store => store.Name), schedule.Storage.Select(store => store.Store), "stores", found);
        foreach (var unit in schedule.Thermal)
        {
            if (unit.IsOn.Length != hours)
                found.Add("check-hours", Invariant($"{unit.IsOn.Length} hours on or off; the case has {hours}"), unit.Unit);
            Numbers(unit.OutputMw, hours, unit.Unit, found);
            Numbers(unit.SpinningMw, hours, unit.Unit, found);
            Numbers(unit.DownwardMw, hours, unit.Unit, found);
        }
        foreach (var plant in schedule.Renewable) Numbers(plant.OutputMw, hours, plant.Plant, found);
        foreach (var store in schedule.Storage)
        {
            Numbers(store.ChargeMw, hours, store.Store, found);
            Numbers(store.DischargeMw, hours, store.Store, found);
            Numbers(store.StoredMwh, hours, store.Store, found);
        }
        if (!schedule.EnergyUsdPerMwh.IsEmpty) Numbers(schedule.EnergyUsdPerMwh, hours, "energy price", found);
        if (!schedule.SpinningUsdPerMw.IsEmpty) Numbers(schedule.SpinningUsdPerMw, hours, "spinning price", found);
        foreach (var shortage in schedule.Shortages) Shortage(given, shortage, found);
        foreach (var twice in schedule.Shortages.GroupBy(each => (each.Kind, each.Hour, each.Budget)).Where(group => group.Count() > 1))
            found.Add("check-shortage", $"a shortage of {twice.Key.Kind} is stated twice", "shortages", twice.Key.Hour);
    }

    private static void Names(IEnumerable<string> wanted, IEnumerable<string> said, string kind, CaseFaults found)
    {
        var (asked, answered) = (wanted.ToList(), said.ToList());
        if (asked.SequenceEqual(answered)) return;
        var at = asked.Zip(answered).TakeWhile(pair => pair.First == pair.Second).Count();
        found.Add("check-names", Invariant($"has {answered.Count} {kind}, the case {asked.Count}; they part at entry {at + 1}"), kind);
    }

    private static void Numbers(IReadOnlyList<double> values, int hours, string where, CaseFaults found)
    {
        if (values.Count != hours) found.Add("check-hours", Invariant($"{values.Count} values; the case has {hours} hours"), where);
        for (var hour = 0; hour < values.Count; hour++)
            if (!double.IsFinite(values[hour])) found.Add("check-not-finite", Invariant($"{values[hour]} is no amount"), where, hour);
    }

    private static void Shortage(CommitmentCase given, CaseShortage shortage, CaseFaults found)
    {
        var isBudget = shortage.Kind == ShortageKind.Budget;
        var isPlaced = isBudget ? shortage.Hour == -1 && given.Budgets.Any(budget => budget.Name == shortage.Budget)
            : shortage.Hour >= 0 && shortage.Hour < given.Hours && shortage.Budget.Length == 0;
        if (!isPlaced)
            found.Add("check-shortage", $"a shortage of {shortage.Kind} names no hour or budget of the case", "shortages", shortage.Hour);
        if (!(shortage.Amount > 0 && double.IsFinite(shortage.Amount)))
            found.Add("check-shortage", Invariant($"a shortage of {shortage.Kind} is {shortage.Amount}"), "shortages", shortage.Hour);
    }
}
