using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Commitment;
using NodaTime;

namespace Busbar.Browser;

/// <summary>The sample desk's plants, their offers, results and one real-time dispatch a day: eleven gas units, a battery.</summary>
public static class SampleFleet
{
    public static ImmutableArray<string> Names { get; } = [.. Enumerable.Range(0, 12).Select(NameOf)];

    public static FleetRegister Register { get; } = new(
        "sample register", [.. Enumerable.Range(0, 11).Select(Thermal)], [], [],
        [new("BATTERY", new(30), new(30), new(120), 0.85m)]);

    public static string NameOf(int unit) => unit == 11 ? "BATTERY" : $"{101 + unit}_CC_{1 + unit % 3}";

    public static void Put(WriteBatch batch, OperatingDay day, DispatchSchedule awarded)
    {
        var (morning, noon, settled) = (SampleDesk.At(day.Plus(-1), 9), SampleDesk.At(day, 12), SampleDesk.At(day.Plus(2), 10));
        batch.PutDocument(new("FleetOffers", day.ToString()), Offers(day, morning), morning);
        batch.PutDocument(new("RealTimeDispatch", $"{day}/1705Z"), BasePoints(day, noon), noon);
        batch.PutDocument(new("FleetMakeWhole", day.ToString()), new FleetMakeWhole(day, settled, "ISO-NE",
        [
            new(NameOf(4), "day-ahead NCPC", [4, 5, 6], new(1_250), new(4_200), new(310.5m), new(5_000), new(0), new(0), new(760.5m)),
            new(NameOf(5), "day-ahead NCPC", [5, 6, 7], new(1_250), new(4_200), new(0), new(8_000), new(0), new(0), new(0)),
        ]), settled);
        batch.PutDocument(new("FleetResult", day.ToString()), new FleetResult(day, settled,
        [
            .. awarded.Units.Select((unit, i) => new PlantResult(unit.Unit, unit.Revenue, new(-40 * i), unit.FuelCost,
                unit.OtherStartCost, unit.VomCost, new(i == 4 ? 760.5m : 0), unit.Profit + new Usd(500), EnergyOf(unit))),
        ]), settled);
    }

    private static PlantEnergy EnergyOf(UnitSchedule unit)
    {
        var energy = new Mwh(unit.Output.Values.Sum(mw => mw.Value));
        return new(energy, energy, energy, energy, Mwh.Zero, Mwh.Zero, new(0.01m * energy.Value), new(0.02m * energy.Value));
    }

    private static ThermalUnit Thermal(int unit) => new(
        NameOf(unit), UnitKind.CombinedCycle, "gas", new(20), new(60 + 10 * (11 - unit)), new(60), 4, 3,
        [new(new(20), new(190)), new(new(40), new(350)), new(new(60 + 10 * (11 - unit)), new(350 + 9 * (20 + 10 * (11 - unit))))],
        [new(3, new(150), new(200)), new(12, new(300), new(350))], new(3 + 0.1m * unit), new(1.1m), false);

    private static FleetOffers Offers(OperatingDay day, Instant submitted) => new(
        day, SampleDesk.At(day.Plus(-1), 10), submitted, SampleDesk.Location,
        [
            .. Enumerable.Range(0, 12).Select(unit => new UnitOffer(
                NameOf(unit), SampleSeries.Hourly(day, _ => new Mw(unit == 11 ? 0 : 20)),
                SampleSeries.Hourly(day, hour => new Mw(unit == 10 && hour < 6 ? 0 : unit == 11 ? 30 : 60 + 10 * (11 - unit))), new(60),
                new(unit == 11 ? 0 : 1_250), new(unit == 11 ? 0 : 600 + 20 * unit),
                unit == 11 ? [new(new(30), new(0))] : [new(new(40), new(26 + unit)), new(new(60 + 10 * (11 - unit)), new(29.5m + unit))],
                [.. SampleSeries.Hourly(day, _ => unit < 4).Values], new(unit == 11 ? 0 : 20))),
        ]);

    private static RealTimeDispatch BasePoints(OperatingDay day, Instant noon) => new(
        day, noon, SampleDesk.Location,
        [
            .. Enumerable.Range(0, 12).Select(unit =>
            {
                var output = new Series<Mw>(noon + Duration.FromMinutes(5), Duration.FromMinutes(5),
                    [.. Enumerable.Range(0, 24).Select(at => new Mw(unit < 9 ? 40 + unit + Math.Min(at, 10) : 0))]);
                return new UnitBasePoint(NameOf(unit), new(unit < 9 ? 39 + unit : 0),
                    unit == 3 ? ReadingSource.LastGood : ReadingSource.Telemetry, unit < 9, output,
                    [.. output.Values.Select(mw => mw.Value > 0)], [.. output.Values.Select(_ => new Mw(unit == 1 ? 8 : 0))], new(0),
                    unit == 11 ? [.. output.Values.Select(_ => new Mwh(30))] : [],
                    unit == 11 ? BasePointReason.Waits : unit == 1 ? BasePointReason.ReserveHeld : unit < 9 ? BasePointReason.RampUp
                        : BasePointReason.Off);
            }),
        ], true);
}
