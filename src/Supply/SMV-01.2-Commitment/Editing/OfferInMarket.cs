using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Commitment.Offers;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Commitment.Masters;
using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Editing;

/// <summary>Writes a unit's three-part offer in a market's form, figures as they were typed.</summary>
internal sealed record OfferInMarket(MarketForm Form, OfferSchedule Schedule)
{
    private CurveStyle Style => Form.Slopes[0];

    /// <summary>The offer, with the curve of the offer at cost beside each hour's.</summary>
    public MarketOffer Write(MarketCalendar calendar, OperatingDay day, UnitOffer offer, UnitOffer atCost) => new(
        offer.Unit, offer.Unit, "", Schedule, Style, Form.CommitmentCosts[0], calendar.WholeDay(day), new(0, 1, 1, 1, 1), [],
        [.. calendar.HoursOf(day).Zip(offer.MinMw.Values, offer.MaxMw.Values).Select((hour, i) =>
            Hour(hour.First, hour.Second, hour.Third, offer.SelfCommitted[i], offer, atCost))], []);

    private OfferHour Hour(DeliveryInterval interval, Mw least, Mw most, bool isOwn, UnitOffer offer, UnitOffer atCost)
    {
        if (most.Value <= 0)
            return new(interval, CommitmentMode.Outage, new(Mw.Zero, Mw.Zero, Mw.Zero, Mw.Zero), null, new(Usd.Zero, Usd.Zero, Usd.Zero),
                new(Form.Minimum, Usd.Zero, UsdPerMwh.Zero), [], []);
        var limits = OfferCurve.Rounded(new(least, least, most, most), Form.MwDecimals);
        return new(
            interval, isOwn ? CommitmentMode.MustRun : CommitmentMode.Economic, limits, null,
            new(offer.StartUp, offer.StartUp, offer.StartUp), Minimum(offer), Curve(offer.Segments, limits),
            Curve(atCost.Segments, limits));
    }

    /// <summary>Minimum load as the market asks for it; a no-load cost below zero is written as zero, as no market takes one.</summary>
    private MinimumCost Minimum(UnitOffer offer)
    {
        var (load, least) = (offer.MinimumLoadUsdPerHour, offer.MinMw.Values.Max(mw => mw.Value));
        return Form.Minimum switch
        {
            MinimumBasis.MinimumLoad => new(Form.Minimum, load, UsdPerMwh.Zero),
            MinimumBasis.NoLoad => new(Form.Minimum,
                new Usd(Math.Max(0, load.Value - offer.Segments[0].Price.Value * least)).ToCents(), UsdPerMwh.Zero),
            _ => new(Form.Minimum, Usd.Zero, least <= 0 ? UsdPerMwh.Zero
                : new(decimal.Round(load.Value / least, Form.PriceDecimals, MidpointRounding.AwayFromZero))),
        };
    }

    private ImmutableArray<OfferPoint> Curve(ImmutableArray<OfferSegment> segments, OutputLimits limits)
    {
        var points = new List<OfferPoint>();
        if (Style == CurveStyle.Slope && limits.EconomicMin < limits.EconomicMax) points.Add(new(limits.EconomicMin, segments[0].Price));
        for (var i = 0; i < segments.Length; i++)
        {
            var isLast = i == segments.Length - 1 || segments[i].ToMw >= limits.EconomicMax;
            if (isLast) points.Add(new(limits.EconomicMax, segments[i].Price));
            else if (segments[i].ToMw > limits.EconomicMin)
                points.Add(new(segments[i].ToMw, Style == CurveStyle.Slope ? Bend(segments[i].Price, segments[i + 1].Price)
                    : segments[i].Price));
            if (isLast) break;
        }
        return [.. points];
    }

    /// <summary>The mean of two prices, in the market's decimals where both are.</summary>
    private UsdPerMwh Bend(UsdPerMwh one, UsdPerMwh other)
    {
        var mean = (one.Value + other.Value) / 2;
        var isInDecimals = Round(one.Value) == one.Value && Round(other.Value) == other.Value;
        return new(isInDecimals ? Round(mean) : mean);
    }

    private decimal Round(decimal price) => decimal.Round(price, Form.PriceDecimals, MidpointRounding.AwayFromZero);
}
