using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading;
using Busbar.Supply.Handoffs.Trading.Curves;
using NodaTime;

namespace Busbar.Supply.Trading.Positions;

/// <summary>What one book holds of one commodity at one location: by hour, kept as the changes from day to day of each pattern of hours so
/// that a block of years is added in a few steps, and by period and block, added up on its own.</summary>
internal sealed class BookRow(BookKey key, HourGrid grid)
{
    /// <summary>Everything but options; the same with options at delta; what has a price risk, without options.</summary>
    public enum Layer
    {
        Contracted,
        Delta,
        Linear,
    }

    /// <summary>What a bucket adds up.</summary>
    public sealed class Bucket
    {
        public double Contracted, Delta, Linear, Gamma, OptionValue, Cost;
    }

    private readonly double[]?[] steps = new double[3 * HourGrid.Patterns][];
    private readonly double[]?[] hourly = new double[3][];
    private readonly Bucket[] buckets = [.. Enumerable.Range(0, grid.Periods.Length * 3).Select(_ => new Bucket())];

    public BookKey Key => key;

    public Bucket At(int period, int block) => buckets[period * 3 + block];

    /// <summary>Adds a rate to the hours of a pattern from one day to another, both included.</summary>
    public void AddDays(Layer layer, int pattern, int firstDay, int lastDay, double rate)
    {
        var changes = steps[(int)layer * HourGrid.Patterns + pattern] ??= new double[grid.Days + 1];
        changes[firstDay] += rate;
        changes[lastDay + 1] -= rate;
    }

    /// <summary>Adds a rate to one hour.</summary>
    public void AddHour(Layer layer, int hour, double rate) => (hourly[(int)layer] ??= new double[grid.Hours])[hour] += rate;

    /// <summary>A layer hour by hour.</summary>
    public double[] Hours(Layer layer)
    {
        var sum = hourly[(int)layer] is { } own ? (double[])own.Clone() : new double[grid.Hours];
        var running = new double[HourGrid.Patterns];
        for (var day = 0; day < grid.Days; day++)
        {
            for (var pattern = 0; pattern < HourGrid.Patterns; pattern++)
                running[pattern] += steps[(int)layer * HourGrid.Patterns + pattern]?[day] ?? 0;
            for (var hour = grid.HourOfDay(day); hour < grid.HourOfDay(day + 1); hour++)
                sum[hour] += running[grid.BlockOf(hour)]
                    + running[HourGrid.FuelPattern] * grid.Weight(HourGrid.FuelPattern, hour);
        }
        return sum;
    }

    /// <summary>The cells that hold something, valued at the averages and, where there are such, at the hours' own prices.</summary>
    public IEnumerable<PositionCell> Cells(double[] averages, ImmutableArray<HourlyPrices> hourlyPrices, Func<HourGrid, GridPeriod,
        double> discountOf)
    {
        var shape = Shape(hourlyPrices, averages);
        for (var period = 0; period < grid.Periods.Length; period++)
            for (var block = 0; block < 3; block++)
            {
                var bucket = At(period, block);
                if (bucket is { Contracted: 0, Delta: 0, Linear: 0, Gamma: 0, OptionValue: 0, Cost: 0 }) continue;
                var value = (bucket.Linear == 0 ? 0 : bucket.Linear * averages[period * 3 + block]) - bucket.Cost + bucket.OptionValue;
                yield return new(key.Book, key.Commodity, key.Market, key.Location, grid.Periods[period].Month, (PeakBlock)block,
                    bucket.Contracted, bucket.Delta, bucket.Gamma,
                    discountOf(grid, grid.Periods[period]) * (value + shape[period * 3 + block]));
            }
    }

    /// <summary>What the hours' own prices add to the value at the averages, by period and block. Of several prices of an hour the first
    /// counts.</summary>
    private double[] Shape(ImmutableArray<HourlyPrices> curves, double[] averages)
    {
        var values = new double[averages.Length];
        var own = curves.Where(curve =>
            (curve.Commodity, curve.Market, curve.Location) == (key.Commodity, key.Market, key.Location)).ToArray();
        if (own.Length == 0) return values;
        var held = Hours(Layer.Linear);
        for (var period = 0; period < grid.Periods.Length; period++)
            for (var hour = grid.Periods[period].FirstHour; hour < grid.Periods[period].EndHour; hour++)
            {
                var bucket = period * 3 + (key.Commodity == Commodity.Fuel ? 0 : grid.BlockOf(hour));
                if (held[hour] != 0 && PriceAt(own, hour) is { } price) values[bucket] += held[hour] * (price - averages[bucket]);
            }
        return values;
    }

    private double? PriceAt(HourlyPrices[] curves, int hour)
    {
        foreach (var curve in curves)
            if (PriceBoard.PriceAt(grid, curve.Prices, hour) is { } price) return price;
        return null;
    }
}
