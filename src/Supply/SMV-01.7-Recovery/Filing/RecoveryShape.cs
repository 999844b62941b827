using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;

namespace Busbar.Supply.Recovery.Filing;

/// <summary>What of a clause is at work in the months to be filed, so that a plain clause is filed without lines of nothing.</summary>
internal sealed class RecoveryShape
{
    private readonly ImmutableArray<(RecoveryMonth Month, ClauseWorking Working)> months;

    public RecoveryShape(RecoveryClause clause, ImmutableArray<RecoveryMonth> months)
    {
        this.months = [.. months.Select(month => (month, ClauseTree.WorkingOf(month, clause)))];
        bool Any(Func<ClauseWorking, bool> says) => this.months.Any(each => says(each.Working));
        IsShared = Any(working => working.Share != 1);
        IsLossAdjusted = this.months.Any(each => each.Working.AdjustedSales != each.Month.RetailSales);
        HasAuthorisedCost = months.Any(month => month.Costs.Any(cost => cost.Base != Usd.Zero));
        HasRetailAdjustment = Any(working => working.RetailAdjustment != Usd.Zero);
        HasRider = Any(working => working.RiderRevenue != Usd.Zero);
        HasOverRecovery = Any(working => working.OverRecovery != Usd.Zero);
        IsAmortised = clause.AmortisingAccount.Length > 0;
        HasBands = !clause.Bands.IsEmpty;
        HasOrders = Any(working => working.Disallowed != Usd.Zero || working.Transferred != Usd.Zero);
        HasOneRate = clause.InterestRate == InterestRate.Fixed;
        HasFactor = clause.FactorInForce != UsdPerMwh.Zero || !(HasAuthorisedCost || HasRetailAdjustment || HasRider);
    }

    /// <summary>The jurisdiction bears a part of the system's cost.</summary>
    public bool IsShared { get; }

    public bool IsLossAdjusted { get; }

    public bool HasAuthorisedCost { get; }

    public bool HasRetailAdjustment { get; }

    public bool HasRider { get; }

    /// <summary>A rider took back what an earlier one collected beyond its cost.</summary>
    public bool HasOverRecovery { get; }

    /// <summary>The rider works on an earlier balance of its own.</summary>
    public bool IsAmortised { get; }

    public bool HasBands { get; }

    public bool HasOrders { get; }

    public bool HasOneRate { get; }

    public bool HasFactor { get; }

    /// <summary>The rider is taken off the customers' part before it is deferred.</summary>
    public bool RiderLowersDeferral => HasRider && !IsAmortised;

    /// <summary>Id of the cost that the jurisdiction's customers answer for.</summary>
    public string Cost => IsShared ? "jurisdictional" : "eligible";

    /// <summary>Id of the energy that factors are per.</summary>
    public string Sales => IsLossAdjusted ? "adjusted" : "sales";

    /// <summary>Id of what base rates recovered.</summary>
    public string Base => HasRider ? "base-revenue" : "billed";

    /// <summary>Id of what of the deviation is the customers'.</summary>
    public string Part => RiderLowersDeferral ? "customer" : "deferral";

    public IEnumerable<(RecoveryMonth Month, ClauseWorking Working)> Months => months;
}
