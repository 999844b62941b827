using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Tests.Systems;

/// <summary>Draws small cases with every feature now and then; most can be met, some cannot.</summary>
internal static class SmallCases
{
    public static CommitmentCase Draw(int seed)
    {
        var chance = new Random(seed);
        bool Sometimes(int oneIn) => chance.Next(oneIn) == 0;
        var hasStore = Sometimes(4);
        var hours = hasStore ? 4 : chance.Next(4, 7);
        ImmutableArray<CaseThermal> units =
            [.. Enumerable.Range(0, hasStore || hours > 5 ? 2 : 3).Select(i => Unit(chance, $"unit {i + 1}", hours))];
        var most = units.Sum(unit => unit.MaxMw);
        ImmutableArray<double> demand = [.. Enumerable.Range(0, hours).Select(_ => Math.Round(most * (0.2 + 0.55 * chance.NextDouble()),
            1))];
        ImmutableArray<double> Share(double share) => [.. demand.Select(mw => Math.Round(mw * share * chance.NextDouble(), 1))];
        return new(
            $"small {seed}", Sometimes(2) ? StartRule.HoursOff : StartRule.PglibUc, demand, Sometimes(3) ? [] : Share(0.2),
            Sometimes(3) ? Share(0.3) : [], Sometimes(4) ? Share(0.1) : [], units,
            Sometimes(2) ? [new("wind", Share(0.05), [.. Share(0.4).Select(mw => mw + most / 10)])] : [],
            hasStore ? [new("battery", 10, 12, 25, 0.8, chance.Next(0, 15), chance.Next(0, 15))] : [],
            Sometimes(3) ? [Budget(chance, units, hours)] : []);
    }

    private static CaseThermal Unit(Random chance, string name, int hours)
    {
        double min = chance.Next(5, 30), max = min + chance.Next(0, 5) * 10;
        var isOn = chance.Next(2) == 0;
        int minUp = chance.Next(1, 4), minDown = chance.Next(1, 4);
        var starts = new List<CaseStart> { new(minDown, chance.Next(0, 200)) };
        for (var type = chance.Next(3); type > 0; type--)
            starts.Add(new(starts[^1].HoursOffAtLeast + chance.Next(1, 3), starts[^1].Usd + chance.Next(50, 300)));
        int before = chance.Next(1, 6), held = isOn ? minUp - before : 0;
        // An outage of a unit that is held on is a contradiction, which the rules of cases refuse.
        ImmutableArray<double> available = chance.Next(4) > 0 ? []
            : [.. Enumerable.Range(0, hours).Select(hour => hour < held ? max : chance.Next(5) switch { 0 => 0, 1 => Math.Min(max,
                min + 7), _ => max })];
        var isMustRun = available.IsEmpty && chance.Next(8) == 0;
        return new(
            name, isMustRun, min, max, chance.Next(3) == 0 ? 200 : chance.Next(5, 25), chance.Next(3) == 0 ? 200 : chance.Next(5, 25),
            min + chance.Next(0, 20), min + chance.Next(0, 20), minUp, minDown,
            new(isOn, isMustRun ? 9 : before, isOn ? Math.Round(min + (max - min) * chance.NextDouble(), 1) : 0), [.. starts],
            Curve(chance, min, max), chance.Next(3) == 0 ? chance.Next(0, (int)max) : 0, available,
            chance.Next(6) == 0 && !isMustRun ? chance.Next(0, 2) : null);
    }

    private static ImmutableArray<CostPoint> Curve(Random chance, double min, double max)
    {
        var points = new List<CostPoint> { new(min, chance.Next(100, 600)) };
        double slope = chance.Next(5, 40);
        var segments = max > min ? chance.Next(1, 4) : 0;
        for (var i = 1; i <= segments; i++)
        {
            var mw = i == segments ? max : min + (max - min) * i / segments;
            points.Add(new(mw, points[^1].UsdPerHour + slope * (mw - points[^1].Mw)));
            slope += chance.Next(0, 20);
        }
        return [.. points];
    }

    private static CaseBudget Budget(Random chance, ImmutableArray<CaseThermal> units, int hours) => new(
        "fuel", chance.Next(10, 60) * hours,
        [.. units.Select(unit => new BudgetUse(
            unit.Name, chance.Next(0, 20), [.. Enumerable.Range(0, unit.Cost.Length - 1).Select(i => 0.5 + 0.25 * i)], chance.Next(0,
                30)))]);
}
