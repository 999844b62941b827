using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Offers.Rules;

/// <summary>One rule of a market, with where it is written.</summary>
/// <param name="Code">Stable, kebab-case: the code of its refusal or finding.</param>
/// <param name="Source">Manual, tariff or order, with section.</param>
/// <param name="Standing">Whether we have read it there.</param>
/// <param name="Check">What breaks it in one offer of a set.</param>
internal sealed record OfferRule(string Code, string Source, SourceStanding Standing, Func<OfferCheck, IEnumerable<OfferFault>> Check);

/// <summary>How sure a rule's figures are.</summary>
internal enum SourceStanding
{
    /// <summary>Read in the source, or follows from the meaning of the fields.</summary>
    Read,
    /// <summary>From memory of the manual: check it before relying on it.</summary>
    Unverified,
}

/// <summary>An offer in its set, on its market's clock.</summary>
internal sealed record OfferCheck(MarketCalendar Calendar, OfferSet Set, MarketOffer Offer)
{
    /// <summary>The hours in which the unit is offered.</summary>
    public IEnumerable<OfferHour> Offered =>
        Offer.Hours.Where(hour => hour.Mode != Handoffs.Commitment.Masters.CommitmentMode.Outage);
}

/// <summary>What breaks a rule.</summary>
/// <param name="IsRefusal">True when the market would not take the offer; false when it would, and somebody should look.</param>
/// <param name="What">What was found and what was expected.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Interval">Which hour, or null for the whole offer.</param>
internal sealed record OfferFault(bool IsRefusal, string What, string Remedy, DeliveryInterval? Interval = null)
{
    /// <summary>The market would not take it.</summary>
    public static OfferFault Refused(string what, string remedy, DeliveryInterval? interval = null) => new(true, what, remedy, interval);

    /// <summary>The market would take it; somebody should look.</summary>
    public static OfferFault Found(string what, string remedy, DeliveryInterval? interval = null) => new(false, what, remedy, interval);
}
