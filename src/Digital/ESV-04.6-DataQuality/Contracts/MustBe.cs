using System.Collections.Immutable;

namespace Busbar.Digital.DataQuality.Contracts;

/// <summary>The operators by which a contract holds a number against a bound; both ends of a range are inside it.</summary>
internal static class MustBe
{
    /// <summary>Whether it holds; null where there is no number or no bound.</summary>
    public static bool? Holds(string name, ImmutableArray<double> bounds, double? measured) => (name, bounds, measured) switch
    {
        (_, _, null) or (_, [], _) => null,
        ("mustBe", [var bound], { } value) => value == bound,
        ("mustNotBe", [var bound], { } value) => value != bound,
        ("mustBeGreaterThan", [var bound], { } value) => value > bound,
        ("mustBeGreaterOrEqualTo", [var bound], { } value) => value >= bound,
        ("mustBeLessThan", [var bound], { } value) => value < bound,
        ("mustBeLessOrEqualTo", [var bound], { } value) => value <= bound,
        ("mustBeBetween", [var low, var high], { } value) => value >= low && value <= high,
        ("mustNotBeBetween", [var low, var high], { } value) => value < low || value > high,
        _ => null,
    };
}
