using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Statements;
using NodaTime;

namespace Busbar.Supply.Settlement.Tests.Statements;

/// <summary>A statement of two charges on ERCOT's autumn day: one by the hour (10, 11, 12 …) and one of the day.</summary>
internal static class SampleStatement
{
    public static readonly OperatingDay Day = OperatingDay.Of(2024, 11, 3);
    public static readonly DeliveryInterval Whole = MarketCalendar.Ercot.WholeDay(Day);

    public static MarketStatement Of(int version, params decimal[] extra)
    {
        var hours = new Series<decimal>(Whole.Start, Duration.FromHours(1),
            [.. Enumerable.Range(0, 25).Select(hour => 10m + hour + (hour < extra.Length ? extra[hour] : 0))]);
        ImmutableArray<MarketStatementLine> lines =
        [
            new("RTEIAMT", "Energy imbalance", new(hours.Values.Sum()), hours, "USD"),
            new("ESACAMT", "Administration", new(5), null, "USD"),
        ];
        var total = new Usd(lines.Sum(line => line.Amount.Value));
        return new("ERCOT", "RTM", "US", "9", Day, version == 1 ? StatementType.Initial : StatementType.Final, version, $"S{version}",
            Whole.End + Duration.FromDays(5 * version), lines, [], total, total, IsSimulated: true);
    }

    public static KeepStatementInputs Inputs(MarketStatement statement, params KeptStatement[] kept) => new(statement,
        ContentHash.Of(statement.StatementId), Whole.End + Duration.FromDays(100), "US", ["9"], ["RTEIAMT", "ESACAMT"], [.. kept], []);
}
