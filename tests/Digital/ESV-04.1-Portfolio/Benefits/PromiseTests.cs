using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Digital.Portfolio.Benefits;
using Busbar.Digital.Portfolio.Plans;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics.IntegerPrograms;
using NodaTime;

namespace Busbar.Digital.Portfolio.Tests.Benefits;

public sealed class PromiseTests
{
    private static readonly TicketCost cost = new(60, 30);
    private static readonly BenefitMeasure measure = new(new(2026, 4), "feed", "market", "feed/fresh",
        [new(new(2026, 1), 1000), new(new(2026, 4), 700)]);

    [Fact]
    public void Months_are_whole_and_count_the_tickets_of_the_item_and_the_queue()
    {
        var months = CountMonths.Run(new(measure, cost,
            [
                On(2, 1), On(2, 28), On(3, 31), On(4, 1), On(5, 9), On(2, 2) with { Queue = "desk" }, On(2, 2) with { Item = "web" },
                On(3, 3) with { Item = "", Service = "feed" },
            ],
            [new(At(2, 3), 90, 100), new(At(2, 4), 98, 100), new(At(4, 1), 10, 10)], At(1, 15), At(5, 20)));
        // January began before the desk did, and May has not ended.
        Assert.Equal(
        [
            new(new(2026, 2), 2, 60, 1000, 0.94), new(new(2026, 3), 2, 60, 1000, null),
            new ServiceMonth(new(2026, 4), 1, 30, 700, 1),
        ], months);
        Assert.Equal(3, CountMonths.Run(new(measure with { RunCosts = [] }, cost, [], [], At(2, 1), At(5, 1))).Length);
        Assert.Empty(CountMonths.Run(new(measure, cost, [], [], At(2, 2), At(3, 31))));
    }

    [Fact]
    public void A_promise_is_held_against_the_facts_since_it_is_live_and_the_rooms_metric_says_so()
    {
        // Three months before at 4 tickets and 1,000 USD, one since at 0 and 700: 4 × 30 minutes at 60 USD, and 300, saved a month.
        ImmutableArray<PlacedTicket> tickets = [.. Enumerable.Range(4, 12).Select(i => On(i / 4, 1 + i % 4))];
        var live = SmallCase.Initiative("a", 0, 3000) with { ValueUsd = null, BenefitUsd = [0, 4000, 8000], Measure = measure };
        var later = SmallCase.Initiative("b", 0, 100) with
            { ValueUsd = null, BenefitUsd = [150], Measure = measure with { LiveSince = null, Objective = "" } };
        var of = SmallCase.Case([4000], live, later, SmallCase.Initiative("c", 1, 1)) with { Ticket = cost };
        var outcome = CheckPromises.Run(of, new(tickets, ImmutableSortedDictionary<string, ImmutableArray<EventCount>>.Empty, At(1, 1),
            At(5, 2)));
        var standings = outcome.OrThrow();
        Assert.Equal(["objective-without-events"], outcome.FindingsOrNone().Select(each => each.Code));
        Assert.Equal(["a", "b"], standings.Select(each => each.Initiative.Id));
        Assert.Equal(("not-live", (double?)null), (standings[1].Unknown!.Code, standings[1].RealisedRoi));
        var (a, realised) = (standings[0], standings[0].Realised!);
        Assert.Equal((6000m, 4.0, 420.0, 500.0), (a.PromisedUsdPerYear, realised.TicketsAvoided, realised.RealisedUsd,
            realised.PromisedUsd));
        // 12,000 promised at 420 of 500: 10,080 for 3,000.
        Assert.Equal((2.36, 3.0), (Math.Round(a.RealisedRoi!.Value, 9), a.PromisedRoi));

        var review = ReviewPortfolio.Run(of, new(2027, 1, 1), SearchLimits.Proof).OrThrow();
        var metrics = MeasurePortfolio.Run(review, standings);
        Assert.Equal(["IT investment ROI, realised", "IT investment ROI, promised"], metrics.Take(2).Select(each => each.Name));
        Assert.Equal((236.0, 300.0, false), (Math.Round(metrics[0].Value!.Value, 6), metrics[0].Target, metrics[0].IsOnTarget));
        Assert.Equal("IT investment ROI, promised", MeasurePortfolio.Run(review, [standings[1]])[0].Name);
    }

    [Fact]
    public void Without_the_cost_of_a_ticket_or_a_month_before_nothing_is_claimed()
    {
        var live = SmallCase.Initiative("a", 0, 3000) with { BenefitUsd = [4000], Measure = measure };
        var facts = new ServiceFacts([On(4, 1)], ImmutableSortedDictionary<string, ImmutableArray<EventCount>>.Empty, At(4, 1), At(6, 1));
        Assert.Empty(CheckPromises.Run(SmallCase.Case([1], live), facts).OrThrow());
        Assert.Equal("no-baseline", CheckPromises.Run(SmallCase.Case([1], live) with { Ticket = cost }, facts).OrThrow()[0].Unknown!.Code);
    }

    private static Instant At(int month, int day) => Instant.FromUtc(2026, month, day, 0, 0);

    private static PlacedTicket On(int month, int day) => new("", "feed", "market", At(month, day));
}
