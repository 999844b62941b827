namespace Busbar.Supply.Commitment.Systems;

/// <summary>The Lagrangian bound of a case alone.</summary>
internal static class DualBound
{
    private const int MostGroups = 64;
    private const double Tolerance = 1e-6;

    public static double Of(SystemModel model, int threads, Func<bool> stop) => Search(model, threads, stop).Bound;

    public static DualSearch Search(SystemModel model, int threads, Func<bool> stop)
    {
        var prices = FirstPrices.Of(model);
        var dual = new DualSearch(model, new DualFunction(model, threads), MostGroups, prices, ShortagePrice.Of(model, prices));
        dual.Run(1, 0, () => false);
        while (!stop() && dual.Hope > Tolerance * Math.Abs(dual.Bound)) dual.Run(4, Tolerance * Math.Abs(dual.Bound), stop);
        return dual;
    }
}
