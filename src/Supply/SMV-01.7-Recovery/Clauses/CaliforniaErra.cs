using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery;

namespace Busbar.Supply.Recovery;

/// <summary>California's energy resource recovery account: actual fuel and purchased power without return against billed revenue; at 4 % of
/// the prior year's generation revenue an expedited application that amortises the balance over 90 days or more, and 5 % not to be
/// exceeded. Sources: Public Utilities Code 454.5(d)(3) (AB 57, 2002); CPUC Decision 02-10-062 of October 2002.</summary>
internal static class CaliforniaErra
{
    private const string Rule = "Public Utilities Code 454.5(d)(3); CPUC D.02-10-062";

    public static RecoveryClause Clause { get; } = new("California energy resource recovery account", Rule,
        ["447", "501", "518", "547", "555"], FactorInForce: UsdPerMwh.Zero, CustomerShare: 1, AnnualInterest: 0, RecoveryMonths: 12,
        OpeningBalance: Usd.Zero, FirstMonth: new(2003, 1, 1))
    {
        InterestRate = InterestRate.OfTheMonth,
        Triggers =
        [
            new("ERRA trigger", 0.04m, TriggerMeasure.AnnualRevenue,
                "File an expedited application to amortise the balance over 90 days or more.", Rule) { AmortisationMonths = 3 },
            new("ERRA threshold", 0.05m, TriggerMeasure.AnnualRevenue,
                "The balance may not exceed this: change rates.", Rule) { AmortisationMonths = 3 },
        ],
    };
}
