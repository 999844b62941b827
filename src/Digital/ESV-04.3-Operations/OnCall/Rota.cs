using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Operations.OnCall;

/// <summary>Hours of the week in which a layer is on duty, on the rota's clock: the nights, the weekend. An end at or before the start is
/// on the next day; equal ones are a whole day.</summary>
/// <param name="Days">The days on which the stretch starts; empty for every day.</param>
public sealed record DutyHours(ImmutableArray<IsoDayOfWeek> Days, LocalTime From, LocalTime To);

/// <summary>People who take turns.</summary>
/// <param name="Name">The layer's name, unique in the rota: <c>nights</c>.</param>
/// <param name="People">In turn order.</param>
/// <param name="HandOffs">When the next takes over, as a recurrence rule: <c>FREQ=WEEKLY;BYDAY=MO</c>, at the time of
/// <paramref name="Start"/>.</param>
/// <param name="Start">When the first begins, on the rota's clock.</param>
/// <param name="Only">The hours it is limited to; empty for all.</param>
public sealed record RotaLayer(
    string Name, ImmutableArray<string> People, string HandOffs, LocalDateTime Start, ImmutableArray<DutyHours> Only);

/// <summary>One takes another's duty for a while; the later made wins over the earlier.</summary>
public sealed record RotaOverride(string Person, Instant From, Instant To, string By, string Why);

/// <summary>Who is on call for a team.</summary>
/// <param name="Team">The team.</param>
/// <param name="Zone">The IANA name of the clock it hands over by.</param>
/// <param name="Layers">A later layer is above the earlier and covers it.</param>
/// <param name="Overrides">In the order they were made; above all layers.</param>
public sealed record Rota(string Team, string Zone, ImmutableArray<RotaLayer> Layers, ImmutableArray<RotaOverride> Overrides);

/// <summary>One person on duty without a break.</summary>
/// <param name="Layer">The layer it comes from; <c>override</c> for an override.</param>
public sealed record Duty(Instant From, Instant To, string Person, string Layer);

/// <summary>What a person carries of a plan: hours in all, of nights (22:00 to 06:00) and of Saturdays and Sundays on the rota's clock, and
/// how often they take over.</summary>
public sealed record RotaShare(string Person, decimal Hours, decimal NightHours, decimal WeekendHours, int TakeOvers);

/// <summary>A rota over a period: who has it when, what nobody has, and how fair it is.</summary>
/// <param name="Duties">In order, without overlap.</param>
/// <param name="Holes">The stretches in which nobody is on duty.</param>
/// <param name="Shares">By person, by name.</param>
public sealed record RotaPlan(
    string Team, Instant From, Instant To, ImmutableArray<Duty> Duties, ImmutableArray<Interval> Holes, ImmutableArray<RotaShare> Shares)
{
    /// <summary>Who is on duty at an instant; null in a hole or outside the plan.</summary>
    public string? OnDutyAt(Instant instant) => Duties.FirstOrDefault(duty => duty.From <= instant && instant < duty.To)?.Person;
}
