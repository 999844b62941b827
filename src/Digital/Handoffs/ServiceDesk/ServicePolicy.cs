using System.Collections.Immutable;
using Busbar.Kernel.Clocks;
using NodaTime;

namespace Busbar.Digital.Handoffs.ServiceDesk;

/// <summary>A desk's service levels: the policy of its clock, its calendars by name, and what it promises.</summary>
/// <param name="Zone">The zone of local times that name none.</param>
public sealed record ServicePolicy(
    ClockPolicy Clock, DateTimeZone Zone, ImmutableSortedDictionary<string, WorkCalendar> Calendars, ImmutableArray<TargetTerm> Terms);
