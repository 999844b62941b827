using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Alerts;
using Busbar.Kernel.Outcomes;
using NodaTime;
using static Busbar.Digital.Operations.Tests.Alerts.AlertRoom;

namespace Busbar.Digital.Operations.Tests.Alerts;

public sealed class ReceiveNoticesTests
{
    private static readonly AlertPolicy policy = AlertPolicy.Of("desk-it");

    private static ImmutableArray<LabelMatcher> Match(params string[] matchers) =>
        [.. matchers.Select(text => LabelMatcher.Parse(text).OrThrow())];

    private static readonly AlertPolicy inhibiting = policy with
    {
        Inhibits = [new("page over ticket", Match("severity=page"), Match("severity=ticket"), ["service"])],
    };

    [Fact]
    public void However_often_an_alert_is_told_the_desk_has_one()
    {
        var room = new AlertRoom(policy);
        room.At(0, Firing("a", 0), Firing("a", 0), Firing("b", -1));
        room.At(5, Firing("a", 0));
        room.At(9, Over("a", 0, 8));
        room.At(10, Over("a", 0, 8));
        Assert.Equal(["+a", "+b", "-a"], room.Told);
        Assert.Equal((3, After(8)), (room["a"].Notices, room["a"].Latest.Ended));
        Assert.Equal("already-over", Assert.Single(room.Quarantined).Code);
    }

    [Fact]
    public void The_first_route_that_fits_names_the_team_and_how_fast()
    {
        var room = new AlertRoom(policy with
        {
            Routes = [new("prices", Match("service=~\"price.*\"", "severity!=page"), "market-data", AlertUrgency.Ticket),
                new("all prices", Match("service=~\"price.*\""), "market-data", null)],
        });
        room.At(0, Firing("a", 0, "service=prices", "severity=ticket"), Firing("b", 0, "service=price-feed", "severity=page"),
            Firing("c", 0, "service=spot-prices"));
        Assert.Equal(["market-data Ticket", "market-data Page", "desk-it Page"],
            new[] { room["a"], room["b"], room["c"] }.Select(each => $"{each.Team} {each.Urgency}"));
    }

    [Fact]
    public void A_target_is_held_back_while_its_source_lasts_and_told_when_it_outlasts_it()
    {
        var room = new AlertRoom(inhibiting);
        room.At(0, Firing("ticket", 0, "severity=ticket", "service=p"), Firing("page", 0, "severity=page", "service=p"),
            Firing("other", 0, "severity=ticket", "service=q"));
        Assert.Equal(["+other", "+page"], room.Told);
        Assert.Equal((AlertHold.Inhibited, "page"), (room["ticket"].Hold, room["ticket"].HeldBy));
        room.At(5, Over("page", 0, 5));
        Assert.Equal(["+other", "+page", "-page", "+ticket"], room.Told);
    }

    [Fact]
    public void A_target_that_ends_while_it_is_held_back_was_never_told_and_makes_no_ghost()
    {
        var room = new AlertRoom(inhibiting);
        room.At(0, Firing("ticket", 0, "severity=ticket", "service=p"), Firing("page", 0, "severity=page", "service=p"));
        room.At(5, Over("ticket", 0, 4), Over("page", 0, 5), Over("never", 0, 5));
        Assert.Equal(["+page", "-page"], room.Told);
        Assert.Equal("never-raised", Assert.Single(room.Quarantined).Code);
    }

    [Fact]
    public void An_alert_that_fits_both_sides_is_not_held_back_by_another_that_does()
    {
        var room = new AlertRoom(policy with { Inhibits = [new("down", Match("kind=~down.*"), Match("kind=~.*-feed"), [])] });
        room.At(0, Firing("a", 0, "kind=down-feed"), Firing("b", 0, "kind=down-feed"));
        Assert.Equal(["+a", "+b"], room.Told);
        room.At(1, Firing("c", 0, "kind=down"), Firing("d", 0, "kind=down-feed"));
        Assert.Equal(["+a", "+b", "+c"], room.Told);
    }

    [Fact]
    public void A_silenced_alert_is_told_when_the_silence_ends()
    {
        var room = new AlertRoom(policy, new AlertSilence("CHG-7", Match("service=p"), After(0), After(60), "ann", "upgrade"));
        room.At(1, Firing("a", 0, "service=p"), Firing("b", 0, "service=q"));
        room.At(59);
        Assert.Equal((AlertHold.Silenced, "CHG-7", 1), (room["a"].Hold, room["a"].HeldBy, room.Count<AlertSilenced>()));
        room.At(60);
        Assert.Equal(["+b", "+a"], room.Told);
    }

    [Fact]
    public void A_flapping_alert_is_one_for_the_desk_until_it_is_quiet()
    {
        var room = new AlertRoom(policy);
        for (var i = 0; i < 10; i++)
        {
            room.At(2 * i, Firing("a", 2 * i));
            room.At(2 * i + 1, Over("a", 2 * i, 2 * i + 1));
        }
        Assert.Equal(["+a", "-a", "+a", "-a", "+a"], room.Told);
        Assert.Equal((AlertHold.Damped, 10), (room["a"].Hold, room["a"].Episodes.Length));
        room.At(48);
        Assert.Equal(AlertHold.Damped, room["a"].Hold);
        room.At(49);
        Assert.Equal(["+a", "-a", "+a", "-a", "+a", "-a"], room.Told);
        room.At(50, Firing("a", 50));
        Assert.Equal("+a", room.Told[^1]);
    }

    [Fact]
    public void A_storm_of_ten_thousand_is_one_with_its_count_and_none_is_lost()
    {
        var room = new AlertRoom(policy);
        room.Take(After(0), Enumerable.Range(0, 10_000).Select(i => Firing($"a{i}", 0)));
        Assert.Equal(["+storm/desk-it"], room.Told);
        Assert.Equal("10000 alerts for desk-it in a storm", room.Alerts[0].Title);
        Assert.Equal((10_001, 10_000), (room.Count<AlertRaised>(), room.Count<AlertGathered>()));
        room.Take(After(1), Enumerable.Range(0, 10_000).Select(i => Firing($"a{i}", 0)));
        Assert.Single(room.Told);
        room.At(2, Firing("late", 2));
        Assert.Equal("10001 alerts for desk-it in a storm", room.Alerts[^1].Title);
        room.At(20, Firing("much later", 20));
        Assert.Equal("+much later", room.Told[^1]);
        room.Take(After(30), Enumerable.Range(0, 10_000).Select(i => Over($"a{i}", 0, 25)).Append(Over("late", 2, 26)));
        Assert.Equal("-storm/desk-it", room.Told[^1]);
        Assert.Equal(["much later"], room.Open);
    }

    [Fact]
    public void A_storm_that_comes_one_by_one_is_gathered_from_the_limit_on()
    {
        var room = new AlertRoom(policy with { StormLimit = 3 });
        for (var i = 0; i < 6; i++) room.At(i * 0.1, Firing($"a{i}", 0));
        Assert.Equal(["+a0", "+a1", "+a2", "+storm/desk-it", "+storm/desk-it", "+storm/desk-it"], room.Told);
        Assert.Equal("3 alerts for desk-it in a storm", room.Alerts[^1].Title);
    }

    [Fact]
    public void Notices_that_cannot_be_true_are_quarantined_with_their_reason()
    {
        var room = new AlertRoom(policy);
        room.At(0, Firing("a", 6), Firing("", 0), Firing("storm/x", 0), Over("b", 0, 6), Over("c", 0, -1),
            Over("d", 0, 0) with { Ended = null });
        Assert.Equal(["from-the-future", "no-key", "reserved-key", "from-the-future", "ends-before-start", "no-end"],
            room.Quarantined.Select(each => each.Code));
        Assert.All(room.Quarantined, each => Assert.NotEmpty(each.Why));
        room.At(1, Firing("a", 5.5));
        room.At(10, Over("a", 5.5, 8));
        room.At(11, Firing("a", 5.5));
        room.At(20, Firing("a", 20));
        room.At(21, Over("a", 5.5, 8));
        Assert.Equal(["older-than-known", "older-than-known"], room.Quarantined.Skip(6).Select(each => each.Code));
        Assert.Equal(["+a", "-a", "+a"], room.Told);
        var findings = ((Outcome<ReceivedNotices>.Done)ReceiveNotices.Run(new([Over("x", 0, 0), Over("y", 0, 0)], [], policy, [], Noon)))
            .Findings;
        Assert.Equal(("never-raised", true), (Assert.Single(findings).Code,
            findings[0].What.StartsWith("2 notices", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_acknowledgement_stops_the_calls_until_it_runs_out()
    {
        var room = new AlertRoom(policy);
        room.At(0, Firing("a", -3));
        room.Keep(AcknowledgeAlert.Run(new(room["a"], "ann", After(4), After(30))).OrThrow());
        Assert.Equal([new Interval(After(0), After(4))], room["a"].Calls);
        room.At(30);
        Assert.Equal([new Interval(After(0), After(4)), new(After(30), null)], room["a"].Calls);
        Assert.Null(room["a"].AcknowledgedBy);
        room.At(40, Over("a", -3, 39));
        Assert.Equal(new Interval(After(30), After(40)), room["a"].Calls[^1]);
        Provoke.Refused(AcknowledgeAlert.Run(new(room["a"], "ann", After(41), After(50))), "already-over");
        room.At(50, Firing("a", 50));
        Provoke.Refused(AcknowledgeAlert.Run(new(room["a"], "ann", After(51), After(51))), "ends-before-start");
        Provoke.Refused(AcknowledgeAlert.Run(new(room["a"], "ann", After(51), After(52 + 24 * 60))), "acknowledged-too-long");
    }

    [Fact]
    public void Whatever_comes_the_desk_never_hears_an_end_before_a_beginning_and_has_nothing_open_when_all_is_over_and_quiet()
    {
        for (var seed = 1; seed <= 25; seed++)
        {
            var random = new Random(seed);
            var room = new AlertRoom(inhibiting with { StormLimit = 2 },
                new AlertSilence("s", Match("service=q"), After(20), After(60), "ann", "x"));
            AlertNotice Notice(int minute, bool isOver)
            {
                var key = $"k{random.Next(8)}";
                var began = minute - random.Next(-2, 10);
                var notice = Firing(key, began, "service=" + "pq"[key[1] % 2], "severity=" + (key[1] % 3 == 0 ? "page" : "ticket"));
                return isOver ? notice with { IsFiring = false, Ended = After(minute + random.Next(-3, 4)) } : notice;
            }
            for (var minute = 0; minute < 150; minute += random.Next(1, 4))
                room.Take(After(minute), Enumerable.Range(0, random.Next(4)).Select(_ => Notice(minute, random.Next(2) == 0)).ToArray());
            room.Take(After(200), Enumerable.Range(0, 8).Select(i => Over($"k{i}", 190, 195)));
            room.At(260);
            foreach (var alert in room.Told.GroupBy(told => told[1..])
                .Where(group => !group.Key.StartsWith("storm/", StringComparison.Ordinal)))
                Assert.Equal(string.Concat(Enumerable.Repeat("+-", alert.Count() / 2)), string.Concat(alert.Select(told => told[0])));
            Assert.Empty(room.Open);
        }
    }

    [Fact]
    public void A_policy_that_cannot_work_is_refused()
    {
        Provoke.Refused(ReceiveNotices.Run(new([], [], policy with { StormLimit = 0 }, [], Noon)), "bad-alert-policy");
        Provoke.Refused(ReceiveNotices.Run(new([], [], policy, [new("s", [], After(1), After(1), "ann", "x")], Noon)), "ends-before-start");
    }
}
