using System.Collections.Immutable;
using Busbar.Gateways.Csv;
using Busbar.Supply.Handoffs.Recovery;
using NodaTime.Text;

namespace Busbar.Gateways.Costs;

/// <summary>The terms of a clause that are the utility's own, from rows of its cost file: <c>opening-balance</c>,
/// <c>opening-amortising</c>, <c>factor-in-force</c>, <c>retail-adjustment</c>, <c>fixed-share</c>, <c>loss</c> (item: voltage),
/// <c>rider</c> (item: first month).</summary>
internal static class ClauseTermsRows
{
    private static readonly ImmutableArray<string> known =
        ["opening-balance", "opening-amortising", "factor-in-force", "retail-adjustment", "fixed-share", "loss", "rider"];

    /// <summary>The clause with the term of the current row; what is wrong is in the rows' refusal.</summary>
    public static RecoveryClause Apply(CsvRows rows, RecoveryClause clause, string line, string item, int at)
    {
        decimal Dollars() => ClauseCostsCsv.Dollars("actual").Read(rows, at);
        decimal Price() => new Column("actual", "USD/MWh", -10_000, 10_000).Read(rows, at);
        switch (line)
        {
            case "opening-balance": return clause with { OpeningBalance = new(Dollars()) };
            case "opening-amortising": return clause with { OpeningAmortising = new(Dollars()) };
            case "factor-in-force": return clause with { FactorInForce = new(Price()) };
            case "retail-adjustment": return clause with { RetailAdjustmentRate = new(Price()) };
            case "fixed-share": return clause with { FixedShare = new Column("actual", "of the system", 0, 1).Read(rows, at) };
            case "loss":
                var multiplier = new Column("actual", "times", 0.5m, 2).Read(rows, at);
                return clause with { Losses = clause.Losses.Add(new VoltageLoss(item, multiplier)) };
            case "rider" when YearMonthPattern.Iso.Parse(item).TryGetValue(default, out var month):
                return clause with { Riders = clause.Riders.Add(new DatedFactor(month.OnDayOfMonth(1), new(Price()))) };
            case "rider":
                rows.Refuse("bad-month", $"A rider begins in a month, not '{item}'", "item", "Spell it 2024-07.");
                return clause;
            default:
                rows.Refuse("unknown-line", $"'{line}' is no term of a clause", "line", $"Use {string.Join(", ", known)}.");
                return clause;
        }
    }
}
