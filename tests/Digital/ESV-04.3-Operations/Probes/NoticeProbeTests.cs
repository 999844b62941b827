using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Alerts;
using Busbar.Digital.Operations.OnCall;
using Busbar.Digital.Operations.Probes;
using Busbar.Digital.Operations.Tests.Alerts;
using NodaTime;

namespace Busbar.Digital.Operations.Tests.Probes;

/// <summary>The whole way: a probe sees a fault, an alert is raised and told, people are called, it is taken, forgotten, and
/// over.</summary>
public sealed class NoticeProbeTests
{
    private static readonly TcpProbe probe = new("db-port", "db-1", Duration.FromMinutes(1), Duration.FromSeconds(5), null, 2, 1, "db-1",
        5432);

    /// <summary>Looks once a minute, down in minutes 5 to 44, and nobody looks in minutes 20 to 24.</summary>
    private static readonly ImmutableArray<ProbeObservation> looks = [.. Enumerable.Range(0, 60).Where(minute => minute is < 20 or > 24)
        .Select(minute => new ProbeObservation("db-port", AlertRoom.After(minute), Duration.Zero, minute is >= 5 and < 45 ? "refused"
            : null))];

    private static void Tick(AlertRoom room, int minute)
    {
        var now = AlertRoom.After(minute) + Duration.FromSeconds(1);
        var judged = Provoke.Found(JudgeProbe.Run(new(probe, looks, AlertRoom.Noon, now)));
        room.Take(now, NoticeProbe.Run(new(probe, judged, AlertUrgency.Page, room.Find("probe/db-port"), now)));
    }

    [Fact]
    public void A_fault_is_told_once_called_until_taken_called_again_when_forgotten_and_over_when_the_probe_says_so()
    {
        var room = new AlertRoom(AlertPolicy.Of("desk-it"));
        for (var minute = 0; minute < 60; minute++)
        {
            Tick(room, minute);
            if (minute == 10) room.Keep(AcknowledgeAlert.Run(new(room["probe/db-port"], "ann", room.Now, AlertRoom.After(30))).OrThrow());
        }
        Assert.Equal(["+probe/db-port", "-probe/db-port"], room.Told);
        Assert.Equal(("db-1 is down: refused", "db-1", AlertRoom.After(5), (Instant?)AlertRoom.After(45)),
            (room.Alerts[1].Title, room.Alerts[1].Service, room.Alerts[1].Began, room.Alerts[1].Ended));
        var plan = new RotaPlan("desk-it", AlertRoom.After(0), AlertRoom.After(60),
            [new(AlertRoom.After(0), AlertRoom.After(60), "ann", "week")], [], []);
        var policy = new EscalationPolicy("desk", [new(["desk-it"], [], Duration.FromMinutes(3)),
            new([], ["boss"], Duration.FromMinutes(90))], 1);
        var pages = Provoke.Found(PlanPages.Run(new(policy, [plan], OpenCall.Of(room["probe/db-port"]), AlertRoom.After(59))));
        Assert.Equal(["6 ann", "9 boss", "30 ann", "33 boss"],
            pages.Select(page => $"{Math.Floor((page.At - AlertRoom.Noon).TotalMinutes)} {page.Person}"));
        Assert.Empty(room.Quarantined);
    }

    [Fact]
    public void Not_to_look_is_not_to_recover()
    {
        var room = new AlertRoom(AlertPolicy.Of("desk-it"));
        Tick(room, 8);
        Tick(room, 24);
        Assert.Equal(["+probe/db-port"], room.Told);
        Tick(room, 50);
        Assert.Equal(AlertRoom.After(45), room["probe/db-port"].Latest.Ended);
    }
}
