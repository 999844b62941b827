using System.Collections.Immutable;
using System.Diagnostics;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Numerics;
using Busbar.Supply.Commitment.PriceTaking;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Commitment.Bench;

/// <summary>100 units against 1,000 price scenarios of 48 hours: 100,000 exact solutions with their sums. The units are drawn like those of
/// RTS-GMLC, none equal to another: a quarter large coal and nuclear with binding ramps, the rest combined cycles and peakers of which half
/// have binding ramps; half are on before. Prices have a daily shape and noise that lasts, and dip below zero.</summary>
internal static class PriceTakerBench
{
    private const int Units = 100;
    private const int Scenarios = 1000;
    private const int Hours = 48;
    private const int Rounds = 3;

    /// <summary>Process CPU seconds, median of the rounds, for one and for two threads.</summary>
    public static IEnumerable<(string Measure, string Bar, string Result)> Run()
    {
        foreach (var threads in (int[])[1, 2])
        {
            var inputs = Inputs(threads);
            PriceTake.Run(inputs).OrThrow();
            var rounds = Enumerable.Range(0, Rounds).Select(_ => Measured(inputs)).OrderBy(round => round.Cpu).ToArray();
            var (cpu, wall, profit) = rounds[Rounds / 2];
            yield return ($"price-taker, {Units} units × {Scenarios} scenarios × {Hours} h, {threads} thread(s)", "<= 2 CPU-s",
                FormattableString.Invariant($"{cpu:F2} CPU-s, {wall:F2} s, {cpu * 1e6 / Units / Scenarios:F1} µs a plan, ")
                + FormattableString.Invariant($"profit {profit:F0} USD"));
        }
    }

    private static (double Cpu, double Wall, double Profit) Measured(PriceTakeInputs inputs)
    {
        var (watch, before) = (Stopwatch.StartNew(), Cpu());
        var report = PriceTake.Run(inputs).OrThrow();
        return (Cpu() - before, watch.Elapsed.TotalSeconds, report.Fleet.ExpectedProfit.Value);
    }

    private static double Cpu()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }

    private static PriceTakeInputs Inputs(int threads)
    {
        var chance = new SeededRandom(4);
        var units = Enumerable.Range(0, Units).Select(i => Unit(chance, i)).ToImmutableArray();
        var before = units.Where((_, i) => i % 2 == 0)
            .Select(unit => new UnitState(unit.Name, true, 1 + chance.NextBelow(30), unit.MinMw, Mwh.Zero)).ToImmutableArray();
        return new(new("bench", units, [], [], []), [], before, [], [], [],
            [.. Enumerable.Range(0, Scenarios).Select(i => Scenario(chance, i))], [24, 24], threads);
    }

    private static ThermalUnit Unit(SeededRandom chance, int index)
    {
        var isLarge = index % 4 == 0;
        decimal max = isLarge ? 150 + chance.NextBelow(350) : 20 + chance.NextBelow(300);
        var min = Math.Round(max * (isLarge ? 0.4m : 0.45m), 3);
        var isRamped = isLarge || index % 2 == 1;
        var ramp = isRamped ? Math.Round((max - min) * (0.2m + chance.NextBelow(60) / 100m), 3) : max;
        var (heat, slope) = ((6m + chance.NextBelow(5)) * min, 7m + chance.NextBelow(400) / 100m);
        var curve = new List<HeatInputPoint> { new(new(min), new(heat)) };
        for (var i = 1; i <= 3; i++)
        {
            var to = i == 3 ? max : Math.Round(min + (max - min) * i / 3, 3);
            heat += slope * (to - curve[^1].Output.Value);
            curve.Add(new(new(to), new(heat)));
            slope += chance.NextBelow(150) / 100m;
        }
        var hours = isLarge ? 8 + chance.NextBelow(16) : 1 + chance.NextBelow(6);
        return new($"u{index}", isLarge ? UnitKind.Steam : UnitKind.CombinedCycle, "fuel", new(min), new(max), new(ramp), hours, hours,
            [.. curve], [new(1, new(max * 2), new(100)), new(hours + 6, new(max * 4), new(200)), new(hours + 30, new(max * 7), new(300))],
            new(isLarge ? 2.1m : 2.5m + chance.NextBelow(200) / 100m), new(1), false);
    }

    private static PriceScenario Scenario(SeededRandom chance, int index)
    {
        var (prices, noise) = (new double[Hours], 0d);
        for (var hour = 0; hour < Hours; hour++)
        {
            noise = 0.85 * noise + 6 * chance.NextNormal();
            prices[hour] = 27 + 12 * Math.Sin((hour % 24 - 10) * Math.PI / 12) + noise;
        }
        return new($"s{index}", ImmutableArray.Create(prices), [], []);
    }
}
