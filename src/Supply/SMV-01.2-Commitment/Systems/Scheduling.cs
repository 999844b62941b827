using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>Cuts schedules at an hour, carries states on, and joins parts to the schedule of the whole.</summary>
internal static class Scheduling
{
    /// <summary>The first hours of a schedule; its costs are not told apart.</summary>
    public static SystemSchedule FirstHours(SystemSchedule schedule, int hours) => schedule with
    {
        Thermal = [.. schedule.Thermal.Select(unit => new ThermalDispatch(
            unit.Unit, unit.IsOn[..hours], unit.OutputMw[..hours], unit.SpinningMw[..hours], unit.DownwardMw[..hours]))],
        Renewable = [.. schedule.Renewable.Select(plant => new RenewableDispatch(plant.Plant, plant.OutputMw[..hours]))],
        Storage = [.. schedule.Storage.Select(store => new StorageDispatch(
            store.Store, store.ChargeMw[..hours], store.DischargeMw[..hours], store.StoredMwh[..hours]))],
        EnergyUsdPerMwh = schedule.EnergyUsdPerMwh[..hours],
        SpinningUsdPerMw = schedule.SpinningUsdPerMw.IsEmpty ? [] : schedule.SpinningUsdPerMw[..hours],
        Shortages = [.. schedule.Shortages.Where(each => each.Hour < hours)],
    };

    /// <summary>Where a unit stands after some hours.</summary>
    public static CaseState After(CaseState before, ThermalDispatch day)
    {
        var (last, same) = (day.IsOn[^1], 0);
        while (same < day.IsOn.Length && day.IsOn[^(same + 1)] == last) same++;
        if (same == day.IsOn.Length && before.IsOn == last) same += before.HoursInState;
        return new(last, same, last ? day.OutputMw[^1] : 0);
    }

    /// <summary>The parts one after another, their cost worked out anew for the whole horizon.</summary>
    public static SystemSchedule Join(CommitmentCase whole, List<SystemSchedule> parts, double shortageUsd, double bound)
    {
        var from = 0;
        var shortages = ImmutableArray.CreateBuilder<CaseShortage>();
        foreach (var part in parts)
        {
            shortages.AddRange(part.Shortages.Where(each => each.Hour >= 0).Select(each => each with { Hour = each.Hour + from }));
            from += part.EnergyUsdPerMwh.Length;
        }
        var joined = parts[0] with
        {
            Case = whole.Name,
            Thermal = [.. whole.Thermal.Select((unit, i) => new ThermalDispatch(unit.Name,
                [.. parts.SelectMany(part => part.Thermal[i].IsOn)], [.. parts.SelectMany(part => part.Thermal[i].OutputMw)],
                [.. parts.SelectMany(part => part.Thermal[i].SpinningMw)], [.. parts.SelectMany(part => part.Thermal[i].DownwardMw)]))],
            Renewable = [.. whole.Renewable.Select((plant, i) => new RenewableDispatch(
                plant.Name, [.. parts.SelectMany(part => part.Renewable[i].OutputMw)]))],
            Storage = [.. whole.Storage.Select((store, i) => new StorageDispatch(store.Name, [.. parts.SelectMany(part =>
                part.Storage[i].ChargeMw)],
                [.. parts.SelectMany(part => part.Storage[i].DischargeMw)], [.. parts.SelectMany(part => part.Storage[i].StoredMwh)]))],
            EnergyUsdPerMwh = [.. parts.SelectMany(part => part.EnergyUsdPerMwh)],
            SpinningUsdPerMw = [.. parts.SelectMany(part => part.SpinningUsdPerMw)],
            Shortages = shortages.ToImmutable(),
        };
        var usd = CostOf(whole, joined) + shortageUsd;
        return joined with { ObjectiveUsd = usd, LowerBoundUsd = Math.Min(bound, usd) };
    }

    private static double CostOf(CommitmentCase whole, SystemSchedule joined)
    {
        var usd = 0d;
        for (var i = 0; i < whole.Thermal.Length; i++)
        {
            var (unit, day) = (whole.Thermal[i], joined.Thermal[i]);
            var starts = new StartTable(unit, whole.StartRule, whole.Hours);
            var stopped = unit.Before.IsOn ? int.MaxValue : -1;
            for (var hour = 0; hour < whole.Hours; hour++)
            {
                if (!day.IsOn[hour])
                {
                    if (stopped == int.MaxValue) stopped = hour;
                    continue;
                }
                if (stopped != int.MaxValue) usd += starts.Usd(hour, stopped);
                stopped = int.MaxValue;
                usd += HourCost(unit, day.OutputMw[hour]);
            }
        }
        return usd;
    }

    private static double HourCost(CaseThermal unit, double mw)
    {
        for (var i = 1; i < unit.Cost.Length; i++)
            if (mw <= unit.Cost[i].Mw)
                return unit.Cost[i - 1].UsdPerHour + (unit.Cost[i].UsdPerHour - unit.Cost[i - 1].UsdPerHour)
                    * Math.Max(0, mw - unit.Cost[i - 1].Mw) / (unit.Cost[i].Mw - unit.Cost[i - 1].Mw);
        return unit.Cost[^1].UsdPerHour;
    }
}
