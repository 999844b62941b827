using System.Collections.Immutable;
using Busbar.Kernel.Quantities;

namespace Busbar.Supply.Handoffs.Contracts;

/// <summary>What an agreement says beside delivery and price; null where it is silent.</summary>
public sealed record AgreementClauses(
    EscalatorClause? Escalator = null, CurtailmentClause? Curtailment = null, GuaranteeClause? Guarantee = null,
    DeviationClause? Deviation = null, CapacityClause? Capacity = null, CertificateClause? Certificates = null)
{
    /// <summary>Nothing beside delivery and price.</summary>
    public static AgreementClauses None { get; } = new();
}

/// <summary>Moves the contract's price on each anniversary of its first day.</summary>
/// <param name="AnnualRate">0.02 adds 2 % a year, compounded; above −1.</param>
/// <param name="Index">Name of a published index instead: price × index at the anniversary ÷ index at the first day. Null for the
/// rate.</param>
public sealed record EscalatorClause(decimal AnnualRate, string? Index);

/// <summary>Pays for energy that the plant could have made while it was curtailed (deemed energy).</summary>
/// <param name="IsEconomicPaid">True when a curtailment by the market or the buyer is paid.</param>
/// <param name="IsReliabilityPaid">True when one by the transmission provider is paid.</param>
/// <param name="UnpaidHoursAYear">Curtailed hours of each contract year that are not paid, counted before any is.</param>
/// <param name="Adder">Paid on top of the contract price for each deemed MWh: a lost tax credit.</param>
public sealed record CurtailmentClause(bool IsEconomicPaid, bool IsReliabilityPaid, decimal UnpaidHoursAYear, UsdPerMwh Adder);

/// <summary>Output the seller guarantees. Deemed energy counts as delivered.</summary>
/// <param name="AnnualEnergy">Each contract year, our share; a part year its part of the days.</param>
/// <param name="Damages">Owed for each MWh short.</param>
public sealed record GuaranteeClause(Mwh AnnualEnergy, UsdPerMwh Damages);

/// <summary>How far delivery may stray from schedule.</summary>
/// <param name="FreeBand">Part of the hour's schedule that is free, 0.05 for 5 %.</param>
/// <param name="FreeMw">Free MW at the least.</param>
/// <param name="SurplusMultiplier">Of the contract price, paid for energy above the band.</param>
/// <param name="ShortfallMultiplier">Of the contract price, owed by the seller for energy below the band.</param>
public sealed record DeviationClause(decimal FreeBand, Mw FreeMw, decimal SurplusMultiplier, decimal ShortfallMultiplier);

/// <summary>Capacity paid by the month.</summary>
/// <param name="Capacity">MW paid for.</param>
/// <param name="UsdPerMwMonth">What a MW costs a month.</param>
/// <param name="GuaranteedAvailability">Availability below which the payment is refunded in proportion, above 0 and at most 1.</param>
public sealed record CapacityClause(Mw Capacity, decimal UsdPerMwMonth, decimal GuaranteedAvailability);

/// <summary>Renewable energy certificates that come with the energy, one a whole MWh.</summary>
/// <param name="Program">Registry and class.</param>
/// <param name="PriceUsd">Price of one; 0 when bundled in the energy price.</param>
/// <param name="ReplacementUsd">Owed for each that is not transferred.</param>
public sealed record CertificateClause(string Program, decimal PriceUsd, decimal ReplacementUsd);
