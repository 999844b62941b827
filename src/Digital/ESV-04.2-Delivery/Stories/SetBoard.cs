using System.Collections.Immutable;
using Busbar.Digital.Delivery.Flow;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Delivery.Stories;

/// <summary>Other columns for a board.</summary>
public static class SetBoard
{
    private const int Fewest = 3;

    /// <summary>The board with the columns. Refuses fewer than three (<c>few-columns</c>), a name that comes twice or is empty
    /// (<c>bad-column</c>), a limit below one (<c>bad-limit</c>), and columns without one that holds cards (<c>column-in-use</c>). A limit
    /// below what the column holds stands: nothing more comes in until it holds less.</summary>
    public static Outcome<Board> Run(Board board, ImmutableArray<BoardColumn> columns)
    {
        if (columns.Length < Fewest)
            return new Refusal("few-columns", $"A board has {Fewest} columns or more", "columns",
                "Name what is to come, under way and done.");
        var names = columns.Select(each => each.Name).ToArray();
        if (names.FirstOrDefault(name => string.IsNullOrWhiteSpace(name) || names.Count(other => other == name) > 1) is { } bad)
            return new Refusal("bad-column", $"'{bad}' is empty or comes twice", "columns", "Give each column its own name.");
        if (columns.FirstOrDefault(each => each.Limit < 1) is { } low)
            return new Refusal("bad-limit", $"{low.Name} may hold {low.Limit} cards", "columns", "Give a limit from 1, or none.");
        return board.Cards.FirstOrDefault(each => !names.Contains(each.Column)) is { } card
            ? new Refusal("column-in-use", $"{card.Id} is in '{card.Column}'", "columns", "Move its cards first.")
            : board with { Columns = columns };
    }
}
