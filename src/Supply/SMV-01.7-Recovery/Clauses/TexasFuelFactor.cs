using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;

namespace Busbar.Supply.Recovery;

/// <summary>The Texas fuel factor: eligible expense as delivered to the plant site, allowance gains offset, fuel handling, brokerage and
/// demand charges left out, a factor by voltage, and a petition at most every four months once the balance is material. Sources: 16 TAC
/// 25.236(a) as amended in May 2014 and 25.237(a). That 4 % of the last twelve months' cost is material is 25.237's definition as we know
/// it, not re-read for this file.</summary>
internal static class TexasFuelFactor
{
    public static RecoveryClause Clause { get; } = new("Texas fuel factor", "16 TAC 25.236 (as amended May 2014) and 25.237",
        ["411.8", "501", "502", "503", "509", "518", "536", "547", "555"], FactorInForce: UsdPerMwh.Zero, CustomerShare: 1,
        AnnualInterest: 0, RecoveryMonths: 12, OpeningBalance: Usd.Zero, FirstMonth: new(2014, 6, 1))
    {
        Exclusions =
        [
            new ExcludedItem("501", "fuel handling"), new("501", "residuals disposal"), new("501", "fuel brokerage"),
            new("501", "rail car maintenance"), new("547", "fuel handling"), new("547", "fuel brokerage"), new("555", "demand charges"),
        ],
        InterestRate = InterestRate.OfTheMonth, TariffDecimals = 4,
        Triggers =
        [
            new("Material over- or under-recovery", 0.04m, TriggerMeasure.RollingYearCost,
                "Petition to change the fuel factor and to surcharge or refund the balance.", "16 TAC 25.237(a)(2)") { MonthsBetween = 4 },
        ],
    };
}
