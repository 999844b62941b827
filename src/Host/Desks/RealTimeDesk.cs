using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Checkers.Commitment;
using Busbar.Supply.Commitment.RealTime;
using Busbar.Supply.Handoffs.Commitment;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>SMV-01.2 in real time: base points from telemetry and price. Readings come from the plants' telemetry series, the price from
/// the outlook series; where there is none the day-ahead schedule and the day-ahead price stand in, which is found.</summary>
public static class RealTimeDesk
{
    private const int Ahead = 24;
    private static readonly Duration Five = Duration.FromMinutes(5);
    private static readonly Duration StaleAfter = Duration.FromMinutes(10);

    /// <summary>Gives the base points of the interval after the clock and has them checked.</summary>
    public static void Dispatch(DeskSession desk)
    {
        var start = NextInterval(desk.Clock);
        desk.Day = desk.Calendar.DayOf(start);
        var fleet = CommitmentDesk.Fleet(desk);
        var schedule = desk.Need<DispatchSchedule>(Kinds.AwardSchedule, desk.Day.ToString());
        var (prices, isOutlookSimulated) = Outlook(desk, start);
        var readings = fleet.UnitNames().Select(unit => Reading(desk, unit)).OfType<(UnitTelemetry Reading, bool IsSimulated)>()
            .ToImmutableArray();
        var terms = Terms(desk, fleet, schedule, start);
        var dispatch = desk.Take(DispatchRealTime.Run(new(
            desk.Calendar, desk.Clock, fleet, schedule, CommitmentDesk.Before(desk), prices, desk.Profile.Location,
            [.. readings.Select(each => each.Reading)], StaleAfter, Previous(desk), terms, CommitmentDesk.FuelPrices(desk, fleet),
            isOutlookSimulated || readings.Any(each => each.IsSimulated))));
        desk.Note(CheckRealTime.Run(fleet, schedule, dispatch, terms));
        desk.Save(nameof(RealTimeDispatch), KeyOf(desk.Calendar, start), dispatch);
    }

    /// <summary>The start of the first five-minute interval not before an instant.</summary>
    public static Instant NextInterval(Instant at) => Instant.FromUnixTimeSeconds((at.ToUnixTimeSeconds() + 299) / 300 * 300);

    /// <summary>The key of the base points of an interval: its day and its start, <c>2017-03-12/0710Z</c>; the clock is UTC, so that a
    /// repeated hour has keys of its own.</summary>
    public static string KeyOf(MarketCalendar calendar, Instant start) =>
        $"{calendar.DayOf(start)}/{start.ToString("HHmm", System.Globalization.CultureInfo.InvariantCulture)}Z";

    /// <summary>The base points given last, if they are of this hour.</summary>
    private static RealTimeDispatch? Previous(DeskSession desk)
    {
        var given = desk.FindAll<RealTimeDispatch>(nameof(RealTimeDispatch), $"{desk.Day}/", $"{desk.Day}/~");
        return given.Where(each => each.DecidedAt < desk.Clock && each.DecidedAt > desk.Clock - Duration.FromHours(1))
            .MaxBy(each => each.DecidedAt);
    }

    private static (Series<UsdPerMwhEstimate> Prices, bool IsSimulated) Outlook(DeskSession desk, Instant start)
    {
        var key = desk.Series.PriceOutlook(desk.Profile.Location);
        if (desk.Has(key) && desk.Read(key, start, start + Five * Ahead) is var outlook && outlook.Step == Five)
        {
            var known = outlook.Values.TakeWhile(double.IsFinite).ToList();
            if (known.Count > 0) return (new(start, Five, [.. known.Select(UsdPerMwhEstimate.Of)]),
                outlook.Flags.Contains(ValueFlag.Simulated));
        }
        desk.Note([new Finding("outlook-from-day-ahead", Severity.Warning, $"no outlook of the real-time price is known at {desk.Clock}",
            $"{key}", "The day-ahead price of each hour stands for it.", new(start, start + Five))]);
        var dayAhead = desk.RecordOfDay(desk.Series.Price(desk.Profile.Location, "da", "lmp"));
        var count = (int)Math.Min(Ahead, (dayAhead.End - start) / Five);
        return (new(start, Five, [.. Enumerable.Range(0, count).Select(at =>
            new UsdPerMwhEstimate((double)dayAhead[(int)((start + Five * at - dayAhead.Start).TotalHours)]))]), false);
    }

    /// <summary>The latest reading of the last hour. A value that its source filled or estimated is suspect.</summary>
    private static (UnitTelemetry Reading, bool IsSimulated)? Reading(DeskSession desk, string unit)
    {
        var key = desk.Series.PlantTelemetry(unit);
        if (Latest(desk, key) is not { } output) return null;
        var stored = Latest(desk, desk.Series.PlantStored(unit));
        var quality = output.Flag is ValueFlag.Metered or ValueFlag.Simulated ? TelemetryQuality.Good : TelemetryQuality.Suspect;
        return (new(unit, output.At, new((decimal)output.Value), stored is { } held ? new Mwh((decimal)held.Value) : null, quality),
            output.Flag == ValueFlag.Simulated);
    }

    private static (Instant At, double Value, ValueFlag Flag)? Latest(DeskSession desk, SeriesKey key)
    {
        if (!desk.Has(key)) return null;
        var end = Instant.FromUnixTimeSeconds(desk.Clock.ToUnixTimeSeconds() / 300 * 300);
        var reading = desk.Read(key, end - Duration.FromHours(1), end);
        var last = Array.FindLastIndex(reading.Values, double.IsFinite);
        return last < 0 ? null : (reading.From + reading.Step * (last + 1), Math.Round(reading.Values[last], 6), reading.Flags[last]);
    }

    /// <summary>Combustion turbines with minimum times of an hour are quick starts of ten minutes. Energy left in a store is worth the
    /// least day-ahead price at which the schedule still sells it later in the day.</summary>
    private static ImmutableArray<RealTimeTerms> Terms(DeskSession desk, FleetRegister fleet, DispatchSchedule schedule, Instant start)
    {
        var prices = desk.RecordOfDay(desk.Series.Price(desk.Profile.Location, "da", "lmp"));
        double WaterValue(string store)
        {
            var output = schedule.Units.Single(unit => unit.Unit == store).Output;
            var later = Enumerable.Range(0, output.Count).Where(hour => output.IntervalAt(hour).Start >= start + Five * Ahead
                && output[hour] > Mw.Zero).Select(hour => (double)prices[hour]).ToList();
            return later.Count == 0 ? 0 : later.Min();
        }

        return
        [
            .. fleet.Thermal.Where(unit => unit.Kind == UnitKind.CombustionTurbine && unit is { MinUpHours: 1, MinDownHours: 1 })
                .Select(unit => new RealTimeTerms(unit.Name, Mw.Zero, null, new(10, 60, 60), default)),
            .. fleet.Storage.Select(unit => new RealTimeTerms(unit.Name, Mw.Zero, null, null, new(WaterValue(unit.Name)))),
        ];
    }
}
