using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Busbar.Digital.Operations.Maintenance;
using Busbar.Digital.Operations.Probes;
using Busbar.Digital.Operations.Status;
using NodaTime;

namespace Busbar.Digital.Operations.Tests.Status;

public sealed class DrawStatusTests
{
    private static readonly Instant noon = Instant.FromUtc(2026, 11, 20, 12, 0);

    private static Instant Hours(double hours) => noon + Duration.FromHours(hours);

    private static ProbeSpan Span(double from, double to, ProbeState state) =>
        new(Hours(from), Hours(to), state, "db-7.internal refused: password");

    private static readonly DrawStatusInputs page = new(
        [new("prices-svc", "Prices", [Span(-60, -40, ProbeState.Up), Span(-40, -34, ProbeState.Down), Span(-34, -30, ProbeState.Unknown),
            Span(-30, -1, ProbeState.Up), Span(-1, 0, ProbeState.Degraded)])],
        [new("Late prices", ["prices-svc", "secret-svc"], Hours(-1), null, [new(Hours(-0.5), "We look into it."), new(Hours(1), "Fixed.")]),
            new("Hidden", ["secret-svc"], Hours(-1), null, []), new("Over", ["prices-svc"], Hours(-9), Hours(-8), [])],
        [new("CHG-1", "Upgrade", ["prices-svc"], Hours(-36), Hours(-35)),
            new("CHG-2", "Next upgrade", ["prices-svc"], Hours(30), Hours(32)),
            new("CHG-3", "", ["prices-svc"], Hours(40), Hours(41)), new("CHG-4", "Hidden work", ["secret-svc"], Hours(1), Hours(2)),
            new("CHG-5", "Far", ["prices-svc"], Hours(24 * 20), Hours(24 * 20 + 1))],
        "Etc/UTC", noon);

    [Fact]
    public void The_page_shows_each_service_now_and_day_by_day_without_approved_maintenance()
    {
        var drawn = Provoke.Found(DrawStatus.Run(page), "not-on-page", "not-on-page");
        var line = Assert.Single(drawn.Services);
        Assert.Equal(("Prices", PublicState.Degraded, 90), (line.Title, line.State, line.Bars.Length));
        Assert.Equal([Duration.FromHours(4), Duration.FromHours(1), Duration.Zero], line.Bars[^3..].Select(bar => bar.Outage));
        foreach (var bar in line.Bars[^3..]) Assert.Equal(ByTheMinute(page, bar.Day), (double)bar.Uptime!.Value, 12);
        Assert.Equal(18m / 19, line.Bars[^2].Uptime!.Value, 12);
        Assert.All(line.Bars[..^3], bar => Assert.Null(bar.Uptime));
        Assert.Equal(["We look into it."], Assert.Single(drawn.Incidents).Updates.Select(update => update.Text));
        Assert.Equal(["Next upgrade"], drawn.Ahead.Select(each => each.Title));
    }

    /// <summary>Share of the minutes of a day that were up, of those that are known and outside maintenance.</summary>
    private static double ByTheMinute(DrawStatusInputs inputs, LocalDate day)
    {
        var (up, all) = (0, 0);
        for (var minute = 0; minute < 1440; minute++)
        {
            var at = day.AtMidnight().InUtc().ToInstant() + Duration.FromMinutes(minute);
            var state = inputs.Services[0].Spans.FirstOrDefault(span => span.From <= at && at < span.To)?.State ?? ProbeState.Unknown;
            if (state == ProbeState.Unknown || inputs.Maintenance.Any(each => each.Services.Contains("prices-svc") && each.From <= at
                && at < each.To)) continue;
            all++;
            if (state != ProbeState.Down) up++;
        }
        return (double)up / all;
    }

    [Theory]
    [InlineData(ProbeState.Up, PublicState.Operational)]
    [InlineData(ProbeState.Down, PublicState.Outage)]
    [InlineData(ProbeState.Unknown, PublicState.Unknown)]
    public void The_public_state_is_the_last_one_seen(ProbeState seen, PublicState shown)
    {
        var service = page.Services[0] with { Spans = [Span(-1, 0, seen)] };
        Assert.Equal(shown, Provoke.Found(DrawStatus.Run(page with { Services = [service], Incidents = [], Maintenance = [] }))
            .Services[0].State);
        var now = page.Maintenance[0] with { To = Hours(1) };
        Assert.Equal(PublicState.Maintenance, Provoke.Found(DrawStatus.Run(page with { Services = [service], Incidents = [],
            Maintenance = [now] })).Services[0].State);
        Assert.Equal(PublicState.Unknown, Provoke.Found(DrawStatus.Run(page with { Services = [service with { Spans = [] }], Incidents = [],
            Maintenance = [] })).Services[0].State);
    }

    [Fact]
    public void Nothing_internal_can_leak()
    {
        var text = JsonSerializer.Serialize(Provoke.Found(DrawStatus.Run(page), "not-on-page", "not-on-page"));
        Assert.All(new[] { "prices-svc", "secret-svc", "internal", "password", "CHG-", "Hidden" }, word =>
            Assert.DoesNotContain(word, text, StringComparison.Ordinal));
        var fields = new[] { typeof(StatusPage), typeof(StatusLine), typeof(StatusBar), typeof(StatusIncident), typeof(StatusUpdate),
            typeof(StatusMaintenance) }
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)).Select(field => field.Name).Distinct()
                .Order();
        Assert.Equal(["Ahead", "AsOf", "At", "Bars", "Began", "Day", "From", "Incidents", "Outage", "Services", "State", "Text", "Title",
            "To", "Updates", "Uptime"], fields);
    }

    [Fact]
    public void A_page_that_shows_nothing_is_refused()
    {
        Provoke.Refused(DrawStatus.Run(page with { Services = [] }), "no-services");
        Provoke.Refused(DrawStatus.Run(page with { Zone = "Mars" }), "unknown-zone");
    }
}
