using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment.Masters;
using NodaTime;

namespace Busbar.Supply.Handoffs.Commitment.Offers;

/// <summary>Our generation offers in one market for one operating day, in that market's terms and decimals. Never changed: a
/// resubmission is another set that takes its place.</summary>
/// <param name="Market">Name of the <see cref="MarketCalendar"/>.</param>
/// <param name="Day">The operating day.</param>
/// <param name="BuiltAt">The clock of the build; nothing later was used.</param>
/// <param name="Offers">One offer a unit, or two where the market takes a cost and a price schedule.</param>
public sealed record OfferSet(string Market, OperatingDay Day, Instant BuiltAt, ImmutableArray<MarketOffer> Offers);

/// <summary>A three-part offer of one resource.</summary>
/// <param name="Unit">Our name of the unit.</param>
/// <param name="Resource">The market's name.</param>
/// <param name="Location">Settlement location.</param>
/// <param name="Schedule">What the prices rest on.</param>
/// <param name="Style">How the curve is read.</param>
/// <param name="CommitmentCost">Who says what starting and running at minimum costs.</param>
/// <param name="Validity">When the offer holds.</param>
/// <param name="Times">Notification, minimum times, most starts.</param>
/// <param name="Ramps">Ramp rates by output band.</param>
/// <param name="Hours">Every hour of the day in order.</param>
/// <param name="Ancillary">Ancillary offers, none where the unit carries none.</param>
public sealed record MarketOffer(
    string Unit, string Resource, string Location, OfferSchedule Schedule, CurveStyle Style, CommitmentCostBasis CommitmentCost,
    DeliveryInterval Validity, UnitTimes Times, ImmutableArray<RampBand> Ramps, ImmutableArray<OfferHour> Hours,
    ImmutableArray<AncillaryOffer> Ancillary);

/// <summary>What the prices of an offer rest on.</summary>
public enum OfferSchedule
{
    Cost,
    Price,
}

/// <summary>How the points of a curve are read.</summary>
public enum CurveStyle
{
    /// <summary>From the point before up to the point at the point's price.</summary>
    Block,
    /// <summary>On the straight line between points.</summary>
    Slope,
}

/// <summary>Who says what commitment costs.</summary>
public enum CommitmentCostBasis
{
    /// <summary>We do, in the offer.</summary>
    Offered,
    /// <summary>The market, from heat and its own fuel index (CAISO's proxy cost).</summary>
    Proxy,
    /// <summary>We did, for a month ahead, in the market's register (CAISO's registered cost).</summary>
    Registered,
}

/// <summary>One hour of an offer.</summary>
/// <param name="Interval">The hour.</param>
/// <param name="Mode">How the unit is committed.</param>
/// <param name="Limits">Output limits.</param>
/// <param name="SelfSchedule">Output we schedule ourselves, in self-schedule hours only.</param>
/// <param name="StartUp">Cost of a start by temperature.</param>
/// <param name="Minimum">Cost of running at minimum, in the market's terms.</param>
/// <param name="Curve">Incremental energy, ascending; empty in hours of outage.</param>
/// <param name="Reference">The same curve at cost, against which a market's conduct test measures.</param>
public sealed record OfferHour(
    DeliveryInterval Interval, CommitmentMode Mode, OutputLimits Limits, Mw? SelfSchedule, StartCosts StartUp, MinimumCost Minimum,
    ImmutableArray<OfferPoint> Curve, ImmutableArray<OfferPoint> Reference);

/// <summary>Start-up cost by temperature.</summary>
public sealed record StartCosts(Usd Hot, Usd Intermediate, Usd Cold);

/// <summary>Cost at minimum, as the market asks for it.</summary>
/// <param name="Basis">Which of the two amounts holds.</param>
/// <param name="PerHour">Per hour: at zero output (no-load) or at the economic minimum (minimum load).</param>
/// <param name="PerMwh">Per MWh at the economic minimum (ERCOT's minimum energy).</param>
public sealed record MinimumCost(MinimumBasis Basis, Usd PerHour, UsdPerMwh PerMwh);

/// <summary>How a market asks for the cost of running low.</summary>
public enum MinimumBasis
{
    /// <summary>Per hour at zero output; incremental energy is counted from zero (PJM, ISO-NE, MISO).</summary>
    NoLoad,
    /// <summary>Per hour at the economic minimum; incremental energy is counted from there (CAISO).</summary>
    MinimumLoad,
    /// <summary>Per MWh at the economic minimum; incremental energy is counted from there (ERCOT).</summary>
    MinimumEnergy,
}

/// <summary>A point of an incremental energy curve.</summary>
public sealed record OfferPoint(Mw Output, UsdPerMwh Price);
