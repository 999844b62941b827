using Busbar.Kernel.Time;

namespace Busbar.Supply.Settlement;

/// <summary>The billing determinants of one asset over one operating day, MWh an hour: bought from the market (withdrawal) positive, sold
/// to it (injection) negative. A contract delivered to us at the hub is an injection in the ISO's settlement.</summary>
/// <param name="Asset">Load, a unit, a contract or a virtual, unique in a day's inputs.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Location">The location whose prices settle it.</param>
/// <param name="DayAhead">Cleared day-ahead.</param>
/// <param name="RealTime">Metered or scheduled in real time; zero for a virtual, which has no meter.</param>
/// <param name="DayAheadSource">Where the cleared quantity comes from.</param>
/// <param name="RealTimeSource">Where the meter read comes from.</param>
public sealed record AssetQuantities(
    string Asset, AssetKind Kind, string Location, Series<decimal> DayAhead, Series<decimal> RealTime,
    string DayAheadSource, string RealTimeSource);

/// <summary>What an asset is in the ISO's settlement.</summary>
public enum AssetKind
{
    /// <summary>Energy our customers take: positive.</summary>
    Load,
    /// <summary>A plant or a battery: injection negative, charging positive.</summary>
    Generation,
    /// <summary>A bilateral schedule at a location: delivered to us negative.</summary>
    Contract,
    /// <summary>A virtual sale day-ahead (INC): never positive, bought back at the real-time price.</summary>
    Increment,
    /// <summary>A virtual purchase day-ahead (DEC): never negative, sold back at the real-time price.</summary>
    Decrement,
    /// <summary>A virtual purchase of the spread between two locations day-ahead (UTC): it settles congestion and losses at sink less
    /// source, and no energy.</summary>
    UpToCongestion,
    /// <summary>A financial transmission right.</summary>
    Right,
    /// <summary>A unit, or a demand resource, as it is paid for services and made whole.</summary>
    Resource,
    /// <summary>The participant itself, for charges on the whole of its business in a zone or in the market.</summary>
    Participant,
}
