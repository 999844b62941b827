using System.Collections.Immutable;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Handoffs.Trading.Curves;

/// <summary>A forward price as the market quotes it: one price for some blocks of a stretch of delivery. It is taken as heard; whoever
/// builds on it judges its unit and its number.</summary>
/// <param name="Id">How people name it: <c>2027-Q1 5x16</c>.</param>
/// <param name="Location">Hub, zone or fuel hub.</param>
/// <param name="FirstDay">First day of delivery.</param>
/// <param name="LastDay">Last day of delivery, included.</param>
/// <param name="Blocks">The blocks it delivers in: 7×24 is all three, off-peak is 2×16 and 7×8. For fuel
/// <see cref="PeakBlock.OnPeak"/> alone, which means the whole month.</param>
/// <param name="Price">The mean price over its hours (for fuel over its days), weighted by time.</param>
/// <param name="Unit">Unit as quoted: <c>USD/MWh</c>, for fuel <c>USD/MMBtu</c>.</param>
public sealed record ForwardQuote(
    string Id, string Location, OperatingDay FirstDay, OperatingDay LastDay, ImmutableArray<PeakBlock> Blocks, double Price, string Unit);
