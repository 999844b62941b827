using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Risk;

namespace Busbar.Supply.Risk.Portfolio;

/// <summary>Simulated forwards, a block of paths at a time. A block depends on the seed and its number only.</summary>
internal sealed class FactorPaths
{
    /// <summary>Paths of a block: a block's forwards stay in the second cache.</summary>
    internal const int BlockSize = 256;

    private readonly FactorGrid grid;
    private readonly SeededRandom chance;
    private readonly double[] deviations;

    internal FactorPaths(FactorGrid grid, double[] heldYears, ulong seed)
    {
        (this.grid, chance) = (grid, new(seed));
        RiskFactor[] series = [.. grid.Factors.Select(SeriesOf).Distinct()];
        double[] years = [.. grid.YearsAhead.Distinct().Order()];
        Places = [.. grid.Factors.Select((factor, i) => (Array.IndexOf(series, SeriesOf(factor)), Array.BinarySearch(years, grid.YearsAhead[i])))];
        SeriesLoadings = ForwardModel.Loadings([.. from a in series from b in series select grid.Model.Between(a, b)], series.Length, 0);
        MonthLoadings = ForwardModel.Loadings([.. from a in years from b in years select grid.Model.BetweenMonths(a - b)], years.Length,
            Math.Min(grid.Model.MonthFactors, years.Length));
        deviations = [.. heldYears.Select((held, i) => grid.VolatilityOf(i) * Math.Sqrt(held))];

        static RiskFactor SeriesOf(RiskFactor factor) => factor with { Month = default };
    }

    /// <summary>What each series loads on each independent one.</summary>
    internal double[][] SeriesLoadings { get; }

    /// <summary>What each month loads on each component.</summary>
    internal double[][] MonthLoadings { get; }

    /// <summary>Series and month of each factor.</summary>
    internal (int Series, int Month)[] Places { get; }

    /// <summary>Correlation that the loadings give two factors.</summary>
    internal double CorrelationOf(int one, int other) =>
        Spans.Dot(SeriesLoadings[Places[one].Series], SeriesLoadings[Places[other].Series])
        * Spans.Dot(MonthLoadings[Places[one].Month], MonthLoadings[Places[other].Month]);

    /// <summary>Deviation of the logarithm of a factor over the holding period.</summary>
    internal double DeviationOf(int factor) => deviations[factor];

    /// <summary>Forwards and their logarithms, factor by factor over the block's paths.</summary>
    internal (double[][] Forwards, double[][] Logs) Block(int number)
    {
        var own = chance.Split((ulong)number);
        var byMonth = MonthShocks(own);
        double[][] forwards = new double[Places.Length][], logs = new double[Places.Length][];
        for (var factor = 0; factor < Places.Length; factor++)
        {
            var (series, month) = Places[factor];
            var shock = new double[BlockSize];
            for (var k = 0; k < SeriesLoadings[series].Length; k++)
                if (SeriesLoadings[series][k] is var loading and not 0) Spans.AddScaled(shock, loading, byMonth[k][month]);
            (forwards[factor], logs[factor]) = (new double[BlockSize], shock);
            Lognormal(Math.Log(grid.Forwards[factor]), deviations[factor], shock, forwards[factor]);
        }
        return (forwards, logs);
    }

    // For each independent series and each month, a normal number a path, correlated over the months.
    private double[][][] MonthShocks(SeededRandom own)
    {
        var kept = MonthLoadings[0].Length;
        var shocks = new double[SeriesLoadings.Length][][];
        var drawn = new double[kept][];
        for (var series = 0; series < shocks.Length; series++)
        {
            for (var k = 0; k < kept; k++)
            {
                drawn[k] = new double[BlockSize];
                foreach (ref var normal in drawn[k].AsSpan()) normal = own.NextNormal();
            }
            shocks[series] = new double[MonthLoadings.Length][];
            for (var month = 0; month < MonthLoadings.Length; month++)
            {
                var sum = shocks[series][month] = new double[BlockSize];
                for (var k = 0; k < kept; k++) Spans.AddScaled(sum, MonthLoadings[month][k], drawn[k]);
            }
        }
        return shocks;
    }

    // Shocks become logarithms: today's, less half the variance so that the mean stays, and the move.
    private static void Lognormal(double logToday, double deviation, Span<double> shocks, Span<double> forwards)
    {
        ref var from = ref MemoryMarshal.GetReference(shocks);
        ref var into = ref MemoryMarshal.GetReference(forwards);
        var (start, scale) = (Vector256.Create(logToday - deviation * deviation / 2), Vector256.Create(deviation));
        for (nuint i = 0; i < BlockSize; i += 4)
        {
            var log = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref from, i), scale, start);
            log.StoreUnsafe(ref from, i);
            Vector256.Exp(log).StoreUnsafe(ref into, i);
        }
    }
}
