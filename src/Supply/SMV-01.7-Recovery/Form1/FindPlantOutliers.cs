using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Supply.Recovery.Form1;

/// <summary>A plant's year on Form 1's page 402.</summary>
/// <param name="Plant">Its name.</param>
/// <param name="Year">The year.</param>
/// <param name="NameplateMw">Installed capacity.</param>
/// <param name="NetKwh">Net generation.</param>
/// <param name="UsdPerKwh">Production expenses of a net kWh.</param>
public sealed record PlantYear(string Plant, int Year, decimal NameplateMw, decimal NetKwh, decimal UsdPerKwh);

/// <summary>Finds plants whose year cannot be, before it is filed: more energy than the capacity could make in every hour, or a cost per
/// kWh more than <see cref="CompareFilings.OutlierTimes"/> times off the median of its filing.</summary>
public static class FindPlantOutliers
{
    /// <summary>A finding for each; the median wants three plants.</summary>
    public static ImmutableArray<Finding> Run(ImmutableArray<PlantYear> plants)
    {
        var costs = plants.Select(plant => plant.UsdPerKwh).Where(cost => cost > 0).Order().ToList();
        var median = costs.Count >= 3 ? (costs[(costs.Count - 1) / 2] + costs[costs.Count / 2]) / 2 : (decimal?)null;
        return [.. plants.SelectMany(plant => Of(plant, median))];
    }

    private static IEnumerable<Finding> Of(PlantYear plant, decimal? median)
    {
        var most = plant.NameplateMw * 1000 * 24 * CalendarSystem.Iso.GetDaysInYear(plant.Year);
        var where = FormattableString.Invariant($"p.402 {plant.Plant} {plant.Year}");
        if (plant.NetKwh > most)
            yield return new("more-than-capacity", Severity.Error, FormattableString.Invariant(
                $"{plant.NetKwh} kWh; {plant.NameplateMw} MW make at most {most} kWh a year"), where,
                    "shown; correct it before it is filed");
        if (plant.UsdPerKwh > 0 && median is { } middle
            && Math.Max(plant.UsdPerKwh, middle) / Math.Min(plant.UsdPerKwh, middle) > CompareFilings.OutlierTimes)
            yield return new("cost-per-kwh-outlier", Severity.Warning, FormattableString.Invariant(
                $"{plant.UsdPerKwh} USD/kWh; the median of the filing is {middle}"), where, "shown; correct it or say why");
    }
}
