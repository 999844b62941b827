using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Simulators.SampleUtility;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Utility;
using NodaTime;
using static Busbar.Host.Tests.DeskKit;

namespace Busbar.Host.Tests;

/// <summary>What a recommended hedge came to, against the prices its hours settled at.</summary>
public sealed class HedgeOutcomeTests : IDisposable
{
    private static readonly OperatingDay first = OperatingDay.Of(2025, 12, 1), last = OperatingDay.Of(2025, 12, 20);
    private readonly DeskKit kit = new(OperatingDay.Of(2025, 11, 13));

    public void Dispose() => kit.Dispose();

    [Fact]
    public void A_hedge_costs_its_price_less_the_mean_its_delivered_hours_settled_at()
    {
        var years = GenerateUtility.Run(1, first, last);
        var prices = years.Series.Where(each => each.Key.Path.EndsWith("/da-lmp", StringComparison.Ordinal)).ToList();
        using (var batch = kit.Store.Begin(Actor.Gateway, new RunId("sample")))
        {
            foreach (var each in prices)
                batch.PutSeries(each.Key, each.Values.Select(value => decimal.Round((decimal)value, each.Decimals)), each.Published,
                    each.Source);
            batch.PutDocument(new(nameof(UtilityProfile), Kinds.Current), years.Profile, At(kit.MarkDay, 8));
            batch.Commit();
        }
        var hedge = new RecommendedHedge(first, PeakBlock.OnPeak, 2, new(50), new(45), new(0), new(0));
        var cost = new HedgedCost(new(0), new(0));
        var given = new HedgeRecommendation(kit.Close, 0.95, new(0), [hedge], cost, cost, new(0), [], 0, []);
        var reads = new SupplyReads(kit.Store);

        var outcome = HedgeOutcome.Of(reads, given, kit.Close, AsOf.Latest, "none", "hedged");
        var settled = first.Through(last).SelectMany(day => MarketCalendar.Pjm.HoursOf(day))
            .Where(hour => MarketCalendar.Pjm.BlockOf(hour.Start) == PeakBlock.OnPeak)
            .Select(hour => prices.Single(each => each.Values.Start <= hour.Start && hour.Start < each.Values.End))
            .Zip(first.Through(last).SelectMany(day => MarketCalendar.Pjm.HoursOf(day))
                .Where(hour => MarketCalendar.Pjm.BlockOf(hour.Start) == PeakBlock.OnPeak))
            .Select(at => (double)decimal.Round((decimal)at.First.Values.At(at.Second.Start), at.First.Decimals)).ToList();
        Assert.Equal(50 * settled.Count * (45 - settled.Average()), (double)outcome[1].Cost.Value, 0.01);
        Assert.Equal(("none", 0m), (outcome[0].Alternative, outcome[0].Cost.Value));
        // Twenty days of the month's 31 are delivered; of its 22 business days fifteen.
        Assert.Equal((15 * 16, "240 of 352 hours"), (settled.Count, outcome[1].Source.Split(", ")[1][..16]));
        // Before the month nothing had come out.
        Assert.Empty(HedgeOutcome.Of(reads, given, kit.Close, new AsOf(kit.Morning), "none", "hedged"));
    }
}
