using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Settlement;
using NodaTime;

namespace Busbar.Supply.Settlement.Engine;

/// <summary>Makes a shadow statement, a record for each line, out of a settled day's columns: quantity and rate are evaluated again from
/// the determinants by the same formula that gave the amount.</summary>
public static class StateLines
{
    /// <summary>The statement.</summary>
    public static ShadowStatement Run(SettledColumns settled, Instant settledAt)
    {
        var evaluator = new Evaluator(new(settled.Settled));
        ImmutableArray<SettlementLine> lines = [.. settled.Columns.SelectMany(column => LinesOf(evaluator, column, settled.Settled))];
        return new(settled.Settled.Day, settledAt, lines, settled.Totals,
            settled.Totals.Aggregate(Usd.Zero, (sum, total) => sum + total.Billed));
    }

    private static SettlementLine[] LinesOf(Evaluator evaluator, SettledColumn column, ChargedDay day)
    {
        var version = column.Code.On(day.Day)!;
        var (amounts, lines) = (column.Amounts, new SettlementLine[column.Amounts.Count]);
        var quantities = evaluator.Values(version.Quantity, column.Subject, amounts.Step).ToArray();
        var rates = evaluator.Values(version.Rate, column.Subject, amounts.Step);
        for (var i = 0; i < lines.Length; i++)
            lines[i] = new(column.Code.Code, column.Subject.Name, column.Subject.Place, amounts.IntervalAt(i),
                new(quantities.Length == 1 ? quantities[0] : quantities[i], version.Unit),
                new(rates.Length == 1 ? rates[0] : rates[i], version.Unit), new(amounts[i]));
        return lines;
    }
}
