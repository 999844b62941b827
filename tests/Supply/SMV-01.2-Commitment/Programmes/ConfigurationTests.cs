using Busbar.Supply.Commitment.Programmes;

namespace Busbar.Supply.Commitment.Tests.Programmes;

/// <summary>A plant with configurations equals a plain recursion over every hour's configuration, transition and whole-megawatt output.
/// </summary>
public sealed class ConfigurationTests
{
    private const int Segments = 2;

    [Theory]
    [InlineData(51)]
    [InlineData(52)]
    public void Cost_equals_brute_force_over_configurations_and_outputs(int seed)
    {
        var chance = new Random(seed);
        var changed = 0;
        for (var i = 0; i < 1000; i++)
        {
            var hours = chance.Next(1, 8);
            var plant = Draw(chance, hours);
            var programme = new ConfigurationProgramme(hours, Segments);
            var cost = programme.Solve(plant);
            var truth = new Walk(plant, hours).Best();
            Assert.True(cost == truth || Math.Abs(cost - truth) < 1e-7, $"seed {seed} case {i}: brute force {truth}, programme {cost}");
            if (double.IsInfinity(cost)) continue;
            Assert.Equal(cost, new Walk(plant, hours).CostOf(programme), 1e-7);
            if (programme.InConfiguration.Distinct().Count() > 2) changed++;
        }
        Assert.True(changed > 50, $"only {changed} plans used more than two configurations");
    }

    private static ConfigurationModel Draw(Random chance, int hours)
    {
        var count = chance.Next(1, 4);
        var configurations = new List<Configuration> { new(null, null, chance.Next(1, 4)) };
        for (var i = 0; i < count; i++)
        {
            var (model, costs) = RandomUnit.Draw(chance, hours, Segments, longestMinimum: 1);
            configurations.Add(new(model, costs, chance.Next(1, 4)));
        }
        var transitions = new List<Transition>();
        for (var from = 0; from <= count; from++)
            for (var to = 0; to <= count; to++)
                if (from != to && chance.Next(4) > 0)
                    transitions.Add(new(from, to, chance.Next(0, 3), [.. Enumerable.Range(0, 4).Select(_ => (double)chance.Next(0, 60))],
                        chance.Next(0, 9), chance.Next(0, 9)));
        return new([.. configurations], [.. transitions], chance.Next(0, count + 1), chance.Next(1, 4));
    }

    /// <summary>Walks the hours one by one; shares nothing with the programme but the records.</summary>
    private sealed class Walk(ConfigurationModel plant, int hours)
    {
        private readonly Dictionary<(int, int, int, int), double> known = [];

        private int AboveBefore => (int)(plant.Configurations[plant.Before].Model?.AboveMinBefore ?? 0);

        public double Best()
        {
            var best = Known(0, plant.Before, plant.HoursBefore, AboveBefore, null);
            if (plant.HoursBefore < plant.Configurations[plant.Before].MinHours) return best;
            return Math.Min(best, plant.Transitions.Where(change => change.From == plant.Before && AboveBefore <= change.LeaveCap)
                .Select(change => change.UsdByHoursIn[Math.Min(plant.HoursBefore, 3)] + Enter(change, change.Hours))
                .DefaultIfEmpty(double.PositiveInfinity).Min());
        }

        private double Enter(Transition change, int hour) => Known(hour, change.To, 0, 0, change.EnterCap);

        /// <summary>Least cost from an hour on of being in a configuration in that hour, after so many hours in it at an output above its
        /// minimum; with a fresh cap the hour is its first.</summary>
        private double Known(int hour, int which, int hoursIn, int above, double? freshCap)
        {
            if (hour >= hours) return 0;
            var key = (hour, which * 100 + hoursIn, above, (int)(freshCap ?? -1));
            return known.TryGetValue(key, out var cost) ? cost : known[key] = Stay(hour, which, hoursIn, above, freshCap);
        }

        private double Stay(int hour, int which, int hoursIn, int above, double? freshCap)
        {
            var best = double.PositiveInfinity;
            var model = plant.Configurations[which].Model;
            for (var to = 0; to <= (model is null ? 0 : model.Range[hour]); to++)
            {
                if (Hour(hour, which, above, to, freshCap, double.PositiveInfinity) is { } stay)
                    best = Math.Min(best, stay + Known(hour + 1, which, hoursIn + 1, to, null));
                if (hour + 1 >= hours || hoursIn + 1 < plant.Configurations[which].MinHours) continue;
                foreach (var change in plant.Transitions.Where(change => change.From == which && to <= change.LeaveCap))
                    if (Hour(hour, which, above, to, freshCap, change.LeaveCap) is { } last)
                        best = Math.Min(best, last + change.UsdByHoursIn[Math.Min(hoursIn + 1, 3)]
                            + Enter(change, hour + 1 + change.Hours));
            }
            return best;
        }

        public double CostOf(ConfigurationProgramme plan)
        {
            var (total, which, hoursIn, above) = (0d, plant.Before, plant.HoursBefore, (double)AboveBefore);
            for (var hour = 0; hour < hours;)
            {
                double? freshCap = null;
                if (plan.InConfiguration[hour] != which)
                {
                    var arrival = hour;
                    while (arrival < hours && plan.InConfiguration[arrival] < 0) arrival++;
                    var change = arrival < hours
                        ? plant.Transitions.Single(each => each.From == which && each.To == plan.InConfiguration[arrival])
                        : plant.Transitions.Where(each => each.From == which && hour + each.Hours >= hours && above <= each.LeaveCap)
                            .MinBy(each => each.UsdByHoursIn[Math.Min(hoursIn, 3)])!;
                    Assert.True(hoursIn >= plant.Configurations[which].MinHours && above <= change.LeaveCap);
                    Assert.True(arrival == hours || arrival - hour == change.Hours);
                    total += change.UsdByHoursIn[Math.Min(hoursIn, 3)];
                    (hour, which, hoursIn, freshCap) = (arrival, change.To, 0, change.EnterCap);
                    if (hour >= hours) break;
                }
                if (plant.Configurations[which].Model is { } model)
                {
                    var to = plan.Output[hour] - model.Min;
                    var cost = Hour(hour, which, above, to, freshCap, to + plan.Spinning[hour]);
                    Assert.NotNull(cost);
                    (total, above) = (total + cost.Value, to);
                }
                else above = 0;
                (hoursIn, hour) = (hoursIn + 1, hour + 1);
            }
            return total;
        }

        private double? Hour(int hour, int which, double from, double to, double? freshCap, double cap)
        {
            if (plant.Configurations[which] is not { Model: { } model, Costs: { } costs }) return 0;
            var top = Math.Min(Math.Min(cap, model.Range[hour]), freshCap ?? from + model.RampUp);
            if (to < 0 || to > top + 1e-9 || freshCap is null && from - to > model.RampDown) return null;
            var usd = costs.On[hour] - costs.Energy[hour] * (model.Min + to) - costs.Spinning[hour] * (top - to);
            for (var (i, lower) = (0, 0d); i < model.SegmentEnd.Length; lower = model.SegmentEnd[i++])
                usd += Math.Clamp(to - lower, 0, model.SegmentEnd[i] - lower) * (costs.Slope[hour * costs.SlopeStride + i]
                    - (i < model.DownwardSegments && costs.Downward is { } down ? down[hour] : 0));
            return usd;
        }
    }
}
