using System.Globalization;
using System.Security.Claims;
using System.Text;
using Busbar.Gateways;
using Busbar.Gateways.Tags;
using Busbar.Host.Desks;
using Busbar.Host.People;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using Busbar.Supply.Contracts.Tags;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Busbar.Host.Screens.Contracts;

/// <summary>Where the forms of e-Tags go: each writes a fact down in the person's name, or says why not, and leads back to the
/// tag.</summary>
public static class TagEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapTags(this WebApplication app)
    {
        var tags = app.MapGroup("/tag").RequireAuthorization(PeopleServices.PersonsOnly).ExcludeFromDescription();
        tags.MapPost("/submit", Submit);
        tags.MapPost("/request", Request);
        tags.MapPost("/decide", Decide);
    }

    private static IResult Submit([FromForm] string xml, [FromForm] string why, ClaimsPrincipal by, FactStore store, IClock clock) =>
        BackTo(new TagBook(store).Submit([ReadTagXml.Read(FileOf(xml)).OrThrow()], why, by.AsActor(), clock.GetCurrentInstant())[0]);

    private static IResult Request(
        [FromForm] string id, [FromForm] int seen, [FromForm] string kind, [FromForm] string entity, [FromForm] string why,
        [FromForm] string? from, [FromForm] string? to, [FromForm] string? mw, [FromForm] string? xml, ClaimsPrincipal by,
        FactStore store, IClock clock)
    {
        var book = new TagBook(store);
        var market = new MarketClock(book.Calendar);
        Instant? When(string? text, string field) => string.IsNullOrEmpty(text) ? null : market.Read(text, field).OrThrow();
        var level = string.IsNullOrEmpty(mw) ? (decimal?)null
            : decimal.TryParse(mw, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number
            : throw new RefusedException(new("not-a-number", $"'{mw}' is no number of MW", "mw", "Write it like 12.5."));
        var request = new TagRequest(kind, entity, clock.GetCurrentInstant(), When(from, "from"), When(to, "to"), level,
            string.IsNullOrWhiteSpace(xml) ? null : FileOf(xml), why);
        return BackTo(book.Add(id, seen, request.Of(book.Find(id, Kernel.Facts.AsOf.Latest).Standing.Tag), why, by.AsActor()));
    }

    private static IResult Decide(
        [FromForm] string id, [FromForm] int seen, [FromForm] string entity, [FromForm] string answer, [FromForm] string why,
        ClaimsPrincipal by, FactStore store, IClock clock) => BackTo(new TagBook(store).Add(id, seen,
            new TagAssessed(entity, clock.GetCurrentInstant(), answer == "approve", why), why, by.AsActor()));

    private static SourceFile FileOf(string xml) => new("pasted.xml", Encoding.UTF8.GetBytes(xml.Trim()));

    private static IResult BackTo(TagStory tag) => Results.LocalRedirect($"/tag?id={Uri.EscapeDataString($"{tag.Standing.Tag.Id}")}");
}
