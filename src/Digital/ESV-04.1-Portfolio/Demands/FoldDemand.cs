using System.Collections.Immutable;

namespace Busbar.Digital.Portfolio.Demands;

/// <summary>Makes a demand of its facts.</summary>
public static class FoldDemand
{
    /// <summary>The demand; null where it was never raised.</summary>
    public static Demand? Run(string id, ImmutableArray<DemandFact> facts) =>
        facts is not [DemandRaised raised, ..] ? null : facts.Skip(1).Aggregate(new Demand(id, raised), (demand, fact) => fact switch
        {
            DemandAssessed it => demand with { Stage = DemandStage.Assessed, Estimate = it.Estimate },
            DemandTurned it => demand with { Stage = DemandStage.Turned, Initiative = it.Initiative },
            DemandDeclined it => demand with { Stage = DemandStage.Declined, Why = it.Why },
            _ => demand,
        });
}
