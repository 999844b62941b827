using System.Collections.Immutable;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.Maintenance;

/// <summary>Binds a start, a rule and a zone, all from outside, to the time line.</summary>
internal static class RecurringTimes
{
    /// <summary>The starts in [from, to). Refuses an unknown zone (<c>unknown-zone</c>) and a rule that is none.</summary>
    public static Outcome<ImmutableArray<Instant>> Between(
        (string Zone, LocalDateTime Start, string Rule, ImmutableArray<LocalDateTime> Except) times, Instant from, Instant to, string where)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(times.Zone) is not { } zone)
            return new Refusal("unknown-zone", $"'{times.Zone}' is no time zone", where, "Use an IANA name such as America/New_York.");
        if (times.Rule == "") return Starts(null);
        return RecurrenceRule.Parse(times.Rule) switch
        {
            Outcome<RecurrenceRule>.Done done => Starts(done.Value),
            Outcome<RecurrenceRule>.Refused refused => refused.Refusal with { Where = where },
            _ => throw new InvalidOperationException("An outcome is done or refused."),
        };
        ImmutableArray<Instant> Starts(RecurrenceRule? rule) =>
            [.. new Recurrence(rule, times.Start, times.Except).Between(from, to, zone, GapRule.ShiftForward)];
    }
}
