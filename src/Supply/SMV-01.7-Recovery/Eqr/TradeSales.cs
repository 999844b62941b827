using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Recovery.Eqr;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Recovery.Eqr;

/// <summary>One row to be: what was sold over a stretch at one price.</summary>
internal sealed record QuarterSale(
    string Deal, string Counterparty, MarketCalendar Market, string Location, OperatingDay TradeDate, DeliveryInterval Stretch,
    Duration WholeTerm, string Peaking, string RateType, Mwh Energy, UsdPerMwh Price, Usd Transmission, string Source)
{
    /// <summary>What the books hold of it; null where it is energy × price to the cent.</summary>
    public Usd? Booked { get; init; }

    /// <summary>The charge as the report prints it.</summary>
    public Usd Charge => ((Booked ?? Energy * Price) + Transmission).ToCents();
}

/// <summary>What our deals sold in a quarter. A deal at a fixed price is one sale over the part of its term in the quarter; an award is one
/// an hour; a deal at an index is what settled. Swaps, options, virtuals, rights, fuel and certificates deliver no power we sold.</summary>
internal static class TradeSales
{
    /// <summary>The sales of one deal that are known from its terms.</summary>
    public static IEnumerable<QuarterSale> Of(Trade trade, EqrQuarter quarter) => trade.Ticket.Terms switch
    {
        PowerDeal { Price.Index: null } deal => OfFixed(trade, deal, quarter),
        MarketAward award => OfAward(trade, award, quarter),
        _ => [],
    };

    /// <summary>The sale of one settled interval.</summary>
    public static QuarterSale Of(SettledSale sale, bool isRto)
    {
        var market = MarketCalendar.Named(sale.Market);
        return new(sale.Deal, sale.Counterparty, market, sale.Location, sale.TradeDate, sale.Interval, sale.Interval.Length,
            market.IsOnPeak(sale.Interval.Start) ? "P" : "OP", isRto ? "RTO/ISO" : "Electric Index", sale.Energy, sale.Price,
            sale.Transmission, sale.Source)
        {
            Booked = sale.Booked,
        };
    }

    private static IEnumerable<QuarterSale> OfFixed(Trade trade, PowerDeal deal, EqrQuarter quarter)
    {
        var market = MarketCalendar.Named(deal.Market);
        var (first, last) = (LocalDate.Max(deal.FirstDay.Date, quarter.FirstDay), LocalDate.Min(deal.LastDay.Date, quarter.LastDay));
        if (first > last) yield break;
        var hours = new OperatingDay(first).Through(new(last)).SelectMany(day => market.HoursOf(day)).ToList();
        var energy = deal.Shape.Hourly is { } hourly
            ? hours.Sum(hour => hourly.At(hour.Start).Value)
            : deal.Shape.Mw.Value * hours.Count(hour => deal.Shape.Blocks.Contains(market.BlockOf(hour.Start)));
        if (energy == 0) yield break;
        var whole = market.WholeDay(deal.LastDay).End - market.WholeDay(deal.FirstDay).Start;
        yield return new(trade.Id, trade.Ticket.Counterparty, market, deal.Location, market.DayOf(trade.TradedAt),
            new(hours[0].Start, hours[^1].End), whole, PeakingOf(deal.Shape), "Fixed", new(energy), deal.Price.Fixed, Usd.Zero,
            $"trade {trade.Id} version {trade.Version}");
    }

    private static IEnumerable<QuarterSale> OfAward(Trade trade, MarketAward award, EqrQuarter quarter)
    {
        var market = MarketCalendar.Named(award.Market);
        for (var i = 0; i < award.Hourly.Count; i++)
        {
            var hour = award.Hourly.IntervalAt(i);
            var day = market.DayOf(hour.Start).Date;
            if (day < quarter.FirstDay || day > quarter.LastDay || award.Hourly[i] == Mw.Zero) continue;
            yield return Of(new(trade.Id, trade.Ticket.Counterparty, award.Market, award.Location, market.DayOf(trade.TradedAt), hour,
                award.Hourly[i].Over(hour.Length), award.Price.At(hour.Start), Usd.Zero, $"trade {trade.Id} version {trade.Version}"),
                isRto: true);
        }
    }

    private static string PeakingOf(DeliveryShape shape) => shape.Hourly is not null || shape.Blocks.Length == 3 ? "FP"
        : shape.Blocks is [PeakBlock.OnPeak] ? "P" : "OP";
}
