using System.Collections.Immutable;
using Busbar.Host.Cycles;
using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Utility;
using NodaTime;

namespace Busbar.Host.Tests;

/// <summary>The real-time cycle over a real store: readings and outlook from their series, what stands in for them, what is
/// refused.</summary>
public sealed class RealTimeTests : IDisposable
{
    private static readonly OperatingDay Day = OperatingDay.Of(2017, 3, 12);
    private static readonly MarketCalendar Calendar = MarketCalendar.IsoNe;
    private static readonly SupplySeries Names = new("isone");
    private static readonly Instant Decided = Calendar.At(Day, new LocalTime(14, 3));
    private static readonly UtilityProfile Profile = new("Test Light", "ISO-NE", "hub", 0.05m, "made for the test", 0, new(0), [], [],
        new("clause", "tariff", [], new(0), 1, 0, 12, new(0), new(2017, 1, 1)));

    private readonly string folder = Directory.CreateTempSubdirectory("busbar-real-time-").FullName;
    private readonly FactStore store;

    public RealTimeTests() => store = FactStore.Open(
        new StoreLocation.Sqlite(Path.Combine(folder, "busbar.db")), SystemClock.Instance);

    [Fact]
    public void Base_points_follow_telemetry_and_outlook_and_say_that_they_are_simulated()
    {
        Fill();
        PutFive(Names.PlantTelemetry("steam"), "13:00", [.. Enumerable.Range(0, 12).Select(at => 140m + at)]);
        PutFive(Names.PriceOutlook("hub"), "14:05", [.. Enumerable.Repeat(90m, 24)], Calendar.At(Day, new LocalTime(14, 0)));
        var stored = RealTime.Run(store, Profile, Decided, Actor.Engine);
        var point = Assert.Single(stored.Body.Units);
        Assert.Equal((151m, ReadingSource.Telemetry), (point.Before.Value, point.From));
        Assert.Equal((156m, BasePointReason.RampUp), (point.Next.Value, point.Reason));
        Assert.True(stored.Body.IsSimulated);
        Assert.Equal("2017-03-12/1805Z", stored.Id.Key);
        Assert.Empty(Findings(Decided));
        // Five minutes later there is no new reading: the old one counts for ten minutes, then the base point stands for it.
        Assert.Equal(ReadingSource.Telemetry, Next(5).From);
        var late = Next(10);
        Assert.Equal((ReadingSource.LastGood, 156m), (late.From, late.Before.Value));
        Assert.Equal(["stale-telemetry"], Findings(Decided + Duration.FromMinutes(10)).Select(finding => finding.Code));
    }

    [Fact]
    public void Without_telemetry_or_outlook_the_day_ahead_stands_in_and_is_found()
    {
        Fill();
        var point = Assert.Single(RealTime.Run(store, Profile, Decided, Actor.Engine).Body.Units);
        Assert.Equal((150m, ReadingSource.Schedule), (point.Before.Value, point.From));
        Assert.Equal(["missing-telemetry", "outlook-from-day-ahead"], Findings(Decided).Select(finding => finding.Code).Order());
    }

    [Fact]
    public void A_day_without_a_schedule_is_refused() => Assert.Equal("missing-document",
        Assert.Throws<RefusedException>(() => RealTime.Run(store, Profile, Decided, Actor.Engine)).Refusal.Code);

    public void Dispose()
    {
        store.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private UnitBasePoint Next(int minutes) => RealTime.Run(store, Profile, Decided + Duration.FromMinutes(minutes), Actor.Engine)
        .Body.Units[0];

    private ImmutableArray<Finding> Findings(Instant at) =>
        store.ReadDocument<ShardFindings>(new("Findings", RealTime.ShardOf(at)), AsOf.Latest)?.Body.Findings ?? [];

    private void Fill()
    {
        var steam = new ThermalUnit("steam", UnitKind.Steam, "gas", new(100), new(300), new(60), 4, 3,
            [new(new(100), new(1000)), new(new(300), new(2800))], [new(3, new(400), new(50))], new(3), new(1), false);
        var hours = Calendar.HoursOf(Day);
        var output = new Series<Mw>(hours[0].Start, Duration.FromHours(1), [.. hours.Select(_ => new Mw(150))]);
        using var batch = store.Begin(Actor.Engine, new RunId("test"));
        var known = Calendar.At(Day.Plus(-1), new LocalTime(13, 30));
        batch.PutDocument(new("FleetRegister", "current"), new FleetRegister("test", [steam], [], [], []), known);
        batch.PutDocument(new("AwardSchedule", Day.ToString()), new DispatchSchedule(Day, ScheduleBasis.DayAheadAwards, known,
            [new("steam", output, [.. hours.Select(_ => true)], [], Mmbtu.Zero, Usd.Zero, Usd.Zero, Usd.Zero, Usd.Zero,
                new("steam", true, 5, new(150), Mwh.Zero))]), known);
        batch.PutSeries(Names.Price("hub", "da", "lmp"), output.Select(_ => 28m), Publication.At(known), "test");
        batch.Commit();
    }

    private void PutFive(SeriesKey key, string from, ImmutableArray<decimal> values, Instant? knownAt = null)
    {
        var start = Calendar.At(Day, NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(from).Value);
        var series = new Series<decimal>(start, Duration.FromMinutes(5), values);
        using var batch = store.Begin(Actor.Gateway, new RunId($"test {key}"));
        batch.PutSeries(key, series, knownAt is { } at ? Publication.At(at) : Publication.After(series, Duration.Zero), "simulated plant",
            [.. values.Select(_ => ValueFlag.Simulated)]);
        batch.Commit();
    }
}
