namespace Busbar.Supply.Commitment.Systems;

/// <summary>Work in a fixed number of lanes, side by side where there are threads for it: what comes out does not hang on their
/// number.</summary>
internal static class Lanes
{
    public static void Run(int threads, int count, Action<int> work)
    {
        if (threads == 1 || count == 1) for (var lane = 0; lane < count; lane++) work(lane);
        else Parallel.For(0, count, work);
    }
}
