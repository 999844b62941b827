using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Kernel.Time;

/// <summary>One market's clock: turns (operating day, label) into an interval of the UTC time line and back, and knows its on-peak blocks.
/// The only place that knows time zones. A label that is skipped, or repeated without its flag, is refused, never guessed.</summary>
public sealed class MarketCalendar
{
    /// <summary>The clock goes back from 02:00 to 01:00: the hour from 01:00 to 02:00, hour ending 2, comes twice. Source: 15 U.S.C.
    /// 260a.</summary>
    private const int AutumnRepeatedLabel = 2;

    private readonly DateTimeZone zone;
    private readonly int onPeakFirstHourEnding;
    private readonly bool saturdayIsOnPeak;
    private readonly int springHourWithoutLabel;

    private MarketCalendar(
        string name, string zoneId, LabelStyle hourLabels, int onPeakFirstHourEnding, bool saturdayIsOnPeak = false,
        int springHourWithoutLabel = 3)
    {
        Name = name;
        HourLabels = hourLabels;
        zone = DateTimeZoneProviders.Tzdb[zoneId];
        this.onPeakFirstHourEnding = onPeakFirstHourEnding;
        this.saturdayIsOnPeak = saturdayIsOnPeak;
        this.springHourWithoutLabel = springHourWithoutLabel;
    }

    /// <summary>ISO New England: Eastern prevailing time, on-peak hour ending 8 to 23 on business days. On the spring day the hour from
    /// 01:00 ends at 03:00 on the clock and is labelled 03: the label that does not exist is 02, not 03 as elsewhere.</summary>
    public static MarketCalendar IsoNe { get; } = new("ISO-NE", "America/New_York", LabelStyle.IsoNeHour, 8, springHourWithoutLabel: 2);

    /// <summary>PJM: Eastern prevailing time, on-peak hour ending 8 to 23 on business days.</summary>
    public static MarketCalendar Pjm { get; } = new("PJM", "America/New_York", LabelStyle.PjmHour, 8);

    /// <summary>ERCOT: Central prevailing time, on-peak hour ending 7 to 22 on business days.</summary>
    public static MarketCalendar Ercot { get; } = new("ERCOT", "America/Chicago", LabelStyle.ErcotHour, 7);

    /// <summary>CAISO: Pacific prevailing time, on-peak hour ending 7 to 22, Monday to Saturday.</summary>
    public static MarketCalendar Caiso { get; } = new("CAISO", "America/Los_Angeles", LabelStyle.CaisoHour, 7, saturdayIsOnPeak: true);

    /// <summary>MISO: Eastern standard time all year, so that every day has 24 hours. On-peak by its tariff: hour ending 7 to 22 EST. (Hub
    /// futures trade hour ending 8 to 23 Eastern prevailing time instead, which is one hour later in winter.)</summary>
    public static MarketCalendar Miso { get; } = new("MISO", "Etc/GMT+5", LabelStyle.MisoHour, 7);

    /// <summary>Every market known.</summary>
    public static ImmutableArray<MarketCalendar> All { get; } = [IsoNe, Pjm, Ercot, Caiso, Miso];

    /// <summary>The market of a name, as <see cref="Name"/> spells it; null when none has it.</summary>
    public static MarketCalendar? Find(string? name) => All.FirstOrDefault(market => market.Name == name);

    /// <summary>The market of a name that was checked before.</summary>
    /// <exception cref="ArgumentException">No market has it.</exception>
    public static MarketCalendar Named(string name) =>
        Find(name) ?? throw new ArgumentException($"'{name}' is no market we keep.", nameof(name));

    /// <summary>The zone of its clock, for a calendar of working hours.</summary>
    internal DateTimeZone Zone => zone;

    /// <summary>The market's short name.</summary>
    public string Name { get; }

    /// <summary>How the market prints its own hours.</summary>
    public LabelStyle HourLabels { get; }

    /// <summary>The whole operating day, midnight to midnight on the market's clock.</summary>
    public DeliveryInterval WholeDay(OperatingDay day) => new(StartOf(day), StartOf(day.Plus(1)));

    /// <summary>How many hours the day has: 23, 24 or 25.</summary>
    public int HourCount(OperatingDay day) => (int)WholeDay(day).Length.TotalHours;

    /// <summary>The hours of the day in order.</summary>
    public ImmutableArray<DeliveryInterval> HoursOf(OperatingDay day) => IntervalsOf(day, Duration.FromHours(1));

    /// <summary>The day cut into 5, 15 or 60-minute intervals: 276 to 300, 92 to 100, or 23 to 25 of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Another length.</exception>
    public ImmutableArray<DeliveryInterval> IntervalsOf(OperatingDay day, Duration length)
    {
        if (length.TotalMinutes is not (5 or 15 or 60))
            throw new ArgumentOutOfRangeException(nameof(length), length, "Markets settle 5, 15 or 60 minutes.");
        var whole = WholeDay(day);
        var count = (int)(whole.Length / length);
        return [.. Enumerable.Range(0, count).Select(i => new DeliveryInterval(whole.Start + length * i, whole.Start + length * (i + 1)))];
    }

    /// <summary>The operating day that an instant belongs to.</summary>
    public OperatingDay DayOf(Instant instant) => new(instant.InZone(zone).Date);

    /// <summary>The label of the hour in which an instant lies.</summary>
    public HourEnding HourEndingOf(Instant instant)
    {
        var day = DayOf(instant);
        return LabelAt((int)Math.Floor((instant - StartOf(day)).TotalHours), HourCount(day));
    }

    /// <summary>The labels of the day's hours in order: 24 of them, 23 without <see cref="SkippedHourEnding"/>, or 25 with a repeated
    /// one.</summary>
    public ImmutableArray<HourEnding> LabelsOf(OperatingDay day)
    {
        var count = HourCount(day);
        return [.. Enumerable.Range(0, count).Select(index => LabelAt(index, count))];
    }

    /// <summary>The hour that a label names on a day, or a refusal when the label does not exist that day.</summary>
    public Outcome<DeliveryInterval> HourOf(OperatingDay day, HourEnding label)
    {
        var index = LabelsOf(day).IndexOf(label);
        if (index >= 0) return HoursOf(day)[index];
        return label.IsRepeated
            ? new Refusal("not-repeated-hour", $"{Name} does not have hour ending {label.Hour:00} twice on {day}",
                $"{day} HE{label}", "Remove the repeated-hour flag.")
            : new Refusal("skipped-hour", $"{Name} has no hour ending {label} on {day}: the clock jumps over it",
                $"{day} HE{label}", "Remove the interval, or check that the file is in prevailing time.");
    }

    /// <summary>How many hours carry a label on a day: none, one or two.</summary>
    public int OccurrencesOf(OperatingDay day, int hourEnding) => LabelsOf(day).Count(label => label.Hour == hourEnding);

    /// <summary>The label that the spring day jumps over, or null on any other day.</summary>
    public int? SkippedHourEnding(OperatingDay day) => HourCount(day) == 23 ? springHourWithoutLabel : null;

    /// <summary>The label that the autumn day has twice, or null on any other day.</summary>
    public int? RepeatedHourEnding(OperatingDay day) => HourCount(day) == 25 ? AutumnRepeatedLabel : null;

    /// <summary>A clock time on the market's clock, for gates and publications. A skipped time moves forward, a repeated one is the
    /// first.</summary>
    public Instant At(OperatingDay day, LocalTime time) =>
        zone.ResolveLocal(day.Date.At(time), NodaTime.TimeZones.Resolvers.LenientResolver).ToInstant();

    /// <summary>An instant as the market's clock shows it, with the offset from UTC in force.</summary>
    public OffsetDateTime OnClock(Instant instant) => instant.InZone(zone).ToOffsetDateTime();

    /// <summary>True when the hour in which an instant lies is on-peak (5×16, or 6×16 where the market trades it so).</summary>
    public bool IsOnPeak(Instant instant)
    {
        var day = DayOf(instant);
        var hour = HourEndingOf(instant).Hour;
        return IsBusinessDay(day) && hour >= onPeakFirstHourEnding && hour < onPeakFirstHourEnding + 16;
    }

    /// <summary>True on a day that has on-peak hours: Monday to Friday (Saturday too in the west) but for NERC holidays.</summary>
    public bool IsBusinessDay(OperatingDay day) =>
        day.Date.DayOfWeek switch
        {
            IsoDayOfWeek.Sunday => false,
            IsoDayOfWeek.Saturday => saturdayIsOnPeak,
            _ => true,
        } && !NercHolidays.IsHoliday(day);

    /// <summary>The block an hour belongs to: 5×16 (on-peak), 2×16 (the same hours of other days) or 7×8 (nights).</summary>
    public PeakBlock BlockOf(Instant instant)
    {
        var hour = HourEndingOf(instant).Hour;
        if (hour < onPeakFirstHourEnding || hour >= onPeakFirstHourEnding + 16) return PeakBlock.Night;
        return IsBusinessDay(DayOf(instant)) ? PeakBlock.OnPeak : PeakBlock.WeekendDay;
    }

    private HourEnding LabelAt(int index, int hourCount) => hourCount switch
    {
        23 => new(index + 1 < springHourWithoutLabel ? index + 1 : index + 2),
        25 => index < AutumnRepeatedLabel ? new(index + 1) : new(index, isRepeated: index == AutumnRepeatedLabel),
        _ => new(index + 1),
    };

    private Instant StartOf(OperatingDay day) => zone.AtStartOfDay(day.Date).ToInstant();
}

/// <summary>The blocks in which power is traded.</summary>
public enum PeakBlock
{
    /// <summary>5×16: sixteen hours of each business day (6×16 in the west).</summary>
    OnPeak,
    /// <summary>2×16: the same sixteen hours of weekends and NERC holidays.</summary>
    WeekendDay,
    /// <summary>7×8: the other eight hours of every day.</summary>
    Night,
}
