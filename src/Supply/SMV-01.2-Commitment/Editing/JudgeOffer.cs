using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Commitment.Offers;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Editing;

/// <summary>What a market's own rules (<see cref="ValidateOffers"/>) say of one unit's three-part offer. Prices, segment ends and amounts
/// are judged as typed; what the person does not type is put into the market's terms: hourly limits in its decimals, the curve cut at each
/// hour's maximum, the cost of running low as the market asks for it. An hour without output to sell (none left, or charging) is no hour
/// of the offer. The unit's own name stands for the market's, which only the unit master knows.</summary>
public static class JudgeOffer
{

    /// <summary>The verdict.</summary>
    /// <param name="calendar">The market's clock.</param>
    /// <param name="day">The operating day.</param>
    /// <param name="offer">The offer; it has at least one segment.</param>
    /// <param name="atCost">The same unit's offer at cost.</param>
    public static OfferVerdict Run(MarketCalendar calendar, OperatingDay day, UnitOffer offer, UnitOffer atCost)
    {
        if (MarketForm.Of(calendar.Name) is not { } form) return ValidateOffers.Run(new(calendar.Name, day, default, []));
        if (offer.MaxMw.Values.All(most => most.Value <= 0)) return new([], []);
        var cost = InDecimalsOf(calendar.Name, atCost);
        return ValidateOffers.Run(new(calendar.Name, day, default,
        [
            .. form.Schedules.Select(schedule => new OfferInMarket(form, schedule).Write(
                calendar, day, schedule == OfferSchedule.Cost ? cost : offer, cost)),
        ]));
    }

    /// <summary>The unit's offer as it was built, or the offer itself where it was not.</summary>
    public static UnitOffer AtCost(FleetOffers built, UnitOffer offer) =>
        built.Units.FirstOrDefault(each => each.Unit == offer.Unit) ?? offer;

    /// <summary>An offer with its figures in the decimals of a market; the end of its curve stays.</summary>
    public static UnitOffer InDecimalsOf(string market, UnitOffer offer)
    {
        if (MarketForm.Of(market) is not { } form) return offer;
        return offer with
        {
            StartUp = offer.StartUp.ToCents(), MinimumLoadUsdPerHour = offer.MinimumLoadUsdPerHour.ToCents(),
            Segments =
            [
                .. offer.Segments.Select((segment, i) => new OfferSegment(
                    i == offer.Segments.Length - 1 ? segment.ToMw : new Mw(decimal.Round(segment.ToMw.Value, form.MwDecimals)),
                    new UsdPerMwh(decimal.Round(
                        segment.Price.Value, form.PriceDecimals, MidpointRounding.AwayFromZero)))),
            ],
        };
    }
}
