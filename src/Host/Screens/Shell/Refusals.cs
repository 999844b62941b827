using System.Text.Json;
using Busbar.Kernel.Outcomes;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Busbar.Host.Screens.Shell;

/// <summary>Turns a refusal, a bug or an empty error status into words: problem details (RFC 9457) for the API, a plain page for a
/// person.</summary>
public sealed class Refusals(RequestDelegate next, ILogger<Refusals> log)
{
    /// <summary>Runs the request and answers what it could not.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null } response
                && (response.ContentType is null || IsStaleForm(context)))
                await Answer(context, context.Response.StatusCode, OfStatus(context));
        }
        catch (RefusedException refused) when (!context.Response.HasStarted)
        {
            await Answer(context, StatusOf(refused.Refusal.Code), refused.Refusal);
        }
        catch (Exception stale)
            when ((stale as AntiforgeryValidationException ?? stale.InnerException) is AntiforgeryValidationException
                && !context.Response.HasStarted)
        {
            await Answer(context, StatusCodes.Status400BadRequest, StaleForm(context));
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await Answer(
                context,
                bad.StatusCode,
                new(
                    "bad-request",
                    (bad.InnerException as JsonException ?? (Exception)bad).Message,
                    context.Request.Path,
                    "Check the request against /openapi/v1.json."
                )
            );
        }
        catch (Exception bug) when (bug is not OperationCanceledException && !context.Response.HasStarted)
        {
            log.LogError(bug, "A bug at {Path}", context.Request.Path);
            await Answer(
                context,
                StatusCodes.Status500InternalServerError,
                new(
                    "bug",
                    "Busbar failed to answer; this is a defect",
                    context.Request.Path,
                    "The console of the server holds the details."
                )
            );
        }
    }

    /// <summary>The HTTP status of a refusal's code.</summary>
    public static int StatusOf(string code) =>
        code switch
        {
            "duty" or "four-eyes" => StatusCodes.Status403Forbidden,
            "stream-moved" => StatusCodes.Status409Conflict,
            _ when code.StartsWith("unknown-", StringComparison.Ordinal) => StatusCodes.Status404NotFound,
            "store-locked" or "disk-full" => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status400BadRequest,
        };

    private static async Task Answer(HttpContext context, int status, Refusal refusal)
    {
        context.Response.Clear();
        await SafetyHeaders.Add(context, _ => Task.CompletedTask);
        if (IsForProgram(context.Request.Path))
        {
            await TypedResults
                .Problem(
                    refusal.What,
                    context.Request.Path,
                    status,
                    $"Refused: {refusal.Code}",
                    $"urn:busbar:refusal:{refusal.Code}",
                    new Dictionary<string, object?> { ["where"] = refusal.Where, ["remedy"] = refusal.Remedy }
                )
                .ExecuteAsync(context);
            return;
        }
        var title = status switch
        {
            404 => "Not found",
            401 or 403 => "Not allowed",
            >= 500 => "Something broke",
            _ => "Not understood",
        };
        // A scope of its own: the page that failed may have left its renderer half done.
        await using var scope = context.RequestServices.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        await new RazorComponentResult<RefusedPage>(new { Title = title, Refusal = refusal }) { StatusCode = status }.ExecuteAsync(context);
    }

    private static bool IsForProgram(PathString path) =>
        path.StartsWithSegments("/api")
        || path.StartsWithSegments("/export")
        || path.StartsWithSegments("/metrics")
        || path.StartsWithSegments("/openapi")
        || path.StartsWithSegments("/hooks")
        || path.StartsWithSegments("/v1");

    private static Refusal OfStatus(HttpContext context)
    {
        var path = context.Request.Path;
        if (IsStaleForm(context))
            return StaleForm(context);
        return context.Response.StatusCode switch
        {
            401 => new("not-signed-in", "Nobody is signed in", path, "Sign in, or send a token: Authorization: Bearer …"),
            403 => new("not-allowed", "Your role may not do this", path, "See /policy for who may do what."),
            404 => new("unknown-address", "There is nothing here", path, "Check the address; /openapi/v1.json lists the API."),
            405 => new("wrong-method", $"{context.Request.Method} is not understood here", path, "See /openapi/v1.json."),
            429 => new("too-many-attempts", "Too many attempts", path, "Wait a minute and try again."),
            var status => new($"status-{status}", $"The request was answered with status {status}", path, "Check the request."),
        };
    }

    // A page names its content type before it finds the form stale; a form's own address throws.
    private static bool IsStaleForm(HttpContext context) => context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false };

    private static Refusal StaleForm(HttpContext context) =>
        new("antiforgery", "The form is stale or came from another site", context.Request.Path, "Load the page again and repeat.");
}
