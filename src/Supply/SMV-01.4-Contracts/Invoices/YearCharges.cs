using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Terms;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Supply.Contracts.Invoices;

/// <summary>What is counted over more than an hour: certificates, one a whole MWh of the month, and the year's output guarantee, settled
/// in the month that ends the contract year. Deemed energy counts towards the guarantee.</summary>
internal static class YearCharges
{
    internal static IEnumerable<InvoiceLine> Of(
        MeasureMonthInputs inputs, PowerAgreement agreement, MonthTotals month, OperatingDay last)
    {
        if (agreement.Clauses.Certificates is { } certificates)
        {
            var due = Math.Floor(month.Delivered);
            yield return new(ChargeKind.Certificates, "certificates", inputs.CertificatesTransferred == 0 ? [] :
                [new(certificates.Program, inputs.CertificatesTransferred, certificates.PriceUsd, "transferred to our account")]);
            yield return new(ChargeKind.MissingCertificates, "certificates", due <= inputs.CertificatesTransferred ? [] :
                [new(certificates.Program, due - inputs.CertificatesTransferred, -certificates.ReplacementUsd,
                    FormattableString.Invariant($"{due} due for {month.Delivered} MWh"))]);
        }
        if (agreement.Clauses.Guarantee is not { } guarantee) yield break;
        var year = ContractYear.Of(agreement, inputs.Month.FirstOfMonth());
        if (year.Last.CompareTo(last) > 0) yield break;
        var (days, full) = year.Length;
        var owed = days == full ? guarantee.AnnualEnergy.Value : decimal.Round(guarantee.AnnualEnergy.Value * days / full, 3);
        var counted = inputs.YearSoFar.Delivered.Value + inputs.YearSoFar.Deemed.Value + month.Delivered + month.Deemed;
        yield return new(ChargeKind.GuaranteeShortfall, "MWh", counted >= owed ? [] : [new($"contract year from {year.First}", owed - counted,
            -guarantee.Damages.Value, FormattableString.Invariant($"guaranteed {owed} MWh, delivered and deemed {counted}"))]);
    }
}
