using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Alerts;
using Busbar.Gateways;
using Busbar.Gateways.Alertmanager;
using Busbar.Kernel.Outcomes;
using static Busbar.Digital.Operations.Tests.Alerts.AlertRoom;

namespace Busbar.Digital.Operations.Tests.Alerts;

/// <summary>Alertmanager's own configurations, read and put to work.</summary>
public sealed class AdoptRulesTests
{
    private static readonly AlertPolicy ours = AlertPolicy.Of("desk-it");

    private static Outcome<AlertRules> Read(string yaml) => ReadRules.Read(new("am.yml", Encoding.UTF8.GetBytes(yaml)));

    private static AlertPolicy Adopt(Outcome<AlertRules> rules) => Provoke.Found(AdoptRules.Run(new(ours, rules.OrThrow())));

    private static string TeamOf(AlertPolicy policy, params string[] labels)
    {
        var room = new AlertRoom(policy);
        room.At(0, Firing("a", 0, labels));
        return room["a"].Team;
    }

    [Fact]
    public void With_the_configuration_that_made_the_captured_webhooks_we_hold_back_the_same_alert_ourselves()
    {
        var file = SourceFile.Load(VectorArchive.PathOf("alertmanager_webhook/am.yml")).OrThrow();
        var room = new AlertRoom(Adopt(ReadRules.Read(file)));
        room.At(0, Firing("page", 0, "alertname=SloBurn", "service=price-feed", "severity=page"),
            Firing("ticket", 0, "alertname=SloBurn", "service=price-feed", "severity=ticket"),
            Firing("risk", 0, "alertname=SloBurn", "service=risk", "severity=ticket"));
        room.At(1, Over("page", 0, 1), Over("ticket", 0, 1), Over("risk", 0, 1));
        Assert.Equal(["+page", "+risk", "-page", "-risk"], room.Told);
        Assert.Equal("hook", room["page"].Team);
    }

    /// <summary>The receivers that Alertmanager's file says in its comments, by the rule that the deepest route that fits
    /// decides.</summary>
    [Theory]
    [InlineData("team-X-mails", "service=other")]
    [InlineData("team-X-mails", "service=foo1")]
    [InlineData("team-X-pager", "service=foo2", "severity=critical")]
    [InlineData("team-X-mails", "service=foo1x", "severity=critical")]
    [InlineData("team-Y-mails", "service=files")]
    [InlineData("team-Y-pager", "service=files", "severity=critical")]
    [InlineData("team-DB-pager", "service=database")]
    [InlineData("team-Y-pager", "service=database", "owner=team-Y")]
    [InlineData("team-X-pager", "service=database", "owner2=team-X", "owner=team-Y")]
    public void Alertmanagers_example_sends_alerts_to_the_receivers_that_its_comments_say(string team, params string[] labels)
    {
        var yaml = VectorArchive.Text("prometheus.tar.gz", "./alertmanager/config/testdata/conf.good.yml");
        Provoke.Found(Read(yaml), "route-continues");
        Assert.Equal(team, TeamOf(Adopt(Read(yaml)), labels));
    }

    [Fact]
    public void Every_good_configuration_of_Alertmanagers_is_read_and_the_bad_ones_are_refused()
    {
        var files = VectorArchive.Files("prometheus.tar.gz").ToDictionary(file => file.Key, file => Encoding.UTF8.GetString(file.Value));
        const string root = "./alertmanager/", tests = root + "config/testdata/", tool = root + "cli/testdata/";
        string[] good = [tests + "conf.good.yml", tests + "conf.empty-fields.yml", tests + "conf.group-by-all.yml",
            tests + "conf.http-config.good.yml", tool + "conf.good.yml", tool + "conf.routing.yml", tool + "conf.routing-reverted.yml",
            root + "doc/examples/simple.yml", root + "examples/ha/alertmanager.yml"];
        foreach (var name in good) Assert.NotEqual("", Adopt(Read(files[name])).DefaultTeam);
        foreach (var name in new[] { "conf.nil-match_re-route.yml", "conf.nil-source_match_re-inhibition.yml",
            "conf.nil-target_match_re-inhibition.yml" })
            Provoke.Refused(Read(files[tests + name]), "missing-field");
        Provoke.Refused(Read(files[tool + "conf.bad.yml"]), "wrong-shape");
    }

    [Fact]
    public void What_cannot_be_taken_over_is_said()
    {
        const string receivers = "receivers: [{name: a}]\n";
        Provoke.Refused(Read(receivers), "missing-field");
        Provoke.Refused(Read(""), "wrong-shape");
        Provoke.Refused(Read("a: b: c"), "bad-yaml");
        Provoke.Refused(Read(receivers + "route: {receiver: b}"), "unknown-receiver");
        Provoke.Refused(Read(receivers + "route: {receiver: a, routes: [{matchers: {x: y}}]}"), "wrong-shape");
        Provoke.Found(Read(receivers + "route: {receiver: a, routes: [{mute_time_intervals: [nights]}]}"), "route-times");
        var bad = Read(receivers + "route: {receiver: a, routes: [{match_re: {x: '('}}]}").OrThrow();
        Assert.StartsWith("route.routes[0]", Provoke.Refused(AdoptRules.Run(new(ours, bad)), "bad-matcher").Where,
            StringComparison.Ordinal);
        Assert.Equal(["x=~\"a|b\"", "y!=c"], Read(receivers + "route: {receiver: a, routes: [{matchers: ['x=~\"a|b\"', y!=c]}]}").OrThrow()
            .Routes.Single().Matchers);
    }
}
