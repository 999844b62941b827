using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Recovery.Prudence;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>What recommended hedges came to: the price each would have fixed against the day-ahead price that its delivered hours settled
/// at. Costs are against no hedge, positive where the fixed price was the dearer.</summary>
public static class HedgeOutcome
{
    /// <summary>The outcome of doing nothing and of the recommendation over the hours delivered and settled as of an instant; none while
    /// there are none.</summary>
    public static ImmutableArray<RealisedCost> Of(
        SupplyReads reads, HedgeRecommendation given, Instant decidedAt, AsOf asOf, string noHedge, string asRecommended)
    {
        if (reads.Profile(asOf) is not { } profile) return [];
        var calendar = Markets.CalendarOf(profile);
        var prices = Markets.SeriesOf(profile).Price(profile.Location, "da", "lmp");
        var (cost, settled, all, last) = (0m, 0, 0, decidedAt);
        foreach (var hedge in given.Hedges)
        {
            var end = new OperatingDay(hedge.Month.Date.PlusMonths(1).PlusDays(-1));
            var span = new DeliveryInterval(calendar.WholeDay(hedge.Month).Start, calendar.WholeDay(end).End);
            var hours = reads.Hours(prices, span, asOf);
            for (var i = 0; i < hours.Length; i++)
            {
                var start = span.Start + Duration.FromHours(i);
                if (start <= decidedAt || calendar.BlockOf(start) != hedge.Block) continue;
                all++;
                if (double.IsNaN(hours[i]) || start > asOf.KnownAt) continue;
                cost += hedge.Quantity.Value * ((decimal)hedge.Price.Value - (decimal)hours[i]);
                (settled, last) = (settled + 1, Instant.Max(last, start));
            }
        }
        return settled == 0 ? [] :
        [
            new(noHedge, Usd.Zero, last, "nothing was fixed"),
            new(asRecommended, new(decimal.Round(cost, 2)), last,
                $"fixed price less settled day-ahead price at {profile.Location}, {settled} of {all} hours delivered"),
        ];
    }
}
