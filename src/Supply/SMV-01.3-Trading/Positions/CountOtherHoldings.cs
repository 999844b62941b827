using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Trading.Positions;

/// <summary>Deals and a clock.</summary>
public sealed record CountOtherHoldingsInputs(ImmutableArray<Trade> Trades, Instant Clock);

/// <summary>What a book holds that is no energy or fuel, in its own unit; long positive.</summary>
/// <param name="Book">The book.</param>
/// <param name="Kind">Kind of deal: <c>certificate</c>, <c>ancillary</c>, <c>transmission-right</c>.</param>
/// <param name="Product">Program and vintage, the service, or the path.</param>
/// <param name="Location">Where.</param>
/// <param name="Month">First day of the month of delivery; of a certificate that of its last day.</param>
/// <param name="Quantity">How much: certificates once; the mean MW over the month's hours to come of a service or a right.</param>
/// <param name="Unit"><c>REC</c> or <c>MW</c>.</param>
public sealed record OtherHolding(
    string Book, string Kind, string Product, string Location, OperatingDay Month, double Quantity, string Unit);

/// <summary>Counts the certificates, ancillary services and auction revenue rights that the desk holds. No forward curve prices them, so
/// they stand in the position by quantity alone.</summary>
public static class CountOtherHoldings
{
    /// <summary>By book, kind, product, location and month; a finding <c>not-marked</c> for each product.</summary>
    public static Outcome<ImmutableArray<OtherHolding>> Run(CountOtherHoldingsInputs inputs)
    {
        var held = inputs.Trades.Where(trade => trade.Status != TradeStatus.Voided && Exposure.Of(trade.Ticket.Terms) is null)
            .SelectMany(trade => Of(trade.Ticket, inputs.Clock))
            .GroupBy(each => each with { Quantity = 0 }).Select(group => group.Key with { Quantity = group.Sum(each => each.Quantity) })
            .OrderBy(each => each.Book, StringComparer.Ordinal).ThenBy(each => each.Kind, StringComparer.Ordinal)
            .ThenBy(each => each.Product, StringComparer.Ordinal).ThenBy(each => each.Location, StringComparer.Ordinal)
            .ThenBy(each => each.Month).ToImmutableArray();
        return Outcome.Of(held, held.Select(each => (each.Kind, each.Product)).Distinct().Select(each => new Finding("not-marked",
            Severity.Note, $"No curve marks {each.Product}", each.Kind, "held by quantity; not in value, value at risk or profit")));
    }

    private static IEnumerable<OtherHolding> Of(TradeTicket ticket, Instant clock)
    {
        var (terms, sign) = (ticket.Terms, ticket.Terms.Side == Side.Buy ? 1 : -1);
        var calendar = MarketCalendar.Named(terms.Market);
        if (terms is CertificateDeal certificate)
        {
            if (calendar.WholeDay(terms.LastDay).End > clock)
                yield return new(ticket.Book, "certificate", $"{certificate.Program} {certificate.Vintage}", terms.Location,
                    terms.LastDay.FirstOfMonth(), sign * certificate.Certificates, "REC");
            yield break;
        }
        var product = terms switch
        {
            AncillaryDeal ancillary => ancillary.Service,
            TransmissionRight right => $"auction revenue {right.Location} to {right.Sink}",
            _ => TicketForm.KindOf(terms),
        };
        if (CheckTicket.ShapeOf(terms) is not { } shape) yield break;
        foreach (var month in terms.FirstDay.Through(terms.LastDay).GroupBy(day => day.FirstOfMonth()))
        {
            DeliveryInterval[] hours = [.. month.SelectMany(day => calendar.HoursOf(day)).Where(hour => hour.Start >= clock)];
            if (hours.Length == 0) continue;
            var mwh = hours.Sum(hour => shape.Hourly is { } hourly ? (double)hourly.At(hour.Start).Value
                : shape.Blocks.Contains(calendar.BlockOf(hour.Start)) ? (double)shape.Mw.Value : 0);
            yield return new(ticket.Book, TicketForm.KindOf(terms), product, terms.Location, month.Key, sign * mwh / hours.Length, "MW");
        }
    }
}
