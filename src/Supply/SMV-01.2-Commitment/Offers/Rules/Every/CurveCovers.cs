using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Offers.Rules.Every;

/// <summary>A curve prices all that can be dispatched: it ends at the economic maximum, and one on straight lines begins at the economic
/// minimum; it has no point below the minimum. Source: follows from the fields; ERCOT Nodal Protocols 4.4.9.3 (an incomplete curve is
/// extended by ERCOT, see NPRR 662).</summary>
internal static class CurveCovers
{
    public static OfferRule Rule { get; } = new("curve-covers", "ERCOT Nodal Protocols 4.4.9.3", SourceStanding.Read,
        check => check.Offered.Select(hour => Of(check.Offer.Style, hour)).OfType<OfferFault>());

    private static OfferFault? Of(CurveStyle style, OfferHour hour)
    {
        var what = hour.Curve switch
        {
            [] => "an hour in which the unit is offered has no curve",
            [var first, ..] when style == CurveStyle.Slope && first.Output != hour.Limits.EconomicMin =>
                $"the curve begins at {first.Output}, the economic minimum is {hour.Limits.EconomicMin}",
            [var first, ..] when first.Output < hour.Limits.EconomicMin =>
                $"the curve has a point at {first.Output}, below the economic minimum {hour.Limits.EconomicMin}",
            [.., var last] when last.Output != hour.Limits.EconomicMax =>
                $"the curve ends at {last.Output}, the economic maximum is {hour.Limits.EconomicMax}",
            _ => null,
        };
        return what is null ? null : OfferFault.Refused(what, "Price everything from the minimum to the maximum.", hour.Interval);
    }
}
