using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Trading.Curves;

namespace Busbar.Supply.Risk.Portfolio;

/// <summary>Something bad that may happen to the book, as data.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Why">What it is modelled on, or whose assumption it is.</param>
/// <param name="Prices">What prices do; of several that fit a factor all are applied in turn.</param>
/// <param name="Volumes">What volumes do, at the prices that follow.</param>
public sealed record StressScenario(string Name, string Why, ImmutableArray<PriceShock> Prices, ImmutableArray<VolumeShock> Volumes);

/// <summary>A jump of some prices at once.</summary>
/// <param name="Commodity">Of which commodity.</param>
/// <param name="Location">Where, or empty for everywhere.</param>
/// <param name="Months">Calendar months, or empty for all.</param>
/// <param name="Blocks">Blocks, or empty for all.</param>
/// <param name="Times">Factor, above 0.</param>
public sealed record PriceShock(
    Commodity Commodity, string Location, ImmutableArray<int> Months, ImmutableArray<PeakBlock> Blocks, double Times)
{
    internal bool Fits(RiskFactor factor) => factor.Commodity == Commodity && (Location.Length == 0 || factor.Location == Location)
        && (Months.IsEmpty || Months.Contains(factor.Month.Date.Month)) && (Blocks.IsEmpty || Blocks.Contains(factor.Block));
}

/// <summary>A change of the power that is short (load served) or long (plant and purchases), settled at the stressed price with no other
/// revenue or saving.</summary>
/// <param name="Book">In which book, or empty for all.</param>
/// <param name="IsLoad">True for what is short, false for what is long.</param>
/// <param name="Months">Calendar months, or empty for all.</param>
/// <param name="Share">How much more (+) or less (−) of it, −1 or above: 0.15 is 15 % more load, −1 an outage of all that is long.</param>
public sealed record VolumeShock(string Book, bool IsLoad, ImmutableArray<int> Months, double Share);
