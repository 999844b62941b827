using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Handoffs.Portfolio;
using NodaTime;

namespace Busbar.Digital.Portfolio.Benefits;

/// <summary>A ticket as the desk placed it.</summary>
/// <param name="Service">The service it is about, or empty.</param>
/// <param name="Item">The item it is about, or empty.</param>
/// <param name="Queue">Who looked at it.</param>
/// <param name="OpenedAt">When it came in.</param>
public sealed record PlacedTicket(string Service, string Item, string Queue, Instant OpenedAt);

/// <summary>What the house knows of the service that an initiative changes.</summary>
/// <param name="Measure">Which facts count.</param>
/// <param name="Cost">What a ticket costs.</param>
/// <param name="Tickets">All the desk has.</param>
/// <param name="Events">Events of the measure's objective.</param>
/// <param name="From">Since when the desk keeps tickets: months that began before are not whole.</param>
/// <param name="To">Now: the month of it is not whole.</param>
public sealed record CountMonthsInputs(
    BenefitMeasure Measure, TicketCost Cost, ImmutableArray<PlacedTicket> Tickets, ImmutableArray<EventCount> Events, Instant From,
    Instant To);

/// <summary>Counts the service's facts by whole month in UTC: tickets and their handling, cost to run, share of good events. A month
/// without a ticket counts as one; a month without events has no share.</summary>
public static class CountMonths
{
    /// <summary>The whole months in order; none where there is no whole month.</summary>
    public static ImmutableArray<ServiceMonth> Run(CountMonthsInputs of)
    {
        var tickets = of.Tickets.Where(each => Counts(of.Measure, each)).ToLookup(each => MonthOf(each.OpenedAt));
        var events = of.Events.ToLookup(each => MonthOf(each.At));
        var months = ImmutableArray.CreateBuilder<ServiceMonth>();
        var first = MonthOf(of.From);
        if (StartOf(first) < of.From) first = first.PlusMonths(1);
        for (var month = first; StartOf(month.PlusMonths(1)) <= of.To; month = month.PlusMonths(1))
        {
            var (count, total) = (tickets[month].Count(), events[month].Sum(each => each.Total));
            months.Add(new(month, count, count * (double)of.Cost.MinutesPerTicket, CostIn(of.Measure, month),
                total > 0 ? events[month].Sum(each => each.Good) / total : null));
        }
        return months.ToImmutable();
    }

    private static bool Counts(BenefitMeasure measure, PlacedTicket ticket) =>
        (measure.On is "" || ticket.Item == measure.On || ticket.Service == measure.On)
        && (measure.Queue is "" || ticket.Queue == measure.Queue);

    private static decimal CostIn(BenefitMeasure measure, YearMonth month) =>
        measure.RunCosts.LastOrDefault(each => each.From <= month)?.Usd ?? measure.RunCosts.FirstOrDefault()?.Usd ?? 0;

    private static YearMonth MonthOf(Instant at) => at.InUtc().Date.ToYearMonth();

    private static Instant StartOf(YearMonth month) => month.OnDayOfMonth(1).AtMidnight().InUtc().ToInstant();
}
