using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Commitment.Systems;
using static System.FormattableString;

namespace Busbar.Supply.Commitment.Systems.Rules;

/// <summary>What plants that may be curtailed and stores must say of themselves.</summary>
internal static class PlantRules
{
    /// <summary>Energy may miss a target by so many MWh, relative to the store, from rounding.</summary>
    private const double Rounding = 1e-6;

    public static Refusal? Of(CaseRenewable plant, int hours, CasePlace place)
    {
        var where = $"plant {plant.Name}";
        var refusal = place.OfHours(plant.MinMw, hours, $"{where}, minimum") ?? place.OfHours(plant.MaxMw, hours, $"{where}, maximum");
        if (refusal is not null) return refusal;
        for (var hour = 0; hour < hours; hour++)
        {
            var (min, max) = (plant.MinMw[hour], plant.MaxMw[hour]);
            if (min < 0) return place.Refuse("negative-capacity", Invariant($"minimum output is {min} MW"), CasePlace.At(where, hour),
                "Give 0 MW or more.");
            if (min > max) return place.Refuse("limits-crossed", Invariant($"minimum output {min} MW is above maximum {max} MW"),
                CasePlace.At(where, hour), "Correct the bounds.");
        }
        return null;
    }

    public static Refusal? Of(CaseStorage store, int hours, CasePlace place)
    {
        var where = $"store {store.Name}";
        if (place.NotNegative("negative-capacity", where, "Correct the limit.", ("charging power", store.ChargeMw),
            ("discharging power", store.DischargeMw), ("energy", store.EnergyMwh)) is { } negative) return negative;
        if (!(store.RoundTripEfficiency is > 0 and <= 1))
            return place.Refuse("efficiency", Invariant($"{store.RoundTripEfficiency} of what is charged comes back"), where,
                "Give a share above 0 and up to 1.");
        foreach (var (name, mwh) in new[] { ("before", store.InitialMwh), ("at last", store.FinalMwh) })
            if (!(mwh >= 0 && mwh <= store.EnergyMwh))
                return place.Refuse("contradictory-state", Invariant($"{mwh} MWh {name} do not fit a store of 0 to {store.EnergyMwh} MWh"),
                    where,
                    "Correct the energy held.");
        var most = store.InitialMwh + hours * store.ChargeMw * store.RoundTripEfficiency;
        return store.FinalMwh <= most + Rounding * (1 + store.EnergyMwh) ? null
            : place.Refuse("target-out-of-reach",
                Invariant($"it must hold {store.FinalMwh} MWh at last; charging in every hour gives {most} MWh"),
                where, "Lower what it must hold at last.");
    }
}
