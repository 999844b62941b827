using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Numerics.Distributions;

namespace Busbar.Digital.DataQuality.Rules;

/// <summary>A distribution by name with its parameters, as SciPy names and orders them: shape parameters, then <c>loc</c>,
/// <c>scale</c>.</summary>
internal static class NamedDistribution
{
    private static readonly ImmutableArray<(string Name, string[] Parameters, Func<double[], double, double> Cumulative)> all =
    [
        ("norm", ["mean", "std_dev"], (p, x) => NormalDistribution.Cumulative((x - p[0]) / p[1])),
        ("uniform", ["min", "max"], (p, x) => Math.Clamp((x - p[0]) / p[1], 0, 1)),
        ("expon", ["loc", "scale"], (p, x) => x <= p[0] ? 0 : 1 - Math.Exp(-(x - p[0]) / p[1])),
        ("gamma", ["alpha", "loc", "scale"], (p, x) => SpecialFunctions.LowerGamma(p[0], (x - p[1]) / p[2])),
        ("chi2", ["df", "loc", "scale"], (p, x) => SpecialFunctions.LowerGamma(p[0] / 2, (x - p[1]) / p[2] / 2)),
        ("beta", ["alpha", "beta", "loc", "scale"], (p, x) => SpecialFunctions.Beta(p[0], p[1], (x - p[2]) / p[3])),
    ];

    /// <summary>The distribution function that <c>distribution</c> and <c>params</c> name.</summary>
    public static Func<double, double> Of(RuleRun run)
    {
        var name = run.Need(run.Text("distribution"), "distribution", "norm");
        var found = all.FirstOrDefault(each => each.Name == name);
        var values = run.Argument("params") switch
        {
            Term.Map map => found.Parameters?.Select(parameter => map[parameter] ?? Default(parameter)),
            Term.List list => list.Items,
            _ => [],
        };
        var numbers = values?.OfType<Term.Leaf>().Where(leaf => leaf.Value?.Kind == CellKind.Number)
            .Select(leaf => leaf.Value!.Value.Number)
            .ToArray();
        if (found.Name is not null && numbers?.Length == found.Parameters!.Length && numbers[^1] > 0)
            return x => found.Cumulative(numbers, x);
        run.Refuse("unknown-distribution", $"'{name}' with params {run.Argument("params")} is no distribution we have",
            $"Use {string.Join(", ", all.Select(each => $"{each.Name}({string.Join(", ", each.Parameters)})"))}, the last positive.");
        return _ => 0;
    }

    private static Term? Default(string parameter) => parameter switch { "loc" or "mean" => Term.Of(0), "scale" => Term.Of(1), _ => null };
}
