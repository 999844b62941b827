using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Contracts.Credit;

/// <summary>Everything that could make a counterparty owe us.</summary>
/// <param name="MeasuredAt">The clock.</param>
/// <param name="MarkDay">Deliveries after this day are still to come; the curves are of it.</param>
/// <param name="Counterparties">Whom we deal with, and under which masters.</param>
/// <param name="Trades">Deals; a voided one counts nowhere.</param>
/// <param name="Contracts">Contracts in force.</param>
/// <param name="PlannedEnergy">Expected energy of contracts on plants, by month and block.</param>
/// <param name="Curves">The marks.</param>
/// <param name="Invoices">Energy delivered and not paid, both ways.</param>
/// <param name="Collateral">Cash and letters of credit.</param>
/// <param name="Policy">Limits and default rates by rating.</param>
/// <param name="Simulation">How prices may move.</param>
public sealed record MeasureExposureInputs(
    Instant MeasuredAt, OperatingDay MarkDay, ImmutableArray<Counterparty> Counterparties, ImmutableArray<Trade> Trades,
    ImmutableArray<Contract> Contracts, ImmutableArray<PlannedEnergy> PlannedEnergy, ImmutableArray<ForwardCurve> Curves,
    ImmutableArray<OpenInvoice> Invoices, ImmutableArray<CollateralBalance> Collateral, CreditPolicy Policy, ExposureSimulation Simulation);

/// <summary>What a contract on a plant is expected to bring in one block of a month, MWh of our share.</summary>
public sealed record PlannedEnergy(string ContractId, OperatingDay Month, PeakBlock Block, double Mwh);

/// <summary>An invoice that is not paid.</summary>
/// <param name="Master">Id of the master it falls under.</param>
/// <param name="Due">The day payment is due.</param>
/// <param name="Amount">Positive when we owe it, negative when they do.</param>
public sealed record OpenInvoice(string Counterparty, string Master, string Id, OperatingDay Due, Usd Amount);

/// <summary>Collateral under a master.</summary>
/// <param name="Held">What we hold; negative when we have posted.</param>
public sealed record CollateralBalance(string Counterparty, string Master, Usd Held);

/// <summary>What the risk committee allows.</summary>
/// <param name="Ratings">One a rating that may be dealt with.</param>
/// <param name="LossGivenDefault">Part of an exposure that a default loses, 0 to 1.</param>
public sealed record CreditPolicy(ImmutableArray<RatingTerms> Ratings, double LossGivenDefault);

/// <summary>What a rating allows and implies.</summary>
/// <param name="Limit">Most that any counterparty of it may owe us; the counterparty's own limit may be lower.</param>
/// <param name="DefaultsAYear">Default intensity a year, 0.002 for BBB or so.</param>
public sealed record RatingTerms(string Rating, Usd Limit, double DefaultsAYear);

/// <summary>How forward prices and defaults are simulated.</summary>
/// <param name="Seed">The same seed gives the same bytes.</param>
/// <param name="Paths">How many, at least 100.</param>
/// <param name="MarginDays">Days from the last collateral received to close-out, 0 to 28.</param>
/// <param name="Curves">How each curve moves.</param>
/// <param name="IntensityVolatility">Spread of the logarithm of a default intensity.</param>
/// <param name="WrongWay">Correlation of a counterparty's default intensity with the market's price factor, −1 to 1; 0 where not
/// named.</param>
public sealed record ExposureSimulation(
    ulong Seed, int Paths, int MarginDays, ImmutableArray<CurveVolatility> Curves, double IntensityVolatility,
    ImmutableArray<WrongWayRisk> WrongWay);

/// <summary>How one curve moves: a single factor whose effect fades with time to delivery (Schwartz 1997, model 1; Clewlow and Strickland
/// 2000, section 8.3).</summary>
/// <param name="Annual">Volatility a year at delivery: of the logarithm, or USD/MWh where normal.</param>
/// <param name="MeanReversion">How fast the effect fades with time to delivery, a year, not below 0.</param>
/// <param name="IsNormal">True for prices that may fall below zero.</param>
/// <param name="MarketLoading">Correlation with the market's price factor, −1 to 1.</param>
public sealed record CurveVolatility(
    Commodity Commodity, string Location, double Annual, double MeanReversion, bool IsNormal, double MarketLoading);

/// <summary>A counterparty more likely to fail when prices are high (positive) or low.</summary>
public sealed record WrongWayRisk(string Counterparty, double Correlation);
