using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Commitment.Masters;

namespace Busbar.Supply.Commitment.Master;

/// <summary>What a unit of the master must not contradict in itself.</summary>
internal static class MasterRules
{
    private const decimal ShareRounding = 0.000001m;

    /// <summary>The first fault, placed by the caller, or null.</summary>
    public static Refusal? Of(UnitMaster master, Func<int, string> place) =>
        master.Units.Select((unit, i) => Of(unit, $"{place(i)} unit {unit.Name}")).FirstOrDefault(fault => fault is not null);

    private static Refusal? Of(MasterUnit unit, string where) => OfLimits(unit, where) ?? OfRamps(unit, where) ?? OfStarts(unit, where)
        ?? OfFuel(unit, where) ?? OfEvents(unit, where);

    /// <summary>True when none is negative and each is at least the one before; a unit that runs needs a minimum above 0.</summary>
    public static bool IsInOrder(OutputLimits limits) =>
        limits.EmergencyMin.Value >= 0 && limits.EconomicMin >= limits.EmergencyMin && limits.EconomicMax >= limits.EconomicMin
        && limits.EmergencyMax >= limits.EconomicMax;

    private static Refusal? OfLimits(MasterUnit unit, string where)
    {
        var wrong = unit.ByHour.Select(hours => hours.Limits).Prepend(unit.Limits)
            .FirstOrDefault(limits => !IsInOrder(limits) || limits.EconomicMin.Value <= 0);
        return wrong is null ? null
            : new("master-limits", $"emergency {wrong.EmergencyMin} to {wrong.EmergencyMax}, economic {wrong.EconomicMin} to "
                + $"{wrong.EconomicMax}; expected emergency minimum ≤ economic minimum ≤ economic maximum ≤ emergency maximum, economic "
                + "minimum above 0", $"{where}, limits", "Correct the limits.");
    }

    private static Refusal? OfRamps(MasterUnit unit, string where)
    {
        var isAscending = unit.Ramps.Zip(unit.Ramps.Skip(1)).All(pair => pair.First.UpTo < pair.Second.UpTo);
        return !unit.Ramps.IsEmpty && isAscending && unit.Ramps[^1].UpTo >= unit.Limits.EmergencyMax ? null
            : new("master-ramps", $"the bands do not ascend to the emergency maximum {unit.Limits.EmergencyMax}", $"{where}, ramps",
                "Give bands in ascending order, the last up to the emergency maximum or beyond.");
    }

    private static Refusal? OfStarts(MasterUnit unit, string where)
    {
        var starts = unit.Starts;
        var isInOrder = starts.Zip(starts.Skip(1)).All(pair => pair.First.Temperature < pair.Second.Temperature
            && pair.First.HoursOffAtLeast < pair.Second.HoursOffAtLeast);
        if (starts.IsEmpty || !isInOrder || starts[0].HoursOffAtLeast > unit.Times.MinDownHours)
            return new("master-starts", "start types must go from hot to cold, each after more hours off than the last, the first after no "
                + $"more than the minimum down time {unit.Times.MinDownHours} h", $"{where}, starts", "Correct the start types.");
        return unit.Times.StartsPerWeek >= unit.Times.StartsPerDay ? null
            : new("master-starts", $"{unit.Times.StartsPerWeek} starts a week are fewer than {unit.Times.StartsPerDay} a day",
                $"{where}, times", "Correct the counts.");
    }

    private static Refusal? OfFuel(MasterUnit unit, string where)
    {
        var shares = unit.Fuel.Primary.Concat(unit.Fuel.Alternate).ToList();
        string? what = null;
        if (unit.Fuel.Primary.IsEmpty || !SumsToOne(unit.Fuel.Primary) || !unit.Fuel.Alternate.IsEmpty && !SumsToOne(unit.Fuel.Alternate))
            what = "the heat shares of a blend do not add up to 1";
        else if (shares.All(share => share.Fuel != unit.Fuel.StartFuel))
            what = $"the start fuel '{unit.Fuel.StartFuel}' is not among its fuels";
        else if (unit.Fuel.Choice != FuelChoice.Primary && unit.Fuel.Alternate.IsEmpty)
            what = "it chooses between fuels, and has no alternate";
        return what is null ? null : new("master-fuel", what, $"{where}, fuel", "Correct the fuels.");
    }

    private static bool SumsToOne(IEnumerable<FuelShare> blend) => Math.Abs(blend.Sum(share => share.HeatShare) - 1) <= ShareRounding;

    private static Refusal? OfEvents(MasterUnit unit, string where)
    {
        var twice = unit.Events.GroupBy(one => one.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null)
            return new("master-events", $"two events are called {twice}", $"{where}, events", "Give each event an id of its own.");
        var lost = unit.Events.OfType<UnitEventCancelled>()
            .FirstOrDefault(cancel => unit.Events.All(one => one.Id != cancel.Cancels || one.KnownAt > cancel.KnownAt));
        return lost is null ? null
            : new("master-events", $"event {lost.Id} cancels {lost.Cancels}, which was not known by then", $"{where}, events",
                "Name an event of the same unit that was known earlier.");
    }
}
