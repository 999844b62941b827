using Busbar.Supply.Handoffs.Recovery.Filing;
using static Busbar.Supply.Handoffs.Recovery.Filing.FilingExpression;

namespace Busbar.Supply.Recovery.Filing;

/// <summary>Actual against estimated cost (schedule A1) and purchased power by counterparty (schedule A2).</summary>
internal static class RecoveryCosts
{
    private const string PurchasedPower = "555";

    public static void Describe(DatasetBuilder sheet, DescribeRecoveryInputs inputs)
    {
        if (!inputs.Estimates.IsEmpty) Estimates(sheet, inputs);
        if (!inputs.Purchases.IsEmpty) Purchases(sheet, inputs);
    }

    private static void Estimates(DatasetBuilder sheet, DescribeRecoveryInputs inputs)
    {
        foreach (var estimate in inputs.Estimates)
        {
            var (actual, id) = ("cost." + estimate.Account, estimate.Account);
            sheet.Value("estimate." + id, $"estimate, account {id}", estimate.Amount.Value, RecoveryMonths.Usd, estimate.Source);
            sheet.Formula("variance." + id, $"actual less estimate, account {id}", RecoveryMonths.Usd,
                Named(actual) - Named("estimate." + id),
                "actual less estimate");
        }

        var accounts = inputs.Estimates.Select(estimate => estimate.Account).ToList();
        sheet.Formula("estimate", "estimated cost of the period", RecoveryMonths.Usd, SumOf(accounts.Select(id => "estimate." + id)),
            "sum");
        sheet.Formula("variance", "actual less estimate", RecoveryMonths.Usd, SumOf(accounts.Select(id => "variance." + id)), "sum");
        sheet.Schedule("A1", "Actual against estimate (USD)", ["Actual", "Estimate", "Difference"],
        [
            .. accounts.Select(id => new FilingRow("Account " + id, ["cost." + id, "estimate." + id, "variance." + id])),
            new("Total of the accounts estimated", ["", "estimate", "variance"], IsTotal: true),
        ]);
    }

    private static void Purchases(DatasetBuilder sheet, DescribeRecoveryInputs inputs)
    {
        foreach (var (purchase, i) in inputs.Purchases.Select((purchase, i) => (purchase, i + 1)))
        {
            sheet.Value(Of("energy", i), $"energy bought from {purchase.Party}", purchase.Energy.Value, RecoveryMonths.Mwh,
                purchase.Source);
            sheet.Value(Of("cost", i), $"cost of purchases from {purchase.Party}", purchase.Cost.Value, RecoveryMonths.Usd,
                purchase.Source);
            Price(sheet, Of("price", i), $"average price, {purchase.Party}", Of("cost", i), Of("energy", i));
        }

        var all = Enumerable.Range(1, inputs.Purchases.Length).ToList();
        sheet.Formula("purchase.energy", "energy bought", RecoveryMonths.Mwh, SumOf(all.Select(i => Of("energy", i))), "sum");
        sheet.Formula("purchase.cost", "cost of purchased power", RecoveryMonths.Usd, SumOf(all.Select(i => Of("cost", i))), "sum");
        Price(sheet, "purchase.price", "average price of purchased power", "purchase.cost", "purchase.energy");
        sheet.Foot("cost." + PurchasedPower, "purchase.cost");
        sheet.Schedule("A2", "Purchased power by counterparty", ["Energy, MWh", "Cost, USD", "USD/MWh"],
        [
            .. inputs.Purchases.Select((purchase, i) =>
                new FilingRow(purchase.Party, [Of("energy", i + 1), Of("cost", i + 1), Of("price", i + 1)])),
            new("Account 555", ["purchase.energy", "purchase.cost", "purchase.price"], IsTotal: true),
        ]);
    }

    // Capacity alone has a cost and no energy: it has no price.
    private static void Price(DatasetBuilder sheet, string id, string words, string cost, string energy) =>
        sheet.Formula(id, words, RecoveryMonths.Price,
            new Choice(Named(energy), FilingComparison.Equal, 0m, 0m, Named(cost) / Named(energy)), "cost ÷ energy, 0 without energy");

    private static string Of(string what, int party) => FormattableString.Invariant($"purchase.{party}.{what}");
}
