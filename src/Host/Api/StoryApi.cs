using System.Collections.Immutable;
using System.Security.Claims;
using Busbar.Digital.Delivery.Stories;
using Busbar.Host.Desks.Service;
using Busbar.Host.People;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;

namespace Busbar.Host.Api;

/// <summary>A story that a program writes.</summary>
/// <param name="Requirement">The requirement it comes from, or null.</param>
/// <param name="Criteria">What must be so for it to be accepted, with the tests that show it; null for none yet.</param>
public sealed record NewStory(string Title, string? Requirement = null, ImmutableArray<NewCriterion>? Criteria = null);

/// <summary>What must be so for a story to be accepted.</summary>
/// <param name="Tests">Names of the tests that show it; null for none yet.</param>
public sealed record NewCriterion(string Text, ImmutableArray<string>? Tests = null);

/// <summary>A story's next step, one of the three.</summary>
/// <param name="Column">The column that its card moves to.</param>
/// <param name="Blocked">Why nobody can go on with it.</param>
/// <param name="Freed">True when somebody can again.</param>
public sealed record StoryStep(string? Column = null, string? Blocked = null, bool? Freed = null);

/// <summary>Stories over REST: what the board does, for programs with a token.</summary>
public static class StoryApi
{
    /// <summary>Maps it under the API's group.</summary>
    public static void MapStoryApi(this RouteGroupBuilder api)
    {
        var stories = api.MapGroup("/stories").WithTags("Delivery");
        stories.MapGet("", (ScreenView view) => view.Digital.Stories.All(view.AsOf)).WithSummary("Stories, by when they were written");
        stories.MapGet("/{id}", (string id, ScreenView view) => Shown(view.Digital, id, view.AsOf))
            .WithSummary("A story, what happened to it, and whether its criteria are met");
        stories.MapPost("", (NewStory asked, ClaimsPrincipal by, DigitalBooks books) =>
        {
            var id = books.Stories.Write(asked.Title, asked.Requirement ?? "", CriteriaOf(asked), by.AsActor());
            return Results.Created($"/api/v1/stories/{id}", new { id });
        }).WithSummary("Writes a story under the next number of the board");
        stories.MapPut("/{id}", (string id, NewStory asked, ClaimsPrincipal by, DigitalBooks books) =>
        {
            books.Stories.Rewrite(id, asked.Title, asked.Requirement ?? "", CriteriaOf(asked), by.AsActor());
            return Shown(books, id, AsOf.Latest);
        }).WithSummary("Writes a story again");
        stories.MapPost("/{id}/step", (string id, StoryStep step, ClaimsPrincipal by, DigitalBooks books) =>
        {
            var who = by.AsActor();
            books.Stories.Move(id, at => step switch
            {
                { Column: { } column, Blocked: null, Freed: null } => new CardMoved(at, who, column),
                { Column: null, Blocked: { } why, Freed: null } => new CardBlocked(at, who, why.Trim()),
                { Column: null, Blocked: null, Freed: true } => new CardFreed(at, who),
                _ => throw new RefusedException(new("bad-step", "It asks for no step, or for several", id,
                    "Give a column, or why it is blocked, or freed: true.")),
            });
            return Shown(books, id, AsOf.Latest);
        }).WithSummary("Moves, blocks or frees a story");
    }

    private static object Shown(DigitalBooks books, string id, AsOf asOf)
    {
        var history = books.Stories.History(id, asOf);
        return new
        {
            story = books.Stories.All(asOf).First(each => each.Story.Id == id),
            criteria = books.Stories.States(asOf).OrThrow()[id].Criteria,
            history = history.Select(each => new { kind = each.GetType().Name, each.At, by = each.By.Name, fact = (object)each }),
        };
    }

    private static ImmutableArray<AcceptanceCriterion> CriteriaOf(NewStory asked) =>
        [.. (asked.Criteria ?? []).OfType<NewCriterion>().Select(each => new AcceptanceCriterion(each.Text.Trim(), each.Tests ?? []))];
}
