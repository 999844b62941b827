using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Recovery;
using Busbar.Supply.Handoffs.Recovery.Filing;
using static Busbar.Supply.Handoffs.Recovery.Filing.FilingExpression;

namespace Busbar.Supply.Recovery.Filing;

/// <summary>The months of a clause as numbers and formulas, and their schedules E2 and E3.</summary>
internal static class RecoveryMonths
{
    private const int MonthsAcross = 12;
    public static readonly (string, int) Usd = ("USD", 2);
    public static readonly (string, int) Mwh = ("MWh", 3);
    public static readonly (string, int) Price = ("USD/MWh", 2);
    public static readonly (string, int) Share = ("share", 2);

    public static void Describe(DatasetBuilder sheet, DescribeRecoveryInputs inputs)
    {
        var (clause, months) = (inputs.Clause, inputs.Months);
        sheet.Value("factor-in-force", "the factor in force", clause.FactorInForce.Value, Price, clause.LegalSource);
        sheet.Value("customer-share", "the customers' share of a deferral", clause.CustomerShare, Share, clause.LegalSource);
        sheet.Value("annual-interest", "the annual interest rate", clause.AnnualInterest, Share, clause.LegalSource);
        sheet.Value("opening", "the balance before the period", months[0].OpeningBalance.Value, Usd,
            $"closing balance before {DatasetBuilder.Key(months[0])}");
        for (var i = 0; i < months.Length; i++) Month(sheet, months[i], i == 0 ? "opening" : "closing." + Key(months[i - 1]), inputs);
        foreach (var account in Accounts(inputs)) Total(sheet, "cost." + account.Account, "account " + account.Account, Usd, inputs);
        Total(sheet, "eligible", "eligible cost", Usd, inputs);
        Total(sheet, "sales", "retail sales", Mwh, inputs);
        Total(sheet, "billed", "billed revenue", Usd, inputs);
        Total(sheet, "deferral", "deferral", Usd, inputs);
        Total(sheet, "interest", "interest", Usd, inputs);
        sheet.Foot("eligible", Accounts(inputs).Select(account => "cost." + account.Account));
        ByMonth(sheet, inputs);
        Interest(sheet, inputs);
    }

    public static ImmutableArray<AccountCost> Accounts(DescribeRecoveryInputs inputs) =>
        [.. inputs.Months.SelectMany(month => month.Costs).DistinctBy(cost => cost.Account)];

    private static string Key(RecoveryMonth month) => DatasetBuilder.Key(month);

    private static void Month(DatasetBuilder sheet, RecoveryMonth month, string before, DescribeRecoveryInputs inputs)
    {
        var (m, rule) = (Key(month), inputs.Clause.LegalSource);
        var costs = month.Costs.Select(cost => sheet.Value($"cost.{cost.Account}.{m}", $"account {cost.Account}, {cost.Title}, {m}",
            cost.Amount.Value, Usd, $"journals of {m}, account {cost.Account}")).ToList();
        sheet.Value("sales." + m, $"retail sales, {m}", month.RetailSales.Value, Mwh, $"retail meters, {m}");
        sheet.Value("booked." + m, $"balance per books, {m}", month.ClosingBalance.Value, Usd, $"journal {month.Journal.Id}");
        sheet.Formula("eligible." + m, $"eligible cost, {m}", Usd, SumOf(costs), rule);
        sheet.Formula("billed." + m, $"billed revenue, {m}", Usd, Named("sales." + m) * Named("factor-in-force"), rule);
        sheet.Formula("deferral." + m, $"deferral, {m}", Usd,
            ((Named("eligible." + m) - Named("billed." + m)) * Named("customer-share")).Round(2), rule);
        sheet.Formula("bearing." + m, $"balance that bears interest, {m}", Usd,
            inputs.Clause.InterestBasis == InterestBasis.OpeningBalance ? Named(before)
            : (Named(before) + Named(before) + Named("deferral." + m)) / 2m, rule);
        sheet.Formula("interest." + m, $"interest, {m}", Usd, (Named("bearing." + m) * Named("annual-interest") / 12m).Round(2), rule);
        sheet.Formula("closing." + m, $"closing balance, {m}", Usd, Named(before) + Named("deferral." + m) + Named("interest." + m), rule);
        sheet.Foot("booked." + m, "closing." + m);
    }

    private static void Total(DatasetBuilder sheet, string id, string words, (string, int) shape, DescribeRecoveryInputs inputs) =>
        sheet.Formula(id, words + " of the period", shape, SumOf(inputs.Months.Where(month => Exists(id, month))
            .Select(month => $"{id}.{Key(month)}")), "sum of the months");

    // An account may be in the books of some months only.
    private static bool Exists(string id, RecoveryMonth month) =>
        !id.StartsWith("cost.", StringComparison.Ordinal) || month.Costs.Any(cost => "cost." + cost.Account == id);

    // A year across is what a page holds; the period's total stands on the last part.
    private static void ByMonth(DatasetBuilder sheet, DescribeRecoveryInputs inputs)
    {
        var parts = inputs.Months.Chunk(MonthsAcross).ToList();
        for (var i = 0; i < parts.Count; i++)
            ByMonth(sheet, inputs, parts[i], i == 0 ? "opening" : "closing." + Key(parts[i - 1][^1]), i == 0 ? "E2" : $"E2-{i + 1}",
                isLast: i == parts.Count - 1);
    }

    private static void ByMonth(
        DatasetBuilder sheet, DescribeRecoveryInputs inputs, RecoveryMonth[] months, string before, string name, bool isLast)
    {
        FilingRow Line(string label, IEnumerable<string> ids, string total, bool isTotal = false) =>
            new(label, [.. ids, .. isLast ? [total] : ImmutableArray<string>.Empty], isTotal);
        FilingRow Row(string label, string id, string total, bool isTotal = false) =>
            Line(label, months.Select(month => Exists(id, month) ? $"{id}.{Key(month)}" : ""), total, isTotal);
        sheet.Schedule(name, "Cost, revenue and balance by month (USD, MWh)",
            [.. months.Select(Key), .. isLast ? ["Total"] : ImmutableArray<string>.Empty],
        [
            .. Accounts(inputs).Select(cost => Row($"{cost.Account} {cost.Title}", "cost." + cost.Account, "cost." + cost.Account)),
            Row("Eligible cost", "eligible", "eligible", isTotal: true),
            Row("Retail sales, MWh", "sales", "sales"),
            Row("Billed revenue", "billed", "billed"),
            Row("Deferral, customers' share", "deferral", "deferral"),
            Line("Opening balance", months.SkipLast(1).Select(month => "closing." + Key(month)).Prepend(before), "opening"),
            Row("Interest", "interest", "interest"),
            Row("Closing balance", "closing", "closing." + Key(months[^1]), isTotal: true),
            Row("Balance per books", "booked", "booked." + Key(months[^1])),
        ]);
    }

    private static void Interest(DatasetBuilder sheet, DescribeRecoveryInputs inputs) =>
        sheet.Schedule("E3", "Interest on the deferred balance (USD)", ["Balance bearing interest", "Annual rate", "Interest"],
        [
            .. inputs.Months.Select(month =>
                new FilingRow(Key(month), ["bearing." + Key(month), "annual-interest", "interest." + Key(month)])),
            new("Total", ["", "", "interest"], IsTotal: true),
        ]);
}
