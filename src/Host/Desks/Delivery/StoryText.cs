using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Delivery.Flow;
using Busbar.Digital.Delivery.Stories;
using Busbar.Kernel.Outcomes;

namespace Busbar.Host.Desks.Delivery;

/// <summary>Criteria and columns as people write them, a line each, parts parted by bars: <c>a late bid is refused | Late_bid</c>,
/// <c>to review | 4 | waits</c>.</summary>
public static class StoryText
{
    private const string Waits = "waits";
    private const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    /// <summary>Criteria with the tests that show them.</summary>
    public static ImmutableArray<AcceptanceCriterion> Criteria(string text) =>
    [
        .. Lines(text).Select(parts => new AcceptanceCriterion(parts[0],
            [.. parts.Skip(1).SelectMany(part => part.Split(',', Trimmed))])),
    ];

    /// <summary>The same as text.</summary>
    public static string Write(ImmutableArray<AcceptanceCriterion> criteria) => string.Join('\n', criteria.Select(each =>
        each.Tests.IsEmpty ? each.Text : $"{each.Text} | {string.Join(", ", each.Tests)}"));

    /// <summary>Columns with their limits.</summary>
    /// <exception cref="RefusedException"><c>bad-column</c>: a part is neither a limit nor the word <c>waits</c>.</exception>
    public static ImmutableArray<BoardColumn> Columns(string text) => [.. Lines(text).Select(Column)];

    /// <summary>The same as text.</summary>
    public static string Write(ImmutableArray<BoardColumn> columns) => string.Join('\n', columns.Select(each => each.Name
        + (each.Limit is { } limit ? string.Create(CultureInfo.InvariantCulture, $" | {limit}") : "")
        + (each.IsWaiting ? $" | {Waits}" : "")));

    private static BoardColumn Column(string[] parts)
    {
        var column = new BoardColumn(parts[0], null);
        foreach (var part in parts.Skip(1))
            column = part == Waits ? column with { IsWaiting = true }
                : int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? column with { Limit = limit }
                : throw new RefusedException(new("bad-column", $"'{part}' is neither a limit nor '{Waits}'", parts[0],
                    "Write a column as: to review | 4 | waits"));
        return column;
    }

    private static IEnumerable<string[]> Lines(string text) =>
        text.Split('\n', Trimmed)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries));
}
