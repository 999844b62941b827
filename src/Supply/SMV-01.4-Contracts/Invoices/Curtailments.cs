using System.Collections.Immutable;
using Busbar.Supply.Contracts.Terms;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Supply.Contracts.Invoices;

/// <summary>Deemed energy: in a curtailed hour, potential less delivered, at most the potential of the curtailed part of the hour. The
/// allowance of unpaid hours of the contract year is used up first, in order of time. A must-take buyer pays for economic curtailment
/// without a clause and without an allowance: it refused the energy.</summary>
internal sealed class Curtailments(MeasureMonthInputs inputs, CurtailmentClause? clause, DeliveryObligation obligation)
{
    internal decimal DeemedMwh { get; private set; }

    internal decimal UnpaidHours { get; private set; }

    internal InvoiceLine Lines(ImmutableArray<ContractHour> hours)
    {
        var parts = ImmutableArray.CreateBuilder<InvoicePart>();
        foreach (var hour in hours.Where(hour => hour.IsCurtailed))
        {
            var left = Math.Max(0, hour.Potential - hour.Delivered);
            foreach (var order in inputs.Curtailments.OrderBy(order => order.Interval.Start))
            {
                var overlap = ResolveTerms.HoursIn(order.Interval, hour.Terms.Hour);
                if (overlap == 0) continue;
                var deemed = Math.Min(left, hour.Potential * overlap);
                left -= deemed;
                DeemedMwh += deemed;
                var paid = deemed * PaidPart(order.Cause, overlap);
                if (paid > 0)
                    parts.Add(new(hour.Terms.Label, paid, hour.Terms.Price.Value + (clause?.Adder.Value ?? 0),
                        FormattableString.Invariant($"{order.Cause} curtailment {order.Reference}: potential {hour.Potential} MWh, ")
                        + FormattableString.Invariant($"delivered {hour.Delivered} MWh")));
            }
        }
        return new(ChargeKind.DeemedEnergy, "MWh", parts.ToImmutable());
    }

    // The part of a curtailed stretch that is paid, and what it uses of the allowance.
    private decimal PaidPart(CurtailmentCause cause, decimal overlap)
    {
        var isEconomic = cause == CurtailmentCause.Economic;
        if (isEconomic && obligation == DeliveryObligation.MustTake) return 1;
        if (clause is null || !(isEconomic ? clause.IsEconomicPaid : clause.IsReliabilityPaid)) return 0;
        var unpaid = Math.Min(overlap, Math.Max(0, clause.UnpaidHoursAYear - inputs.YearSoFar.UnpaidHours - UnpaidHours));
        UnpaidHours += unpaid;
        return (overlap - unpaid) / overlap;
    }
}
