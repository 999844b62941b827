using System.Security.Claims;
using Busbar.Host.Desks.Service;
using Busbar.Host.People;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Microsoft.AspNetCore.Mvc;
using NodaTime.Text;

namespace Busbar.Host.Screens.Security;

/// <summary>Where the forms of findings go: asking to bear a risk, and approving it. The store refuses what the role may not make, and the
/// approval of one's own wish.</summary>
public static class FindingEndpoint
{
    /// <summary>True for those who may bear or approve a risk.</summary>
    public static bool MayWork(ClaimsPrincipal user) => user.IsInRole(Roles.Security) || user.IsInRole(Roles.ServiceOperator);

    /// <summary>Maps it.</summary>
    public static void MapFindings(this WebApplication app)
    {
        var forms = app.MapGroup("/security").RequireAuthorization(PeopleServices.PersonsOnly).ExcludeFromDescription();
        forms.MapPost("/accept", Accept);
        forms.MapPost("/approve", ([FromForm] string finding, ClaimsPrincipal by, DigitalBooks books) =>
        {
            books.Security.Acceptances.Approve(finding, by.AsActor());
            return Results.LocalRedirect("/security/findings");
        });
    }

    /// <summary>The acceptance ends with the day, in UTC.</summary>
    private static IResult Accept([FromForm] string finding, [FromForm] string until, [FromForm] string reason, [FromForm] string control,
        ClaimsPrincipal by, DigitalBooks books)
    {
        if (!LocalDatePattern.Iso.Parse(until).TryGetValue(default, out var day))
            throw new RefusedException(new("bad-day", $"'{until}' is no day", "until", "Write it as 2026-12-31."));
        books.Security.Acceptances.Ask(finding.Trim(), day.PlusDays(1).AtMidnight().InUtc().ToInstant(), reason, control, by.AsActor());
        return Results.LocalRedirect("/security/findings");
    }
}
