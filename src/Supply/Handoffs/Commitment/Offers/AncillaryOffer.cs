using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment.Masters;

namespace Busbar.Supply.Handoffs.Commitment.Offers;

/// <summary>Ancillary capacity of a resource offered for some hours, block by block.</summary>
/// <param name="Group">Which services are offered together.</param>
/// <param name="Span">Whole hours of the day.</param>
/// <param name="Blocks">In the order offered.</param>
public sealed record AncillaryOffer(AncillaryGroup Group, DeliveryInterval Span, ImmutableArray<AncillaryBlock> Blocks);

/// <summary>Services that share one capacity: a block is awarded to one of them.</summary>
public enum AncillaryGroup
{
    /// <summary>Regulation up, responsive, contingency and online non-spin: headroom of a unit that runs.</summary>
    OnlineUp,
    /// <summary>Regulation down: room below.</summary>
    RegulationDown,
    /// <summary>Non-spin of a unit that stands and can start in time.</summary>
    OfflineNonSpin,
}

/// <summary>So much capacity at a price for each service it may serve.</summary>
public sealed record AncillaryBlock(Mw Quantity, ImmutableArray<AncillaryPrice> Prices);

/// <summary>Price of an ancillary service per MW and hour (written in USD/MWh: a MW held for an hour).</summary>
public sealed record AncillaryPrice(AncillaryProduct Product, UsdPerMwh Price);
