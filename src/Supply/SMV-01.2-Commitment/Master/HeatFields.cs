using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Commitment.Masters;

namespace Busbar.Supply.Commitment.Master;

/// <summary>Reads a heat measure: <c>kind</c> and its points as pairs, output first. Heat rates in MMBtu/MWh, heat in MMBtu/h.</summary>
internal static class HeatFields
{
    private const decimal MostMw = 10_000;
    private const decimal MostHeat = 1_000_000;

    public static HeatMeasure Read(MasterFields fields, JsonPlace place)
    {
        fields.Only(place, "kind", "points", "fromMw", "heatAtFrom", "blocks", "coefficients", "toMw");
        return fields.OneOf<Func<HeatMeasure>>(place, "kind",
            ("average", () => new AverageHeatRates([.. Rates(fields, place, "points")])),
            ("incremental", () => new IncrementalHeatRates(
                new(fields.Number(place, "fromMw", 0.001m, MostMw)), new(fields.Number(place, "heatAtFrom", 0, MostHeat)),
                [.. Rates(fields, place, "blocks")])),
            ("polynomial", () => Polynomial(fields, place)),
            ("input-output", () => new HeatInputCurve([.. Heats(fields, place)])),
            ("test", () => new HeatTest([.. Heats(fields, place)])))();
    }

    private static HeatPolynomial Polynomial(MasterFields fields, JsonPlace place)
    {
        ImmutableArray<double> coefficients =
            [.. fields.Items(place, "coefficients").Select(item => (double)fields.NumberOf(item, -MostHeat, MostHeat))];
        var from = fields.Number(place, "fromMw", 0.001m, MostMw);
        return new(coefficients, new(from), new(fields.Number(place, "toMw", from, MostMw)));
    }

    private static IEnumerable<HeatRatePoint> Rates(MasterFields fields, JsonPlace place, string name) =>
        fields.Items(place, name).Select(item => Pair(fields, item, 1_000))
            .Select(pair => new HeatRatePoint(new(pair.Mw), new MmbtuPerMwh(pair.Other)));

    private static IEnumerable<HeatInputPoint> Heats(MasterFields fields, JsonPlace place) =>
        fields.Items(place, "points").Select(item => Pair(fields, item, MostHeat))
            .Select(pair => new HeatInputPoint(new(pair.Mw), new(pair.Other)));

    private static (decimal Mw, decimal Other) Pair(MasterFields fields, JsonPlace item, decimal most)
    {
        var pair = fields.ItemsOf(item);
        if (pair.Length == 2) return (fields.NumberOf(pair[0], 0.001m, MostMw), fields.NumberOf(pair[1], 0, most));
        fields.Refuse("not-a-pair", item, $"{pair.Length} numbers stand where a pair was expected", "Write [output, heat].");
        return (1, 0);
    }
}
