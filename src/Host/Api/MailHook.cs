using Busbar.Digital.ServiceDesk.Mail;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;

namespace Busbar.Host.Api;

/// <summary>Where a mail gateway posts what reached the desk: <c>POST /hooks/mail</c>, JSON, with a token of the service desk.</summary>
public static class MailHook
{
    private const long BytesMost = 40L << 20;

    /// <summary>Maps it.</summary>
    public static void MapMail(this WebApplication app) => app.MapPost("/hooks/mail", Take)
        .RequireAuthorization(policy => policy.RequireRole(Roles.ServiceDesk)).ExcludeFromDescription();

    private static async Task<IResult> Take(HttpRequest request, MailDesk desk, CancellationToken stop)
    {
        var rules = MailDesk.Rules() ?? throw new RefusedException(new("no-mail", "Mail is not set up here", "POST /hooks/mail",
            "Set BUSBAR_MAIL_ADDRESS and BUSBAR_MAIL_KEY (16 letters at least) before serve."));
        if (request.ContentLength is null or > BytesMost)
            throw new RefusedException(
                new("mail-too-large", $"The post has {request.ContentLength?.ToString() ?? "no stated"} bytes; the most is {BytesMost}",
                "POST /hooks/mail", "Have the gateway leave large files out and say their length."));
        using var body = new MemoryStream(checked((int)request.ContentLength.Value));
        await request.Body.CopyToAsync(body, stop);
        var taken = desk.Take(body.ToArray(), rules);
        return Results.Ok(new { taken.Fate, taken.Ticket, findings = taken.Findings.Select(each => each.Code) });
    }
}
