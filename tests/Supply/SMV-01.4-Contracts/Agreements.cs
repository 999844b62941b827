using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Invoices;
using Busbar.Supply.Contracts.Terms;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Tests;
using NodaTime;

namespace Busbar.Supply.Contracts.Tests;

/// <summary>Agreements of clauses and what their months are reckoned from.</summary>
internal static class Agreements
{
    internal static readonly OperatingDay First = OperatingDay.Of(2017, 1, 1);
    internal static readonly OperatingDay Last = OperatingDay.Of(2019, 12, 31);

    internal static PowerAgreement Of(
        DeliveryObligation obligation, ContractQuantity quantity, ContractPricing? pricing = null, AgreementClauses? clauses = null,
        decimal price = 40, OperatingDay? first = null, OperatingDay? last = null) =>
        new("pa", "west", Given.Hub, first ?? First, last ?? Last, new(price), new(1_000_000), "EEI-1", obligation, quantity,
            pricing ?? new FixedPricing(), clauses ?? AgreementClauses.None);

    internal static ShapedQuantity Blocks(decimal mw, params ImmutableArray<PeakBlock> blocks) => new(new DeliveryShape(blocks, new(mw)));

    internal static ShapedQuantity AroundTheClock(decimal mw) =>
        Blocks(mw, PeakBlock.OnPeak, PeakBlock.WeekendDay, PeakBlock.Night);

    internal static PlantQuantity Plant(decimal share = 0.5m) => new("ridge", new(120), share, false);

    internal static ResolvedTerms Resolve(
        Contract contract, OperatingDay day, MarketIndices? indices = null, params ImmutableArray<AvailabilityEvent> events) =>
        ResolveTerms.Run(new(Given.Calendar, contract, day, day, indices ?? new(), events)).OrThrow();

    /// <summary>A month of which only one day lies in the term, so that a day's numbers are the month's.</summary>
    internal static MeasureMonthInputs Month(PowerAgreement agreement, OperatingDay day, decimal dayAhead = 30) =>
        new(Given.Calendar, day, agreement with { FirstDay = day, LastDay = day }, new(Given.Flat(day, dayAhead)), null, null, null, [], [],
            0, 0, ContractYearSoFar.None);

    internal static DeliveryInterval Hours(OperatingDay day, decimal from, decimal to)
    {
        var start = Given.Calendar.WholeDay(day).Start;
        return new(start + Duration.FromMinutes((double)from * 60), start + Duration.FromMinutes((double)to * 60));
    }

    internal static decimal? Amount(ContractInvoice invoice, ChargeKind kind) =>
        invoice.Lines.FirstOrDefault(line => line.Kind == kind)?.Amount.Value;

    internal static ContractInvoice Measure(MeasureMonthInputs inputs) => MeasureMonth.Run(inputs).OrThrow();
}
