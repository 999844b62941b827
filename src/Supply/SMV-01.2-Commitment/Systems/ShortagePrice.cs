namespace Busbar.Supply.Commitment.Systems;

/// <summary>The price of a MW that is missing for an hour: dear enough that nothing is left unserved that a unit could serve, and near enough
/// to the dearest hour for the numbers to keep their digits.</summary>
internal static class ShortagePrice
{
    private const double TimesDearest = 30;

    public static double Of(SystemModel model, double[] prices)
    {
        var dearest = prices.Take(model.Hours).DefaultIfEmpty(1).Max();
        var slope = model.Classes.SelectMany(each => each.SlopeUsd).DefaultIfEmpty(1).Order().ElementAt(
            Math.Max(0, model.Classes.Sum(each => each.SlopeUsd.Length) / 2));
        return Math.Max(1e-3, TimesDearest * Math.Max(dearest, slope));
    }
}
