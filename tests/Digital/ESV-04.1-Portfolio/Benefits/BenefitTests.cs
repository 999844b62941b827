using System.Collections.Immutable;
using Busbar.Digital.Portfolio.Benefits;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Portfolio.Tests.Benefits;

public sealed class BenefitTests
{
    private static readonly BenefitClaim claim = new("i", new(2026, 5), 24_000, 10_000, 60);

    [Fact]
    public void Realised_benefit_is_what_the_months_before_would_have_gone_on_costing()
    {
        // Before: 40 tickets, 1,200 minutes, 5,000 USD a month. Since, two months: 30 and 20 tickets, 900 and 600 minutes, 4,500 USD each.
        ImmutableArray<ServiceMonth> months =
        [
            .. Enumerable.Range(1, 4).Select(month => new ServiceMonth(new(2026, month), 40, 1200, 5000, 0.99)),
            new(new(2026, 5), 30, 900, 4500, 0.995), new(new(2026, 6), 20, 600, 4500, 0.999),
        ];
        var found = TrackBenefit.Run(claim, months).OrThrow();
        Assert.Equal((2, 30.0, 900.0, 1000.0, 1900.0, 4000.0), (found.Months, found.TicketsAvoided, found.HandlingSavedUsd,
            found.RunCostSavedUsd, found.RealisedUsd, found.PromisedUsd));
        // 1,900 in two months is 11,400 a year against 10,000 invested; 24,000 was promised.
        Assert.Equal((0.14, 1.4), (Math.Round(found.RealisedRoi!.Value, 9), found.PromisedRoi!.Value));
        Assert.Equal(0.007, found.AchievedChange!.Value, 1e-12);
    }

    [Fact]
    public void A_short_baseline_is_a_finding_and_none_or_nothing_since_is_refused()
    {
        ServiceMonth Month(int month) => new(new(2026, month), 1, 1, 1, null);
        var done = Assert.IsType<Outcome<RealisedBenefit>.Done>(TrackBenefit.Run(claim with { InvestedUsd = 0 }, [Month(4), Month(5)]));
        Assert.Equal("short-baseline", Assert.Single(done.Findings).Code);
        Assert.Null(done.Value.RealisedRoi);
        Assert.Null(done.Value.AchievedChange);
        Assert.Equal("no-baseline", Assert.IsType<Outcome<RealisedBenefit>.Refused>(TrackBenefit.Run(claim, [Month(5)])).Refusal.Code);
        Assert.Equal("not-live", Assert.IsType<Outcome<RealisedBenefit>.Refused>(TrackBenefit.Run(claim, [Month(4)])).Refusal.Code);
    }

    [Fact]
    public void What_comes_back_on_one_item_becomes_a_candidate_with_its_yearly_cost()
    {
        var start = Instant.FromUtc(2026, 1, 1, 0, 0);
        WorkedTicket Ticket(string item, string symptom, double day, double minutes) =>
            new(item, symptom, start + Duration.FromDays(day), minutes);
        var found = ProposeFromTickets.Run(new(
        [
            Ticket("feed", "late", 1, 60), Ticket("feed", "late", 2, 90), Ticket("feed", "late", 3, 30), Ticket("feed", "wrong", 3, 500),
            Ticket("mail", "full", 1, 100), Ticket("mail", "full", 1, 100), Ticket("mail", "full", 4, 100), Ticket("feed", "late", 400, 99),
        ], new(start, start + Duration.FromDays(365.25)), 100, 3));
        Assert.Equal([new("mail", "full", 3, 300, 500), new ProblemCandidate("feed", "late", 3, 180, 300)], found);
    }
}
