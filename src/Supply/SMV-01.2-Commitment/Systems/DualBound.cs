namespace Busbar.Supply.Commitment.Systems;

/// <summary>The Lagrangian bound of a case alone.</summary>
internal static class DualBound
{
    public static double Of(SystemModel model, int threads, Func<bool> stop) => Search(model, threads, stop).Bound;

    public static DualSearch Search(SystemModel model, int threads, Func<bool> stop)
    {
        var prices = FirstPrices.Of(model);
        var dual = new DualSearch(model, new DualFunction(model, threads), prices, ShortagePrice.Of(model, prices));
        dual.Climb(stop, null);
        return dual;
    }
}
