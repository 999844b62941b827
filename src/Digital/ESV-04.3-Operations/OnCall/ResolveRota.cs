using System.Collections.Immutable;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.OnCall;

/// <summary>A rota, and the period that is asked for.</summary>
public sealed record ResolveRotaInputs(Rota Rota, Instant From, Instant To);

/// <summary>Binds a rota to the time line. A shift starts at its local time; where the clock jumps over it, at the jump (03:00); where it
/// comes twice, at the first; a limited stretch ends at the second. Source of that rule: GoAlert. Finds holes, each with its interval
/// (<c>rota-hole</c>), and overrides that overlap (<c>overrides-overlap</c>). Refuses an unknown zone (<c>unknown-zone</c>), a layer
/// without people (<c>nobody-in-layer</c>), two of one name (<c>layer-twice</c>), hand-offs that are no rule, an override or period that
/// ends before it starts (<c>ends-before-start</c>), a period above <see cref="DaysMax"/> days (<c>period-too-long</c>).</summary>
public static class ResolveRota
{
    /// <summary>Longest period that is resolved at once.</summary>
    public const int DaysMax = 800;

    private const string Above = "override";

    /// <summary>Who is on duty when, over the period.</summary>
    public static Outcome<RotaPlan> Run(ResolveRotaInputs inputs)
    {
        var (rota, from, to) = inputs;
        if (Wrong(inputs) is { } refusal) return refusal;
        var zone = DateTimeZoneProviders.Tzdb[rota.Zone];
        var duties = ImmutableArray<Duty>.Empty;
        foreach (var layer in rota.Layers)
            switch (RecurrenceRule.Parse(layer.HandOffs))
            {
                case Outcome<RecurrenceRule>.Refused refused:
                    return refused.Refusal with { Where = $"rota {rota.Team}, layer {layer.Name}" };
                case Outcome<RecurrenceRule>.Done done: duties = Lay(duties, Turns(layer, done.Value, zone, from, to)); break;
            }
        foreach (var each in rota.Overrides)
            if (each.From < to && each.To > from)
                duties = Lay(duties, [new(Instant.Max(each.From, from), Instant.Min(each.To, to), each.Person, Above)]);
        duties = Join(duties);
        var holes = Holes(duties, from, to);
        return Outcome.Of(new RotaPlan(rota.Team, from, to, duties, holes, MeasureFairness.Of(duties, zone)),
            [.. holes.Select(hole => new Finding("rota-hole", Severity.Error, $"Nobody is on call for {rota.Team}",
                $"[{hole.Start}, {hole.End})", "A page goes to the next step at once.")), .. Overlaps(rota, from, to)]);
    }

    /// <summary>The turns of a layer, within its hours. With the count of hand-offs from the start the turn is known whatever the period.
    /// </summary>
    private static ImmutableArray<Duty> Turns(RotaLayer layer, RecurrenceRule rule, DateTimeZone zone, Instant begin, Instant until)
    {
        var first = Starts(zone, layer.Start);
        var handOffs = new Recurrence(rule, layer.Start, []).Between(first + Duration.Epsilon, until, zone, GapRule.Snap);
        var starts = handOffs.Prepend(first).ToArray();
        var turns =
            from turn in Enumerable.Range(0, starts.Length)
            let end = turn + 1 < starts.Length ? starts[turn + 1] : until
            where starts[turn] < end && starts[turn] < until && end > begin
            select new Duty(Instant.Max(starts[turn], begin), Instant.Min(end, until), layer.People[turn % layer.People.Length],
                layer.Name);
        if (layer.Only.IsEmpty) return [.. turns];
        var open = HoursOf(layer, zone).OpenBetween(begin, until).ToArray();
        return [.. from turn in turns
            from stretch in open
            where stretch.Start < turn.To && turn.From < stretch.End
            select turn with { From = Instant.Max(turn.From, stretch.Start), To = Instant.Min(turn.To, stretch.End) }];
    }

    private static WorkCalendar HoursOf(RotaLayer layer, DateTimeZone zone) => new(layer.Name, zone,
        from hours in layer.Only
        from day in hours.Days.IsEmpty ? Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day) : hours.Days
        select new WeekSpan(day, hours.From, hours.To));

    private static Instant Starts(DateTimeZone zone, LocalDateTime local) =>
        LocalMoment.Opening(zone, local, GapRule.Snap, OverlapRule.Whole);

    /// <summary>Duties of an upper layer over those of the lower; both in order and without overlap.</summary>
    private static ImmutableArray<Duty> Lay(ImmutableArray<Duty> lower, ImmutableArray<Duty> upper)
    {
        var all = new List<Duty>(upper);
        var next = 0;
        foreach (var duty in lower)
        {
            while (next < upper.Length && upper[next].To <= duty.From) next++;
            var at = duty.From;
            for (var i = next; i < upper.Length && upper[i].From < duty.To; i++)
            {
                if (at < upper[i].From) all.Add(duty with { From = at, To = upper[i].From });
                at = Instant.Max(at, upper[i].To);
            }
            if (at < duty.To) all.Add(duty with { From = at });
        }
        return [.. all.OrderBy(duty => duty.From)];
    }

    private static ImmutableArray<Duty> Join(ImmutableArray<Duty> duties)
    {
        var joined = new List<Duty>();
        foreach (var duty in duties)
            if (joined is [.., var before] && before.To == duty.From && before.Person == duty.Person && before.Layer == duty.Layer)
                joined[^1] = before with { To = duty.To };
            else joined.Add(duty);
        return [.. joined];
    }

    private static ImmutableArray<Interval> Holes(ImmutableArray<Duty> duties, Instant from, Instant to)
    {
        var (holes, at) = (new List<Interval>(), from);
        foreach (var duty in duties)
        {
            if (at < duty.From) holes.Add(new(at, duty.From));
            at = duty.To;
        }
        if (at < to) holes.Add(new(at, to));
        return [.. holes];
    }

    private static IEnumerable<Finding> Overlaps(Rota rota, Instant begin, Instant until) =>
        from later in Enumerable.Range(0, rota.Overrides.Length)
        from earlier in Enumerable.Range(0, later)
        let start = Instant.Max(Instant.Max(rota.Overrides[later].From, rota.Overrides[earlier].From), begin)
        let end = Instant.Min(Instant.Min(rota.Overrides[later].To, rota.Overrides[earlier].To), until)
        where start < end && rota.Overrides[later].Person != rota.Overrides[earlier].Person
        select new Finding("overrides-overlap", Severity.Warning,
            $"{rota.Overrides[earlier].Person} and {rota.Overrides[later].Person} both take over from others",
            $"[{start}, {end})", $"{rota.Overrides[later].Person} has it: that was made later.");

    private static Refusal? Wrong(ResolveRotaInputs inputs)
    {
        var (rota, from, to) = inputs;
        var where = $"rota {rota.Team}";
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(rota.Zone) is null)
            return new("unknown-zone", $"'{rota.Zone}' is no time zone", where, "Use an IANA name such as America/New_York.");
        if (to <= from) return new("ends-before-start", $"The period [{from}, {to}) is empty", where, "Ask for a period.");
        if (to - from > Duration.FromDays(DaysMax))
            return new("period-too-long", $"{(to - from).TotalDays:0} days are asked for, the most is {DaysMax}", where, "Ask for less.");
        if (rota.Layers.FirstOrDefault(layer => layer.People.IsEmpty || layer.People.Any(string.IsNullOrWhiteSpace)) is { } empty)
            return new("nobody-in-layer", $"Layer {empty.Name} names nobody", where, "Name the people who take turns.");
        if (rota.Layers.GroupBy(layer => layer.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return new("layer-twice", $"{twice.Count()} layers are called {twice.Key}", where, "Give each a name of its own.");
        if (rota.Overrides.FirstOrDefault(each => each.To <= each.From) is { } backwards)
            return new("ends-before-start", $"The override of {backwards.Person} ends at {backwards.To} and starts at {backwards.From}",
                where, "Give an end after the start.");
        return null;
    }
}
