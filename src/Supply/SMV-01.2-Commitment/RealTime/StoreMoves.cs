using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.RealTime;

/// <summary>A store's intervals: output at the terminals (negative while charging) and the energy held after each.</summary>
internal sealed record StorePlan(ImmutableArray<Mw> Output, ImmutableArray<Mwh> Stored);

/// <summary>The exact look-ahead of a store at any prices, below zero too. Once each interval is said to charge, to discharge or to wait,
/// its limits bound the energy held and its change by interval, which are difference constraints: an optimum lies where energy is a bound
/// (empty, full, or what is held) plus a whole number of full charges less a whole number of full discharges. Those levels are few over
/// the intervals looked at, so a dynamic programme over them loses nothing. A tie keeps still.</summary>
internal static class StoreMoves
{
    private const double Same = 1e-9;
    private const decimal Watt = 1e-6m;

    /// <param name="unit">The store.</param>
    /// <param name="held">Energy held before.</param>
    /// <param name="mostOut">Most discharge, reserve taken off.</param>
    /// <param name="prices">Price of each interval, USD/MWh.</param>
    /// <param name="after">Worth of a MWh held after the last, USD/MWh.</param>
    /// <param name="hours">Length of an interval.</param>
    public static StorePlan Solve(StorageUnit unit, Mwh held, Mw mostOut, ReadOnlySpan<double> prices, double after, decimal hours)
    {
        var up = (double)(unit.ChargeMw.Value * unit.RoundTripEfficiency * hours);
        var down = (double)(mostOut.Value * hours);
        var now = Math.Clamp((double)held.Value, 0, (double)unit.Energy.Value);
        var levels = Levels(now, (double)unit.Energy.Value, up, down, prices.Length);
        var worth = levels.Select(level => level * after).ToArray();
        var moves = new int[prices.Length][];
        for (var at = prices.Length - 1; at >= 0; at--)
            (worth, moves[at]) = Best(levels, worth, up, down, prices[at], prices[at] / (double)unit.RoundTripEfficiency);
        return Follow(unit, held, mostOut, levels, moves, Array.FindIndex(levels, level => Math.Abs(level - now) <= Same), hours);
    }

    private static double[] Levels(double now, double full, double up, double down, int count)
    {
        var levels = new List<double>();
        foreach (var bound in (double[])[now, 0, full])
            for (var charges = -count; charges <= count; charges++)
                for (var discharges = -count; discharges <= count; discharges++)
                    if (Math.Abs(charges) + Math.Abs(discharges) <= count
                        && bound + charges * up - discharges * down is var level && level > -Same && level < full + Same)
                        levels.Add(Math.Clamp(level, 0, full));
        levels.Sort();
        var kept = new List<double>();
        foreach (var level in levels) if (kept.Count == 0 || level - kept[^1] > Same) kept.Add(level);
        return [.. kept];
    }

    private static (double[] Worth, int[] Moves) Best(
        double[] levels, double[] later, double up, double down, double sell, double buy)
    {
        var (worth, moves) = (new double[levels.Length], new int[levels.Length]);
        for (int from = 0, low = 0; from < levels.Length; from++)
        {
            while (levels[low] < levels[from] - down - Same) low++;
            var (best, to) = (later[from], from);
            for (var level = low; level < levels.Length && levels[level] <= levels[from] + up + Same; level++)
            {
                var change = levels[level] - levels[from];
                var value = later[level] - change * (change > 0 ? buy : sell);
                if (value > best + Same) (best, to) = (value, level);
            }
            (worth[from], moves[from]) = (best, to);
        }
        return (worth, moves);
    }

    private static StorePlan Follow(
        StorageUnit unit, Mwh held, Mw mostOut, double[] levels, int[][] moves, int level, decimal hours)
    {
        var output = ImmutableArray.CreateBuilder<Mw>(moves.Length);
        var stored = ImmutableArray.CreateBuilder<Mwh>(moves.Length);
        var energy = Math.Clamp(held.Value, 0, unit.Energy.Value);
        foreach (var move in moves)
        {
            var change = (decimal)(levels[move[level]] - levels[level]);
            var most = Math.Min(unit.ChargeMw.Value, (unit.Energy.Value - energy) / unit.RoundTripEfficiency / hours);
            var bought = Whole(Math.Min(Math.Max(change, 0) / unit.RoundTripEfficiency / hours, most));
            var sold = Whole(Math.Min(Math.Max(-change, 0) / hours, Math.Min(mostOut.Value, energy / hours)));
            energy += (bought * unit.RoundTripEfficiency - sold) * hours;
            level = move[level];
            output.Add(new(sold - bought));
            stored.Add(new(energy));
        }
        return new(output.MoveToImmutable(), stored.MoveToImmutable());
    }

    /// <summary>To the watt, towards standing still, but for what binary fractions lost.</summary>
    private static decimal Whole(decimal mw) => decimal.Floor((mw + Watt / 100) / Watt) * Watt;
}
