using System.Security.Claims;
using Busbar.Digital.Cybersecurity.Cases;
using Busbar.Digital.Cybersecurity.Cip;
using Busbar.Host.Desks.Security;
using Busbar.Host.People;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Busbar.Host.Screens.Security;

/// <summary>A form about one case, and who sends it.</summary>
public sealed record CaseStep([FromForm(Name = "id")] string Id, ClaimsPrincipal By, FactStore Store, IClock Clock)
{
    /// <summary>Adds a fact dated now, and shows the case.</summary>
    public IResult Add(Func<Instant, Actor, CaseFact> fact)
    {
        var now = Clock.GetCurrentInstant();
        return Do(book => book.Move(Id, now, fact(now, By.AsActor())));
    }

    /// <summary>Does something with the cases, and shows the case.</summary>
    public IResult Do(Action<CaseBook> work)
    {
        work(new(Store));
        return CaseEndpoint.Show(Id);
    }
}

/// <summary>Where the forms of cases go: each records a fact in the person's name. The store refuses what the role may not make, the stage
/// a
/// step out of turn.</summary>
public static class CaseEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapCases(this WebApplication app)
    {
        var forms = app.MapGroup("/security/case").RequireAuthorization(PeopleServices.PersonsOnly).ExcludeFromDescription();
        forms.MapPost("/open", Open);
        forms.MapPost("/step", Step);
        forms.MapPost("/take", ([AsParameters] CaseStep step) => step.Add((at, who) => new CaseAssigned(at, who, who.Name)));
        forms.MapPost("/technique", ([AsParameters] CaseStep step, [FromForm] string technique) =>
            step.Add((at, who) => new TechniqueSeen(at, who, technique.Trim().ToUpperInvariant())));
        forms.MapPost("/note", ([AsParameters] CaseStep step, [FromForm] string text) =>
            step.Add((at, who) => new CaseNoted(at, who, text)));
        forms.MapPost("/merge", ([AsParameters] CaseStep step, [FromForm] string into) =>
            step.Do(book => book.Merge(step.Id, into.Trim().ToUpperInvariant(), step.By.AsActor(), step.Clock.GetCurrentInstant())));
    }

    private static IResult Open(
        [FromForm] string title, [FromForm] string asset, [FromForm] string? alert, ClaimsPrincipal by, FactStore store, IClock clock)
    {
        var now = clock.GetCurrentInstant();
        return Show(new CaseBook(store).Open(new(now, by.AsActor(), title, asset.Trim(), now,
            string.IsNullOrWhiteSpace(alert) ? [] : [alert.Trim()]),
            now));
    }

    private static IResult Step([AsParameters] CaseStep step, [FromForm] string move, [FromForm] string? text,
        [FromForm] string? choice) => move switch
    {
        nameof(CaseTriaged) => step.Add((at, who) => new CaseTriaged(at, who, int.TryParse(choice, out var severity) ? severity : 0)),
        nameof(CaseDismissed) => step.Add((at, who) => new CaseDismissed(at, who, text ?? "")),
        nameof(CaseDetermined) => step.Add((at, who) => new CaseDetermined(at, who, Enum.TryParse<DeterminedAs>(choice, out var told)
            && Enum.IsDefined(told) ? told : throw new RefusedException(new("bad-word", $"'{choice}' is no determination", "choice",
                $"Choose one of {string.Join(", ", Enum.GetNames<DeterminedAs>())}.")), text ?? "")),
        nameof(CaseContained) => step.Add((at, who) => new CaseContained(at, who, text ?? "")),
        nameof(CaseEradicated) => step.Add((at, who) => new CaseEradicated(at, who, text ?? "")),
        nameof(CaseRecovered) => step.Add((at, who) => new CaseRecovered(at, who, text ?? "")),
        nameof(LessonsRecorded) => step.Add((at, who) => new LessonsRecorded(at, who, text ?? "")),
        nameof(CaseClosed) => step.Add((at, who) => new CaseClosed(at, who)),
        nameof(CaseReopened) => step.Add((at, who) => new CaseReopened(at, who, text ?? "")),
        nameof(CaseUnmerged) => step.Do(book => book.Unmerge(step.Id, text ?? "", step.By.AsActor(), step.Clock.GetCurrentInstant())),
        _ => throw new RefusedException(new("unknown-move", $"'{move}' is no move of a case", "move", "Choose one of the page's buttons.")),
    };

    internal static IResult Show(string id) => Results.LocalRedirect($"/security/case?id={Uri.EscapeDataString(id)}");
}
