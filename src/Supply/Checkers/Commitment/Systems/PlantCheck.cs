using Busbar.Supply.Handoffs.Commitment.Systems;
using static System.FormattableString;

namespace Busbar.Supply.Checkers.Commitment.Systems;

/// <summary>Plants that may be curtailed (24), and stores: power limits, one direction at a time, the energy held.</summary>
internal static class PlantCheck
{
    public static void Run(CaseRenewable plant, RenewableDispatch day, CaseFaults found)
    {
        for (var hour = 0; hour < day.OutputMw.Length; hour++)
        {
            var (mw, min, max) = (day.OutputMw[hour], plant.MinMw[hour], plant.MaxMw[hour]);
            if (CaseFaults.Exceeds(min, mw) || CaseFaults.Exceeds(mw, max))
                found.Add("check-plant", Invariant($"delivers {mw} MW outside {min} to {max}"), plant.Name, hour);
        }
    }

    public static void Run(CaseStorage store, StorageDispatch day, CaseFaults found)
    {
        var held = store.InitialMwh;
        for (var hour = 0; hour < day.ChargeMw.Length; hour++)
        {
            var (charge, discharge, stored) = (day.ChargeMw[hour], day.DischargeMw[hour], day.StoredMwh[hour]);
            if (IsOutside(charge, store.ChargeMw) || IsOutside(discharge, store.DischargeMw))
                found.Add("check-store-power",
                    Invariant($"charges {charge} and discharges {discharge} MW; limits {store.ChargeMw} and {store.DischargeMw}"),
                    store.Name, hour);
            if (Math.Min(charge, discharge) > CaseFaults.Slack(0))
                found.Add("check-store-direction", Invariant($"charges {charge} MW while it discharges {discharge} MW"), store.Name, hour);
            if (IsOutside(stored, store.EnergyMwh))
                found.Add("check-store-energy", Invariant($"holds {stored} MWh; its store takes 0 to {store.EnergyMwh}"), store.Name, hour);
            var expected = held + store.RoundTripEfficiency * charge - discharge;
            if (Math.Abs(stored - expected) > CaseFaults.Slack(store.EnergyMwh))
                found.Add("check-store-balance", Invariant($"holds {stored} MWh; what goes in and out leaves {expected}"), store.Name,
                    hour);
            held = stored;
        }
        if (CaseFaults.Exceeds(store.FinalMwh, held))
            found.Add("check-store-final", Invariant($"holds {held} MWh at last; {store.FinalMwh} are asked for"), store.Name);
    }

    private static bool IsOutside(double value, double most) => CaseFaults.Exceeds(-value, 0) || CaseFaults.Exceeds(value, most);
}
