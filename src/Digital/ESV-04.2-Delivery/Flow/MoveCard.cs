using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Delivery.Flow;

/// <summary>A column of a board.</summary>
/// <param name="Limit">Most cards in it, or null for no limit.</param>
/// <param name="IsWaiting">True where nobody works on a card: it waits for the next column.</param>
public sealed record BoardColumn(string Name, int? Limit, bool IsWaiting = false);

/// <summary>A piece of work on a board.</summary>
/// <param name="Since">Since when it stands in its column.</param>
public sealed record Card(string Id, string Title, string Column, Instant Since);

/// <summary>A team's board: columns from left to right, and the cards in them.</summary>
public sealed record Board(ImmutableArray<BoardColumn> Columns, ImmutableArray<Card> Cards)
{
    /// <summary>Columns that hold more cards than they may.</summary>
    public ImmutableArray<BoardColumn> Crowded =>
        [.. Columns.Where(column => Cards.Count(card => card.Column == column.Name) > column.Limit)];
}

/// <summary>Moves a card. Refuses an unknown card or column (<c>unknown-card</c>, <c>unknown-column</c>) and a column that is full
/// (<c>wip-limit</c>): work is finished before more is begun.</summary>
public static class MoveCard
{
    /// <summary>The board after the move.</summary>
    public static Outcome<Board> Run(Board board, string card, string column, Instant at)
    {
        if (board.Cards.FirstOrDefault(one => one.Id == card) is not { } moved)
            return new Refusal("unknown-card", "The board has no such card", card, "Move a card of the board.");
        if (board.Columns.FirstOrDefault(one => one.Name == column) is not { } target)
            return new Refusal("unknown-column", "The board has no such column", column,
                $"Move it to one of {string.Join(", ", board.Columns.Select(one => one.Name))}.");
        if (moved.Column == column) return board;
        if (board.Cards.Count(one => one.Column == column) >= target.Limit)
            return new Refusal("wip-limit", $"{column} holds {target.Limit} cards, its limit", column, "Finish one of them first.");
        return board with { Cards = board.Cards.Replace(moved, moved with { Column = column, Since = at }) };
    }
}
