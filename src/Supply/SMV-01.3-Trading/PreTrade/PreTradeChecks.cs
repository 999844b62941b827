using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Trading.PreTrade;

/// <summary>What the checks before a deal found.</summary>
/// <param name="Ticket">The deal.</param>
/// <param name="CheckedAt">The clock.</param>
/// <param name="LimitOwner">Who owns the limits, and decides when one fails.</param>
/// <param name="Checks">Each check.</param>
/// <param name="SecondPerson">Why a second person must approve the deal even when all passes; null when nobody must.</param>
public sealed record PreTradeChecks(
    TradeTicket Ticket, Instant CheckedAt, string LimitOwner, ImmutableArray<PreTradeCheck> Checks, string? SecondPerson)
{
    /// <summary>True when every check passes.</summary>
    public bool Passes => Checks.All(check => check.Passes);
}

/// <summary>One check.</summary>
/// <param name="Name">What is checked.</param>
/// <param name="Measured">What was measured, in words.</param>
/// <param name="Limit">What is allowed, in words.</param>
/// <param name="Passes">True when it is allowed.</param>
/// <param name="Value">What was measured, where it is a number.</param>
/// <param name="Note">What else a reader should know.</param>
/// <param name="Incremental">What the deal adds, where that was measured.</param>
public sealed record PreTradeCheck(
    string Name, string Measured, string Limit, bool Passes, double? Value = null, string Note = "", double? Incremental = null)
{
    internal static PreTradeCheck Of(string name, string measured, string limit, bool passes) => new(name, measured, limit, passes);

    /// <summary>A number that must not be above its limit.</summary>
    internal static PreTradeCheck Of(string name, double measured, double limit, string unit) => new(name,
        FormattableString.Invariant($"{measured:0.##} {unit}"), FormattableString.Invariant($"{limit:0.##} {unit}"), measured <= limit, measured);
}
