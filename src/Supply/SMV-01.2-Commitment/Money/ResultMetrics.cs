using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Money;

/// <summary>The metrics of metered days, rolled up over units and days; each has a part for every unit. One day of one unit is explained
/// by <see cref="ExplainPlantDay"/>.</summary>
internal static class ResultMetrics
{
    private const double AccuracyTarget = 95;
    private const double ForecastTarget = 85;

    public static IEnumerable<Metric> Of(string stage, ImmutableArray<FleetResult> results)
    {
        var plants = results.SelectMany(day => day.Plants).GroupBy(plant => plant.Unit, StringComparer.Ordinal)
            .Select(group => (Unit: group.Key, Days: group.ToList())).ToList();
        var source = $"results of {results.Length} metered days";
        yield return Sum("Plant result", plant => plant.Profit,
            "Σ (day-ahead revenue + real-time deviation − fuel − starts − VOM + make-whole), by unit and day");
        yield return Sum("Real-time deviation", plant => plant.RealTimeRevenue, "Σ (delivered − awarded) × real-time price");
        yield return Sum("Make-whole", plant => plant.MakeWhole, "Σ make-whole credits less clawbacks, by our estimate");
        yield return Ratio("Offers cleared as offered", energy => energy.AwardedOffOffer, energy => energy.Offered, AccuracyTarget,
            "100 × (1 − Σ |awarded − offered at the cleared price| ÷ Σ offered), by unit and hour");
        yield return Ratio("Delivery accuracy", energy => energy.DeliveredOffAward, energy => energy.Awarded, AccuracyTarget,
            "100 × (1 − Σ |delivered − awarded| ÷ Σ |awarded|), by unit and hour");
        yield return Ratio("Delivery against forecast", energy => energy.DeliveredOffForecast, energy => energy.Forecast, ForecastTarget,
            "100 × (1 − Σ |delivered − planned| ÷ Σ |planned|), by unit and hour; wind and solar are planned as forecast");

        Metric Sum(string name, Func<PlantResult, Usd> of, string formula)
        {
            decimal Of(List<PlantResult> days) => days.Sum(day => of(day).Value);
            return new(stage, name, results.IsEmpty ? null : (double)plants.Sum(plant => Of(plant.Days)), "USD", null, Better.Neither,
                formula, [.. plants.Where(plant => Of(plant.Days) != 0).Select(plant => Explain.Leaf(
                    plant.Unit, FormattableString.Invariant($"{Of(plant.Days):0.00}"), "USD", source))]);
        }

        Metric Ratio(string name, Func<PlantEnergy, Mwh> off, Func<PlantEnergy, Mwh> whole, double target, string formula)
        {
            static decimal Of(List<PlantResult> days, Func<PlantEnergy, Mwh> of) => days.Sum(day => of(day.Energy).Value);
            var (missed, all) = (plants.Sum(plant => Of(plant.Days, off)), plants.Sum(plant => Of(plant.Days, whole)));
            return new(stage, name, all > 0 ? (double)(100 * (1 - missed / all)) : null, "%", target, Better.Higher, formula,
                [.. plants.Where(plant => Of(plant.Days, whole) > 0).Select(plant => new Explain(
                    plant.Unit, FormattableString.Invariant($"{100 * (1 - Of(plant.Days, off) / Of(plant.Days, whole)):0.00}"), "%",
                    FormattableString.Invariant($"100 × (1 − {Of(plant.Days, off):0.000} MWh ÷ {Of(plant.Days, whole):0.000} MWh)"), source,
                    []))]);
        }
    }
}
