using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Handoffs.Settlement;

/// <summary>Which run of the market's timetable made a statement.</summary>
public enum StatementType
{
    /// <summary>The day-ahead market's own statement.</summary>
    DayAhead,
    Initial,
    Final,
    TrueUp,
    Resettlement,
}

/// <summary>A statement of one account and operating day as the market published it, turned to our signs (a charge to us is positive, a
/// payment negative) and to the UTC line. Every version is kept; a later one never replaces an earlier.</summary>
/// <param name="Market">The market's short name, as <see cref="MarketCalendar"/> spells it.</param>
/// <param name="MarketType">Which of its markets: <c>DAM</c> or <c>RTM</c>. Versions follow one another within it.</param>
/// <param name="Participant">Who is billed, by the market's name for them.</param>
/// <param name="Account">The market's number of the account.</param>
/// <param name="OperatingDay">The day delivered.</param>
/// <param name="StatementType">Which run.</param>
/// <param name="Version">The market's own number of the run (ERCOT's channel); grows from run to run.</param>
/// <param name="StatementId">The market's name of the document.</param>
/// <param name="PublishedAt">When it became known.</param>
/// <param name="Lines">One a charge code.</param>
/// <param name="PreviousTotals">What the document says was billed before.</param>
/// <param name="Total">Sum of the lines as the document states it.</param>
/// <param name="NetAmount">What is still to be billed: total less what was billed before, as the document states it.</param>
/// <param name="IsSimulated">True when no market made it, but our stand-in did; shown wherever the statement is.</param>
public sealed record MarketStatement(
    string Market, string MarketType, string Participant, string Account, OperatingDay OperatingDay, StatementType StatementType,
    decimal Version, string StatementId, Instant PublishedAt, ImmutableArray<MarketStatementLine> Lines,
    ImmutableArray<PreviousTotal> PreviousTotals, Usd Total, Usd NetAmount, bool IsSimulated)
{
    /// <summary>The line of a charge code; null when the statement has none.</summary>
    public MarketStatementLine? Line(string code) => Lines.FirstOrDefault(line => line.Code == code);
}

/// <summary>One charge code of a statement.</summary>
/// <param name="Code">The market's code of the amount.</param>
/// <param name="Title">The market's words for it.</param>
/// <param name="Amount">Billed.</param>
/// <param name="Intervals">What it is made of by interval: the day's 23 to 25 hours, 92 to 100 quarters or 276 to 300 five minutes; null
/// for a charge of the day as a whole.</param>
/// <param name="Unit">Unit of the interval values, <c>USD</c> where they add up to the amount.</param>
public sealed record MarketStatementLine(string Code, string Title, Usd Amount, Series<decimal>? Intervals, string Unit);

/// <summary>An earlier run as a later document recalls it.</summary>
/// <param name="Invoice">The invoice that billed it; empty when none is named.</param>
public sealed record PreviousTotal(StatementType? StatementType, decimal? Version, Usd Total, string Invoice);
