using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Outcomes;

namespace Busbar.Supply.Commitment.Fuel;

/// <summary>A number together with how it came about: its working is written only when asked for.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Never rounded.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Source">The rule or record behind it.</param>
/// <param name="Formula">The formula with its numbers in it.</param>
/// <param name="Because">The figures it was made of.</param>
internal sealed record Figure(
    string Name, decimal Value, string Unit, string Source, Func<string> Formula, ImmutableArray<Figure> Because)
{
    /// <summary>A number taken as it stands.</summary>
    public static Figure Leaf(string name, decimal value, string unit, string source) => new(name, value, unit, source, () => "", []);

    /// <summary>The working as a tree.</summary>
    public Explain ToExplain() => new(Name, Text(Value), Unit, Formula(), Source, [.. Because.Select(part => part.ToExplain())]);

    /// <summary>As a working prints numbers: up to twelve decimals, in the invariant culture.</summary>
    public static string Text(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}
