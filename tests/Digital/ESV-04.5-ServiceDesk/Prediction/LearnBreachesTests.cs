using System.Collections.Immutable;
using Busbar.Digital.ServiceDesk.Metrics;
using Busbar.Digital.ServiceDesk.Prediction;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Tests.Prediction;

public sealed class LearnBreachesTests
{
    private static readonly Instant start = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Actor dan = new("dan", Roles.ServiceDesk);
    private static readonly ImmutableArray<TargetTerm> terms =
        [new("resolution", TargetKind.Resolution, new TargetAmount.Working(Duration.FromHours(8)), WorkCalendar.Always)];

    [Fact]
    public void Odds_are_the_share_of_late_ones_among_those_open_at_the_same_age()
    {
        // Ten are done after an hour, ten after five, twenty after ten: half of all are late, and all of those open after six hours.
        var model = Learn([.. Many(10, 1), .. Many(10, 5), .. Many(20, 10)]);
        Assert.Equal([0.5, 20 / 30.0, 20 / 30.0, 1.0], model.ByPercent.Values.Select(each => each.Base));
        foreach (var (hours, percent, odds) in new[] { (0.5, 0.0, 0.5), (3.0, 25.0, 20 / 30.0), (4.5, 50.0, 20 / 30.0), (7.0, 75.0, 1.0) })
        {
            var prediction = Predict(model, Open(), start + Duration.FromHours(hours))!;
            Assert.Equal(percent, prediction.AtPercent);
            Assert.Equal(odds, prediction.Odds, 10);
        }
    }

    [Fact]
    public void A_queue_that_is_late_more_often_has_higher_odds_and_time_that_was_held_does_not_count()
    {
        var model = Learn([.. Many(30, 10, "slow"), .. Many(30, 3, "quick"), .. Many(5, 7, "quick", heldHours: 100)]);
        var now = start + Duration.FromHours(1);
        Assert.True(Predict(model, Open("slow"), now)!.Odds > 0.7);
        Assert.True(Predict(model, Open("quick"), now)!.Odds < 0.3);
        Assert.Equal(30 / 65.0, model.ByPercent[0].Base, 10);
    }

    [Fact]
    public void A_ticket_that_is_late_is_certain_and_one_that_has_ended_has_no_odds()
    {
        var model = Learn([.. Many(4, 1), .. Many(4, 10)]);
        Assert.Equal(1, Predict(model, Open(), start + Duration.FromHours(9))!.Odds);
        Assert.Null(Predict(model, Done("T-9", 2, "desk", 0), start + Duration.FromHours(3)));
    }

    [Fact]
    public void Nothing_is_learned_where_nothing_has_ended_or_nothing_is_promised()
    {
        Assert.Equal("nothing-to-learn", CodeOf(new([Open()], terms, ClockPolicy.Busbar, start + Duration.FromHours(1))));
        Assert.Equal("nothing-to-learn", CodeOf(new([.. Many(1, 1)], [], ClockPolicy.Busbar, start + Duration.FromDays(9))));
    }

    private static BreachModel Learn(ImmutableArray<TicketHistory> past) =>
        LearnBreaches.Run(new(past, terms, ClockPolicy.Busbar, start + Duration.FromDays(90))).OrThrow();

    private static string CodeOf(LearnBreachesInputs inputs) =>
        Assert.IsType<Outcome<BreachModel>.Refused>(LearnBreaches.Run(inputs)).Refusal.Code;

    private static BreachPrediction? Predict(BreachModel model, TicketHistory history, Instant now)
    {
        var facts = history.Facts.Where(fact => fact.At <= now).ToImmutableArray();
        return model.Of(FoldTicket.Run(new(history.Id, facts)).OrThrow(),
            ReadTargets.Run(new(LogTicket.Of(facts), terms, ClockPolicy.Busbar, now)).OrThrow());
    }

    private static IEnumerable<TicketHistory> Many(int count, int hours, string queue = "desk", int heldHours = 0) =>
        Enumerable.Range(0, count).Select(i => Done($"{queue}-{hours}-{i}", hours, queue, heldHours));

    private static TicketHistory Open(string queue = "desk") => new("T-0",
    [
        new TicketOpened(start, dan, TicketKind.Incident, Channel.Phone, "ann", "It is late", "", "", "", queue),
        new TicketPrioritised(start, dan, 2, 2, 3),
    ]);

    private static TicketHistory Done(string id, int hours, string queue, int heldHours)
    {
        var (half, held) = (start + Duration.FromHours(hours / 2.0), Duration.FromHours(heldHours));
        return new(id,
        [
            .. Open(queue).Facts,
            .. heldHours == 0 ? [] : new TicketFact[]
                { new TicketWaited(half, dan, WaitingOn.Customer, "an answer"), new TicketResumed(half + held, dan) },
            new TicketResolved(start + Duration.FromHours(hours) + held, dan, ResolutionCode.Fixed, "done"),
        ]);
    }
}
