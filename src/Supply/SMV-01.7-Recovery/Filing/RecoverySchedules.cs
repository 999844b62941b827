using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Recovery;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Supply.Recovery.Filing;

/// <summary>Schedules E2, the months, and E3, their interest.</summary>
internal static class RecoverySchedules
{
    private const int MonthsAcross = 12;

    public static void Describe(DatasetBuilder sheet, DescribeRecoveryInputs inputs, RecoveryShape shape)
    {
        // A year across is what a page holds; the period's total stands on the last part.
        var parts = inputs.Months.Chunk(MonthsAcross).ToList();
        for (var i = 0; i < parts.Count; i++)
            ByMonth(sheet, inputs, shape, new(parts[i], i == 0 ? "opening" : "closing." + DatasetBuilder.Key(parts[i - 1][^1]),
                i == 0 ? "E2" : $"E2-{i + 1}", i == parts.Count - 1));
        Interest(sheet, inputs, shape);
    }

    private sealed record Part(RecoveryMonth[] Months, string Before, string Name, bool IsLast);

    private static void ByMonth(DatasetBuilder sheet, DescribeRecoveryInputs inputs, RecoveryShape shape, Part part)
    {
        FilingRow Line(string label, IEnumerable<string> ids, string total, bool isTotal = false) =>
            new(label, [.. ids, .. part.IsLast ? [total] : ImmutableArray<string>.Empty], isTotal);
        FilingRow Row(string label, string id, string total, bool isTotal = false) => Line(label, part.Months.Select(month =>
            RecoveryMonths.Exists(id, month) ? $"{id}.{DatasetBuilder.Key(month)}" : ""), total, isTotal);
        FilingRow[] If(bool isThere, params FilingRow[] rows) => isThere ? rows : [];
        FilingRow[] Balances(string which, string label, bool isLast) =>
        [
            Line($"Opening {label}", part.Months.SkipLast(1).Select(month => $"{which}closing.{DatasetBuilder.Key(month)}")
                .Prepend(which + part.Before), which + "opening"),
            .. If(which.Length == 0 && shape.HasOrders, Row("Disallowed", "disallowed", ""),
                Row("Moved to the amortising balance", "transferred", "")),
            Row("Interest", which + "interest", which + "interest"),
            Row($"Closing {label}", which + "closing", $"{which}closing.{DatasetBuilder.Key(part.Months[^1])}", isTotal: true),
            Row($"{char.ToUpperInvariant(label[0])}{label[1..]} per books", which + "booked",
                $"{which}booked.{DatasetBuilder.Key(part.Months[^1])}"),
        ];
        sheet.Schedule(part.Name, "Cost, revenue and balance by month (USD, MWh)",
            [.. part.Months.Select(DatasetBuilder.Key), .. part.IsLast ? ["Total"] : ImmutableArray<string>.Empty],
        [
            .. RecoveryMonths.Accounts(inputs).Select(cost =>
                Row($"{cost.Account} {cost.Title}", "cost." + cost.Account, "cost." + cost.Account)),
            Row("Eligible cost", "eligible", "eligible", isTotal: true),
            .. If(shape.IsShared, Row("Jurisdiction's share", "share", ""), Row("Jurisdictional cost", "jurisdictional", "jurisdictional")),
            .. If(shape.HasAuthorisedCost, Row("Authorised cost", "authorised", "authorised")),
            Row("Retail sales, MWh", "sales", "sales"),
            .. If(shape.IsLossAdjusted, Row("Sales at the loss multipliers, MWh", "adjusted", "adjusted")),
            .. If(shape.HasRetailAdjustment, Row("Retail adjustment", "adjustment", "")),
            .. If(shape.HasRider, Row("Base revenue", "base-revenue", "base-revenue"),
                Row("Rider revenue", "rider-revenue", "rider-revenue")),
            Row("Billed revenue", "billed", "billed"),
            .. If(shape.HasBands, Row("Deviation of the year so far", "year", "")),
            .. If(shape.RiderLowersDeferral, Row("Customers' part", "customer", "")),
            Row(shape.RiderLowersDeferral ? "Deferral" : "Deferral, customers' share", "deferral", "deferral"),
            .. Balances("", "balance", part.IsLast),
            .. shape.IsAmortised ? Balances("amortising-", "amortising balance", part.IsLast) : [],
        ]);
    }

    private static void Interest(DatasetBuilder sheet, DescribeRecoveryInputs inputs, RecoveryShape shape)
    {
        IEnumerable<FilingRow> Rows(string which, string label) => inputs.Months.Select(month => DatasetBuilder.Key(month)).Select(m =>
            new FilingRow(m + label, [$"{which}bearing.{m}", shape.HasOneRate ? "annual-interest" : "rate." + m, $"{which}interest.{m}"]))
            .Append(new("Total" + label, ["", "", which + "interest"], IsTotal: true));
        sheet.Schedule("E3", "Interest on the deferred balance (USD)", ["Balance bearing interest", "Annual rate", "Interest"],
            [.. Rows("", ""), .. shape.IsAmortised ? Rows("amortising-", ", amortising") : []]);
    }
}
