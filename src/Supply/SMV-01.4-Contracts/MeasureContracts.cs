using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Ppa;
using Busbar.Supply.Contracts.Terms;
using Busbar.Supply.Handoffs;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Supply.Contracts;

/// <summary>The contracts in force and what they delivered over a period.</summary>
/// <param name="First">First day of the period.</param>
/// <param name="Last">Last day of the period.</param>
/// <param name="Contracts">Contracts in force, for their kind and credit limit.</param>
/// <param name="Performances">One a contract and day; those outside the period are left out.</param>
/// <param name="Credit">Exposure as measured on a forward curve; without it only what was delivered in the period counts.</param>
/// <param name="Values">PPAs as valued to the end of their terms; without them only what was delivered in the period counts.</param>
public sealed record MeasureContractsInputs(
    OperatingDay First, OperatingDay Last, ImmutableArray<Contract> Contracts, ImmutableArray<ContractPerformance> Performances,
    CreditExposure? Credit = null, ImmutableArray<PpaValue> Values = default);

/// <summary>The key metrics of bilateral contracts: who could cost us most by failing, what the contracts are worth, and whether they
/// deliver.</summary>
public static class MeasureContracts
{
    private const string Stage = "SMV-01.4";

    /// <summary>Counterparty exposure, PPA value, value of all contracts, and delivery; null where the period holds nothing to
    /// measure.</summary>
    public static StageMetrics Run(MeasureContractsInputs inputs)
    {
        var days = inputs.Performances.Where(p => p.Day.CompareTo(inputs.First) >= 0 && p.Day.CompareTo(inputs.Last) <= 0)
            .ToImmutableArray();
        var period = $"contract performance {inputs.First} to {inputs.Last}";
        var ppas = inputs.Contracts.Where(contract => AgreementOf.Contract(contract).Quantity is PlantQuantity).Select(ppa => ppa.Id)
            .ToHashSet();
        return new(Stage, inputs.First, inputs.Last,
        [
            inputs.Credit is { Counterparties.IsEmpty: false } credit ? Exposure(credit) : Exposure(days, inputs.Contracts, period),
            inputs.Values.IsDefaultOrEmpty
                ? Value("PPA value", [.. days.Where(p => ppas.Contains(p.ContractId))], period)
                : Value(inputs.Values),
            Value("Contract value", days, period),
            Delivery(days, period),
        ]);
    }

    private static Metric Exposure(CreditExposure credit)
    {
        var largest = credit.Counterparties.MaxBy(party => party.Current.Value)!;
        return new(Stage, "Counterparty risk exposure", largest.Current.Value, Usd.Unit, (double)largest.Limit.Value, Better.Lower,
            "largest over counterparties of mark-to-market gain + receivables − payables − collateral held, netted where a master nets. "
            + "Target: its credit limit",
            [.. credit.Counterparties.OrderByDescending(party => party.Current.Value).Select(party =>
                Leaf(party.Counterparty, (decimal)party.Current.Value, Usd.Unit, $"credit exposure {credit.MeasuredAt}"))]);
    }

    private static Metric Value(ImmutableArray<PpaValue> values) =>
        new(Stage, "PPA value", values.Sum(value => value.Mean.Value), Usd.Unit, 0, Better.Higher,
            "Σ expected value to the end of the term, simulated: power received less what is paid for it",
            [.. values.Select(value => value.Explain())]);

    // What we owe is our payable, not a risk to us; a gain on energy not yet delivered needs a forward curve, which this stage does not
    // take.
    private static Metric Exposure(ImmutableArray<ContractPerformance> days, ImmutableArray<Contract> contracts, string period)
    {
        var exposures = days.GroupBy(p => p.Counterparty)
            .Select(of => (Counterparty: of.Key, Exposure: Greater(Usd.Zero, Net(of))))
            .OrderByDescending(of => of.Exposure).ThenBy(of => of.Counterparty, StringComparer.Ordinal).ToImmutableArray();
        var largest = exposures.FirstOrDefault();
        var limits = contracts.Where(c => c.Counterparty == largest.Counterparty).Select(c => c.CreditLimit).ToImmutableArray();
        return new(Stage, "Counterparty risk exposure", exposures.IsEmpty ? null : (double)largest.Exposure.Value, Usd.Unit,
            limits.IsEmpty ? null : (double)limits.Min().Value, limits.IsEmpty ? Better.Neither : Better.Lower,
            "largest over counterparties of max(0, Σ market value − Σ energy and wheeling cost), accrued on energy delivered in the "
            + "period; the gain on energy not yet delivered is not in it. Target: the lowest credit limit of its contracts",
            [.. exposures.Select(of => Leaf(of.Counterparty, of.Exposure.Value, Usd.Unit, period))]);
    }

    private static Metric Value(string name, ImmutableArray<ContractPerformance> days, string period) =>
        new(Stage, name, days.IsEmpty ? null : (double)Net(days).Value, Usd.Unit, 0, Better.Higher,
            "Σ (delivered energy at the day-ahead price of its location − energy cost − wheeling cost)",
            [
                Leaf("market value", days.Sum(p => p.MarketValue.Value), Usd.Unit, period),
                Leaf("energy cost", days.Sum(p => p.EnergyCost.Value), Usd.Unit, period),
                Leaf("wheeling cost", days.Sum(p => p.WheelingCost.Value), Usd.Unit, period),
                .. days.GroupBy(p => p.ContractId).Select(of => Leaf($"value of {of.Key}", Net(of).Value, Usd.Unit, period)),
            ]);

    private static Metric Delivery(ImmutableArray<ContractPerformance> days, string period)
    {
        var delivered = days.Sum(p => p.Delivered.Values.Sum(mwh => mwh.Value));
        var nominated = days.Sum(p => p.Nominated.Values.Sum(mwh => mwh.Value));
        var rate = nominated == 0 ? (double?)null : (double)(100 * delivered / nominated);
        return new(Stage, "Delivered ÷ nominated", rate, Percent.Unit, null, Better.Neither,
            "100 × Σ energy delivered ÷ Σ energy nominated",
            [Leaf("delivered", delivered, Mwh.Unit, period), Leaf("nominated", nominated, Mwh.Unit, period)]);
    }

    private static Usd Net(IEnumerable<ContractPerformance> days) =>
        new(days.Sum(p => (p.MarketValue - p.EnergyCost - p.WheelingCost).Value));

    private static Usd Greater(Usd a, Usd b) => a > b ? a : b;

    private static Explain Leaf(string name, decimal value, string unit, string source) =>
        Explain.Leaf(name, FormattableString.Invariant($"{value}"), unit, source);
}
