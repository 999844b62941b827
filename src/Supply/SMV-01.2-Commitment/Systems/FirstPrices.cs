namespace Busbar.Supply.Commitment.Systems;

/// <summary>Energy prices to begin with: hour by hour the full-load cost of the last unit that a merit order of full loads needs.</summary>
internal static class FirstPrices
{
    public static double[] Of(SystemModel model)
    {
        var prices = new double[model.Rows.Fixed];
        var order = model.Case.Thermal.Select(unit => (Usd: unit.Cost[^1].UsdPerHour / Math.Max(unit.MaxMw, 1e-9), unit.MaxMw))
            .OrderBy(unit => unit.Usd).ToList();
        if (order.Count == 0) return prices;
        for (var hour = 0; hour < model.Hours; hour++)
        {
            var need = model.Case.DemandMw[hour] + (model.Rows.Spinning < 0 ? 0 : model.Case.SpinningMw[hour]) - model.FreeHigh[hour];
            prices[hour] = order[0].Usd;
            foreach (var (usd, mw) in order)
            {
                if (need <= 0) break;
                (prices[hour], need) = (usd, need - mw);
            }
        }
        return prices;
    }
}
