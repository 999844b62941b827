using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Trading;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Positions;

namespace Busbar.Supply.Trading.PreTrade;

/// <summary>What deals are checked with: the documents of the last close, and what the desk has dealt since. A document that is missing is
/// null and refused, never passed.</summary>
/// <param name="Counterparties">Whom we may deal with.</param>
/// <param name="Exposure">What they owed us at the close.</param>
/// <param name="Position">What the desk held at the close.</param>
/// <param name="Scenarios">How prices may move, and what each book made then.</param>
/// <param name="Marks">Prices of the deals.</param>
/// <param name="Volatilities">Of options.</param>
/// <param name="Since">Deals captured, amended or taken back after the close, in the order in which that happened.</param>
public sealed record LastClose(
    ImmutableArray<Counterparty> Counterparties, CreditExposure? Exposure, ConsolidatedPosition? Position, RiskScenarios? Scenarios,
    ImmutableArray<ForwardCurve> Marks, ImmutableArray<PriceVolatility> Volatilities, ImmutableArray<DealChange> Since);

/// <summary>A deal that changed.</summary>
/// <param name="Id">The deal's id.</param>
/// <param name="Before">What it said; null for a new deal.</param>
/// <param name="After">What it says; null for one taken back.</param>
public sealed record DealChange(string Id, TradeTicket? Before, TradeTicket? After);
