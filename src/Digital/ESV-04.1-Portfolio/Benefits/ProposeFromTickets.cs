using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Portfolio.Benefits;

/// <summary>A ticket as it was worked on.</summary>
/// <param name="Item">The configuration item or service it is about.</param>
/// <param name="Symptom">What was wrong, as the desk classes it.</param>
/// <param name="OpenedAt">When it came in.</param>
/// <param name="Minutes">Minutes worked on it.</param>
public sealed record WorkedTicket(string Item, string Symptom, Instant OpenedAt, double Minutes);

/// <summary>A problem that comes back, as a candidate for the portfolio.</summary>
/// <param name="Item">Where.</param>
/// <param name="Symptom">What.</param>
/// <param name="Tickets">How often in the period.</param>
/// <param name="Minutes">Minutes worked on it in the period.</param>
/// <param name="YearlyCostUsd">What it costs a year at this pace: what curing it is worth at least.</param>
public sealed record ProblemCandidate(string Item, string Symptom, int Tickets, double Minutes, double YearlyCostUsd);

/// <summary>Tickets of a period and what an hour of work on them costs.</summary>
/// <param name="Tickets">All tickets.</param>
/// <param name="Period">The period; its length is what a year is told from.</param>
/// <param name="UsdPerHour">What an hour costs.</param>
/// <param name="Fewest">How often something must come back to count.</param>
public sealed record TicketPeriod(ImmutableArray<WorkedTicket> Tickets, Interval Period, decimal UsdPerHour, int Fewest);

/// <summary>Finds what comes back on the same item with the same symptom, and what it costs.</summary>
public static class ProposeFromTickets
{
    private const double DaysOfYear = 365.25;

    /// <summary>Candidates, the dearest first.</summary>
    public static ImmutableArray<ProblemCandidate> Run(TicketPeriod of)
    {
        var years = of.Period.Duration.TotalDays / DaysOfYear;
        return
        [
            .. of.Tickets.Where(ticket => of.Period.Contains(ticket.OpenedAt)).GroupBy(ticket => (ticket.Item, ticket.Symptom))
                .Where(group => group.Count() >= of.Fewest)
                .Select(group => new ProblemCandidate(group.Key.Item, group.Key.Symptom, group.Count(), group.Sum(each => each.Minutes),
                    group.Sum(each => each.Minutes) / 60 * (double)of.UsdPerHour / years))
                .OrderByDescending(each => each.YearlyCostUsd).ThenBy(each => each.Item, StringComparer.Ordinal)
                .ThenBy(each => each.Symptom, StringComparer.Ordinal),
        ];
    }
}
