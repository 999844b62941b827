using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Handoffs.Portfolio;

/// <summary>Which of the service's own facts show what an initiative brings.</summary>
/// <param name="LiveSince">The first whole month with it, in UTC; null while it is not live.</param>
/// <param name="On">Tickets on this service or item of the map count, or empty for all.</param>
/// <param name="Queue">Tickets of this queue count, or empty for all.</param>
/// <param name="Objective">The objective it should move, as <c>service/name</c>, or empty.</param>
/// <param name="RunCosts">What the service costs to run, by the month it changed; empty where nobody said.</param>
public sealed record BenefitMeasure(
    YearMonth? LiveSince, string On, string Queue, string Objective, ImmutableArray<MonthlyCost> RunCosts);

/// <summary>What a service costs a month to run, from a month on.</summary>
public sealed record MonthlyCost(YearMonth From, decimal Usd);

/// <summary>What a ticket costs the house. The desk keeps no time sheets: the minutes are the house's own estimate.</summary>
/// <param name="UsdPerHour">An hour of handling, loaded; not negative.</param>
/// <param name="MinutesPerTicket">Handling of one ticket; not negative.</param>
public sealed record TicketCost(decimal UsdPerHour, decimal MinutesPerTicket);
