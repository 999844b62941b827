using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Supply.Contracts.Terms;

/// <summary>A contract bound to concrete hours: what each hour may, must and costs. Whoever adds up reads no calendar.</summary>
/// <param name="Agreement">The contract in clauses.</param>
/// <param name="Hours">Every hour of the period inside the term, in order.</param>
public sealed record ResolvedTerms(PowerAgreement Agreement, ImmutableArray<ResolvedHour> Hours);

/// <summary>One hour of a contract.</summary>
/// <param name="Hour">The hour.</param>
/// <param name="Label">Its day and hour ending, for people.</param>
/// <param name="Entitled">Most MW we may take.</param>
/// <param name="SellerMust">Least MW the seller owes when scheduled.</param>
/// <param name="BuyerMust">Least MW we owe to schedule.</param>
/// <param name="Price">Price of a MWh; of a difference its strike.</param>
/// <param name="Floating">Published price that a difference settles on, floored where agreed; null otherwise.</param>
/// <param name="Available">Part of the capacity that is there, 0 to 1.</param>
/// <param name="IsExcused">True when an excused outage touches the hour.</param>
public sealed record ResolvedHour(
    DeliveryInterval Hour, string Label, Mw Entitled, Mw SellerMust, Mw BuyerMust, UsdPerMwh Price, UsdPerMwh? Floating, decimal Available,
    bool IsExcused);
