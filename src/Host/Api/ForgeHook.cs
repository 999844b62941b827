using Busbar.Gateways.Forges;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Outcomes;

namespace Busbar.Host.Api;

/// <summary>Where forges post: <c>POST /hooks/forge/github | gitlab | generic</c>. Nobody signs in; the post's own signature, by the
/// secret in
/// <c>BUSBAR_FORGE_SECRET</c>, is what is believed.</summary>
public static class ForgeHook
{
    private const int SecretLeast = 16;

    /// <summary>Maps it.</summary>
    public static void MapForges(this WebApplication app) => app.MapPost("/hooks/forge/{kind}", Take).AllowAnonymous().DisableAntiforgery()
        .WithTags("Delivery").WithSummary("Takes signed webhooks of GitHub, GitLab and our generic form");

    private static async Task<IResult> Take(string kind, HttpRequest request, DigitalBooks books, CancellationToken stop)
    {
        var secret = Environment.GetEnvironmentVariable("BUSBAR_FORGE_SECRET") ?? "";
        if (secret.Length < SecretLeast)
            throw new RefusedException(new("no-secret", "Forges are not set up here", "POST /hooks/forge",
                $"Set BUSBAR_FORGE_SECRET ({SecretLeast} letters at least) before serve."));
        var body = await PostedBody.Read(request, ReadForgePost.BytesMost, stop);
        var headers = request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
        var (post, ticket) = books.Delivery.Take(kind, headers, body, secret);
        return Results.Ok(new { post.Kind, isTaken = post.Event is not null, change = ticket });
    }
}
