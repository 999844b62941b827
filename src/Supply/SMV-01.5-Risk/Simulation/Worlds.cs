using System.Collections.Immutable;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>Simulated courses that are walked, never held: a first pass measures the mean price, load and wind of every hour, a second
/// moves prices
/// onto the forward curve and shows each course to a visitor. Courses come in groups of <see cref="Group"/>; what a group gives does not
/// depend on
/// threads.</summary>
internal sealed class Worlds
{
    /// <summary>Courses shown together.</summary>
    internal const int Group = 4;

    // Sums of the first pass are made block by block and then in order of blocks, so that no thread count changes a bit.
    private const int Blocks = 32;
    private readonly HourGrid grid;
    private readonly JointModel model;
    private readonly ulong seed;
    private readonly int threads;
    private readonly double[] shift;

    internal Worlds(HourGrid grid, JointModel model, int paths, ulong seed, int threads)
    {
        (this.grid, this.model, this.seed, this.threads, Paths) = (grid, model, seed, threads, paths);
        var sums = SumBlocks();
        (MeanLoad, MeanWind, shift) = (sums[0], sums[1], new double[grid.Hours]);
        for (var hour = 0; hour < grid.Hours; hour++)
        {
            MeanLoad[hour] /= paths;
            MeanWind[hour] /= paths;
            shift[hour] = model.Hub[hour] - sums[2][hour] / paths;
        }
        MeanZoneBasis = [.. sums[3].Select(sum => sum / paths)];
        MeanNodeBasis = [.. sums[4].Select(sum => sum / paths)];
        MeanFuel = [.. sums[5].Select(sum => sum / paths)];
    }

    internal int Paths { get; }

    internal double[] MeanLoad { get; }

    internal double[] MeanWind { get; }

    internal ImmutableArray<double> MeanZoneBasis { get; }

    internal ImmutableArray<double> MeanNodeBasis { get; }

    internal ImmutableArray<double> MeanFuel { get; }

    /// <summary>Shows every group of courses to the visitor, with the number of its first. Visits run side by side and come in any
    /// order: a visitor writes to the places of its courses only.</summary>
    internal void Walk(Action<World[], int> visit) =>
        Parallel.For(0, Paths / Group, new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => Enumerable.Range(0, Group).Select(_ => new World(grid, model)).ToArray(),
            (group, _, worlds) =>
            {
                for (var i = 0; i < Group; i++)
                {
                    worlds[i].Simulate(seed, group * Group + i);
                    worlds[i].Align(shift);
                }
                visit(worlds, group * Group);
                return worlds;
            }, _ => { });

    private double[][] SumBlocks()
    {
        var blocks = new double[Blocks][][];
        Parallel.For(0, Blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, () => new World(grid, model),
            (block, _, world) =>
            {
                blocks[block] = SumBlock(world, (int)((long)Paths * block / Blocks), (int)((long)Paths * (block + 1) / Blocks));
                return world;
            }, _ => { });
        for (var block = 1; block < Blocks; block++)
            for (var i = 0; i < blocks[0].Length; i++)
                for (var hour = 0; hour < grid.Hours; hour++) blocks[0][i][hour] += blocks[block][i][hour];
        return blocks[0];
    }

    private double[][] SumBlock(World world, int from, int to)
    {
        double[][] sums = [.. Enumerable.Range(0, 6).Select(_ => new double[grid.Hours])];
        for (var path = from; path < to; path++)
        {
            world.Simulate(seed, path);
            for (var hour = 0; hour < grid.Hours; hour++)
            {
                sums[0][hour] += world.Load[hour];
                sums[1][hour] += world.Wind[hour];
                sums[2][hour] += world.Hub[hour];
                sums[3][hour] += world.Zone[hour] - world.Hub[hour];
                sums[4][hour] += world.Node[hour] - world.Hub[hour];
                sums[5][hour] += world.Fuel[hour];
            }
        }
        return sums;
    }
}
