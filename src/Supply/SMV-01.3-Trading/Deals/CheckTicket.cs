using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Trading.Deals;

/// <summary>A ticket to be checked before it becomes a deal.</summary>
/// <param name="Ticket">What was written.</param>
/// <param name="TradedAt">When it was agreed.</param>
/// <param name="Counterparties">Whom we may deal with.</param>
public sealed record CheckTicketInputs(TradeTicket Ticket, Instant TradedAt, ImmutableArray<Counterparty> Counterparties);

/// <summary>Asks whether a ticket can be a deal at all, by itself: whoever the trader is and whatever the limits are. Refuses the first
/// rule that is broken, by field; a price that no market has seen is a finding.</summary>
public static class CheckTicket
{
    /// <summary>No deal of a desk runs longer.</summary>
    private const int MostYears = 30;

    private const int LongestName = 60;

    // Offers are capped at 2,000 USD/MWh (FERC Order 831) and ERCOT's cap is 5,000; the floor of most markets is -150 to -250. Fuel: the
    // Henry Hub record day is 23.86, New England's 78.98 USD/MMBtu (EIA).
    private static readonly (decimal Low, decimal High) SanePower = (-500, 5_000);
    private static readonly (decimal Low, decimal High) SaneFuel = (-10, 100);

    /// <summary>The ticket, with findings, or the first rule it breaks.</summary>
    public static Outcome<TradeTicket> Run(CheckTicketInputs inputs)
    {
        var (ticket, tradedAt, counterparties) = inputs;
        var terms = ticket.Terms;
        if (RefuseWords(ticket) is { } refusal) return refusal;
        if (MarketCalendar.Find(terms.Market) is not { } calendar)
            return new Refusal("unknown-market", $"'{terms.Market}' is no market we keep", "market",
                $"Give one of {string.Join(", ", MarketCalendar.All.Select(each => each.Name))}.");
        if (!counterparties.Any(each => each.Id == ticket.Counterparty))
            return new Refusal("unknown-counterparty", $"'{ticket.Counterparty}' is not a counterparty", "counterparty",
                "Correct the id, or have credit set the counterparty up first.");
        var wrong = RefuseTerm(terms) ?? RefuseVolume(terms) ?? RefuseShape(calendar, terms) ?? RefuseTiming(calendar, terms, tradedAt);
        return wrong is null ? Outcome.Of(ticket, Findings(terms)) : wrong;
    }

    /// <summary>How much is delivered in the hours of a deal; null for fuel and certificates.</summary>
    internal static DeliveryShape? ShapeOf(TradeTerms terms) => terms switch
    {
        PowerDeal deal => deal.Shape,
        PowerSwap swap => swap.Shape,
        PowerOption option => option.Shape,
        TransmissionRight right => right.Shape,
        AncillaryDeal ancillary => ancillary.Shape,
        MarketAward award => new([], Mw.Zero, award.Hourly),
        VirtualBid bid => new([], Mw.Zero, bid.Hourly),
        UpToCongestion path => new([], Mw.Zero, path.Hourly),
        _ => null,
    };

    private static Refusal? RefuseWords(TradeTicket ticket)
    {
        var sink = ticket.Terms switch { UpToCongestion path => path.Sink, TransmissionRight right => right.Sink, _ => null };
        foreach (var (field, text) in new[]
            { ("book", ticket.Book), ("trader", ticket.Trader), ("location", ticket.Terms.Location), ("sink", sink ?? "path") })
            if (text.Length is 0 or > LongestName || text.Trim() != text
                || text.Any(letter => char.IsControl(letter) || letter is '"' or ','))
                return new("bad-name", $"'{text}' is not a {field}", field, $"Give 1 to {LongestName} letters, without commas or quotes.");
        return sink == ticket.Terms.Location
            ? new("empty-path", $"The path starts and ends at {sink}", "sink", "Give two different places.")
            : null;
    }

    private static Refusal? RefuseTerm(TradeTerms terms)
    {
        if (terms.FirstDay.CompareTo(terms.LastDay) > 0)
            return new("first-after-last", $"The first day {terms.FirstDay} comes after the last, {terms.LastDay}", "first_day",
                "Give the days in order.");
        return terms.LastDay.Date > terms.FirstDay.Date.PlusYears(MostYears)
            ? new("term-too-long", $"Delivery from {terms.FirstDay} to {terms.LastDay} is more than {MostYears} years", "last_day",
                "Correct the years, or split the deal.")
            : null;
    }

    private static Refusal? RefuseVolume(TradeTerms terms)
    {
        var (quantity, unit) = terms switch
        {
            FuelDeal fuel => (fuel.PerDay.Value, Mmbtu.Unit + "/d"),
            CertificateDeal certificate => (certificate.Certificates, "certificates"),
            _ when ShapeOf(terms) is { } shape => (shape.Hourly is { } hourly
                ? hourly.Values.Any(mw => mw < Mw.Zero) ? hourly.Values.Min(mw => mw.Value) : hourly.Values.Max(mw => mw.Value)
                : shape.Mw.Value, Mw.Unit),
            _ => (1m, ""),
        };
        return quantity > 0 ? null
            : new("volume-not-positive", $"The quantity is {TicketWords.Text(quantity)} {unit}; the side says which way", "quantity",
                "Give a quantity above 0, and sell instead of a negative buy.");
    }

    private static Refusal? RefuseShape(MarketCalendar calendar, TradeTerms terms)
    {
        if (ShapeOf(terms) is not { } shape) return null;
        if (shape.Hourly is not null && terms is PowerOption)
            return new("no-blocks", "An option is on the hours of a block", "block", "Give a block as 5x16 and one quantity.");
        if (shape.Hourly is { } hourly)
            return RefuseHours(calendar, terms, hourly, "quantity")
                ?? (terms is MarketAward award ? RefuseHours(calendar, terms, award.Price, "price") : null);
        if (shape.Blocks.IsDefaultOrEmpty || shape.Blocks.Distinct().Count() != shape.Blocks.Length)
            return new("no-blocks", "The deal names no block of hours, or one twice", "block", "Give a block as 5x16, or MW hour by hour.");
        // Nights are in every day, on-peak hours in business days and weekend hours in the others: no hour needs to be looked at.
        var isDelivered = shape.Blocks.Contains(PeakBlock.Night) || terms.FirstDay.Through(terms.LastDay)
            .Any(day => shape.Blocks.Contains(calendar.IsBusinessDay(day) ? PeakBlock.OnPeak : PeakBlock.WeekendDay));
        return isDelivered ? null
            : new("no-hours", $"{TicketWords.Text(shape.Blocks)} has no hour from {terms.FirstDay} to {terms.LastDay}", "block",
                "Correct the block or the days.");
    }

    private static Refusal? RefuseHours<T>(MarketCalendar calendar, TradeTerms terms, Series<T> hourly, string field)
    {
        var (start, end) = (calendar.WholeDay(terms.FirstDay).Start, calendar.WholeDay(terms.LastDay).End);
        if (hourly.Step == Duration.FromHours(1) && hourly.Start == start && hourly.End == end) return null;
        return new("hours-do-not-match", FormattableString.Invariant(
            $"There are {hourly.Count} values; {terms.FirstDay} to {terms.LastDay} has {(int)(end - start).TotalHours} hours"),
            field, "Give one value for each hour: 23 on the spring day, 25 on the autumn day.");
    }

    private static Refusal? RefuseTiming(MarketCalendar calendar, TradeTerms terms, Instant tradedAt)
    {
        if (terms is PowerOption option)
        {
            if (option.Exercise == OptionExercise.Monthly && option.FirstDay != option.FirstDay.FirstOfMonth()
                || option.Exercise == OptionExercise.Monthly && option.LastDay.Plus(1) != option.LastDay.Plus(1).FirstOfMonth())
                return new("not-whole-months", "A monthly option delivers whole months", "last_day",
                    "Give the first and last day of months.");
            var last = OptionExpiry.Of(calendar, option.Exercise, option.LastDay);
            return tradedAt < last ? null
                : new("option-expired", $"The option's last exercise was {last}, before it was traded, {tradedAt}", "last_day",
                    "Correct the term, or the time at which it was traded.");
        }
        var isPast = terms is not (CertificateDeal or MarketAward) && calendar.WholeDay(terms.LastDay).End <= tradedAt;
        return isPast
            ? new("delivery-past", $"Delivery ended with {terms.LastDay}, before the deal was traded, {tradedAt}", "last_day",
                "Correct the days, or the time at which it was traded.")
            : null;
    }

    private static IEnumerable<Finding> Findings(TradeTerms terms)
    {
        var prices = terms switch
        {
            PowerDeal deal => [("price", deal.Price.Fixed.Value)],
            PowerSwap swap => [("price", swap.Fixed.Value)],
            PowerOption option => [("strike", option.Strike.Value), ("premium", option.Premium.Value)],
            MarketAward award => [("price", award.Price.Values.Max(price => price.Value)),
                ("price", award.Price.Values.Min(price => price.Value))],
            FuelDeal fuel => [("price", fuel.Price.Value)],
            _ => Array.Empty<(string, decimal)>(),
        };
        var (low, high) = terms is FuelDeal ? SaneFuel : SanePower;
        return prices.Where(price => price.Item2 < low || price.Item2 > high).Select(price => new Finding("odd-price", Severity.Warning,
            FormattableString.Invariant($"{price.Item2} is outside {low} to {high}, where prices have been"), price.Item1,
            "taken as written; check the decimal point and the unit"));
    }
}
