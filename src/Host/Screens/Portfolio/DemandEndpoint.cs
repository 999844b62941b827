using System.Security.Claims;
using Busbar.Host.Desks.Portfolio;
using Busbar.Host.Desks.Service;
using Busbar.Host.People;
using Busbar.Kernel.Facts;
using Microsoft.AspNetCore.Mvc;

namespace Busbar.Host.Screens.Portfolio;

/// <summary>Where the forms of demands go. The store refuses what the role may not make.</summary>
public static class DemandEndpoint
{
    /// <summary>What the fields of skills and of marks are named by.</summary>
    public const string Skill = "skill-", Mark = "mark-";

    private const string Page = "/portfolio/demands";

    /// <summary>True for those who raise demands.</summary>
    public static bool MayAsk(ClaimsPrincipal user) => !user.IsInRole(Roles.Auditor);

    /// <summary>True for those who assess and decide them.</summary>
    public static bool MayDecide(ClaimsPrincipal user) => user.IsInRole(Roles.ServiceOperator);

    /// <summary>Maps it.</summary>
    public static void MapDemands(this WebApplication app)
    {
        var forms = app.MapGroup("/portfolio/demand").RequireAuthorization(PeopleServices.PersonsOnly).ExcludeFromDescription();
        forms.MapPost("/raise", ([FromForm] string title, [FromForm] string? why, [FromForm] string? service, [FromForm] string? objective,
            ClaimsPrincipal by, DigitalBooks books) =>
            Show(books.Demands.Raise(title, why ?? "", service ?? "", objective ?? "", by.AsActor())));
        forms.MapPost("/from-tickets", ([FromForm] string item, [FromForm] string symptom, ClaimsPrincipal by, DigitalBooks books) =>
            Show(books.Demands.Raise(item, symptom, by.AsActor())));
        forms.MapPost("/assess", Assess);
        forms.MapPost("/turn", ([FromForm] string id, [FromForm] string initiative, ClaimsPrincipal by, DigitalBooks books) =>
            Show(books.Demands.Turn(id, initiative, by.AsActor()).Id));
        forms.MapPost("/decline", ([FromForm] string id, [FromForm] string why, ClaimsPrincipal by, DigitalBooks books) =>
            Show(books.Demands.Decline(id, why, by.AsActor()).Id));
    }

    private static IResult Assess([FromForm] string id, [FromForm] string costs, [FromForm] string? benefits, [FromForm] string? risk,
        HttpRequest request, ClaimsPrincipal by, DigitalBooks books)
    {
        IEnumerable<(string, string)> Named(string prefix) => request.Form.Where(field =>
            field.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(field => (field.Key[prefix.Length..], field.Value.ToString()));
        return Show(books.Demands.Assess(id, EstimateText.Read(costs, benefits ?? "", Named(Skill), Named(Mark), risk ?? ""),
            by.AsActor()).Id);
    }

    private static IResult Show(string id) => Results.LocalRedirect($"{Page}?id={Uri.EscapeDataString(id)}");
}
