using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>What a subject deviates as balancing operating reserve counts it. Demand (loads, decrements), supply (increments) and
/// generators are netted apart, each within one zone, hub or interface, a generator at its own bus; each bears its part of the net, by
/// its size. A generator within 5 MW or 5 % of its desired output, whichever is more, does not deviate. Source: PJM Operating Agreement
/// Schedule 1 section 3.2.3(h) and (o); Manual 28 section 5. Categories and band: Source not checked (from memory).</summary>
internal static class PjmNettedDeviation
{
    private static readonly ImmutableArray<ImmutableArray<AssetKind>> categories =
        [[AssetKind.Load, AssetKind.Decrement], [AssetKind.Increment], [AssetKind.Generation]];

    private static readonly Determinant desired = BillingTerms.OwnEnergy("desired MWh");

    private static readonly Formula exempt = new Formula.WhenGiven(EnergyTerms.Deviation - new Formula.Outside(EnergyTerms.Deviation,
        (Formula)EnergyTerms.RtMwh - desired, Formula.Greater(BillingTerms.Hourly(5m), 0.05m * new Formula.Absolute(desired))), 0m,
        "no desired output; nothing is exempt") { By = desired }.As("exempt deviation", Mwh.Unit);

    private static readonly Formula assessed = (EnergyTerms.Deviation - exempt).As("assessed deviation", Mwh.Unit);

    private static readonly Formula size = new Formula.Absolute(assessed);

    /// <summary>The part of the net that the subject bears, MWh, never negative.</summary>
    public static Formula Of { get; } = (new Formula.Share(size, new Formula.OverNetted(size, categories))
        * new Formula.Absolute(new Formula.OverNetted(assessed, categories))).As("netted deviation", Mwh.Unit);
}
