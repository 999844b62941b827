using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Terms;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;

namespace Busbar.Supply.Contracts.Credit;

/// <summary>Cuts deals and contracts into months and blocks still to be delivered. Physical deals fall under the counterparty's EEI or WSPP
/// master, swaps and options under its ISDA, each under the other when it is the only one.</summary>
internal sealed class CreditLegs(MeasureExposureInputs inputs)
{
    private readonly Dictionary<string, Counterparty> parties = inputs.Counterparties.ToDictionary(party => party.Id);
    private readonly RemainingHours hours = new(inputs.MarkDay);
    private readonly List<CreditLeg> legs = [];
    private readonly List<Finding> findings = [];

    internal ImmutableArray<Finding> Findings => [.. findings];

    internal Refusal? Refusal { get; private set; }

    internal ImmutableArray<CreditLeg> Cut()
    {
        foreach (var trade in inputs.Trades.Where(trade => trade.Status != TradeStatus.Voided)) Add(trade);
        foreach (var contract in inputs.Contracts) Add(AgreementOf.Contract(contract));
        return [.. legs];
    }

    /// <summary>The curve of a commodity at a location, or −1.</summary>
    internal int CurveOf(Commodity commodity, string location)
    {
        for (var i = 0; i < inputs.Curves.Length; i++)
            if (inputs.Curves[i].Commodity == commodity && inputs.Curves[i].Location == location) return i;
        return -1;
    }

    private void Add(Trade trade)
    {
        var terms = trade.Ticket.Terms;
        var sign = terms.Side == Side.Buy ? 1 : -1;
        var deal = new CreditDeal(trade.Id, trade.Ticket.Counterparty,
            MasterOf(trade.Ticket.Counterparty, isFinancial: terms is PowerSwap or PowerOption));
        switch (terms)
        {
            case PowerDeal power:
                AddShape(deal, power, power.Shape, sign, power.Price.Index, (double)power.Price.Fixed.Value, 0, isIndexed: power.Price.Index is not null);
                break;
            case PowerSwap swap:
                AddShape(deal, swap, swap.Shape, sign, swap.Index, (double)swap.Fixed.Value, 0, isIndexed: false);
                break;
            case PowerOption option:
                AddShape(deal, option, option.Shape, sign, option.Index, (double)option.Strike.Value, option.IsCall ? 1 : -1, isIndexed: false);
                break;
            case FuelDeal fuel:
                foreach (var (month, days) in hours.DaysOf(fuel.FirstDay, fuel.LastDay))
                    Add(deal, fuel.IsIndexed ? -1 : CurveOf(Commodity.Fuel, fuel.Location), fuel.Location, month, PeakBlock.OnPeak,
                        sign * days * (double)fuel.PerDay.Value, (double)fuel.Price.Value, 0, fuel.IsIndexed);
                break;
            default:
                findings.Add(new("deal-not-valued", Severity.Note, $"{terms.GetType().Name} has no forward price here", $"deal {trade.Id}",
                    "left out of mark-to-market; its invoices count"));
                break;
        }
    }

    private void AddShape(
        CreditDeal deal, TradeTerms terms, DeliveryShape shape, int sign, PriceIndex? index, double strike, int right, bool isIndexed)
    {
        var commodity = index == PriceIndex.RealTime ? Commodity.PowerRealTime : Commodity.PowerDayAhead;
        foreach (var (month, block, mwh) in hours.Of(terms.Market, terms.FirstDay, terms.LastDay, shape))
            Add(deal, isIndexed ? -1 : CurveOf(commodity, terms.Location), terms.Location, month, block, sign * mwh, strike, right, isIndexed);
    }

    private void Add(PowerAgreement agreement)
    {
        var deal = new CreditDeal(agreement.Id, agreement.Counterparty,
            agreement.Master.Length > 0 ? agreement.Master : MasterOf(agreement.Counterparty, isFinancial: false));
        if (agreement.Pricing is not (FixedPricing or DifferencePricing))
        {
            findings.Add(new("deal-not-valued", Severity.Note, "its price follows an index or a fuel", $"contract {agreement.Id}",
                "left out of mark-to-market; its invoices count"));
            return;
        }
        var isRealTime = agreement.Pricing is DifferencePricing { Index: PriceIndex.RealTime };
        var curve = CurveOf(isRealTime ? Commodity.PowerRealTime : Commodity.PowerDayAhead, agreement.Location);
        if (curve < 0)
        {
            Refusal ??= Missing(agreement.Id, agreement.Location);
            return;
        }
        var energy = agreement.Quantity is ShapedQuantity shaped
            ? hours.Of(inputs.Curves[curve].Market, agreement.FirstDay, agreement.LastDay, shaped.Shape)
            : [.. inputs.PlannedEnergy.Where(plan => plan.ContractId == agreement.Id && plan.Month.CompareTo(inputs.MarkDay.FirstOfMonth()) >= 0)
                .Select(plan => (plan.Month, plan.Block, plan.Mwh))];
        if (energy.IsEmpty)
            findings.Add(new("contract-without-energy", Severity.Warning, "no energy is planned for it", $"contract {agreement.Id}",
                "taken as worth nothing"));
        // The price of a month is that of its last day: an anniversary inside it has passed.
        foreach (var (month, block, mwh) in energy)
            if (new PriceOfHour(agreement, new()).Escalated(new(month.Date.PlusMonths(1).PlusDays(-1))) is { } price)
                Add(deal, curve, agreement.Location, month, block, mwh, (double)price.Value, 0, false);
            else Refusal ??= new("missing-index", $"{agreement.Clauses.Escalator!.Index} is not known for {month}", $"contract {agreement.Id}",
                "Escalate by a rate to value the contract forward.");
    }

    private void Add(
        CreditDeal deal, int curve, string location, OperatingDay month, PeakBlock block, double quantity, double strike, int right,
        bool isIndexed)
    {
        if (quantity == 0) return;
        if (curve < 0 && !isIndexed || curve >= 0 && !hours.IsPriced(inputs.Curves[curve], month, block)) Refusal ??= Missing(deal.Id, $"{location} {month} {block}");
        else legs.Add(new(deal, curve, month, block, quantity, strike, right));
    }

    private static Refusal Missing(string deal, string where) =>
        new("missing-curve", $"no forward curve prices {where}", $"deal {deal}", "Mark the curve to the end of the deal.");

    private string MasterOf(string counterparty, bool isFinancial)
    {
        var masters = parties[counterparty].Masters;
        return (masters.FirstOrDefault(master => master.Form == MasterForm.Isda == isFinancial) ?? masters.FirstOrDefault())?.Id ?? "";
    }
}
