using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Commitment.Fuel;
using Busbar.Supply.Commitment.Master;
using Busbar.Supply.Handoffs.Commitment.Masters;
using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Offers;

/// <summary>Writes an hour's figures in a market's terms and decimals; money is rounded to the cent as every market takes it.</summary>
internal sealed record HourWriter(MarketForm Form, CurveStyle Style, UsdPerMwh Markup)
{
    /// <summary>The hour of the offer; an hour of outage has no curve.</summary>
    public OfferHour Write(UnitHour hour, HourFigures? figures, HourFigures? commitment)
    {
        if (figures is null || commitment is null)
            return new(hour.Interval, CommitmentMode.Outage, hour.Limits, null, new(Usd.Zero, Usd.Zero, Usd.Zero),
                new(Form.Minimum, Usd.Zero, UsdPerMwh.Zero), [], []);
        var limits = OfferCurve.Rounded(hour.Limits, Form.MwDecimals);
        var schedule = hour.SelfSchedule is { } own
            ? new Mw(Math.Clamp(decimal.Round(own.Value, Form.MwDecimals), limits.EconomicMin.Value, limits.EconomicMax.Value)) : (Mw?)null;
        return new(
            hour.Interval, hour.Mode, limits, schedule,
            new(Cents(commitment.StartAt(StartTemperature.Hot)), Cents(commitment.StartAt(StartTemperature.Intermediate)),
                Cents(commitment.StartAt(StartTemperature.Cold))),
            Minimum(commitment.MinimumIn(Form.Minimum)),
            OfferCurve.Of(figures.Segments, limits, Markup, Style, Form),
            OfferCurve.Of(figures.Segments, limits, UsdPerMwh.Zero, Style, Form));
    }

    /// <summary>A no-load cost below zero is written as zero: no market takes one that pays for standing by.</summary>
    private MinimumCost Minimum(Figure figure) => Form.Minimum == MinimumBasis.MinimumEnergy
        ? new(Form.Minimum, Usd.Zero, new(decimal.Round(figure.Value, Form.PriceDecimals, MidpointRounding.AwayFromZero)))
        : new(Form.Minimum, new Usd(Math.Max(0, figure.Value)).ToCents(), UsdPerMwh.Zero);

    private static Usd Cents(Figure figure) => new Usd(figure.Value).ToCents();
}
