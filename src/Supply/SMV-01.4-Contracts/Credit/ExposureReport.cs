using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Supply.Contracts.Credit;

/// <summary>Exposure by counterparty with what it is made of.</summary>
/// <param name="Exposure">The handoff.</param>
/// <param name="Sets">One a netting set; its deals sum to its value to the cent.</param>
/// <param name="Profiles">Exposure over time, one a counterparty.</param>
/// <param name="Ages">Receivables by how long they are due.</param>
public sealed record ExposureReport(
    CreditExposure Exposure, ImmutableArray<NettingSet> Sets, ImmutableArray<ExposureProfile> Profiles, ImmutableArray<ReceivableAge> Ages);

/// <summary>What close-out nets: all deals under a netted master, or one deal alone.</summary>
/// <param name="Value">What the deals are worth to us at the marks: a gain is positive.</param>
/// <param name="Receivable">What they owe for deliveries.</param>
/// <param name="Payable">What we owe.</param>
/// <param name="Held">Collateral we hold; negative when posted.</param>
/// <param name="Current">max(0, value + receivable − payable − collateral held); receivables are never netted where close-out does not
/// net.</param>
/// <param name="Gross">The same without netting and collateral: gains of deals plus receivables.</param>
/// <param name="Call">Collateral to call (positive) or to post or return (negative).</param>
/// <param name="Deals">Each deal's value, in whole cents.</param>
public sealed record NettingSet(
    string Counterparty, string Master, Usd Value, Usd Receivable, Usd Payable, Usd Held, Usd Current, Usd Gross, Usd Call,
    ImmutableArray<DealValue> Deals);

/// <summary>A deal at the marks.</summary>
public sealed record DealValue(string Deal, Usd Value);

/// <summary>Exposure to one counterparty over the months to come.</summary>
/// <param name="Points">Today and the first of each month to the last delivery.</param>
/// <param name="Alpha">Wrong-way multiplier: loss expected with defaults tied to prices ÷ loss expected without.</param>
/// <param name="ExpectedLoss">Σ expected exposure × probability of default in the month × loss given default, wrong-way included, not
/// discounted (credit valuation adjustment).</param>
public sealed record ExposureProfile(
    string Counterparty, ImmutableArray<ExposurePoint> Points, double Alpha, UsdEstimate ExpectedLoss);

/// <summary>Exposure at one date.</summary>
/// <param name="Expected">Mean.</param>
/// <param name="Potential95">95 % quantile.</param>
/// <param name="Potential99">99 % quantile.</param>
public sealed record ExposurePoint(OperatingDay Day, UsdEstimate Expected, UsdEstimate Potential95, UsdEstimate Potential99);

/// <summary>What a counterparty owes for deliveries by days past due.</summary>
public sealed record ReceivableAge(string Counterparty, Usd NotDue, Usd To30, Usd To60, Usd To90, Usd Over90);
