using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Settlement;
using NodaTime;

namespace Busbar.Supply.Settlement.Disputes;

/// <summary>What a dispute window is counted from.</summary>
public enum WindowAnchor
{
    /// <summary>The day the statement was issued.</summary>
    Issued,
    /// <summary>The operating day.</summary>
    OperatingDay,
    /// <summary>The day the true-up statement is issued; counted backwards.</summary>
    TrueUp,
}

/// <summary>How days of a window are counted.</summary>
public enum WindowUnit
{
    BusinessDays,
    CalendarDays,
    Months,
}

/// <summary>Until when an ISO hears a dispute of one kind of statement. One rule of the table.</summary>
/// <param name="Market">The calendar's name of the market.</param>
/// <param name="Statements">The statements it holds for; null among them is an invoice.</param>
/// <param name="FirstDay">The first operating day it holds for.</param>
/// <param name="LastDay">The last; null while it holds.</param>
/// <param name="Anchor">What is counted from.</param>
/// <param name="Count">How many.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Source">The section it rests on; one from memory says so.</param>
public sealed record DisputeWindow(
    string Market, ImmutableArray<StatementType?> Statements, LocalDate FirstDay, LocalDate? LastDay, WindowAnchor Anchor, int Count,
    WindowUnit Unit, string Source)
{
    /// <summary>True when the rule holds for a statement of an operating day.</summary>
    public bool Holds(string market, StatementType? statement, LocalDate day) =>
        Market == market && Statements.Contains(statement) && day >= FirstDay && (LastDay is null || day <= LastDay);
}

/// <summary>The windows known, the most particular first: the first that holds counts.</summary>
public static class DisputeWindows
{
    private static readonly LocalDate NodalStart = new(2010, 12, 1);

    /// <summary>The table. A market that is not here has no window of its own: its calendar has to name the date.</summary>
    public static ImmutableArray<DisputeWindow> All { get; } =
    [
        new("ERCOT", [StatementType.DayAhead, StatementType.Resettlement, null], new(2021, 2, 14), new(2021, 2, 19), WindowAnchor.Issued,
            6, WindowUnit.Months,
            "ERCOT market notice M-A031521-01 of 15 March 2021 (Texas commission's order of 12 March 2021)"),
        new("ERCOT", [StatementType.DayAhead, StatementType.Resettlement], NodalStart, null, WindowAnchor.Issued, 10,
            WindowUnit.BusinessDays,
            "ERCOT Protocols 9.14.2(6)"),
        new("ERCOT", [null], NodalStart, null, WindowAnchor.Issued, 10, WindowUnit.BusinessDays, "ERCOT Protocols 9.14.2(2)"),
        new("ERCOT", [StatementType.Initial, StatementType.Final], NodalStart, null, WindowAnchor.TrueUp, 20, WindowUnit.BusinessDays,
            "ERCOT Protocols 9.14.2 as cited in market notice M-A031521-01"),
        new("MISO", [StatementType.Initial, StatementType.Final, StatementType.TrueUp], new(2018, 11, 1), null, WindowAnchor.OperatingDay,
            120, WindowUnit.CalendarDays,
            "MISO Tariff sections 12 and 12A; BPM-005 section 5.1.1"),
        new("MISO", [StatementType.Resettlement], new(2018, 11, 1), null, WindowAnchor.Issued, 15, WindowUnit.CalendarDays,
            "MISO Tariff sections 12 and 12A; BPM-005 section 5.1.1"),
        new("PJM", [StatementType.Initial, StatementType.Final, StatementType.Resettlement, null], new(1998, 4, 1), null,
            WindowAnchor.Issued, 24, WindowUnit.Months,
            "PJM Operating Agreement section 15.6 (two years); the section's number is from memory"),
        new("ISO-NE", [StatementType.Initial, StatementType.Final, null], new(2003, 3, 1), null, WindowAnchor.Issued, 3, WindowUnit.Months,
            "ISO-NE Billing Policy section 6, Requested Billing Adjustment; from memory, not checked"),
    ];
}
