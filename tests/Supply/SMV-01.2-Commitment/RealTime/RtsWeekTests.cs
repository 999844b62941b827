using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Checkers.Commitment;
using Busbar.Supply.Commitment.RealTime;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Forecasting;
using NodaTime;

namespace Busbar.Supply.Commitment.Tests.RealTime;

/// <summary>The area-1 thermal units of RTS-GMLC over the week for which both a day-ahead price (PLEXOS, bus 101) and a real-time price
/// (Prescient, bus Abel, the same bus) exist: 10 to 16 July 2020. Planned and scheduled day-ahead, re-dispatched every five minutes with
/// an hour's outlook at the real-time price; plants follow their base points.</summary>
public sealed class RtsWeekTests
{
    private const int Ahead = 12;
    private static readonly OperatingDay First = OperatingDay.Of(2020, 7, 10);

    [Fact]
    public void A_week_of_five_minute_base_points_passes_the_checker_and_earns_more_than_the_schedule()
    {
        var (fleet, before) = (RtsArea1.Fleet(), ImmutableArray<UnitState>.Empty);
        var (dayAhead, realTime) = (DayAhead(), RealTime());
        var terms = fleet.Thermal.Where(unit => unit.MinUpHours == 1).Select(unit => new RealTimeTerms(
            unit.Name, Mw.Zero, null, new(10, 60, 60), default)).ToImmutableArray();
        var (held, moved, points) = (0d, 0d, 0);
        foreach (var day in First.Through(First.Plus(6)))
        {
            var schedule = Schedule(fleet, dayAhead, day, before);
            before = [.. schedule.Units.Select(unit => unit.After)];
            RealTimeDispatch? previous = null;
            foreach (var interval in Fixtures.Calendar.IntervalsOf(day, Duration.FromMinutes(5)).SkipLast(Ahead))
            {
                var inputs = Inputs(fleet, schedule, realTime, interval.Start, previous, terms);
                previous = DispatchRealTime.Run(inputs).OrThrow();
                Assert.Empty(CheckRealTime.Run(fleet, schedule, previous, terms));
                var price = inputs.Prices[0].Value;
                foreach (var (unit, point) in fleet.Thermal.Zip(previous.Units))
                {
                    moved += Margin(unit, point.IsOn[0], point.Next, price) - StartOf(unit, point);
                    var plan = schedule.Units.Single(each => each.Unit == unit.Name);
                    var hour = plan.Output.IndexOf(Hour(interval.Start));
                    held += Margin(unit, plan.IsOn[hour], plan.Output[hour], price)
                        - (interval.Start == Hour(interval.Start) ? (double)plan.Starts.Where(start => start.HourIndex == hour)
                            .Sum(start => start.Cost.Value) : 0);
                    points++;
                }
            }
        }
        Assert.True(points > 40_000, $"{points} base points");
        Assert.True(moved > held, $"re-dispatch earns {moved:0}, the schedule held {held:0} USD at the real-time price");
    }

    private static DispatchSchedule Schedule(
        FleetRegister fleet, Series<UsdPerMwhEstimate> prices, OperatingDay day, ImmutableArray<UnitState> before)
    {
        var view = new PriceView(day, Fixtures.DecidedAt(day), "101", HourlyCut.Of(prices, Fixtures.Calendar.WholeDay(day).Start,
            Fixtures.Calendar.WholeDay(day.Plus(1)).End)!, [], "PLEXOS", default);
        return CommitUnits.Run(new(Fixtures.Calendar, day, Fixtures.DecidedAt(day), fleet, view, before, [], [])).OrThrow()
            with { Basis = ScheduleBasis.DayAheadAwards };
    }

    private static DispatchRealTimeInputs Inputs(
        FleetRegister fleet, DispatchSchedule schedule, Series<UsdPerMwhEstimate> prices, Instant start, RealTimeDispatch? previous,
        ImmutableArray<RealTimeTerms> terms)
    {
        var decided = start - Duration.FromMinutes(1);
        var outlook = Enumerable.Range(0, Ahead).Select(at => prices.At(Hour(start + Duration.FromMinutes(5 * at))));
        var readings = fleet.Thermal.Select(unit => new UnitTelemetry(unit.Name, decided,
            previous?.Units.Single(each => each.Unit == unit.Name).Next
                ?? schedule.Units.Single(each => each.Unit == unit.Name).Output[0], null, TelemetryQuality.Good));
        return new(Fixtures.Calendar, decided, fleet, schedule, [], new(start, Duration.FromMinutes(5), [.. outlook]), "101",
            [.. readings], Duration.FromMinutes(3), previous, terms, [], true);
    }

    private static double Margin(ThermalUnit unit, bool isOn, Mw output, double price) => isOn
        ? ((double)output.Value * (price - (double)unit.Vom.Value)
            - (double)(UnitCosting.HeatAt(unit, output) * unit.FuelPrice).Value) / 12 : 0;

    private static double StartOf(ThermalUnit unit, UnitBasePoint point) => point.IsOn[0] && !point.IsOnBefore
        ? (double)(unit.Starts[0].Heat * unit.FuelPrice + unit.Starts[0].OtherCost).Value : 0;

    private static Instant Hour(Instant at) => Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds() / 3600 * 3600);

    /// <summary>Hourly from 5 July, bus 101.</summary>
    private static Series<UsdPerMwhEstimate> DayAhead() => new(Fixtures.Calendar.WholeDay(OperatingDay.Of(2020, 7, 5)).Start,
        Duration.FromHours(1), [.. SharedFiles.Lines("dispatch/rts-gmlc/PLEXOS_DA_noTX_price.csv.gz").Skip(1)
            .Select(line => new UsdPerMwhEstimate((double)SharedFiles.Number(line.Split(',')[1])))]);

    /// <summary>Hourly from 10 July, bus Abel (number 101).</summary>
    private static Series<UsdPerMwhEstimate> RealTime() => new(Fixtures.Calendar.WholeDay(First).Start, Duration.FromHours(1),
        [.. SharedFiles.Lines("dispatch/rts-gmlc/prescient-week/bus_detail.csv.gz").Select(line => line.Split(','))
            .Where(row => row[3] == "Abel").Select(row => new UsdPerMwhEstimate((double)SharedFiles.Number(row[7])))]);
}
