using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Gateways.Telemetry;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Host.Api;

/// <summary>Where systems tell of themselves: OTLP over HTTP as JSON under <c>/v1</c>, Prometheus or OpenMetrics text to
/// <c>/hooks/metrics</c>, Prometheus' remote write to <c>/hooks/write</c>. What an objective asks for is counted; of logs the errors
/// are.</summary>
public static class TelemetryHook
{
    private static readonly TelemetryLimits limits = TelemetryLimits.Default with { MaxBytes = 16 << 20 };

    /// <summary>Maps them.</summary>
    public static void MapTelemetry(this WebApplication app)
    {
        var hooks = app.MapGroup("").RequireAuthorization(policy => policy.RequireRole(Roles.ServiceOperator, Roles.ServiceDesk))
            .DisableAntiforgery().WithTags("Operations");
        foreach (var signal in (string[])["metrics", "logs", "traces"])
            hooks.MapPost($"/v1/{signal}", TakeOtlp).WithSummary($"Takes OTLP {signal} as JSON");
        hooks.MapPost("/hooks/write", TakeRemoteWrite).WithSummary("Takes Prometheus' remote write 1.0");
        hooks.MapPost("/hooks/metrics", TakeText).WithSummary("Takes Prometheus or OpenMetrics text");
    }

    private static async Task<IResult> TakeOtlp(HttpRequest request, DigitalBooks books, IClock clock, CancellationToken stop)
    {
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
            return Results.Problem("OTLP is read as JSON here, not as Protobuf", statusCode: StatusCodes.Status415UnsupportedMediaType);
        var body = await PostedBody.Read(request, limits.MaxBytes, stop);
        var post = OtlpJson.Read(body, $"POST {request.Path}", limits).OrThrow();
        var (operations, now) = (books.Operations, clock.GetCurrentInstant());
        if (!post.Families.IsEmpty) operations.Objectives.Take(post.Families, now);
        if (!post.Spans.IsEmpty) operations.Objectives.Take(post.Spans);
        operations.Logs.Take(post.Logs, now);
        return Results.Json(new { });
    }

    private static async Task<IResult> TakeRemoteWrite(HttpRequest request, DigitalBooks books, IClock clock, CancellationToken stop)
    {
        var body = await PostedBody.Read(request, limits.MaxBytes, stop);
        books.Operations.Objectives.Take(RemoteWrite.Read(body, $"POST {request.Path}", limits).OrThrow(), clock.GetCurrentInstant());
        return Results.NoContent();
    }

    private static async Task<IResult> TakeText(HttpRequest request, DigitalBooks books, IClock clock, CancellationToken stop)
    {
        var body = await PostedBody.Read(request, limits.MaxBytes, stop);
        var format = Exposition.FormatOf(request.ContentType is { } type && type.StartsWith("application/",
            StringComparison.Ordinal) ? type : "",
            body);
        var families = Exposition.Read(body, $"POST {request.Path}", format, limits).OrThrow();
        return Results.Ok(new { families = families.Length, objectives = books.Operations.Objectives.Take(families,
            clock.GetCurrentInstant()) });
    }
}
