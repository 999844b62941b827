using Busbar.Digital.Delivery.Flow;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Delivery.Stories;

/// <summary>A board, the story to move, and what is to happen to it.</summary>
/// <param name="Board">The board as it stands, with every card.</param>
/// <param name="Story">The story; null before it is written.</param>
/// <param name="Id">Its id.</param>
public sealed record MoveStoryInputs(Board Board, TrackedStory? Story, string Id, StoryFact Next);

/// <summary>Takes the next step of a story.</summary>
public static class MoveStory
{
    /// <summary>The board after the step. Refuses <c>no-title</c>, <c>empty-criterion</c>, <c>unknown-story</c>, <c>no-reason</c>,
    /// <c>blocked-already</c>, <c>not-blocked</c>, <c>card-blocked</c>, and what <see cref="MoveCard"/> refuses.</summary>
    public static Outcome<Board> Run(MoveStoryInputs inputs)
    {
        var (board, id) = (inputs.Board, inputs.Id);
        return (inputs.Story, inputs.Next) switch
        {
            (_, StoryWritten it) => Write(board, inputs.Story, id, it),
            (null, _) => new Refusal("unknown-story", $"No story is called '{id}'", id, "Choose one of the board."),
            ({ BlockedBy: not "" }, CardMoved) => new Refusal("card-blocked", "Nobody can go on with it", id, "Free it first."),
            (_, CardMoved it) => MoveCard.Run(board, id, it.Column, it.At),
            (_, CardBlocked { Why: var why }) when string.IsNullOrWhiteSpace(why) =>
                new Refusal("no-reason", "It says no reason", id, "Say what is in the way."),
            ({ BlockedBy: not "" }, CardBlocked) => new Refusal("blocked-already", "It is blocked already", id, "Free it first."),
            ({ BlockedBy: "" }, CardFreed) => new Refusal("not-blocked", "It is not blocked", id, "Nothing is to be done."),
            _ => board,
        };
    }

    private static Outcome<Board> Write(Board board, TrackedStory? before, string id, StoryWritten it)
    {
        if (string.IsNullOrWhiteSpace(it.Title)) return new Refusal("no-title", "It says nothing", id, "Say in a line what is needed.");
        if (it.Criteria.Any(each => string.IsNullOrWhiteSpace(each.Text)))
            return new Refusal("empty-criterion", "A criterion says nothing", id, "Say what must be so, or leave it out.");
        if (before is not null) return board;
        var first = board.Columns[0];
        return board.Cards.Count(each => each.Column == first.Name) >= first.Limit
            ? new Refusal("wip-limit", $"{first.Name} holds {first.Limit} cards, its limit", id, "Finish one of them first.")
            : board with { Cards = board.Cards.Add(new(id, it.Title, first.Name, it.At)) };
    }
}
