using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Commitment;
using NodaTime;

namespace Busbar.Supply.Commitment.WhatIf;

/// <summary>What the fleet may earn over a day when the price takes one of many paths.</summary>
/// <param name="Day">The operating day.</param>
/// <param name="IsSeeded">True when the paths were drawn around the expected price, because the price view carries too few.</param>
/// <param name="Profits">The day's profit on each path, least first.</param>
/// <param name="Levels">Probability of each quantile in <paramref name="Hours"/>.</param>
/// <param name="Hours">Quantiles of the profit earned up to the end of each hour.</param>
/// <param name="Units">What each unit does on average.</param>
public sealed record ProfitFan(
    OperatingDay Day, bool IsSeeded, ImmutableArray<UsdEstimate> Profits, ImmutableArray<double> Levels,
    ImmutableArray<ImmutableArray<double>> Hours, ImmutableArray<UnitFan> Units);

/// <summary>One unit over the paths: mean profit, least and greatest, mean starts and hours on.</summary>
public sealed record UnitFan(string Unit, UsdEstimate Mean, UsdEstimate Least, UsdEstimate Greatest, double Starts, double HoursOn);

/// <summary>Plans the fleet exactly against every price path as a price taker that knows the path, and gathers what it earns. The paths are
/// the price view's, equally likely; a view with fewer than <see cref="FewestPaths"/> has <see cref="SeededPaths"/> drawn around its
/// expected price (a day's level of 12 % and hours of 6 % standard deviation, from the day's own seed), and says so. Quantiles by linear
/// interpolation (type 7).</summary>
public static class FanProfits
{
    /// <summary>Fewer paths than these make no distribution.</summary>
    public const int FewestPaths = 10;

    /// <summary>Paths drawn when the view carries too few.</summary>
    public const int SeededPaths = 40;

    private const double LevelDeviation = 0.12;
    private const double HourDeviation = 0.06;

    /// <summary>The fan.</summary>
    public static Outcome<ProfitFan> Run(CommitUnitsInputs inputs)
    {
        var isSeeded = inputs.Prices.Scenarios.Length < FewestPaths;
        var paths = isSeeded ? Drawn(inputs) : inputs.Prices.Scenarios;
        var schedules = new List<(DispatchSchedule Schedule, Series<UsdPerMwhEstimate> Price)>();
        foreach (var path in paths)
        {
            var outcome = CommitUnits.Run(inputs with { Prices = inputs.Prices with { Expected = path } });
            if (outcome is Outcome<DispatchSchedule>.Refused refused) return refused.Refusal;
            schedules.Add((outcome.OrThrow(), path));
        }
        ImmutableArray<double> levels = [0.05, 0.25, 0.5, 0.75, 0.95];
        var earned = schedules.Select(each => Cumulative(inputs, each.Schedule, each.Price)).ToList();
        return new ProfitFan(inputs.Day, isSeeded,
            [.. schedules.Select(each => each.Schedule.Units.Sum(unit => (double)unit.Profit.Value)).Order()
                .Select(profit => new UsdEstimate(profit))], levels,
            [.. Enumerable.Range(0, earned[0].Length).Select(hour => Quantiles([.. earned.Select(path => path[hour]).Order()], levels))],
            [.. schedules[0].Schedule.Units.Select((unit, i) => FanOf(unit.Unit, [.. schedules.Select(each => each.Schedule.Units[i])]))]);
    }

    private static UnitFan FanOf(string unit, ImmutableArray<UnitSchedule> days)
    {
        var profits = days.Select(day => (double)day.Profit.Value).ToList();
        return new(unit, new(profits.Average()), new(profits.Min()), new(profits.Max()), days.Average(day => day.Starts.Length),
            days.Average(day => day.IsOn.Count(isOn => isOn)));
    }

    private static ImmutableArray<Series<UsdPerMwhEstimate>> Drawn(CommitUnitsInputs inputs)
    {
        var random = new SeededRandom((ulong)(inputs.Day.Date.Year * 10_000 + inputs.Day.Date.Month * 100 + inputs.Day.Date.Day));
        return
        [
            .. Enumerable.Range(0, SeededPaths).Select(path =>
            {
                var draws = random.Split((ulong)path);
                var level = LevelDeviation * draws.NextNormal();
                return inputs.Prices.Expected.Select(price => new UsdPerMwhEstimate(
                    price.Value * (1 + level + HourDeviation * draws.NextNormal())));
            }),
        ];
    }

    /// <summary>Profit up to the end of each hour of the day.</summary>
    private static double[] Cumulative(CommitUnitsInputs inputs, DispatchSchedule schedule, Series<UsdPerMwhEstimate> price)
    {
        var earned = new double[inputs.Calendar.HourCount(inputs.Day)];
        foreach (var unit in schedule.Units)
        {
            var thermal = inputs.Fleet.Thermal.FirstOrDefault(each => each.Name == unit.Unit);
            for (var hour = 0; hour < earned.Length; hour++)
            {
                earned[hour] += (double)unit.Output[hour].Value * price.At(unit.Output.IntervalAt(hour).Start).Value;
                if (thermal is not null && unit.IsOn[hour])
                    earned[hour] -= (double)(UnitCosting.HeatAt(thermal, unit.Output[hour]) * FuelRules.PriceOf(thermal, inputs.FuelPrices)
                        + new Mwh(unit.Output[hour].Value) * thermal.Vom).Value;
            }
            foreach (var start in unit.Starts) earned[start.HourIndex] -= (double)start.Cost.Value;
        }
        for (var hour = 1; hour < earned.Length; hour++) earned[hour] += earned[hour - 1];
        return earned;
    }

    private static ImmutableArray<double> Quantiles(double[] sorted, ImmutableArray<double> levels) =>
        [.. levels.Select(level => Quantile.OfSorted(sorted, level))];
}
