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

    /// <summary>True when the trader may make the deal alone.</summary>
    public bool MayDealAlone => Passes && SecondPerson is null;
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
    // What a rounding of the last digit could add.
    private const double Tolerance = 1e-6;

    /// <summary>Words that must be among those allowed; an amendment may leave them as they are.</summary>
    internal static PreTradeCheck Of(string name, string measured, string limit, bool isAllowed, bool isAsBefore) =>
        new(name, measured, limit, isAllowed || isAsBefore, Note: isAllowed || !isAsBefore ? "" : "as before the amendment");

    /// <summary>A number that must not be above its limit, or, of an amendment, not above what stood before it.</summary>
    internal static PreTradeCheck Of(string name, double measured, double limit, string unit, double? before, string note = "")
    {
        var (isWithin, isNoMore) = (measured <= limit, before is { } was && measured <= was + Tolerance);
        var eased = isWithin || !isNoMore ? "" : FormattableString.Invariant($"not above the {before:0.##} {unit} before the amendment");
        return new(name, FormattableString.Invariant($"{measured:0.##} {unit}"), FormattableString.Invariant($"{limit:0.##} {unit}"),
            isWithin || isNoMore, measured, string.Join("; ", new[] { note, eased }.Where(words => words.Length > 0)));
    }
}
