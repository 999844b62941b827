using System.Collections.Immutable;
using Busbar.Digital.Delivery.Flow;
using Busbar.Numerics;
using NodaTime;

namespace Busbar.Digital.Delivery.Tests.Flow;

public sealed class FlowTests
{
    private static readonly Instant start = Instant.FromUtc(2026, 3, 1, 0, 0);

    [Fact]
    public void Little_law_holds_in_a_steady_flow()
    {
        var random = new SeededRandom(5);
        var items = Enumerable.Range(0, 4000).Select(i =>
        {
            var begun = start + Duration.FromHours(random.NextUniform() * 24 * 400);
            return new WorkItem($"w{i}", begun, begun, begun + Duration.FromHours(24 * (1 + 8 * random.NextUniform())));
        }).ToImmutableArray();
        var outcome = MeasureFlow.Run(items, start + Duration.FromDays(50), start + Duration.FromDays(350));
        var figures = outcome.OrThrow();
        Assert.Empty(SharedFiles.FindingsOf(outcome));
        Assert.InRange(figures.Little!.Value / figures.InProgress, 0.97, 1.03);
        Assert.InRange(figures.InProgress, 46, 54);
        Assert.InRange(figures.CycleMedian!.Value.TotalDays, 4.7, 5.3);
    }

    [Fact]
    public void A_pile_of_old_work_breaks_little_law_and_is_said()
    {
        var items = Enumerable.Range(0, 40).Select(i => Item(i, 0, null)).Append(Item(99, 1, 2)).ToImmutableArray();
        var outcome = MeasureFlow.Run(items, start, start + Duration.FromDays(10));
        Assert.Equal(["not-steady"], SharedFiles.FindingsOf(outcome));
        var figures = outcome.OrThrow();
        Assert.Equal((41, 1, "w0", Duration.FromDays(10)), (figures.Arrived, figures.Finished, figures.Oldest!.Id, figures.AgeMedian));
    }

    [Fact]
    public void Work_that_ends_before_it_begins_is_left_out_and_a_period_turned_round_is_refused()
    {
        Assert.Contains("finished-before-start", SharedFiles.FindingsOf(MeasureFlow.Run([Item(1, 5, 4)], start,
            start + Duration.FromDays(9))));
        Assert.Equal("empty-period", SharedFiles.RefusalOf(MeasureFlow.Run([], start, start)).Code);
    }

    [Fact]
    public void A_full_column_takes_no_card_until_one_is_finished()
    {
        var board = new Board([new("ready", null), new("doing", 1), new("done", null)],
            [new("a", "First", "doing", start), new("b", "Second", "ready", start)]);
        Assert.Equal("wip-limit", SharedFiles.RefusalOf(MoveCard.Run(board, "b", "doing", start)).Code);
        var moved = MoveCard.Run(board, "a", "done", start).OrThrow();
        Assert.Equal("doing", MoveCard.Run(moved, "b", "doing", start).OrThrow().Cards.Single(card => card.Id == "b").Column);
        Assert.Equal(board, MoveCard.Run(board, "a", "doing", start).OrThrow());
        Assert.Equal("unknown-card", SharedFiles.RefusalOf(MoveCard.Run(board, "z", "doing", start)).Code);
        Assert.Equal("unknown-column", SharedFiles.RefusalOf(MoveCard.Run(board, "a", "limbo", start)).Code);
        Assert.Equal("doing", Assert.Single((board with { Cards = board.Cards.Add(new("c", "Third", "doing", start)) }).Crowded).Name);
    }

    private static WorkItem Item(int index, int from, int? to) => new($"w{index}", start, start + Duration.FromDays(from),
        to is { } day ? start + Duration.FromDays(day) : null);
}
