using Busbar.Kernel.Quantities;
using Busbar.Supply.Checkers.Commitment;
using Busbar.Supply.Commitment.RealTime;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Tests.RealTime;

/// <summary>Base points against every on/off pattern and every whole-megawatt path of the intervals ahead.</summary>
public sealed class ExactDispatchTests
{
    private const int Intervals = 5;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Random_units_earn_what_brute_force_earns_and_pass_the_checker(int seed)
    {
        var random = new Random(seed);
        var (starts, stops) = (0, 0);
        for (var trial = 0; trial < 500; trial++)
        {
            var (inputs, unit) = Draw(random);
            var dispatch = DispatchRealTime.Run(inputs).OrThrow();
            Assert.Empty(CheckRealTime.Run(inputs.Fleet, inputs.Schedule, dispatch, inputs.Terms));
            var point = dispatch.Units[0];
            Assert.Equal(BruteForceIntervals.BestProfit(inputs, unit), Profit(inputs, unit, point), 1e-6);
            if (point.Reason == BasePointReason.Starts) starts++;
            if (point.Reason == BasePointReason.Stops) stops++;
        }
        Assert.True(starts > 5 && stops > 5, "The draw holds starts and stops.");
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Random_stores_earn_what_every_sequence_of_moves_earns(int seed)
    {
        var random = new Random(seed);
        for (var trial = 0; trial < 200; trial++)
        {
            // Charge of 12/0.8 MW × 5 minutes × 0.8 stores 1 MWh; a discharge of 24 MW takes 2 MWh.
            var store = new StorageUnit("store", new(15), new(24), new(random.Next(2, 7)), 0.8m);
            var held = random.Next(0, (int)store.Energy.Value + 1);
            var prices = Enumerable.Range(0, Intervals).Select(_ => Math.Round(random.NextDouble() * 120 - 40, 2)).ToArray();
            var after = random.Next(0, 60);
            var inputs = RealTimeFixtures.Inputs(new("test", [], [], [], [store]),
                [RealTimeFixtures.Scheduled("store", _ => 0)], prices, RealTimeFixtures.Reads("store", 0, held))
                with { Terms = [new("store", new(0), null, null, new(after))] };
            var dispatch = DispatchRealTime.Run(inputs).OrThrow();
            Assert.Empty(CheckRealTime.Run(inputs.Fleet, inputs.Schedule, dispatch, inputs.Terms));
            var point = dispatch.Units[0];
            var earned = Enumerable.Range(0, Intervals).Sum(at => (double)point.Output[at].Value / 12 * prices[at])
                + (double)point.Stored[^1].Value * after;
            Assert.Equal(Best(0, held), earned, 1e-3);

            double Best(int at, double level)
            {
                if (at == Intervals) return level * after;
                var best = double.NegativeInfinity;
                for (var change = -2.0; change <= 1; change += 0.5)
                    if (level + change >= 0 && level + change <= (double)store.Energy.Value)
                        best = Math.Max(best, -change * prices[at] / (change > 0 ? 0.8 : 1) + Best(at + 1, level + change));
                return best;
            }
        }
    }

    private static (DispatchRealTimeInputs Inputs, ThermalUnit Unit) Draw(Random random)
    {
        var (min, width) = (random.Next(2, 6), random.Next(0, 9));
        var knee = min + random.Next(0, width + 1);
        var (first, second) = (random.Next(5, 12), random.Next(12, 20));
        List<HeatInputPoint> heat = [new(new(min), new(20 + 8 * min))];
        if (knee > min) heat.Add(new(new(knee), new(heat[0].HeatPerHour.Value + first * (knee - min))));
        if (min + width > knee) heat.Add(new(new(min + width), new(heat[^1].HeatPerHour.Value + second * (min + width - knee))));
        var unit = new ThermalUnit("unit", UnitKind.CombustionTurbine, "gas", new(min), new(min + width), new(12 * random.Next(1, 5)), 1, 1,
            [.. heat], [new(1, new(random.Next(0, 4)), new(0))], new(3), new(1), false);
        var isOn = random.Next(2) == 0;
        var output = isOn ? random.Next(min, min + width + 1) : 0;
        // Noon's hour is scheduled with what runs before it, or not: commitments end or begin with the hour, and a quick start is open.
        var (wasOn, isCommitted) = (random.Next(4) == 0 ? !isOn : isOn, random.Next(2) == 0);
        var quick = random.Next(3) > 0 ? new QuickStart(5 * random.Next(0, 3), 5 * random.Next(0, 4), 5 * random.Next(0, 4)) : null;
        var prices = Enumerable.Range(0, Intervals).Select(_ => Math.Round(random.NextDouble() * 100 - 20, 2)).ToArray();
        return (RealTimeFixtures.Inputs(new("test", [unit], [], [], []),
            [RealTimeFixtures.Scheduled("unit", hour => (hour < 12 ? wasOn : isCommitted) ? min : 0)], prices,
            RealTimeFixtures.Reads("unit", output))
            with { Terms = [RealTimeFixtures.Terms("unit", random.Next(0, 3), null, quick)] }, unit);
    }

    private static double Profit(DispatchRealTimeInputs inputs, ThermalUnit unit, UnitBasePoint point)
    {
        var (profit, wasOn) = (0d, point.IsOnBefore);
        for (var at = 0; at < point.Output.Count; at++)
        {
            if (point.IsOn[at] && !wasOn) profit -= (double)unit.Starts[0].Heat.Value * 3;
            if (point.IsOn[at])
                profit += ((double)point.Output[at].Value * (inputs.Prices[at].Value - 1)
                    - 3 * (double)UnitCosting.HeatAt(unit, point.Output[at]).Value) / 12;
            wasOn = point.IsOn[at];
        }
        return profit;
    }
}
