using System.Collections.Immutable;

namespace Busbar.Digital.Cybersecurity.Decisions;

/// <summary>A decision table: every combination of its points' values has one outcome.</summary>
/// <param name="Name">The table and its version.</param>
/// <param name="Source">Who publishes it.</param>
/// <param name="Points">Name of each decision point and its values from least to most urgent.</param>
/// <param name="Outcomes">By letter.</param>
/// <param name="Rows">A letter a combination; the last point changes fastest.</param>
public sealed record DecisionTable(string Name, string Source, ImmutableArray<(string Point, ImmutableArray<string> Values)> Points,
    ImmutableDictionary<char, string> Outcomes, string Rows)
{
    /// <summary>The outcome of a combination, each value by its place from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A place is not one of its point's.</exception>
    public string Decide(params ReadOnlySpan<int> places)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(places.Length, Points.Length);
        var row = 0;
        for (var i = 0; i < places.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)places[i], (uint)Points[i].Values.Length);
            row = row * Points[i].Values.Length + places[i];
        }

        return Outcomes[Rows[row]];
    }

    internal static DecisionTable Of(string name, string source, string points, string outcomes, string rows)
    {
        var table = new DecisionTable(name, source,
            [.. points.Split(';').Select(point => (point.Split(':')[0], point.Split(':')[1].Split(',').ToImmutableArray()))],
            outcomes.Split(';').ToImmutableDictionary(outcome => outcome[0], outcome => outcome[2..]),
            string.Concat(rows.Where(one => !char.IsWhiteSpace(one))));
        var count = table.Points.Aggregate(1, (product, point) => product * point.Values.Length);
        return table.Rows.Length == count && table.Rows.All(table.Outcomes.ContainsKey) ? table
            : throw new ArgumentException($"{name} needs {count} rows of known outcomes.", nameof(rows));
    }
}
