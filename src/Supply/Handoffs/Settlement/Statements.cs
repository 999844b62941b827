using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Handoffs.Settlement;

/// <summary>Our own computation of what the ISO should bill for one operating day.</summary>
/// <param name="Day">The operating day.</param>
/// <param name="SettledAt">The clock at which the meters and prices were known.</param>
/// <param name="Lines">Every charge, by code, asset and interval.</param>
/// <param name="Totals">One total a charge code.</param>
/// <param name="Total">Sum of the billed totals.</param>
public sealed record ShadowStatement(
    OperatingDay Day, Instant SettledAt, ImmutableArray<SettlementLine> Lines, ImmutableArray<ChargeTotal> Totals, Usd Total);

/// <summary>What the ISO billed for one operating day.</summary>
/// <param name="StatementType"><c>initial</c>, <c>final</c>, <c>resettlement</c>.</param>
/// <param name="IsSimulated">True when no ISO made it, but our stand-in did; shown wherever the statement is.</param>
public sealed record IsoStatement(
    OperatingDay Day, string StatementType, Instant PublishedAt, ImmutableArray<StatementLine> Lines, Usd Total, bool IsSimulated);

/// <summary>One line of the ISO's statement, in whole cents.</summary>
public sealed record StatementLine(string Code, string Asset, DeliveryInterval Interval, BilledQuantity Quantity, BilledRate Rate,
    Usd Amount);
