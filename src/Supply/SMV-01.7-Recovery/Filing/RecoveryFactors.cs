using Busbar.Supply.Handoffs.Recovery.Filing;
using static Busbar.Supply.Handoffs.Recovery.Filing.FilingExpression;

namespace Busbar.Supply.Recovery.Filing;

/// <summary>The proposed factor and its schedules E1 and E4. As in <see cref="NextFactor"/>, the period stands for the projection: average
/// eligible cost of a retail MWh, plus the balance over the energy of the recovery months at the period's monthly mean. Where base
/// rates recover authorised cost the factor is the true-up alone. The tariff rounds to its own decimals, to the cent of a MWh where it has
/// none.</summary>
internal static class RecoveryFactors
{
    public static void Describe(DatasetBuilder sheet, DescribeRecoveryInputs inputs, RecoveryShape shape)
    {
        var rule = inputs.Clause.LegalSource;
        var closing = "closing." + DatasetBuilder.Key(inputs.Months[^1]);
        var places = inputs.Clause.TariffDecimals ?? 2;
        var price = ("USD/MWh", places);
        sheet.Value("recovery-months", "the months of the recovery", inputs.Clause.RecoveryMonths, ("months", 0), rule);
        sheet.Formula("balance", "the deferred balance", RecoveryMonths.Usd,
            shape.IsAmortised ? Named(closing) + Named("amortising-" + closing) : Named(closing), rule);
        sheet.Formula("recovery-sales", "retail sales of the recovery months", RecoveryMonths.Mwh,
            Named(shape.Sales) / inputs.Months.Length * Named("recovery-months"), "period's monthly mean × recovery months");
        sheet.Formula("average-cost", "average eligible cost of a retail MWh", ("USD/MWh", 5),
            Named(shape.Cost) / Named(shape.Sales), rule);
        sheet.Formula("true-up", "true-up of the balance", ("USD/MWh", 5), Named("balance") / Named("recovery-sales"), rule);
        var untaxed = shape.HasAuthorisedCost ? Named("true-up") : Named("average-cost") + Named("true-up");
        var hasTax = inputs.Clause.RevenueTaxFactor != 1;
        if (hasTax) sheet.Value("revenue-tax-factor", "the revenue tax factor", inputs.Clause.RevenueTaxFactor, ("", 5), rule);
        sheet.Formula("factor", "the factor before losses", ("USD/MWh", 5), hasTax ? untaxed * Named("revenue-tax-factor") : untaxed, rule);
        sheet.Formula("recovered", $"recovered share of {shape.Cost} cost", RecoveryMonths.Share, Named("billed") / Named(shape.Cost),
            $"billed ÷ {shape.Cost}");
        foreach (var (voltage, i) in inputs.Voltages.Select((voltage, i) => (voltage, i + 1)))
        {
            sheet.Value(Of("multiplier", i), $"loss multiplier, {voltage.Name}", voltage.LossMultiplier, ("", 5), voltage.Source);
            sheet.Value(Of("current", i), $"factor in force, {voltage.Name}", voltage.FactorInForce.Value, price,
                voltage.Source);
            sheet.Formula(Of("proposed", i), $"proposed factor, {voltage.Name}", price,
                (Named("factor") * Named(Of("multiplier", i))).Round(places), rule);
            sheet.Formula(Of("change", i), $"change of the factor, {voltage.Name}", price,
                Named(Of("proposed", i)) - Named(Of("current", i)), "proposed less in force");
            sheet.Formula(Of("change-share", i), $"change of the factor, {voltage.Name}", RecoveryMonths.Share,
                new Choice(Named(Of("current", i)), FilingComparison.Equal, 0m, 0m, Named(Of("change", i)) / Named(Of("current", i))),
                "change ÷ factor in force");
        }

        sheet.Schedule("E1", "Calculation of the factor", ["Amount"],
        [
            new(shape.IsShared ? "Jurisdictional cost, USD" : "Eligible cost, USD", [shape.Cost]),
            new(shape.IsLossAdjusted ? "Sales at the loss multipliers, MWh" : "Retail sales, MWh", [shape.Sales]),
            new("Average cost, USD/MWh", ["average-cost"]), new("Deferred balance, USD", ["balance"]),
            new("Retail sales of the recovery months, MWh", ["recovery-sales"]), new("True-up, USD/MWh", ["true-up"]),
            .. hasTax ? [new FilingRow("Revenue tax factor", ["revenue-tax-factor"])] : Array.Empty<FilingRow>(),
            new("Factor before losses, USD/MWh", ["factor"], IsTotal: true), new("Recovered share of cost", ["recovered"]),
        ]);
        sheet.Schedule("E4", "Factor by service voltage (USD/MWh)", ["Loss multiplier", "In force", "Proposed", "Change", "Change, %"],
            inputs.Voltages.Select((voltage, i) => new FilingRow(voltage.Name,
                [Of("multiplier", i + 1), Of("current", i + 1), Of("proposed", i + 1), Of("change", i + 1), Of("change-share", i + 1)])));
    }

    /// <summary>The id of a service's number, services counted from 1.</summary>
    public static string Of(string what, int service) => FormattableString.Invariant($"{what}.{service}");
}
