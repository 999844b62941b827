using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Commitment.RealTime;
using Busbar.Supply.Handoffs.Commitment;
using NodaTime;

namespace Busbar.Supply.Commitment.Tests.RealTime;

/// <summary>Plain real-time inputs: noon of the day of <see cref="Fixtures"/>, the last reading half a minute old.</summary>
internal static class RealTimeFixtures
{
    public static readonly Instant Noon = Fixtures.Calendar.At(Fixtures.Day, new LocalTime(12, 0));

    public static readonly Instant Decided = Noon - Duration.FromMinutes(1);

    public static DispatchRealTimeInputs Inputs(
        FleetRegister fleet, ImmutableArray<UnitSchedule> schedule, double[] prices, params ImmutableArray<UnitTelemetry> telemetry) => new(
        Fixtures.Calendar, Decided, fleet, new(Fixtures.Day, ScheduleBasis.DayAheadAwards, Fixtures.DecidedAt(), schedule), [],
        new(Noon, Duration.FromMinutes(5), [.. prices.Select(price => new UsdPerMwhEstimate(price))]), "iso-ne-ca", telemetry,
        Duration.FromMinutes(3), null, [], [], true);

    public static UnitTelemetry Reads(string unit, decimal mw, decimal? stored = null) =>
        new(unit, Decided - Duration.FromSeconds(30), new(mw), stored is { } mwh ? new Mwh(mwh) : null, TelemetryQuality.Good);

    public static RealTimeTerms Terms(string unit, decimal reserve = 0, decimal? available = null, QuickStart? quick = null) =>
        new(unit, new(reserve), available is { } mw ? new Mw(mw) : null, quick, default);

    /// <summary>A schedule that is on or off by hour, at one output while on.</summary>
    public static UnitSchedule Scheduled(string unit, Func<int, decimal> output)
    {
        var whole = Fixtures.Calendar.WholeDay(Fixtures.Day);
        var hours = new Series<Mw>(whole.Start, Duration.FromHours(1), [.. Enumerable.Range(0, 24).Select(hour => new Mw(output(hour)))]);
        return new(unit, hours, [.. hours.Values.Select(mw => mw != Mw.Zero)], [], Mmbtu.Zero, Usd.Zero, Usd.Zero, Usd.Zero, Usd.Zero,
            Fixtures.On(unit, hours[23].Value));
    }
}
