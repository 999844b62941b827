using System.Collections.Immutable;
using Busbar.Supply.Commitment.Programmes;

namespace Busbar.Supply.Commitment.Tests.Programmes;

/// <summary>Hydro with energy limits by day and over all hours equals a plain table over whole MWh, and its water values are what one more
/// MWh earns.</summary>
public sealed class HydroProgrammeTests
{
    [Fact]
    public void Profit_equals_brute_force_with_budgets_reserves_and_negative_prices()
    {
        var chance = new Random(61);
        var binding = 0;
        for (var i = 0; i < 3000; i++)
        {
            var (plant, prices) = Draw(chance, chance.Next(1, 7));
            var truth = Best(plant, prices);
            if (double.IsNegativeInfinity(truth)) continue;
            var programme = new HydroProgramme(prices.Hours);
            var profit = programme.Solve(plant, prices);
            Assert.True(Math.Abs(truth - profit) < 1e-7, $"case {i}: brute force {truth}, programme {profit}");
            if (programme.WaterUsdPerMwh > 0) binding++;
            if (double.IsFinite(plant.MostMwh) && programme.WaterUsdPerMwh >= 0)
                Assert.Equal(Best(plant with { MostMwh = plant.MostMwh + 1 }, prices) - truth, programme.WaterUsdPerMwh, 1e-7);
            else if (double.IsInfinity(plant.MostMwh))
                Assert.Equal(Best(plant with { DayMostMwh = [plant.DayMostMwh[0] + 1, .. plant.DayMostMwh[1..]] }, prices) - truth,
                    programme.DayWaterUsdPerMwh[0], 1e-7);
        }
        Assert.True(binding > 100, $"water was scarce in only {binding} cases");
    }

    /// <summary>By day, the best profit of every whole energy; then over days.</summary>
    private static double Best(HydroModel plant, HourlyPrices prices)
    {
        var total = new Dictionary<int, double> { [0] = 0 };
        for (var day = 0; day < plant.DayMostMwh.Length; day++)
        {
            var inDay = new Dictionary<int, double> { [0] = 0 };
            for (var hour = 0; hour < prices.Hours; hour++)
            {
                if (plant.DayOf[hour] != day) continue;
                var (min, max, price) = ((int)plant.MinMw[hour], (int)plant.MaxMw[hour], prices.Energy[hour]);
                var (spinning, downward) = (prices.SpinningAt(hour), prices.DownwardAt(hour));
                inDay = Join(inDay, Enumerable.Range(min, max - min + 1)
                    .ToDictionary(mw => mw, mw => mw * price + spinning * (max - mw) + downward * (mw - min)));
            }
            total = Join(total, inDay.Where(each => each.Key >= plant.DayLeastMwh[day] && each.Key <= plant.DayMostMwh[day])
                .ToDictionary(each => each.Key, each => each.Value));
        }
        return total.Where(each => each.Key >= plant.LeastMwh && each.Key <= plant.MostMwh).Select(each => each.Value)
            .DefaultIfEmpty(double.NegativeInfinity).Max();
    }

    private static Dictionary<int, double> Join(Dictionary<int, double> a, Dictionary<int, double> b) =>
        (from x in a from y in b group x.Value + y.Value by x.Key + y.Key).ToDictionary(each => each.Key, each => each.Max());

    private static (HydroModel Plant, HourlyPrices Prices) Draw(Random chance, int hours)
    {
        double[] Whole(int count, int low, int high) => [.. Enumerable.Range(0, count).Select(_ => (double)chance.Next(low, high))];
        ImmutableArray<int> dayOf = [.. Enumerable.Range(0, hours).Select(hour => hour / 3)];
        var days = dayOf[^1] + 1;
        var min = Whole(hours, 0, 2);
        var plant = new HydroModel(min, [.. min.Select(mw => mw + chance.Next(0, 5))], dayOf, Whole(days, 0, 4), Whole(days, 4, 12),
            chance.Next(0, 8), chance.Next(2) == 0 ? double.PositiveInfinity : chance.Next(8, 15));
        double[] Reserve() => chance.Next(2) == 0 ? [] : Whole(hours, 0, 9);
        return (plant, new(Whole(hours, -20, 40), Reserve(), Reserve()));
    }
}
