using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Deals;

namespace Busbar.Supply.Handoffs.Contracts;

/// <summary>A purchase of power built from clauses under a master agreement: unit-contingent, firm, must-take, as-available, shaped,
/// tolling, capacity, with certificates, or a contract for difference, in any lawful combination.</summary>
/// <param name="Master">Id of the master agreement that nets it.</param>
/// <param name="Obligation">Who must do what.</param>
/// <param name="Quantity">How much, and when.</param>
/// <param name="Pricing">What a MWh costs, from <see cref="Contract.Price"/>.</param>
/// <param name="Clauses">What else was agreed.</param>
public sealed record PowerAgreement(
    string Id, string Counterparty, string Location, OperatingDay FirstDay, OperatingDay LastDay, UsdPerMwh Price, Usd CreditLimit,
    string Master, DeliveryObligation Obligation, ContractQuantity Quantity, ContractPricing Pricing, AgreementClauses Clauses)
    : Contract(Id, Counterparty, Location, FirstDay, LastDay, Price, CreditLimit);

/// <summary>Who must deliver and who must take.</summary>
public enum DeliveryObligation
{
    /// <summary>Seller delivers and buyer takes, or pays liquidated damages (EEI Firm (LD), WSPP Schedule C).</summary>
    Firm,
    /// <summary>As firm, while the named unit is available.</summary>
    UnitContingent,
    /// <summary>The seller delivers what there is, the buyer takes what is delivered; nobody pays damages (WSPP Schedule A).</summary>
    AsAvailable,
    /// <summary>As available, but the buyer pays for what it does not take.</summary>
    MustTake,
    /// <summary>The buyer calls the energy and pays its fuel.</summary>
    Tolled,
    /// <summary>Nothing is delivered; the quantity settles against a published price.</summary>
    Financial,
}

/// <summary>How much power, and when.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ShapedQuantity), "shaped")]
[JsonDerivedType(typeof(ProfileQuantity), "profile")]
[JsonDerivedType(typeof(PlantQuantity), "plant")]
public abstract record ContractQuantity;

/// <summary>Blocks, or MW hour by hour over the whole term.</summary>
public sealed record ShapedQuantity(DeliveryShape Shape) : ContractQuantity;

/// <summary>A profile by month and hour.</summary>
/// <param name="Months">Twelve rows, January first, of 24 MW by hour ending on the market's clock, none below 0. A repeated hour has the MW
/// of its label, a skipped one none.</param>
public sealed record ProfileQuantity(ImmutableArray<ImmutableArray<Mw>> Months) : ContractQuantity;

/// <summary>A share of a plant.</summary>
/// <param name="Plant">The plant, as its series spell it.</param>
/// <param name="Nameplate">The plant's capacity.</param>
/// <param name="Share">Our part, above 0 and at most 1.</param>
/// <param name="IsWheeled">True when the energy comes over another system.</param>
public sealed record PlantQuantity(string Plant, Mw Nameplate, decimal Share, bool IsWheeled) : ContractQuantity;

/// <summary>What a MWh costs. <see cref="Contract.Price"/> is the fixed price, the adder to an index, the variable operating charge of a
/// toll, or the strike of a difference.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FixedPricing), "fixed")]
[JsonDerivedType(typeof(IndexPricing), "index")]
[JsonDerivedType(typeof(TollPricing), "toll")]
[JsonDerivedType(typeof(DifferencePricing), "difference")]
public abstract record ContractPricing;

/// <summary>The same price in every hour.</summary>
public sealed record FixedPricing : ContractPricing;

/// <summary>A published price of the hour plus the contract's adder.</summary>
public sealed record IndexPricing(PriceIndex Index) : ContractPricing;

/// <summary>The buyer pays fuel at a heat rate, the variable charge, and each start.</summary>
/// <param name="HeatRate">Guaranteed heat rate.</param>
/// <param name="FuelIndex">Name of the fuel's daily price.</param>
/// <param name="StartCharge">For each start the buyer calls.</param>
public sealed record TollPricing(MmbtuPerMwh HeatRate, string FuelIndex, Usd StartCharge) : ContractPricing;

/// <summary>Contract for difference: the buyer pays the strike and is paid the published price.</summary>
/// <param name="Index">The published price.</param>
/// <param name="IsFlooredAtZero">True when a published price below zero counts as zero: a seller that runs at a loss is not made
/// whole.</param>
public sealed record DifferencePricing(PriceIndex Index, bool IsFlooredAtZero) : ContractPricing;
