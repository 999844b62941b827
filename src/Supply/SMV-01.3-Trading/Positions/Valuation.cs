using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Trading.Curves;
using NodaTime;

namespace Busbar.Supply.Trading.Positions;

/// <summary>What a position is valued at.</summary>
/// <param name="Clock">The clock of the values: options are worth what they are worth then.</param>
/// <param name="Marks">Forward curves; of several of one location the newest mark counts.</param>
/// <param name="Volatilities">Of the prices that options are on.</param>
/// <param name="Settled">Prices of hours delivered; without them such an hour counts at its mark.</param>
public sealed record Valuation(
    Instant Clock, ImmutableArray<ForwardCurve> Marks, ImmutableArray<PriceVolatility> Volatilities, ImmutableArray<HourlyPrices> Settled)
{
    /// <summary>Flat rate a year, compounded once a year, by which values to come are discounted from the middle of their month to the
    /// clock, 365 days a year; 0 leaves them as they are. Positions in MWh are not discounted.</summary>
    public double DiscountPerYear { get; init; }
}
