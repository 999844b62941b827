using System.Collections.Immutable;
using Busbar.Digital.Delivery.Flow;
using NodaTime;

namespace Busbar.Digital.Delivery.Stories;

/// <summary>A story's facts and the board it is on.</summary>
/// <param name="Columns">From left to right: work begins with the second and is done in the last.</param>
/// <param name="Now">Until when time is counted.</param>
public sealed record TrackStoryInputs(
    string Id, ImmutableArray<StoryFact> Facts, ImmutableArray<BoardColumn> Columns, Instant Now);

/// <summary>A story with its card and the time it took.</summary>
/// <param name="Story">As it was last written.</param>
/// <param name="Card">Where it stands.</param>
/// <param name="BlockedBy">Why nobody can go on with it, or empty.</param>
/// <param name="Created">When it was first written.</param>
/// <param name="Started">When it first left the first column, or null.</param>
/// <param name="Finished">When it last came to the last column, or null while it is in another.</param>
/// <param name="Cycle">From its start to its end, or to now; zero before it has begun.</param>
/// <param name="Active">The part of it in which somebody worked: not blocked, and not in a column that waits.</param>
public sealed record TrackedStory(
    Story Story, Card Card, string BlockedBy, Instant Created, Instant? Started, Instant? Finished, Duration Cycle, Duration Active)
{
    /// <summary>The same as a piece of work.</summary>
    public WorkItem Item => new(Story.Id, Created, Started, Finished);
}

/// <summary>Follows a story over the board.</summary>
public static class TrackStory
{
    /// <summary>The story as it stands; null where it was never written. A column that the board no longer has counts as one that
    /// waits.</summary>
    public static TrackedStory? Run(TrackStoryInputs inputs)
    {
        if (inputs.Facts is not [StoryWritten first, ..]) return null;
        var (columns, story) = (inputs.Columns, first);
        var (column, since, blocked) = (columns[0].Name, first.At, "");
        (Instant? started, Instant? finished) = (null, null);
        var (active, from) = (Duration.Zero, first.At);
        void Count(Instant to)
        {
            var isWorked = started is not null && finished is null && blocked == ""
                && columns.FirstOrDefault(each => each.Name == column) is { IsWaiting: false };
            if (isWorked && to > from) active += to - from;
            from = to;
        }
        foreach (var fact in inputs.Facts)
        {
            Count(fact.At);
            switch (fact)
            {
                case StoryWritten it: story = it; break;
                case CardMoved it:
                    (column, since) = (it.Column, it.At);
                    if (column != columns[0].Name) started ??= it.At;
                    finished = column == columns[^1].Name ? it.At : null;
                    break;
                case CardBlocked it: blocked = it.Why; break;
                case CardFreed: blocked = ""; break;
            }
        }
        Count(inputs.Now);
        var cycle = started is { } begun ? (finished ?? inputs.Now) - begun : Duration.Zero;
        return new(new(inputs.Id, story.Title, story.Requirement, story.Criteria), new(inputs.Id, story.Title, column, since), blocked,
            first.At, started, finished, cycle, active);
    }
}
