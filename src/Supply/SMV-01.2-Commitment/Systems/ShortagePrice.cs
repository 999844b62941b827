namespace Busbar.Supply.Commitment.Systems;

/// <summary>The price of a MW that is missing for an hour: dear enough that nothing is left unserved that a unit could serve, and near enough
/// to the dearest hour for the numbers to keep their digits.</summary>
internal static class ShortagePrice
{
    private const double TimesDearest = 30;

    /// <summary>From the full-load costs of a merit order and the middle of all slopes.</summary>
    public static double Of(SystemModel model, double[] firstPrices)
    {
        var slopes = model.Classes.SelectMany(each => each.SlopeUsd).DefaultIfEmpty(1).Order().ToList();
        var dearest = Math.Max(firstPrices.Take(model.Hours).DefaultIfEmpty(1).Max(), slopes[slopes.Count / 2]);
        return Math.Max(1e-3, TimesDearest * dearest);
    }

    /// <summary>A budget's unit is worth at most what it lets a MWh missing be served with.</summary>
    public static double OfBudget(SystemModel model, int budget, double shortage) =>
        shortage / model.Case.Budgets[budget].Uses.SelectMany(use => use.PerMwhAbove.Append(use.PerHourOn)).Where(use => use > 0)
            .DefaultIfEmpty(1).Min();
}
