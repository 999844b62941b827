using System.Collections.Immutable;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways;

/// <summary>A table of hours: one row an hour in order, one column a thing, and optionally a column <c>hour</c> that counts from 1. Refuses
/// what is not such a number and hours that are missing or out of order; a file is read whole or not at all.</summary>
public static class HourlyCsv
{
    private static readonly Column hourColumn = new("hour", "hours", 1, 1_000_000);

    /// <summary>A column and its hours.</summary>
    public sealed record Hours(string Name, ImmutableArray<decimal> Values);

    /// <summary>Delivered fuel prices, USD/MMBtu, 0 to 1,000, by fuel.</summary>
    public static Outcome<ImmutableArray<Hours>> Fuel(SourceFile file) => Read(file, name => new(name, "USD/MMBtu", 0, 1_000));

    /// <summary>What units reach, MW, 0 to 10,000, by unit.</summary>
    public static Outcome<ImmutableArray<Hours>> Availability(SourceFile file) => Read(file, name => new(name, "MW", 0, 10_000));

    private static Outcome<ImmutableArray<Hours>> Read(SourceFile file, Func<string, Column> columnOf)
    {
        using var rows = file.OpenText();
        if (Header.Read(rows) is not { } header) return rows.Refusal!;
        if (header.Names.Contains("") || header.Names.All(IsHour))
            rows.Refuse("wrong-columns", "A column has no name, or there is none beside the hour", "header", "Name every column.");
        var values = Columns(rows, header, columnOf);
        return rows.Refusal is { } refusal ? refusal : Outcome.Of<ImmutableArray<Hours>>(
            [.. header.Names.Select((name, i) => new Hours(name, [.. values[i]])).Where(column => !IsHour(column.Name))], rows.Findings);
    }

    /// <summary>The values of each column, hours checked; what is wrong is in the rows' refusal.</summary>
    internal static List<decimal>[] Columns(CsvRows rows, Header header, Func<string, Column> columnOf)
    {
        var columns = header.Names.Select(name => IsHour(name) ? hourColumn : columnOf(name)).ToImmutableArray();
        var values = columns.Select(_ => new List<decimal>()).ToArray();
        for (var hour = 1; rows.Read() && header.Fits(rows); hour++)
            for (var i = 0; i < columns.Length; i++)
            {
                var value = columns[i].Read(rows, i);
                values[i].Add(value);
                if (ReferenceEquals(columns[i], hourColumn) && value != hour && rows.Refusal is null)
                    rows.Refuse("missing-hour", FormattableString.Invariant($"Hour {value} stands where {hour} was expected"), "hour",
                        "Give every hour once, in order, from 1.");
            }
        if (rows.Refusal is null && values.Length > 0 && values[0].Count == 0)
            rows.Refuse("header-only", "The table has a header and no hours", "", "Give one row an hour.");
        return values;
    }

    internal static bool IsHour(string name) => name == hourColumn.Name;
}
