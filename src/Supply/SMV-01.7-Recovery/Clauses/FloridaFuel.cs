using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;

namespace Busbar.Supply.Recovery;

/// <summary>Florida's fuel and purchased power clause: jurisdictional cost by energy, one true-up balance, interest at the mean of two
/// 30-day commercial paper rates on the average balance, and the commission told at once when the period's last balance is 10 % of its
/// jurisdictional fuel revenue or more. Factors are grossed up for the regulatory assessment fee of 0.072 % of revenue, and revenue counts
/// without it. Source: Florida Administrative Code 25-6.0424 with form PSC/ECR 009-E of July 2010; the fee by 25-6.0131, as 1.00072 in the
/// commission's yearly fuel orders: Source not checked (from memory). The loss multipliers are each utility's own.</summary>
internal static class FloridaFuel
{
    private const string Rule = "Florida Administrative Code 25-6.0424 (form of July 2010)";

    public static RecoveryClause Clause { get; } = new("Florida fuel and purchased power cost recovery", Rule,
        ["447", "501", "518", "547", "555"], FactorInForce: UsdPerMwh.Zero, CustomerShare: 1, AnnualInterest: 0, RecoveryMonths: 12,
        OpeningBalance: Usd.Zero, FirstMonth: new(2010, 8, 1))
    {
        InterestRate = InterestRate.CommercialPaper, TariffDecimals = 2, RevenueTaxFactor = 1.00072m,
        Triggers =
        [
            new("Mid-course correction", 0.10m, TriggerMeasure.AnnualRevenue,
                "Notify the commission by letter; petition for a mid-course correction or say why not.", Rule + " (2)")
                { IsAtEndOfPeriod = true },
        ],
    };
}
