using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using NodaTime;

namespace Busbar.Supply.Handoffs.Contracts;

/// <summary>What every counterparty owes us and could come to owe, as of one clock.</summary>
public sealed record CreditExposure(Instant MeasuredAt, ImmutableArray<CounterpartyExposure> Counterparties);

/// <summary>One counterparty's exposure.</summary>
/// <param name="Counterparty">Its id.</param>
/// <param name="Current">Mark-to-market gain plus receivables less payables and collateral held, netted where a master nets; not below
/// 0.</param>
/// <param name="Potential">Potential future exposure: the largest over time of its 95 % quantile.</param>
/// <param name="Expected">Expected positive exposure, averaged over time.</param>
/// <param name="Limit">Its credit limit.</param>
/// <param name="Call">Collateral to call (positive) or to post (negative).</param>
public sealed record CounterpartyExposure(
    string Counterparty, UsdEstimate Current, UsdEstimate Potential, UsdEstimate Expected, Usd Limit, Usd Call);
