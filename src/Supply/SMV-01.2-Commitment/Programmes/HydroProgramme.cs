namespace Busbar.Supply.Commitment.Programmes;

/// <summary>The most profitable hours of a hydro plant, exactly. Limits on days lie inside the limit on all hours, so that filling the
/// dearest hour first, as far as its day and the whole allow, is optimal (the fractional knapsack of Dantzig, Operations Research 5(2),
/// 1957; greedy on a laminar family, Federgruen and Groenevelt, Operations Research 34(6), 1986). An energy minimum is filled in the same
/// order, whatever the price. Spinning reserve is what the output leaves below the maximum, downward reserve what it is above the
/// minimum.</summary>
internal sealed class HydroProgramme(int hours)
{
    private readonly int[] order = new int[hours];
    private readonly double[] worth = new double[hours];
    private double[] dayUsed = [];

    /// <summary>Output of each hour.</summary>
    public double[] OutputMw { get; } = new double[hours];

    /// <summary>What one more MWh over all hours would earn, the opportunity cost of water; below zero where the least energy has to run
    /// at a loss.</summary>
    public double WaterUsdPerMwh { get; private set; }

    /// <summary>What one more MWh in each day would earn beyond that.</summary>
    public double[] DayWaterUsdPerMwh { get; private set; } = [];

    /// <summary>The profit.</summary>
    public double Solve(HydroModel plant, HourlyPrices prices)
    {
        dayUsed = new double[plant.DayMostMwh.Length];
        DayWaterUsdPerMwh = new double[dayUsed.Length];
        for (var hour = 0; hour < hours; hour++)
        {
            (order[hour], OutputMw[hour]) = (hour, plant.MinMw[hour]);
            worth[hour] = -(prices.Energy[hour] - prices.SpinningAt(hour) + prices.DownwardAt(hour));
            dayUsed[plant.DayOf[hour]] += plant.MinMw[hour];
        }
        Array.Sort(worth, order);
        var used = dayUsed.Sum();
        foreach (var hour in order) used += Raise(plant, hour, plant.DayLeastMwh[plant.DayOf[hour]] - dayUsed[plant.DayOf[hour]]);
        WaterUsdPerMwh = 0;
        for (var i = 0; i < hours; i++)
        {
            var more = Raise(plant, order[i], (worth[i] < 0 ? plant.MostMwh : plant.LeastMwh) - used);
            if (more > 0 && worth[i] > 0) WaterUsdPerMwh = -worth[i];
            used += more;
        }
        PriceWater(plant, used);
        var profit = 0d;
        for (var hour = 0; hour < hours; hour++)
            profit += prices.Energy[hour] * OutputMw[hour] + prices.SpinningAt(hour) * (plant.MaxMw[hour] - OutputMw[hour])
                + prices.DownwardAt(hour) * (OutputMw[hour] - plant.MinMw[hour]);
        return profit;
    }

    private double Raise(HydroModel plant, int hour, double wanted)
    {
        var day = plant.DayOf[hour];
        var more = Math.Min(wanted, Math.Min(plant.MaxMw[hour] - OutputMw[hour], plant.DayMostMwh[day] - dayUsed[day]));
        if (more <= 0) return 0;
        OutputMw[hour] += more;
        dayUsed[day] += more;
        return more;
    }

    /// <summary>The dearest hour that has room: over days with water left when the whole is used up; in a day when the day is.</summary>
    private void PriceWater(HydroModel plant, double used)
    {
        if (used >= plant.MostMwh)
            WaterUsdPerMwh = Math.Max(0, Dearest(plant, hour => dayUsed[plant.DayOf[hour]] < plant.DayMostMwh[plant.DayOf[hour]]));
        for (var day = 0; day < dayUsed.Length; day++)
            if (dayUsed[day] >= plant.DayMostMwh[day])
                DayWaterUsdPerMwh[day] = Math.Max(0, Dearest(plant, hour => plant.DayOf[hour] == day) - WaterUsdPerMwh);
    }

    private double Dearest(HydroModel plant, Func<int, bool> counts)
    {
        for (var i = 0; i < hours; i++)
            if (OutputMw[order[i]] < plant.MaxMw[order[i]] && counts(order[i])) return -worth[i];
        return double.NegativeInfinity;
    }
}
