using Busbar.Supply.Commitment.Programmes;

namespace Busbar.Supply.Commitment.Tests.Programmes;

/// <summary>A store's profit equals a plain table over whole MWh. In each hour a store charges or discharges; with the modes fixed, limits
/// are differences of energy held, so that whole-number limits have a best plan in whole numbers.</summary>
public sealed class StorageProgrammeTests
{
    [Theory]
    [InlineData(21, false)]
    [InlineData(22, true)]
    public void Profit_equals_brute_force_with_reserves_negative_prices_derates_and_targets(int seed, bool isOftenNegative)
    {
        var (chance, programme) = (new Random(seed), new StorageProgramme());
        for (var i = 0; i < 2000; i++)
        {
            var hours = chance.Next(1, 9);
            var (store, prices) = (Store(chance, hours), Prices(chance, hours, isOftenNegative));
            var truth = Best(store, prices);
            var profit = programme.Solve(store, prices);
            if (double.IsNegativeInfinity(truth))
            {
                Assert.True(double.IsNegativeInfinity(profit), $"case {i}: no plan reaches the target, yet {profit}");
                continue;
            }
            Assert.True(Math.Abs(truth - profit) < 1e-7, $"case {i}: brute force {truth}, programme {profit}");
            Assert.Equal(profit, Earned(store, prices, programme), 1e-7);
        }
    }

    [Fact]
    public void Being_paid_to_charge_empties_the_store_first_when_the_price_falls_further()
    {
        // Selling 4 MWh at −1 costs 4; the room is filled again at −10 ÷ 0.5 a stored MWh: 80.
        var store = new StorageModel([8, 8], [4, 4], 4, 0.5, 4, 0, 4, 0);
        var programme = new StorageProgramme();
        Assert.Equal(76, programme.Solve(store, HourlyPrices.OfEnergy([-1, -10])), 1e-9);
        Assert.Equal([4.0, -8.0], programme.OutputMw);
    }

    [Fact]
    public void Two_days_of_odd_limits_and_many_negative_prices_leave_no_gap()
    {
        var (programme, prices) = (new StorageProgramme(), Year(48));
        var profit = programme.Solve(Odd(48), prices);
        Assert.Equal(0, programme.GapUsd);
        Assert.Equal(profit, Earned(Odd(48), prices, programme), 1e-7);
    }

    [Fact]
    public void A_year_that_is_half_below_zero_is_solved_within_a_hundredth_of_a_percent()
    {
        var (programme, prices) = (new StorageProgramme(), Year(8784));
        var profit = programme.Solve(Odd(8784), prices);
        Assert.Equal(profit, Earned(Odd(8784), prices, programme), 1e-6 * profit);
        Assert.InRange(programme.GapUsd, 1e-9, 1e-4 * profit);
    }

    private static HourlyPrices Year(int hours)
    {
        var chance = new Random(23);
        return HourlyPrices.OfEnergy([.. Enumerable.Range(0, hours).Select(hour => Fixtures.Daily(hour) + chance.Next(-90, 20))]);
    }

    private static StorageModel Odd(int hours) => new(
        [.. Enumerable.Repeat(47.1, hours)], [.. Enumerable.Repeat(33.3, hours)], 199.9, 0.81, 7, 7, 7, 0);

    /// <summary>The profit of the hours as planned, with every limit checked.</summary>
    private static double Earned(StorageModel store, HourlyPrices prices, StorageProgramme programme)
    {
        var (held, earned) = (store.HeldMwh, 0d);
        for (var hour = 0; hour < prices.Hours; hour++)
        {
            var output = programme.OutputMw[hour];
            Assert.InRange(output, -store.ChargeMw[hour] - 1e-9, store.DischargeMw[hour] + 1e-9);
            earned += HourProfit(store, prices, hour, held, output);
            held += output > 0 ? -output : -output * store.Efficiency;
            Assert.InRange(held, -1e-9, store.EnergyMwh + 1e-9);
            Assert.Equal(programme.StoredMwh[hour], held, 1e-6);
        }
        Assert.InRange(held, store.FinalLeastMwh - 1e-6, store.FinalMostMwh + 1e-6);
        return earned + held * store.FinalUsdPerMwh;
    }

    private static double HourProfit(StorageModel store, HourlyPrices prices, int hour, double held, double output)
    {
        var spinning = Math.Min(store.DischargeMw[hour], held) - output;
        var downward = output + Math.Min(store.ChargeMw[hour], (store.EnergyMwh - held) / store.Efficiency);
        return prices.Energy[hour] * output + prices.SpinningAt(hour) * spinning + prices.DownwardAt(hour) * downward;
    }

    private static double Best(StorageModel store, HourlyPrices prices)
    {
        var levels = (int)store.EnergyMwh + 1;
        var after = new double[levels];
        for (var level = 0; level < levels; level++)
            after[level] = level >= store.FinalLeastMwh && level <= store.FinalMostMwh ? level * store.FinalUsdPerMwh
                : double.NegativeInfinity;
        for (var hour = prices.Hours - 1; hour >= 0; hour--)
        {
            var next = after;
            after = [.. Enumerable.Range(0, levels).Select(from => Enumerable.Range(0, levels)
                .Where(to => to - from <= store.ChargeMw[hour] * store.Efficiency && from - to <= store.DischargeMw[hour])
                .Max(to => next[to] + HourProfit(store, prices, hour, from, to > from ? (from - to) / store.Efficiency : from - to)))];
        }
        return after[(int)store.HeldMwh];
    }

    private static StorageModel Store(Random chance, int hours)
    {
        var (energy, efficiency) = (chance.Next(1, 13), chance.Next(2) == 0 ? 0.5 : 1);
        var (charge, discharge) = (2 * chance.Next(0, 6), chance.Next(0, 6));
        var (least, most) = (chance.Next(3) == 0 ? chance.Next(0, energy + 1) : 0, energy);
        if (chance.Next(4) == 0) most = least;
        double Derate() => chance.Next(6) == 0 ? 0 : 1;
        return new([.. Enumerable.Range(0, hours).Select(_ => charge * Derate())],
            [.. Enumerable.Range(0, hours).Select(_ => discharge * Derate())], energy, efficiency, chance.Next(0, energy + 1), least, most,
            chance.Next(3) == 0 ? chance.Next(-10, 40) : 0);
    }

    private static HourlyPrices Prices(Random chance, int hours, bool isOftenNegative)
    {
        double[] Draw(int low, int high) => [.. Enumerable.Range(0, hours).Select(_ => (double)chance.Next(low, high))];
        return new(Draw(isOftenNegative ? -40 : -5, 40), chance.Next(2) == 0 ? [] : Draw(0, 15), chance.Next(2) == 0 ? [] : Draw(0, 15));
    }
}
