using Busbar.Kernel.Quantities;
using Busbar.Supply.Settlement.Engine;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Charges.Caiso;

/// <summary>Interest on what a recalculated statement changes an earlier invoice by, at the commission's rate for the days between them.
/// Source: CAISO Tariff 11.29.10.2; 18 CFR 35.19a; simple interest within the quarter: Source not checked (from memory).</summary>
public static class CaisoDeviationInterest
{
    /// <summary>The code.</summary>
    public static ChargeCode Code { get; } = new("CAISO", "7999", "Invoice Deviation Interest", ChargeBooking.Administration,
        new ChargeVersion(CaisoTerms.InvoiceDeviation, Usd.Unit, ((Formula)CaisoTerms.InterestRate
            * CaisoTerms.InterestDays).DividedBy(BillingTerms.DaysInYear),
            CaisoTerms.Guide + "CC 7999")
        {
            Basis = [CaisoTerms.InvoiceDeviation],
        });
}
