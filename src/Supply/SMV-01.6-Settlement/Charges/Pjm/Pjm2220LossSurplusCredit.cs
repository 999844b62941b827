using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Pjm;

/// <summary>What marginal losses brought beyond the cost of losses, back to load and exports in the ratio of their megawatt hours.
/// Source: PJM Operating Agreement Schedule 1 section 5.5; allocation by megawatt hours delivered to load and exported as accepted in
/// FERC Docket EL08-14 (read in summary). Exports of a transmission customer stand in its load here.</summary>
public static class Pjm2220LossSurplusCredit
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("PJM", "2220", "Transmission Losses Credit", ChargeBooking.PurchasedPower,
        new ChargeVersion(PjmTerms.LoadMwh, Mwh.Unit, -(Formula)new Formula.Share(PjmTerms.LossSurplus, PjmTerms.LoadOfPjm),
            PjmTerms.Schedule1 + "5.5")
        {
            Step = TwoSettlement.Hour,
        });
}
