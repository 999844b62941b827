using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Checkers.Commitment;
using Busbar.Supply.Commitment.RealTime;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Tests.RealTime;

/// <summary>Faults planted in good base points: the checker finds each kind.</summary>
public sealed class CheckRealTimeTests
{
    private static readonly FleetRegister Fleet = new("test", [Fixtures.Steam()], [new("wind", "wind", new(80))],
        [new("hydro", new(5), new(50), new(400))], [new("store", new(60), new(60), new(100), 0.8m)]);

    private static readonly DispatchRealTimeInputs Inputs = RealTimeFixtures.Inputs(Fleet,
        [RealTimeFixtures.Scheduled("steam-1", _ => 150), RealTimeFixtures.Scheduled("wind", _ => 40),
            RealTimeFixtures.Scheduled("hydro", _ => 20), RealTimeFixtures.Scheduled("store", _ => 0)],
        [60, 60, 60, 60], RealTimeFixtures.Reads("steam-1", 290), RealTimeFixtures.Reads("wind", 33),
        RealTimeFixtures.Reads("hydro", 20), RealTimeFixtures.Reads("store", 0, 50))
        with { Terms = [RealTimeFixtures.Terms("steam-1", 5), RealTimeFixtures.Terms("store", 10)] };

    private static readonly RealTimeDispatch Good = DispatchRealTime.Run(Inputs).OrThrow();

    [Fact]
    public void Good_base_points_pass() => Assert.Empty(Codes(Good));

    [Fact]
    public void Each_planted_fault_of_a_thermal_unit_is_found()
    {
        Found("check-limits", Steam(point => Send(point, 2, 299)));
        Found("check-limits", Steam(point => Send(point, 0, 295.5m)));
        Found("check-ramp", Steam(point => Send(point, 3, 280)));
        Found("check-off-output", Steam(point => point with { IsOn = point.IsOn.SetItem(3, false) }));
        Found("check-commitment", Steam(point => Send(point with { IsOn = point.IsOn.SetItem(3, false) }, 3, 0)));
        Found("check-stop-cap", Steam(point => Send(point with { IsOn = point.IsOn.SetItem(3, false) }, 3, 0)));
        Found("check-start-cap", Steam(point => point with { IsOnBefore = false }));
        Found("check-reserve", Steam(point => point with { Reserve = point.Reserve.SetItem(1, new(6)) }));
        Found("check-commitment", Good, Inputs.Schedule with
        {
            Units = Inputs.Schedule.Units.SetItem(0, RealTimeFixtures.Scheduled("steam-1", hour => hour < 11 ? 150 : 0)),
        }, Steam(point => point with { Before = new(100), Output = point.Output.Select(_ => new Mw(100)) }));
    }

    [Fact]
    public void A_quick_start_that_is_too_early_or_too_short_is_found()
    {
        ImmutableArray<RealTimeTerms> quick = [RealTimeFixtures.Terms("steam-1", 0, null, new(10, 10, 10))];
        var open = Inputs.Schedule with { Units = Inputs.Schedule.Units.SetItem(0, RealTimeFixtures.Scheduled("steam-1", _ => 0)) };
        ImmutableArray<bool> early = [false, true, true, true], brief = [false, false, true, false], good = [false, false, true, true];
        Assert.Contains("check-quick-start", Codes(Run(early), open, quick));
        Assert.Contains("check-quick-start", Codes(Run(brief), open, quick));
        Assert.Empty(Codes(Run(good), open, quick));

        RealTimeDispatch Run(ImmutableArray<bool> isOn) => Steam(point => point with
        {
            IsOnBefore = false, Before = new(0), IsOn = isOn, Reserve = [.. isOn.Select(_ => Mw.Zero)],
            Output = new(point.Output.Start, point.Output.Step, [.. isOn.Select(on => new Mw(on ? 100 : 0))]),
        });
    }

    [Fact]
    public void Each_planted_fault_of_the_others_is_found()
    {
        Found("check-limits", With(1, point => Send(point, 0, 81)));
        Found("check-limits", With(2, point => Send(point, 0, 51)));
        Found("check-budget", With(2, point => Send(point, 1, 49)));
        Found("check-limits", With(3, point => Send(point, 0, -61)));
        Found("check-store", With(3, point => point with { Stored = point.Stored.SetItem(1, new(99)) }));
        Found("check-store", With(3, point => point with { Stored = [] }));
        Found("check-store", With(3, point => point with { StoredBefore = new(1) }));
        Found("check-reserve", With(3, point => point with { Reserve = point.Reserve.SetItem(2, new(9)) }));
        Found("check-missing-unit", Good with { Units = Good.Units.RemoveAt(1) });
        Found("check-intervals", Good with { Units = Good.Units.Add(Good.Units[1]) });
        Found("check-intervals", With(1, point => point with { IsOn = point.IsOn.RemoveAt(0) }));
        Assert.Contains("check-unknown-unit", CheckRealTime.Run(Fleet with { Renewable = [] }, Inputs.Schedule, Good, Inputs.Terms)
            .Select(finding => finding.Code));
    }

    private static void Found(string code, RealTimeDispatch faulty) => Assert.Contains(code, Codes(faulty));

    private static void Found(string code, RealTimeDispatch good, DispatchSchedule schedule, RealTimeDispatch faulty)
    {
        Assert.DoesNotContain(code, Codes(good));
        Assert.Contains(code, Codes(faulty, schedule));
    }

    private static IEnumerable<string> Codes(
        RealTimeDispatch dispatch, DispatchSchedule? schedule = null, ImmutableArray<RealTimeTerms>? terms = null) =>
        CheckRealTime.Run(Fleet, schedule ?? Inputs.Schedule, dispatch, terms ?? Inputs.Terms).Select(finding => finding.Code);

    private static RealTimeDispatch Steam(Func<UnitBasePoint, UnitBasePoint> change) => With(0, change);

    private static RealTimeDispatch With(int unit, Func<UnitBasePoint, UnitBasePoint> change) =>
        Good with { Units = Good.Units.SetItem(unit, change(Good.Units[unit])) };

    private static UnitBasePoint Send(UnitBasePoint point, int at, decimal mw) =>
        point with { Output = new(point.Output.Start, point.Output.Step, point.Output.Values.SetItem(at, new(mw))) };
}
