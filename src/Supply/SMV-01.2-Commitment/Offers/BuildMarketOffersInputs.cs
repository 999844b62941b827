using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Commitment.Fuel;
using Busbar.Supply.Handoffs.Commitment.Masters;
using Busbar.Supply.Handoffs.Commitment.Offers;
using NodaTime;

namespace Busbar.Supply.Commitment.Offers;

/// <summary>What a market's offers are made from.</summary>
/// <param name="Calendar">The market's clock; its name says whose rules hold.</param>
/// <param name="Day">The operating day.</param>
/// <param name="DecidedAt">The clock of the build; nothing known later is used.</param>
/// <param name="Master">The units; those of other markets are left out.</param>
/// <param name="FuelPrices">Fuel prices by gas day.</param>
/// <param name="Allowances">Emission allowance prices.</param>
/// <param name="Forgone">Opportunity costs, at most one a unit.</param>
/// <param name="Terms">How units are offered otherwise than plainly at cost, at most one a unit.</param>
public sealed record BuildMarketOffersInputs(
    MarketCalendar Calendar, OperatingDay Day, Instant DecidedAt, UnitMaster Master, ImmutableArray<GasDayPrice> FuelPrices,
    ImmutableArray<AllowancePrice> Allowances, ImmutableArray<OpportunityCost> Forgone, ImmutableArray<OfferTerms> Terms);

/// <summary>How one unit is offered.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Markup">Added to every incremental price of the price schedule; may be negative.</param>
/// <param name="IsSloped">True for a curve on straight lines between its points, where the market lets us choose.</param>
/// <param name="CommitmentCost">Who says what commitment costs, where the market lets us choose.</param>
/// <param name="Ancillary">Prices of the ancillary services we offer; none is offered without one.</param>
public sealed record OfferTerms(
    string Unit, UsdPerMwh Markup, bool IsSloped, CommitmentCostBasis CommitmentCost, ImmutableArray<AncillaryPrice> Ancillary)
{
    /// <summary>Plainly at cost.</summary>
    public static OfferTerms Plain(string unit) => new(unit, UsdPerMwh.Zero, false, CommitmentCostBasis.Offered, []);
}
