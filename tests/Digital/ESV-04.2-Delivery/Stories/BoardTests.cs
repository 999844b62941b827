using System.Collections.Immutable;
using Busbar.Digital.Delivery.Flow;
using Busbar.Digital.Delivery.Stories;
using Busbar.Kernel.Facts;
using NodaTime;

namespace Busbar.Digital.Delivery.Tests.Stories;

public sealed class BoardTests
{
    private static readonly Instant start = Instant.FromUtc(2026, 3, 1, 0, 0);
    private static readonly Actor ed = new("ed", Roles.ServiceOperator);
    private static readonly ImmutableArray<BoardColumn> columns =
        [new("to do", 2, IsWaiting: true), new("doing", 1), new("to review", null, IsWaiting: true), new("done", null)];
    private static readonly StoryWritten written = new(start, ed, "Refuse late bids", "REQ-7", [new("a late bid is refused", ["Late"])]);

    [Fact]
    public void A_storys_time_is_split_into_work_waiting_and_being_blocked()
    {
        // Begun on day 2; blocked from 3 to 5; to review on 6; back to doing on 8; done on 9; and read on 20.
        var story = Track(20, written, Move(2, "doing"), new CardBlocked(At(3), ed, "no sandbox"), new CardFreed(At(5), ed),
            Move(6, "to review"), Move(8, "doing"), Move(9, "done"))!;
        Assert.Equal((At(2), At(9), Duration.FromDays(7), Duration.FromDays(3)),
            (story.Started!.Value, story.Finished!.Value, story.Cycle, story.Active));
        Assert.Equal(3.0 / 7, MeasureEfficiency.Run([story], At(0), At(10))!.Value, 1e-12);
        Assert.Null(MeasureEfficiency.Run([story], At(10), At(20)));
        var back = Track(12, written, Move(2, "doing"), Move(3, "done"), Move(5, "doing"), new CardBlocked(At(6), ed, "x"))!;
        Assert.Equal((null, "doing", At(5), "x", Duration.FromDays(10), Duration.FromDays(2)),
            (back.Finished, back.Card.Column, back.Card.Since, back.BlockedBy, back.Cycle, back.Active));
        Assert.Equal(new WorkItem("S-1", start, At(2), null), back.Item);
        Assert.Null(Track(3, Move(1, "doing")));
        Assert.Equal((Duration.Zero, null), Track(9, written) is { } idle ? (idle.Cycle, idle.Started) : default);
        Assert.Equal("Other words", Track(9, written, written with { At = At(1), Title = "Other words" })!.Story.Title);
    }

    [Fact]
    public void A_step_out_of_turn_is_refused()
    {
        var (todo, doing) = (Track(1, written)!, Track(2, written, Move(1, "doing"))!);
        var board = new Board(columns, [todo.Card]);
        Assert.Equal("doing", Assert.Single(MoveStory.Run(new(board, todo, "S-1", Move(1, "doing"))).OrThrow().Cards).Column);
        Assert.Equal(2, MoveStory.Run(new(board, null, "S-2", written)).OrThrow().Cards.Length);
        Assert.Equal(board, MoveStory.Run(new(board, todo, "S-1", written)).OrThrow());
        Assert.Equal("wip-limit", Code(board with { Cards = [todo.Card, todo.Card with { Id = "S-2" }] }, null, written));
        Assert.Equal("wip-limit", Code(new(columns, [todo.Card, doing.Card with { Id = "S-2" }]), todo, Move(1, "doing")));
        Assert.Equal("no-title", Code(board, null, written with { Title = "" }));
        Assert.Equal("empty-criterion", Code(board, null, written with { Criteria = [new(" ", [])] }));
        Assert.Equal("unknown-story", Code(board, null, Move(1, "doing")));
        Assert.Equal("no-reason", Code(board, todo, new CardBlocked(At(1), ed, "")));
        var blocked = todo with { BlockedBy = "no sandbox" };
        Assert.Equal("blocked-already", Code(board, blocked, new CardBlocked(At(1), ed, "again")));
        Assert.Equal("card-blocked", Code(board, blocked, Move(1, "doing")));
        Assert.Equal("not-blocked", Code(board, todo, new CardFreed(At(1), ed)));
        Assert.Equal(board, MoveStory.Run(new(board, blocked, "S-1", new CardFreed(At(1), ed))).OrThrow());
    }

    [Fact]
    public void A_board_keeps_the_columns_that_hold_cards()
    {
        var board = new Board(columns, [new("S-1", "x", "doing", start)]);
        Assert.Equal(1, SetBoard.Run(board, columns.SetItem(2, new("to review", 1))).OrThrow().Columns[2].Limit);
        Assert.Equal("column-in-use", SharedFiles.RefusalOf(SetBoard.Run(board, columns.RemoveAt(1))).Code);
        Assert.Equal("few-columns", SharedFiles.RefusalOf(SetBoard.Run(board, columns[..2])).Code);
        Assert.Equal("bad-column", SharedFiles.RefusalOf(SetBoard.Run(board, columns.Add(new("doing", 2)))).Code);
        Assert.Equal("bad-column", SharedFiles.RefusalOf(SetBoard.Run(board, columns.Add(new("", 2)))).Code);
        Assert.Equal("bad-limit", SharedFiles.RefusalOf(SetBoard.Run(board, columns.SetItem(1, new("doing", 0)))).Code);
    }

    private static Instant At(int day) => start + Duration.FromDays(day);

    private static CardMoved Move(int day, string column) => new(At(day), ed, column);

    private static TrackedStory? Track(int now, params StoryFact[] facts) => TrackStory.Run(new("S-1", [.. facts], columns, At(now)));

    private static string Code(Board board, TrackedStory? story, StoryFact next) =>
        SharedFiles.RefusalOf(MoveStory.Run(new(board, story, "S-1", next))).Code;
}
