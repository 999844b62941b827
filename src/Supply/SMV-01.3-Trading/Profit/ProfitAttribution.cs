using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using NodaTime;

namespace Busbar.Supply.Trading.Profit;

/// <summary>Why the desk's profit changed between two clocks; a gain is positive.</summary>
public sealed record ProfitAttribution(Instant From, Instant To, ImmutableArray<BookProfit> Books);

/// <summary>One book's pieces in whole cents.</summary>
/// <param name="Book">The book.</param>
/// <param name="Volume">Amendments and voids of deals that were there before, at the marks before.</param>
/// <param name="NewDeals">New deals at the marks before, less the premiums paid.</param>
/// <param name="Theta">The clock: options lose time. A deal without an option rolls from open to delivered at its mark, for nothing.</param>
/// <param name="Price">Marks, volatilities and settled prices, at the averages of months and blocks.</param>
/// <param name="Shape">What the hours' own prices differ from those averages.</param>
/// <param name="Fees">Fees of new deals, and corrected ones; a cost is negative here.</param>
public sealed record BookProfit(string Book, Usd Volume, Usd NewDeals, Usd Theta, Usd Price, Usd Shape, Usd Fees)
{
    /// <summary>The whole change: the sum of the pieces.</summary>
    public Usd Total => Volume + NewDeals + Theta + Price + Shape + Fees;
}
