using System.Collections.Immutable;
using System.Globalization;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Costs;

/// <summary>A file of clause costs: the clause with the utility's own terms, and its months in order.</summary>
public sealed record ClauseCostFile(RecoveryClause Clause, ImmutableArray<ClauseMonth> Months);

/// <summary>Reads cost by account and month: columns <c>month</c> (2024-07, or <c>terms</c>), <c>line</c>, <c>item</c>, <c>actual</c>,
/// <c>base</c>. A line is an account number (actual and authorised USD; cost positive), <c>sales</c> and <c>other-sales</c> (MWh by
/// voltage), <c>rider-revenue</c>, <c>annual-revenue</c>, <c>disallowed</c>, <c>transferred</c> (USD), <c>rate</c> and <c>next-rate</c>
/// (fractions a year); of the terms, those of <see cref="ClauseTermsRows"/>. One bad line refuses the file.</summary>
public static class ClauseCostsCsv
{
    internal static Column Dollars(string name) => new(name, "USD", -1_000_000_000_000m, 1_000_000_000_000m);

    private static Column Energy(string name) => new(name, "MWh", -1_000_000_000m, 1_000_000_000m);

    private static Column Rate(string name) => new(name, "a year", -0.05m, 0.5m);

    private static readonly Dictionary<string, Func<string, Column>> lines = new(StringComparer.Ordinal)
    {
        ["sales"] = Energy, ["other-sales"] = Energy, ["rider-revenue"] = Dollars, ["annual-revenue"] = Dollars, ["disallowed"] = Dollars,
        ["transferred"] = Dollars, ["rate"] = Rate, ["next-rate"] = Rate,
    };

    private sealed record Row(LocalDate Month, string Line, string Item, decimal Actual, decimal Base);

    /// <summary>The file's months and the clause with its terms.</summary>
    public static Outcome<ClauseCostFile> Read(SourceFile file, RecoveryClause clause)
    {
        using var rows = file.OpenText();
        if (Header.Read(rows) is not { } header
            || header.Places(rows, "a table of clause costs", ["month", "line", "item", "actual", "base"]) is not { } at)
            return rows.Refusal!;
        var (facts, seen) = (new List<Row>(), new HashSet<(string, string, string)>());
        while (rows.Read() && header.Fits(rows))
        {
            var (month, line, item) = (rows.Text(at[0]), rows.Text(at[1]), rows.Text(at[2]));
            if (!seen.Add((month, line, item)))
                rows.Refuse("duplicate-line", $"{line} {item} of {month} is given before", "line", "Give each line of a month once.");
            else if (month == "terms")
                clause = ClauseTermsRows.Apply(rows, clause, line, item, at[3]);
            else if (YearMonthPattern.Iso.Parse(month).TryGetValue(default, out var first) && ColumnOf(rows, line) is { } column)
                facts.Add(new(first.OnDayOfMonth(1), line, item, column("actual").Read(rows, at[3]),
                    rows[at[4]].Length == 0 ? 0 : column("base").Read(rows, at[4])));
            else
                rows.Refuse("bad-month", $"'{month}' is not a month", "month", "Spell it 2024-07, or terms.");
        }
        if (rows.Refusal is null && facts.Count == 0)
            rows.Refuse("header-only", "The table has no month's cost", "", "Add the costs and sales of a month.");
        return rows.Refusal is { } refusal ? refusal : Outcome.Of(new ClauseCostFile(clause,
            [.. facts.GroupBy(fact => fact.Month).OrderBy(group => group.Key).Select(group => MonthOf(group.Key, [.. group]))]),
            rows.Findings);
    }

    private static Func<string, Column>? ColumnOf(CsvRows rows, string line)
    {
        if (lines.TryGetValue(line, out var column)) return column;
        if (Accounts.All.Any(account => account.Number == line)) return Dollars;
        rows.Refuse(line.Length > 0 && char.IsAsciiDigit(line[0]) ? "account-not-in-chart" : "unknown-line",
            $"'{line}' is no account of the chart and no other line", "line",
            $"Use an account ({string.Join(", ", Accounts.All.Select(account => account.Number))}) or {string.Join(", ", lines.Keys)}.");
        return null;
    }

    private static ClauseMonth MonthOf(LocalDate month, ImmutableArray<Row> rows)
    {
        decimal? Of(string line) => rows.FirstOrDefault(row => row.Line == line)?.Actual;
        var sales = rows.Where(row => row.Line is "sales" or "other-sales").ToList();
        return new(month,
            [
                .. rows.Where(row => !lines.ContainsKey(row.Line))
                    .Select(row => new ClauseCost(row.Line, row.Item, new(row.Actual), new(row.Base))),
            ],
            [
                .. sales.GroupBy(row => row.Item).Select(group => new ClauseSales(group.Key,
                    new(group.Where(row => row.Line == "sales").Sum(row => row.Actual)),
                    new(group.Where(row => row.Line == "other-sales").Sum(row => row.Actual)))),
            ])
        {
            BaseSales = new(sales.Where(row => row.Line == "sales").Sum(row => row.Base)),
            BilledRider = Of("rider-revenue") is { } billed ? new Usd(billed) : null,
            AnnualRevenue = Of("annual-revenue") is { } revenue ? new Usd(revenue) : null,
            Disallowed = new(Of("disallowed") ?? 0), Transferred = new(Of("transferred") ?? 0),
            Rate = Of("rate"), NextRate = Of("next-rate"),
        };
    }
}
