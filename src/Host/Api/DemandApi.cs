using System.Collections.Immutable;
using System.Security.Claims;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Digital.Portfolio.Demands;
using Busbar.Host.Desks.Service;
using Busbar.Host.People;
using Busbar.Host.Screens.Shell;

namespace Busbar.Host.Api;

/// <summary>A demand that a program raises.</summary>
/// <param name="Objective">An objective of the portfolio in force, or null.</param>
public sealed record NewDemand(string Title, string? Why = null, string? Service = null, string? Objective = null);

/// <summary>How a demand ends: as an initiative under an id, or declined for a reason.</summary>
public sealed record DemandDecision(string? Initiative = null, string? Declined = null);

/// <summary>What a demand takes and brings, by year from its start; what is left out is none.</summary>
public sealed record NewEstimate(
    ImmutableArray<decimal>? CostUsd = null, ImmutableArray<decimal>? BenefitUsd = null, ImmutableArray<SkillNeed>? Skills = null,
    ImmutableSortedDictionary<string, decimal>? Scores = null, string? Risk = null);

/// <summary>Demands over REST: what the page does, for programs with a token.</summary>
public static class DemandApi
{
    /// <summary>Maps it under the API's group.</summary>
    public static void MapDemandApi(this RouteGroupBuilder api)
    {
        var demands = api.MapGroup("/demands").WithTags("Portfolio");
        demands.MapGet("", (ScreenView view) => RankDemands.Run(view.Digital.Demands.All(view.AsOf),
            view.Digital.Portfolio.Case(view.AsOf))).WithSummary("Demands, weighted shortest job first");
        demands.MapGet("/{id}", (string id, ScreenView view) => view.Digital.Demands.Find(id, view.AsOf)).WithSummary("A demand");
        demands.MapPost("", (NewDemand asked, ClaimsPrincipal by, DigitalBooks books) =>
        {
            var id = books.Demands.Raise(asked.Title, asked.Why ?? "", asked.Service ?? "", asked.Objective ?? "", by.AsActor());
            return Results.Created($"/api/v1/demands/{id}", new { id });
        }).WithSummary("Raises a demand");
        demands.MapPost("/{id}/estimate", (string id, NewEstimate asked, ClaimsPrincipal by, DigitalBooks books) =>
            books.Demands.Assess(id, new(asked.CostUsd ?? [], asked.BenefitUsd ?? [], asked.Skills ?? [],
                asked.Scores ?? ImmutableSortedDictionary<string, decimal>.Empty, asked.Risk ?? ""), by.AsActor()))
            .WithSummary("Says what a demand takes and brings");
        demands.MapPost("/{id}/decision", (string id, DemandDecision decision, ClaimsPrincipal by, DigitalBooks books) =>
            decision.Initiative is { } initiative ? books.Demands.Turn(id, initiative, by.AsActor())
                : books.Demands.Decline(id, decision.Declined ?? "", by.AsActor()))
            .WithSummary("Turns a demand into an initiative, or declines it");
    }
}
