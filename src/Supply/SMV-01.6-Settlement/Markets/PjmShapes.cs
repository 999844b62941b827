using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;

namespace Busbar.Supply.Settlement.Markets;

/// <summary>The shapes that several of PJM's charge codes fill in: what load shares, what a reserve is paid, what is reconciled
/// later.</summary>
internal static class PjmShapes
{
    /// <summary>Each hour's credits, shared by real-time load.</summary>
    public static ChargeVersion SharedByLoad(Determinant credits, Determinant load, string service, string section) => new(
        PjmTerms.LoadMwh, Mwh.Unit, new Formula.Share(credits, load).As($"{service} rate", UsdPerMwh.Unit), PjmTerms.Schedule1 + section)
    {
        Step = TwoSettlement.Hour,
    };

    /// <summary>A zone's monthly requirement, shared by network peak load, a day's part of it.</summary>
    public static ChargeVersion SharedByPeak(Determinant requirement, string source) => new(PjmTerms.PeakLoad, "MW-day",
        new Formula.Share(requirement, PjmTerms.PeakLoadOfZone).DividedBy(BillingTerms.DaysInMonth), source);

    /// <summary>A resource's own monthly requirement, a day's part of it, to its credit.</summary>
    public static ChargeVersion OwnMonthly(Determinant requirement, string source) =>
        new(1m, "resource-day", -((Formula)requirement).DividedBy(BillingTerms.DaysInMonth), source) { Basis = [requirement] };

    /// <summary>What the late meter reads beyond the first, at a rate of that day.</summary>
    public static ChargeVersion Reconciled(Determinant rate) =>
        new(PjmTerms.Reconciled, Mwh.Unit, rate, "PJM Manual 28, load reconciliation; Reconciliation Billing Determinants")
        {
            Step = TwoSettlement.Hour,
        };

    /// <summary>The same at the rate that PJM posts for a line number.</summary>
    public static ChargeVersion Reconciled(string code) => Reconciled(PjmTerms.Rate(code, Mwh.Unit));

    /// <summary>A reserve by its three rules: by the hour, by five minutes, and two-settled since the reserve reform.</summary>
    public static ImmutableArray<ChargeVersion> Reserve(
        Determinant daMw, Determinant daPrice, Determinant rtMw, Determinant rtPrice, string section)
    {
        var hourly = new ChargeVersion(BillingTerms.Provided(rtMw), "MW-h", rtPrice, PjmTerms.Schedule1 + section)
        {
            Step = TwoSettlement.Hour, Until = PjmTerms.FiveMinuteSettlement,
        };
        return
        [
            hourly,
            hourly with
            {
                Step = TwoSettlement.FiveMinutes, From = PjmTerms.FiveMinuteSettlement, Until = PjmTerms.ReserveReform,
            },
            hourly with
            {
                Quantity = BillingTerms.Hours, Unit = "resource-hour", Rate = PjmTerms.TwoSettled(daMw, daPrice, rtMw, rtPrice),
                Step = TwoSettlement.FiveMinutes, From = PjmTerms.ReserveReform, Until = null, Basis = [daMw, rtMw],
            },
        ];
    }
}
