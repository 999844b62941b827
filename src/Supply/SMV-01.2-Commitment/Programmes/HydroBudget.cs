using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Programmes;

/// <summary>Gives a hydro plant's daily energy to its dearest hours. The minimum runs in every hour and comes first; what is left fills
/// the hours to the maximum in order of price, as long as the price is above zero. Exact: with one budget and hours that cost nothing to
/// change between, this is the fractional knapsack (Dantzig, Operations Research 5(2), 1957), whose greedy answer is optimal.</summary>
internal static class HydroBudget
{
    public static ImmutableArray<Mw> Spread(HydroUnit unit, ReadOnlySpan<double> pricesUsdPerMwh)
    {
        var output = new Mw[pricesUsdPerMwh.Length];
        Array.Fill(output, unit.MinMw);
        var left = unit.DailyEnergy.Value - unit.MinMw.Value * output.Length;
        var price = pricesUsdPerMwh.ToArray();
        foreach (var hour in Enumerable.Range(0, output.Length).Where(hour => price[hour] > 0).OrderByDescending(hour => price[hour]))
        {
            if (left <= 0) break;
            var more = Math.Min(left, unit.MaxMw.Value - unit.MinMw.Value);
            output[hour] = new(unit.MinMw.Value + more);
            left -= more;
        }
        return ImmutableArray.Create(output);
    }
}
