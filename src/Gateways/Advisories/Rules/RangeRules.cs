using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Busbar.Gateways.Shapes;

namespace Busbar.Gateways.Advisories.Rules;

/// <summary>Mandatory tests of 2.1 about the branches of the product tree and ranges of versions: 6.1.50, 6.1.57 to 6.1.59.</summary>
internal static partial class RangeRules
{
    private const string Version = "product_version", Range = "product_version_range";

    public static ImmutableArray<CsafRule> All { get; } =
    [
        new("6.1.50", file => Ranges(file).Where(each => !IsRange(each.Text("name")!))
            .Select(each => new CsafFault(each, $"'{each.Text("name")}' is written neither as vers nor as its constraints"))),
        new("6.1.57", Stacked),
        new("6.1.58", file => Paths(file).Where(path => path.Any(each => Is(each, Version)) && path.Any(each => Is(each, Range)))
            .Select(path => new CsafFault(path[^1], "A version and a range of versions stand on one path"))),
        new("6.1.59", file => Ranges(file).Where(each => One().IsMatch(each.Text("name")!))
            .Select(each => new CsafFault(each, $"'{each.Text("name")}' is one version, not a range"))),
    ];

    /// <summary>The branches on the way to each leaf, the leaf last.</summary>
    public static IEnumerable<ImmutableArray<Node.Map>> Paths(CsafDocument file) => file.IsV21 ? Paths(file.Tree, []) : [];

    private static IEnumerable<ImmutableArray<Node.Map>> Paths(Node.Map node, ImmutableArray<Node.Map> before) =>
        node.Maps("branches").SelectMany(branch => branch["branches"] is null ? [before.Add(branch)] : Paths(branch, before.Add(branch)));

    private static bool Is(Node.Map branch, string category) => branch.Text("category") == category;

    private static IEnumerable<Node.Map> Ranges(CsafDocument file) => Paths(file).SelectMany(path => path).Where(each => Is(each, Range))
        .Distinct();

    private static IEnumerable<CsafFault> Stacked(CsafDocument file) => Paths(file).SelectMany(path => ProductRules.Twice(path
        .Where(each => !Is(each, "product_family")).Select(each => (each.Text("category")!, (Node)each)), "On one path the category"));

    /// <summary>Section 3.1.2.3.2: vers, or its constraints alone; vers:all has a star and nothing else has; only alone
    /// may a constraint begin with =. The order of constraints is
    /// the scheme's and is not asked for.</summary>
    private static bool IsRange(string name)
    {
        if (Vers().Match(name) is not { Success: true } vers) return !name.StartsWith("vers:", StringComparison.Ordinal)
            && Bounds(name.Replace("|=", "|", StringComparison.Ordinal).TrimStart('='));
        var bounds = vers.Groups[2].Value;
        return vers.Groups[1].Value == "all" ? bounds == "*" : bounds == "*" || Bounds(bounds);
    }

    private static bool Bounds(string text) => text.Split('|') is var bounds && bounds.All(Bound().IsMatch)
        && bounds.Distinct().Count() == bounds.Length;

    [GeneratedRegex("^vers:([a-z.+-][a-z0-9.+-]*)/(.+)$")]
    private static partial Regex Vers();

    [GeneratedRegex(@"^(>=|<=|!=|<|>)?[^\s<>=!*|]+$")]
    private static partial Regex Bound();

    [GeneratedRegex(@"^(vers:[a-z.+-][a-z0-9.+-]*/)?=?[^\s<>=!*|/]+$")]
    private static partial Regex One();
}
