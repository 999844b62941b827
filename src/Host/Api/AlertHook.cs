using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Gateways.Alertmanager;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Host.Api;

/// <summary>Where Alertmanager posts alerts: <c>POST /hooks/alertmanager</c>, with a token or session of operations or the desk.</summary>
public static class AlertHook
{
    /// <summary>Maps it.</summary>
    public static void MapAlerts(this WebApplication app) => app.MapPost("/hooks/alertmanager", Take)
        .RequireAuthorization(policy => policy.RequireRole(Roles.ServiceOperator, Roles.ServiceDesk)).DisableAntiforgery()
        .WithTags("Operations").WithSummary("Takes Alertmanager's webhook, version 4");

    private static async Task<IResult> Take(HttpRequest request, DigitalBooks books, IClock clock, CancellationToken stop)
    {
        var body = await PostedBody.Read(request, ReadWebhook.BytesMax, stop);
        var read = ReadWebhook.Read(new("POST /hooks/alertmanager", body), clock.GetCurrentInstant());
        var received = books.Operations.Alerts.Receive(read.OrThrow());
        return Results.Ok(new
        {
            received.Raised, received.Repeated, received.Resolved, quarantined = received.Quarantined.Length,
            findings = ((Outcome<ImmutableArray<AlertNotice>>.Done)read).Findings.Select(each => each.Code)
                .Concat(received.Quarantined.Select(each => each.Code)).Distinct(),
        });
    }
}
