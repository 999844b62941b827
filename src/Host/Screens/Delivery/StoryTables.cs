using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Delivery.Stories;
using Busbar.Host.Desks.Delivery;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Delivery;

/// <summary>Stories, their acceptance, and what happened to them.</summary>
public static class StoryTables
{
    /// <summary>Every story: those under way first, the longest under way before the others.</summary>
    public static ScreenTable Cards(ScreenView view)
    {
        var (columns, states) = (view.Digital.Stories.Setting(view.AsOf).Columns.Select(each => each.Name).ToList(),
            view.Digital.Stories.States(view.AsOf).OrThrow());
        return new("stories", "Stories",
        [
            Words("Story"), Words("What"), Words("Column"), Words("Since"), Numbers("Cycle", "d"), Numbers("Worked on", "d"),
            Words("Blocked by"), Words("Criteria met"), Words("Finished"),
        ],
        [
            .. view.Digital.Stories.All(view.AsOf).OrderBy(each => each.Finished is not null).ThenByDescending(each => each.Finished)
                .ThenByDescending(each => columns.IndexOf(each.Card.Column)).ThenByDescending(each => each.Cycle)
                .Select(each => (ImmutableArray<Cell>)
                [
                    Cell.Of(each.Story.Id, Link(view, each.Story.Id)), Cell.Of(each.Story.Title), Cell.Of(each.Card.Column),
                    Cell.Of(view.Clock.Show(each.Card.Since)), each.Started is null ? Cell.Empty : Cell.Of(each.Cycle.TotalDays, 1),
                    each.Started is null ? Cell.Empty : Cell.Of(each.Active.TotalDays, 1),
                    each.BlockedBy == "" ? Cell.Empty : Cell.Of(each.BlockedBy).As(Tone.Bad), Met(states[each.Story.Id]),
                    each.Finished is { } ended ? Cell.Of(view.Clock.Show(ended)) : Cell.Empty,
                ]),
        ], IsMain: true);
    }

    /// <summary>The criteria of the story in focus with the state of their tests in the newest build.</summary>
    public static ScreenTable Criteria(ScreenView view) => new("story-criteria", "Accepted when",
        [Words("Criterion"), Words("State"), Words("Shown by")],
        [
            .. view.Digital.Stories.States(view.AsOf).OrThrow().GetValueOrDefault(view.Field("id")) is not { } state ? []
                : state.Story.Criteria.Zip(state.Criteria, (criterion, found) => (ImmutableArray<Cell>)
                [
                    Cell.Of(criterion.Text), Cell.Of(found.ToString().ToLowerInvariant()).As(found switch
                    {
                        CriterionState.Met => Tone.Good, CriterionState.Broken => Tone.Bad, _ => Tone.Faint,
                    }),
                    criterion.Tests.IsEmpty ? Cell.Of("no test").As(Tone.Faint) : Cell.Of(string.Join(", ", criterion.Tests)),
                ]),
        ]);

    /// <summary>What happened to the story in focus.</summary>
    public static ScreenTable Facts(ScreenView view) => new("story-facts", "What happened to it",
        [Words("When"), Words("Who"), Words("What"), Words("Words")],
        [
            .. (view.Field("id") is { Length: > 0 } id ? view.Digital.Stories.History(id, view.AsOf) : []).Select((fact, at) =>
                (ImmutableArray<Cell>)
                [
                    Cell.Of(view.Clock.Show(fact.At)), Cell.Of(fact.By.Name), Cell.Of(fact switch
                    {
                        StoryWritten => at == 0 ? "written" : "written again", CardMoved => "moved", CardBlocked => "blocked", _ => "freed",
                    }),
                    Cell.Of(fact switch
                    {
                        StoryWritten it => it.Title, CardMoved it => it.Column, CardBlocked it => it.Why, _ => "",
                    }),
                ]),
        ]);

    /// <summary>The releases that say they hold the story in focus.</summary>
    public static string Released(ScreenView view)
    {
        var (history, setting) = (view.Digital.Delivery.History(view.AsOf), view.Digital.Delivery.Setting(view.AsOf));
        var tags = ReleaseContents.Of(history, setting).Where(each => each.Release?.Stories.Contains(view.Field("id")) == true)
            .Select(each => each.Told.Tag).ToArray();
        return tags.Length == 0 ? "in no release yet" : $"released with {string.Join(", ", tags)}";
    }

    /// <summary>How many of a story's criteria are met.</summary>
    public static Cell Met(StoryState state)
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{state.Criteria.Count(each => each == CriterionState.Met)} of {state.Criteria.Length}");
        return state.Criteria.IsEmpty ? Cell.Of("no criterion").As(Tone.Faint)
            : Cell.Of(text).As(state.IsAccepted ? Tone.Good : state.Criteria.Contains(CriterionState.Broken) ? Tone.Bad : Tone.Plain);
    }

    /// <summary>Where a story is shown.</summary>
    public static string Link(ScreenView view, string id) => view.Link("/delivery/story", ("id", id));
}
