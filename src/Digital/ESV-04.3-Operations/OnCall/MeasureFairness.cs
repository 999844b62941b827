using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Operations.OnCall;

/// <summary>Adds up what each person carries. True hours: the night of the clock change has seven or nine.</summary>
internal static class MeasureFairness
{
    private static readonly LocalTime nightEnds = new(6, 0), nightBegins = new(22, 0);

    public static ImmutableArray<RotaShare> Of(ImmutableArray<Duty> duties, DateTimeZone zone)
    {
        var shares = new SortedDictionary<string, RotaShare>(StringComparer.Ordinal);
        string? before = null;
        foreach (var duty in duties)
        {
            var share = shares.GetValueOrDefault(duty.Person) ?? new(duty.Person, 0, 0, 0, 0);
            var (night, weekend) = Unsocial(duty, zone);
            shares[duty.Person] = share with
            {
                Hours = share.Hours + Hours(duty.To - duty.From), NightHours = share.NightHours + Hours(night),
                WeekendHours = share.WeekendHours + Hours(weekend), TakeOvers = share.TakeOvers + (before == duty.Person ? 0 : 1),
            };
            before = duty.Person;
        }
        return [.. shares.Values];
    }

    private static (Duration Night, Duration Weekend) Unsocial(Duty duty, DateTimeZone zone)
    {
        var (night, weekend) = (Duration.Zero, Duration.Zero);
        for (var day = duty.From.InZone(zone).Date; zone.AtStartOfDay(day).ToInstant() < duty.To; day = day.PlusDays(1))
        {
            var (start, end) = (zone.AtStartOfDay(day).ToInstant(), zone.AtStartOfDay(day.PlusDays(1)).ToInstant());
            night += Shared(duty, start, zone.AtLeniently(day.At(nightEnds)).ToInstant())
                + Shared(duty, zone.AtLeniently(day.At(nightBegins)).ToInstant(), end);
            if (day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) weekend += Shared(duty, start, end);
        }
        return (night, weekend);
    }

    private static Duration Shared(Duty duty, Instant from, Instant to)
    {
        var shared = Instant.Min(duty.To, to) - Instant.Max(duty.From, from);
        return shared > Duration.Zero ? shared : Duration.Zero;
    }

    private static decimal Hours(Duration duration) => (decimal)duration.BclCompatibleTicks / NodaConstants.TicksPerHour;
}
