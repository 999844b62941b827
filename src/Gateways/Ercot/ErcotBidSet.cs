using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment.Offers;
using NodaTime;

namespace Busbar.Gateways.Ercot;

/// <summary>What one ERCOT BidSet payload says: offers of one kind (the schema lets a set hold one kind only) for one trading
/// day.</summary>
/// <param name="TradingDate">The operating day.</param>
/// <param name="ThreePart">Three-part supply offers; empty in a set of ancillary offers.</param>
/// <param name="Ancillary">Ancillary service offers; empty in a set of three-part offers.</param>
public sealed record ErcotBidSet(
    LocalDate TradingDate, ImmutableArray<ErcotThreePartOffer> ThreePart, ImmutableArray<ErcotAncillaryOffer> Ancillary);

/// <summary>A three-part supply offer: stretches of hours with one value, none overlapping.</summary>
/// <param name="Resource">ERCOT's name of the resource.</param>
/// <param name="Span">The whole operating day.</param>
/// <param name="ExpiresAt">When ERCOT is to forget it.</param>
/// <param name="StartUp">Start-up cost.</param>
/// <param name="MinimumEnergy">Cost per MWh at the low sustained limit.</param>
/// <param name="Curves">Energy offer curves.</param>
public sealed record ErcotThreePartOffer(
    string Resource, DeliveryInterval Span, Instant ExpiresAt, ImmutableArray<ErcotStartUp> StartUp,
    ImmutableArray<ErcotMinimumEnergy> MinimumEnergy, ImmutableArray<ErcotCurve> Curves);

/// <summary>Start-up cost over some hours.</summary>
public sealed record ErcotStartUp(DeliveryInterval Span, StartCosts Cost);

/// <summary>Minimum energy cost over some hours.</summary>
public sealed record ErcotMinimumEnergy(DeliveryInterval Span, UsdPerMwh Cost);

/// <summary>An energy offer curve over some hours: one to ten points.</summary>
public sealed record ErcotCurve(DeliveryInterval Span, ImmutableArray<OfferPoint> Points);

/// <summary>Ancillary service offers of a resource and a group of services.</summary>
/// <param name="Resource">ERCOT's name of the resource.</param>
/// <param name="Span">The whole operating day.</param>
/// <param name="ExpiresAt">When ERCOT is to forget it.</param>
/// <param name="Group">Which services are offered together.</param>
/// <param name="Offers">Stretches of hours with their blocks, one to five each.</param>
public sealed record ErcotAncillaryOffer(
    string Resource, DeliveryInterval Span, Instant ExpiresAt, AncillaryGroup Group, ImmutableArray<AncillaryOffer> Offers);
