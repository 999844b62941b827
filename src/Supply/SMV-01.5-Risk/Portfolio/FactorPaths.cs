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
        Places = [.. grid.Factors.Select((factor, i) => (Array.IndexOf(series, SeriesOf(factor)), Array.BinarySearch(years,
            grid.YearsAhead[i])))];
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

    /// <summary>Room for a block; one a thread.</summary>
    internal sealed class Room(int factors, int series, int months, int kept)
    {
        internal double[][] Forwards { get; } = Rows(factors);

        internal double[][] Logs { get; } = Rows(factors);

        internal double[][] Shocks { get; } = Rows(series * months);

        internal double[][] Drawn { get; } = Rows(kept);

        private static double[][] Rows(int count) => [.. Enumerable.Range(0, count).Select(_ => new double[BlockSize])];
    }

    internal Room NewRoom() => new(Places.Length, SeriesLoadings.Length, MonthLoadings.Length, MonthLoadings[0].Length);

    /// <summary>Fills a room with forwards and their logarithms, factor by factor over the block's paths.</summary>
    internal void Fill(Room room, int number)
    {
        FillShocks(room, chance.Split((ulong)number));
        for (var factor = 0; factor < Places.Length; factor++)
        {
            var ((series, month), log) = (Places[factor], room.Logs[factor]);
            Array.Clear(log);
            for (var k = 0; k < SeriesLoadings[series].Length; k++)
                if (SeriesLoadings[series][k] is var loading and not 0)
                    Spans.AddScaled(log, loading, room.Shocks[k * MonthLoadings.Length + month]);
            Lognormal(Math.Log(grid.Forwards[factor]), deviations[factor], log, room.Forwards[factor]);
        }
    }

    // For each independent series and each month, a normal number a path, correlated over the months.
    private void FillShocks(Room room, SeededRandom own)
    {
        for (var series = 0; series < SeriesLoadings.Length; series++)
        {
            foreach (var drawn in room.Drawn) own.FillNormals(drawn);
            for (var month = 0; month < MonthLoadings.Length; month++)
            {
                var sum = room.Shocks[series * MonthLoadings.Length + month];
                Array.Clear(sum);
                for (var k = 0; k < room.Drawn.Length; k++) Spans.AddScaled(sum, MonthLoadings[month][k], room.Drawn[k]);
            }
        }
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
