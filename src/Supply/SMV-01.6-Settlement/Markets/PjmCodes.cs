using System.Collections.Immutable;
using Busbar.Supply.Settlement.Charges.Pjm;
using Busbar.Supply.Settlement.Engine;

namespace Busbar.Supply.Settlement.Markets;

/// <summary>PJM's charge codes in the order of its statement: the billing line numbers of its Guide to Billing.</summary>
internal static class PjmCodes
{
    public static ImmutableArray<ChargeCode> All { get; } =
    [
        Pjm1200DayAheadEnergy.Code, Pjm1205BalancingEnergy.Code, Pjm1210DayAheadCongestion.Code, Pjm1215BalancingCongestion.Code,
        Pjm1220DayAheadLoss.Code, Pjm1225BalancingLoss.Code, Pjm2210CongestionCredit.Code,
    ];
}
