using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>Credit for a resource that PJM holds below what its offer and the price would have it make, for reliability: the energy held
/// back at what the real-time price is above its offer there, in each interval. Combustion turbines scheduled day-ahead and not called
/// are given with all their day-ahead energy. Source: PJM Operating Agreement Schedule 1 section 3.2.3(f) and (f-1); Manual 28 section 5;
/// billed under line 2375. Source not checked (from memory).</summary>
internal static class PjmLostOpportunity
{
    /// <summary>Energy held back.</summary>
    public static Determinant HeldBack { get; } = BillingTerms.OwnEnergy("MWh held back");

    /// <summary>The day's credit; nothing where the resource was not held back.</summary>
    public static Formula Credit { get; } = new Formula.WhenGiven(new Formula.OverDay(HeldBack * Formula.Greater(0m, EnergyTerms.RtLmp
            - BillingTerms.Own("offer price held back", UsdPerMwh.Unit))), 0m, "the resource was not held back")
        {
            By = HeldBack,
        }.As("lost opportunity", Usd.Unit);
}
