using Busbar.Gateways.Documents;
using Busbar.Supply.Handoffs.Recovery.Filing;
using Busbar.Supply.Recovery.Filing;
using Busbar.Supply.Recovery.Tests.Filing;

namespace Busbar.Gateways.Tests.Documents;

/// <summary>The small filing, written.</summary>
internal static class Written
{
    public static FilingPackage Package { get; } = SmallFiling.Package();

    public static IReadOnlyDictionary<string, byte[]> Files { get; } = Of(Package);

    public static IReadOnlyDictionary<string, byte[]> Of(FilingPackage package) =>
        WriteFiling.Of(package).OrThrow().ToDictionary(file => file.Name, file => file.Bytes.ToArray());

    /// <summary>A filing whose application says what is given.</summary>
    public static FilingPackage Saying(params string[] paragraphs)
    {
        var parts = SmallFiling.Parts(SmallFiling.Dataset());
        return BuildFiling.Run(parts with { Prose = parts.Prose with { Application = [.. paragraphs] } }).OrThrow();
    }

    /// <summary>Every expression of the closed tree, once.</summary>
    public static FilingPackage EveryExpression()
    {
        var (a, b) = (FilingExpression.Named("first"), FilingExpression.Named("second-one"));
        FilingExpression[] all =
        [
            a + b * a, (a + b) * a, a - (b - a), a / b / a, a / (b / a), a - -3.25m, (a / b).Round(3), (b / a).Round(0),
            new FilingExpression.Fold(FilingFold.Min, [a, b, 4m]), new FilingExpression.Fold(FilingFold.Max, [a, b, -4m]),
            FilingExpression.SumOf(Enumerable.Repeat("first", 600)), FilingExpression.SumOf(["x1", "x2", "x3"]),
                FilingExpression.SumOf(["x3", "x1"]),
            FilingExpression.SumOf(["first", "second-one"]), a,
            .. Enum.GetValues<FilingComparison>().Select(how => new FilingExpression.Choice(a - b, how, b, a + 1m, b / 0.7m)),
        ];
        var dataset = new FilingDataset("all",
            [new("first", "first", 12.5m, "USD", 2, "a"), new("second-one", "second", -7, "USD", 2, "b")],
            [.. all.Select((expression, i) => new FilingFormula($"x{i + 1}", $"formula {i + 1}", i == 1 ? "share" : "USD", 4, expression,
                "rule"))],
            [
                new("Half", "Half of them", ["A", "B"], [.. Enumerable.Range(1, 10).Select(i =>
                    new FilingRow($"{i}", [$"x{i}", $"x{i}"], i == 10))]),
                new("It is 5", "Other half", ["A"], [new("a", ["x11"]), new("again", ["x1"]), new("b", ["x12"]), new("c", ["x13"])]),
            ], []);
        var tariff = SmallFiling.Terms.Tariff with { Rates = [new("All", "first", "x1")] };
        return BuildFiling.Run(new(dataset, SmallFiling.Terms with { Tariff = tariff }, new(["Words."], [], [], []))).OrThrow();
    }
}
