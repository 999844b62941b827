using System.Collections.Immutable;
using System.CommandLine;
using System.Net.Http.Headers;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Alerts;
using Busbar.Gateways.Alertmanager;
using Busbar.Host.Desks.Service;
using Busbar.Host.Desks.Service.Watch;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar alert list</c> and <c>busbar alert push --to URL</c>: the alerts that last, and their way to an
/// Alertmanager.</summary>
public static class AlertCommand
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    /// <summary>The command.</summary>
    public static Command Create() => new("alert", "Alerts of services") { List(), Push() };

    private static Command List()
    {
        var command = new Command("list", "The alerts that last");
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var lasting = Lasting(scope);
            if (scope.IsJson)
            {
                CommandScope.PrintObject(new { alerts = lasting.Select(AlertBook.Of) });
                return ExitCodes.Done;
            }
            var table = new Table().AddColumns("Alert", "Service", "What", "Urgency", "Since", "Team", "Held back", "With");
            foreach (var alert in lasting)
                table.AddRow(Markup.Escape(alert.Key), Markup.Escape(alert.Raised.Service), Markup.Escape(alert.Raised.Title),
                    alert.Urgency.ToString(), alert.Latest.Began.ToString(), Markup.Escape(alert.Team),
                    alert.Hold == AlertHold.None ? "" : $"{alert.Hold}", Markup.Escape(alert.AcknowledgedBy ?? "nobody"));
            CommandScope.Print(table);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Push()
    {
        var to = new Option<string>("--to") { Description = "An Alertmanager: http://host:9093", Required = true };
        var command = new Command("push",
            "Post the alerts that last, and nothing holds back, to an Alertmanager (BUSBAR_ALERTMANAGER_TOKEN)")
            { to };
        command.SetAction((parsed, stop) => CommandScope.Run(parsed, stop, async (scope, stopping) =>
        {
            var told = Lasting(scope).Where(alert => alert.Hold == AlertHold.None).Select(AlertBook.Of).ToImmutableArray();
            if (!Uri.TryCreate(parsed.GetValue(to), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
                throw new RefusedException(new("bad-url", $"'{parsed.GetValue(to)}' is no address", "--to",
                    "Write it as http://host:9093."));
            var address = new Uri(url, "/api/v2/alerts");
            await Post(address, told, stopping);
            if (scope.IsJson) CommandScope.PrintObject(new { to = address, pushed = told.Length });
            else scope.Terminal.MarkupLineInterpolated($"{told.Length} alerts pushed to {address}");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static async Task Post(Uri address, ImmutableArray<ServiceAlert> alerts, CancellationToken stop)
    {
        using var web = new HttpClient { Timeout = patience };
        using var post = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(WriteAlerts.Of(alerts)) };
        post.Content.Headers.ContentType = new("application/json");
        if (Environment.GetEnvironmentVariable("BUSBAR_ALERTMANAGER_TOKEN") is { Length: > 0 } token)
            post.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var answer = await web.SendAsync(post, stop);
            if (!answer.IsSuccessStatusCode)
                throw new RefusedException(new("not-taken", $"It answered {(int)answer.StatusCode}", address.ToString(),
                    "Check the address and the token."));
        }
        catch (Exception fault) when (fault is HttpRequestException || fault is TaskCanceledException && !stop.IsCancellationRequested)
        {
            throw new RefusedException(new("cannot-reach", fault.Message, address.ToString(), "Check the address and the network."));
        }
    }

    private static ImmutableArray<AlertStanding> Lasting(CommandScope scope) =>
    [
        .. new DigitalBooks(scope.Store, SystemClock.Instance).Operations.Alerts.All(AsOf.Latest).Select(each => each.Standing)
            .Where(alert => alert.IsFiring).OrderBy(alert => alert.Latest.Began).ThenBy(alert => alert.Key, StringComparer.Ordinal),
    ];
}
