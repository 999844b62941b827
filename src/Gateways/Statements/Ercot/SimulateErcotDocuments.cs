using System.Collections.Immutable;
using Busbar.Gateways.Weather;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using NodaTime;

namespace Busbar.Gateways.Statements.Ercot;

/// <summary>Made-up settlement documents of a fictitious participant, for a demonstration, a stand-in for ERCOT and tests: marked as
/// simulated, the same for the same seed. Amounts add up; quarters and hours are those of the operating day, clock changes
/// included.</summary>
public static class SimulateErcotDocuments
{
    private static readonly MarketCalendar calendar = MarketCalendar.Ercot;
    private static readonly Duration quarter = Duration.FromMinutes(15);

    /// <summary>A real-time statement of three charges: by the quarter, by the hour and of the day; a later version recalls what the one
    /// before billed.</summary>
    /// <param name="version">The channel, from 1.</param>
    /// <param name="before">The version before, whose amounts are restated a little; null for the first.</param>
    public static MarketStatement Statement(OperatingDay day, StatementType type, int version, ulong seed, MarketStatement? before = null)
    {
        Series<decimal> Values(Duration step, int salt) => new(calendar.WholeDay(day).Start, step,
            [.. calendar.IntervalsOf(day, step).Select((_, i) => Cents(seed, salt, i) + (i == version ? version : 0))]);
        MarketStatementLine ByInterval(string code, string title, Series<decimal> values) =>
            new(code, title, new(values.Values.Sum()), values, Usd.Unit);
        ImmutableArray<MarketStatementLine> lines = type == StatementType.DayAhead
            ?
            [
                ByInterval("DAEPAMT", "Day-Ahead Energy Purchase Amount", Values(Duration.FromHours(1), 1)),
                ByInterval("DAESAMT", "Day-Ahead Energy Sale Amount", Values(Duration.FromHours(1), 2).Select(value => -value)),
            ]
            :
            [
                ByInterval("RTEIAMT", "Real-Time Energy Imbalance Amount", Values(quarter, 3)),
                ByInterval("BPDAMT", "Base Point Deviation Charge Amount", Values(quarter, 4)),
                ByInterval("LAASIRNAMT", "Load-Allocated AS Imbalance Revenue Neutrality", Values(Duration.FromHours(1), 5)),
                new("ESACAMT", "ERCOT System Administration Fee", new(Math.Abs(Cents(seed, 6, 0))), null, Usd.Unit),
            ];
        var total = new Usd(lines.Sum(line => line.Amount.Value));
        ImmutableArray<PreviousTotal> previous =
            before is null ? [] : [new(before.StatementType, before.Version, before.Total, $"STL{(int)before.Version:000000}")];
        return new(calendar.Name, type == StatementType.DayAhead ? "DAM" : "RTM", "SIMULATED QSE", "900000001", day, type, version,
            $"SIM-{day}-{type}-{version}", calendar.WholeDay(day.Plus(5 * version)).End, lines, previous, total,
            total - (before?.Total ?? Usd.Zero), IsSimulated: true);
    }

    /// <summary>The calendar of a day: the day-ahead run and three of real time and their dates in the spirit of the protocols
    /// (initial 5, final 55, true-up 180 days after the operating day), not on business days.</summary>
    public static ImmutableArray<SettlementCalendarEntry> Calendar(OperatingDay day)
    {
        SettlementCalendarEntry Run(string word, int days, int version) => new(calendar.Name, word, day, $"{version}", day.Plus(days).Date,
            day.Plus(days + 1).Date, day.Plus(days + 6).Date, day.Plus(days + 7).Date, calendar.At(day.Plus(days), new(12, 0)),
            calendar.At(day.Plus(days + 14), new(17, 0)));
        return [Run("DAM", 2, 1), Run("INITIAL", 5, 1), Run("FINAL", 55, 2), Run("TRUEUP", 180, 3)];
    }

    /// <summary>An invoice of one of ERCOT's six kinds; that of a settlement nets the statements, the others carry two made-up
    /// lines.</summary>
    public static MarketInvoice Invoice(string kind, ImmutableArray<MarketStatement> statements, OperatingDay issued, ulong seed)
    {
        MarketInvoiceLine Made(int i) => kind == "crr-auction"
            ? new("OBL", $"PRODUCT-{i}", "B SIM", null, "", new(Cents(seed, 7, i)))
            : new("1", $"CODE{i}", kind == "default-uplift" ? "default uplift" : "simulated",
                null, kind is "congestion-revenue" or "balancing-account" ? "1" : "", new(Cents(seed, 7, i)));
        ImmutableArray<MarketInvoiceLine> lines = kind != "settlement" ? [Made(1), Made(2)] :
        [
            .. statements.Select(each => new MarketInvoiceLine(each.MarketType, each.StatementId, ErcotRuns.Word(each.StatementType),
                each.OperatingDay, $"{each.Version}", each.NetAmount)),
        ];
        return new(calendar.Name, kind, "SIMULATED QSE", "900000001", kind == "default-uplift" ? "DEF000001" : "STL000001", "NOV 2024",
            issued.Date, calendar.At(issued.Plus(5), new(17, 0)), issued.Plus(6).Date, lines, new(lines.Sum(line => line.Amount.Value)),
            IsSimulated: true);
    }

    /// <summary>Quantity (MWh) and price (USD/MWh) by the quarter, and one value of the day.</summary>
    public static DeterminantExtract Extract(OperatingDay day, int version, ulong seed)
    {
        Series<decimal> Values(int salt) => new(calendar.WholeDay(day).Start, quarter,
            [.. calendar.IntervalsOf(day, quarter).Select((_, i) => Math.Abs(Cents(seed, salt, i)) + (i == version ? 1 : 0))]);
        return new(calendar.Name, "RTMOUTPUTHEADER+RTMOUTPUTINTERVAL+RTMOUTPUTSCALAR",
        [
            new("101", "QSECODE=QSIM UIDSETLPOINT=7", day, version, "MWH", Values(8), null),
            new("102", "UIDSETLPOINT=7", day, version, "USD", Values(9), null),
            new("103", "QSECODE=QSIM", day, version, "RATIO", null, 0.0125m),
        ], IsSimulated: true);
    }

    /// <summary>Whole cents between -99.99 and 99.99 from the seed and two numbers.</summary>
    private static decimal Cents(ulong seed, int salt, int index)
    {
        var draws = new NormalDraws(unchecked(seed * 1_000_003 + (ulong)(salt * 1000 + index)));
        return ((long)(draws.NextBits() % 19_999) - 9_999) / 100m;
    }
}
