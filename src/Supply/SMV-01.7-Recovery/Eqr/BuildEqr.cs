using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Recovery.Eqr;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Recovery.Eqr;

/// <summary>What a quarter's report is built from.</summary>
/// <param name="Seller">Who files.</param>
/// <param name="Quarter">The quarter.</param>
/// <param name="BuiltAt">The clock: only what was known then may be given.</param>
/// <param name="Type">NEW, REPLACE, DELETE or NOACTION.</param>
/// <param name="Notes">Why it is refiled and what was revised; empty for NEW.</param>
/// <param name="Agreements">The agreements under which we sell, one a counterparty.</param>
/// <param name="Trades">Deals as they stand; purchases, voided deals and other quarters are passed over.</param>
/// <param name="Settled">Sales known by settlement alone: hours of net sale to the ISO, and deals at an index.</param>
public sealed record BuildEqrInputs(
    EqrSeller Seller, EqrQuarter Quarter, Instant BuiltAt, string Type, string Notes, ImmutableArray<SalesAgreement> Agreements,
    ImmutableArray<Trade> Trades, ImmutableArray<SettledSale> Settled);

/// <summary>Builds a quarter's Electric Quarterly Report from our own trades, agreements and settled sales. Each transaction carries the
/// trade or settled line it came from. Source: 18 CFR 35.10b; dictionary 4.0. Sales within ERCOT are not FERC's and are left out.</summary>
public static class BuildEqr
{
    /// <summary>The report, with a finding for each sale left out; refused when a sale has no agreement or the quarter is not
    /// over.</summary>
    public static Outcome<EqrFiling> Run(BuildEqrInputs inputs)
    {
        if (Refuse(inputs) is { } refusal) return refusal;
        if (inputs.Type is "DELETE" or "NOACTION")
            return new EqrFiling(inputs.BuiltAt, EqrRows.Identification(inputs), EqrTable.Empty(EqrSection.Contracts),
                EqrTable.Empty(EqrSection.Transactions));
        var agreements = inputs.Agreements.ToDictionary(agreement => agreement.Counterparty, StringComparer.Ordinal);
        var sales = SalesOf(inputs, agreements).Where(sale => sale.Market != MarketCalendar.Ercot)
            .OrderBy(sale => sale.Stretch.Start).ThenBy(sale => sale.Deal, StringComparer.Ordinal)
            .ThenBy(sale => sale.Location, StringComparer.Ordinal).ToList();
        if (sales.FirstOrDefault(sale => !agreements.ContainsKey(sale.Counterparty)) is { } orphan)
            return new Refusal("no-sales-agreement", $"'{orphan.Counterparty}' bought under {orphan.Deal}; no agreement says on what terms",
                orphan.Source, "Give the agreement with its tariff reference.");
        var sold = sales.Select(sale => sale.Counterparty).ToHashSet(StringComparer.Ordinal);
        var inForce = inputs.Agreements.Where(agreement => sold.Contains(agreement.Counterparty)
            || agreement.IsInForce(inputs.Quarter.FirstDay, inputs.Quarter.LastDay));
        return Outcome.Of(
            new EqrFiling(inputs.BuiltAt, EqrRows.Identification(inputs), EqrRows.Contracts(inputs, inForce),
                EqrRows.Transactions(inputs.Seller, sales.Select(sale => (sale, agreements[sale.Counterparty])))),
            LeftOut(inputs));
    }

    private static IEnumerable<QuarterSale> SalesOf(BuildEqrInputs inputs, Dictionary<string, SalesAgreement> agreements) =>
        SellsOf(inputs).SelectMany(trade => TradeSales.Of(trade, inputs.Quarter)).Concat(
            from sale in inputs.Settled
            let date = MarketCalendar.Named(sale.Market).DayOf(sale.Interval.Start).Date
            where date >= inputs.Quarter.FirstDay && date <= inputs.Quarter.LastDay && sale.Energy != Mwh.Zero
            select TradeSales.Of(sale, agreements.GetValueOrDefault(sale.Counterparty) is { IsRto: true }));

    private static IEnumerable<Trade> SellsOf(BuildEqrInputs inputs) => inputs.Trades.Where(trade =>
        trade.Status != TradeStatus.Voided && trade.Ticket.Terms is { Side: Side.Sell } terms
        && terms.FirstDay.Date <= inputs.Quarter.LastDay && terms.LastDay.Date >= inputs.Quarter.FirstDay);

    private static Refusal? Refuse(BuildEqrInputs inputs)
    {
        var where = $"{inputs.Seller.Name} {inputs.Quarter}";
        if (inputs.BuiltAt < MarketCalendar.Pjm.WholeDay(new(inputs.Quarter.LastDay)).End)
            return new("quarter-not-over", $"{inputs.Quarter} is not over at {inputs.BuiltAt}", where,
                "Build it once the quarter is over.");
        if (inputs.Agreements.GroupBy(agreement => agreement.Counterparty).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return new("agreement-twice", $"'{twice.Key}' has {twice.Count()} agreements", where, "Give the one that we sell under.");
        if (inputs.Settled.FirstOrDefault(sale => sale.Energy < Mwh.Zero) is { } wrong)
            return new("sale-is-negative", $"{wrong.Deal} sells {wrong.Energy}; what is sold is positive here", wrong.Source,
                "Turn the sign round, or leave the purchase out.");
        var markets = inputs.Settled.Select(sale => sale.Market).Concat(SellsOf(inputs).Select(trade => trade.Ticket.Terms.Market));
        return markets.FirstOrDefault(market => MarketCalendar.Find(market) is null) is { } unknown
            ? new("unknown-market", $"'{unknown}' is no market we keep", where, "Name one of the market calendars.") : null;
    }

    private static IEnumerable<Finding> LeftOut(BuildEqrInputs inputs)
    {
        var settled = inputs.Settled.Select(sale => sale.Deal).ToHashSet(StringComparer.Ordinal);
        foreach (var trade in SellsOf(inputs))
            if (trade.Ticket.Terms.Market == MarketCalendar.Ercot.Name)
                yield return new("ercot-sale-exempt", Severity.Note, $"{trade.Id} is sold within ERCOT", trade.Id, "left out");
            else if (trade.Ticket.Terms is PowerDeal { Price.Index: not null } && !settled.Contains(trade.Id))
                yield return new("index-sale-not-settled", Severity.Error, $"{trade.Id} sells at an index and no hour of it is settled",
                    trade.Id, "left out; give its settled hours");
            else if (trade.Ticket.Terms is AncillaryDeal)
                yield return new("ancillary-sale-not-reported", Severity.Warning, $"{trade.Id} sells an ancillary service",
                    trade.Id, "left out: the product's name in the dictionary is not on the ticket");
    }
}
