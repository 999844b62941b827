using System.Collections.Immutable;
using Busbar.Supply.Checkers.Commitment.Systems;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Tests.Systems;

/// <summary>The checker of systems passes right schedules and finds each fault planted in one.</summary>
public sealed class CheckSystemScheduleTests
{
    private static readonly CommitmentCase Case = SmallSystem.Case;
    private static readonly SystemSchedule Right = SmallSystem.Schedule;

    private static string[] Codes(CommitmentCase given, SystemSchedule schedule) =>
        [.. CheckSystemSchedule.Run(given, schedule).Select(finding => finding.Code).Distinct()];

    [Fact]
    public void A_right_schedule_has_no_faults() => Assert.Empty(Codes(Case, Right));

    [Fact]
    public void The_cost_is_the_one_worked_out_by_hand() => Assert.Equal(SmallSystem.CostUsd, ScheduleCost.Usd(Case, Right), 9);

    [Fact]
    public void A_shortage_that_is_stated_is_no_fault()
    {
        var (given, schedule) = SmallSystem.Short();
        Assert.Empty(Codes(given, schedule));
    }

    [Theory]
    [InlineData(StartRule.HoursOff, 830)]
    [InlineData(StartRule.PglibUc, 890)]
    public void Starts_are_charged_by_the_rule_of_the_case(StartRule rule, double usd)
    {
        var (given, schedule) = SmallSystem.TwoStarts(rule);
        Assert.Equal(usd, ScheduleCost.Usd(given, schedule), 9);
        Assert.Empty(Codes(given, schedule));
        Assert.Equal(["check-objective"], Codes(given with { StartRule = 1 - rule }, schedule));
    }

    public static TheoryData<string, string> Planted => [.. Faults.Keys.Select(key => (key.Code, key.What))];

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_planted_fault_is_found(string code, string what) =>
        Assert.Contains(code, Codes(Case, Faults[(code, what)](Right)));

    public static TheoryData<string, string> PlantedInCase => [.. CaseFaults.Keys.Select(key => (key.Code, key.What))];

    [Theory]
    [MemberData(nameof(PlantedInCase))]
    public void A_schedule_of_another_case_is_found(string code, string what) =>
        Assert.Contains(code, Codes(CaseFaults[(code, what)](Case), Right));

    public static TheoryData<string, string> PlantedInShort => [.. ShortFaults.Keys.Select(key => (key.Code, key.What))];

    [Theory]
    [MemberData(nameof(PlantedInShort))]
    public void A_shortage_stated_wrongly_is_found(string code, string what)
    {
        var (given, schedule) = SmallSystem.Short();
        Assert.Contains(code, Codes(given, ShortFaults[(code, what)](schedule)));
    }

    [Fact]
    public void At_least_sixty_faults_are_planted() =>
        Assert.True(Faults.Count + CaseFaults.Count + ShortFaults.Count >= 60);

    private static SystemSchedule On(int unit, Func<ThermalDispatch, ThermalDispatch> change) =>
        Right with { Thermal = Right.Thermal.SetItem(unit, change(Right.Thermal[unit])) };

    private static SystemSchedule Set(int unit, int hour, double mw) =>
        On(unit, day => day with { OutputMw = day.OutputMw.SetItem(hour, mw) });

    private static SystemSchedule Set(int unit, int hour, bool isOn, double mw) =>
        On(unit, day => day with { IsOn = day.IsOn.SetItem(hour, isOn), OutputMw = day.OutputMw.SetItem(hour, mw) });

    private static SystemSchedule Up(int unit, int hour, double mw) =>
        On(unit, day => day with { SpinningMw = day.SpinningMw.SetItem(hour, mw) });

    private static SystemSchedule Down(int unit, int hour, double mw) =>
        On(unit, day => day with { DownwardMw = day.DownwardMw.SetItem(hour, mw) });

    private static SystemSchedule Wind(int hour, double mw) =>
        Right with { Renewable = [Right.Renewable[0] with { OutputMw = Right.Renewable[0].OutputMw.SetItem(hour, mw) }] };

    private static SystemSchedule Store(Func<StorageDispatch, StorageDispatch> change) =>
        Right with { Storage = [change(Right.Storage[0])] };

    private static readonly Dictionary<(string Code, string What), Func<SystemSchedule, SystemSchedule>> Faults = new()
    {
        [("check-case", "another name")] = right => right with { Case = "large" },
        [("check-not-finite", "objective")] = right => right with { ObjectiveUsd = double.NaN },
        [("check-not-finite", "bound")] = right => right with { LowerBoundUsd = double.NaN },
        [("check-not-finite", "infinite bound")] = right => right with { LowerBoundUsd = double.PositiveInfinity },
        [("check-not-finite", "output")] = _ => Set(0, 3, double.NaN),
        [("check-not-finite", "reserve")] = _ => Up(0, 3, double.PositiveInfinity),
        [("check-not-finite", "price")] = right => right with { EnergyUsdPerMwh = [1, 2, double.NaN, 4, 5, 6] },
        [("check-names", "order of units")] = right => right with { Thermal = [right.Thermal[1], right.Thermal[0], right.Thermal[2]] },
        [("check-names", "missing unit")] = right => right with { Thermal = right.Thermal[..2] },
        [("check-names", "plant twice")] = right => right with { Renewable = [right.Renewable[0], right.Renewable[0]] },
        [("check-names", "no store")] = right => right with { Storage = [] },
        [("check-hours", "on or off")] = _ => On(0, day => day with { IsOn = day.IsOn[..5] }),
        [("check-hours", "output")] = _ => On(1, day => day with { OutputMw = day.OutputMw.Add(0) }),
        [("check-hours", "plant")] = right => right with { Renewable = [right.Renewable[0] with { OutputMw = [] }] },
        [("check-hours", "store")] = _ => Store(day => day with { StoredMwh = day.StoredMwh[1..] }),
        [("check-hours", "price")] = right => right with { EnergyUsdPerMwh = [1] },
        [("check-hours", "spinning price")] = right => right with { SpinningUsdPerMw = [1] },
        [("check-must-run", "off")] = _ => Set(0, 4, false, 0),
        [("check-off-output", "delivers")] = _ => Set(1, 0, 1),
        [("check-off-output", "delivers less")] = _ => Set(2, 2, -0.001),
        [("check-off-reserve", "up")] = _ => Up(1, 0, 5),
        [("check-off-reserve", "down")] = _ => Down(1, 5, 5),
        [("check-outage", "on while out")] = _ => Set(2, 3, true, 10),
        [("check-limits", "above maximum")] = _ => Set(0, 3, 101),
        [("check-limits", "below minimum")] = _ => Set(1, 1, 19.9),
        [("check-limits", "above what is available")] = _ => Set(2, 4, 21),
        [("check-headroom", "more than is available")] = _ => Up(2, 4, 11),
        [("check-headroom", "negative")] = _ => Up(0, 2, -1),
        [("check-footroom", "more than above minimum")] = _ => Down(0, 0, 21),
        [("check-footroom", "negative")] = _ => Down(1, 2, -1),
        [("check-ramp-up", "output")] = _ => Set(0, 0, 91),
        [("check-ramp-up", "reserve")] = _ => Up(0, 1, 11),
        [("check-ramp-up", "after the first hour")] = _ => Up(1, 2, 20.1),
        [("check-ramp-up", "by a little")] = _ => Up(0, 1, 10.001),
        [("check-ramp-down", "output")] = _ => Set(0, 5, 59),
        [("check-ramp-down", "from before")] = _ => Set(0, 0, 49.9),
        [("check-start-cap", "output")] = _ => Set(1, 1, 41),
        [("check-start-cap", "reserve")] = _ => Up(1, 1, 10.2),
        [("check-stop-cap", "output")] = _ => Set(1, 4, 40.5),
        [("check-stop-cap", "reserve")] = _ => Up(1, 4, 10.2),
        [("check-stop-cap", "reserve of gas")] = _ => Up(2, 0, 20.5),
        [("check-minimum-up", "stopped at once")] = _ => Set(1, 2, false, 0),
        [("check-minimum-down", "started again")] = _ => Set(1, 3, false, 0),
        [("check-most-starts", "second start")] = _ => Set(1, 3, false, 0),
        [("check-plant", "too much")] = _ => Wind(0, 10.5),
        [("check-plant", "negative")] = _ => Wind(5, -0.5),
        [("check-store-power", "charge")] = _ => Store(day => day with { ChargeMw = day.ChargeMw.SetItem(0, 11) }),
        [("check-store-power", "discharge")] = _ => Store(day => day with { DischargeMw = day.DischargeMw.SetItem(2, 10.5) }),
        [("check-store-power", "negative")] = _ => Store(day => day with { ChargeMw = day.ChargeMw.SetItem(1, -1) }),
        [("check-store-direction", "both ways")] = _ => Store(day => day with
        {
            ChargeMw = day.ChargeMw.SetItem(2, 5), DischargeMw = day.DischargeMw.SetItem(2, 8),
        }),
        [("check-store-energy", "empty")] = _ => Store(day => day with { StoredMwh = day.StoredMwh.SetItem(4, -1) }),
        [("check-store-energy", "full")] = _ => Store(day => day with { StoredMwh = day.StoredMwh.SetItem(1, 21) }),
        [("check-store-balance", "charged at no loss")] = _ => Store(day => day with { StoredMwh = day.StoredMwh.SetItem(0, 10) }),
        [("check-store-final", "less at last")] = _ => Store(day => day with { StoredMwh = day.StoredMwh.SetItem(5, 4) }),
        [("check-balance", "wind")] = _ => Wind(1, 14),
        [("check-balance", "unit")] = _ => Set(0, 3, 90.01),
        [("check-balance", "store")] = _ => Store(day => day with { DischargeMw = day.DischargeMw.SetItem(4, 4) }),
        [("check-spinning", "less held")] = _ => Up(0, 1, 9),
        [("check-operating", "less held")] = _ => Up(0, 0, 19),
        [("check-downward", "less held")] = _ => Down(0, 2, 39),
        [("check-budget", "more energy")] = _ => Set(1, 2, 50),
        [("check-budget", "another hour")] = _ => Set(1, 5, true, 20),
        [("check-objective", "too low")] = right => right with { ObjectiveUsd = right.ObjectiveUsd - 1 },
        [("check-objective", "too high")] = right => right with { ObjectiveUsd = right.ObjectiveUsd + 1 },
        [("check-objective", "dearer hour")] = _ => Set(0, 3, 91),
        [("check-bound", "above the cost")] = right => right with { LowerBoundUsd = 13_100 },
        [("check-shortage", "nowhere")] = right => right with { Shortages = [new(ShortageKind.Energy, 6, 1, "")] },
        [("check-shortage", "of no budget")] = right => right with { Shortages = [new(ShortageKind.Budget, -1, 1, "oil")] },
        [("check-shortage", "of nothing")] = right => right with { Shortages = [new(ShortageKind.Energy, 1, 0, "")] },
        [("check-shortage", "not finite")] = right => right with { Shortages = [new(ShortageKind.Energy, 1, double.NaN, "")] },
        [("check-balance", "shortage that is none")] = right => right with { Shortages = [new(ShortageKind.Energy, 1, 1, "")] },
        [("check-spinning", "shortage that is none")] = right => right with { Shortages = [new(ShortageKind.Spinning, 1, 1, "")] },
    };

    private static readonly Dictionary<(string Code, string What), Func<CommitmentCase, CommitmentCase>> CaseFaults = new()
    {
        [("check-balance", "more load")] = given => given with { DemandMw = given.DemandMw.SetItem(0, 86) },
        [("check-spinning", "more spinning")] = given => given with { SpinningMw = given.SpinningMw.SetItem(0, 41) },
        [("check-operating", "more operating")] = given => given with { OperatingMw = given.OperatingMw.SetItem(0, 61) },
        [("check-operating", "an outage of quick-start")] = given =>
            given with { Thermal = given.Thermal.SetItem(2, SmallSystem.Gas with { AvailableMw = [30, 0, 30, 0, 20, 30] }) },
        [("check-downward", "more downward")] = given => given with { DownwardMw = given.DownwardMw.SetItem(0, 21) },
        [("check-budget", "less fuel")] = given => given with { Budgets = [given.Budgets[0] with { Limit = 46.9 }] },
        [("check-minimum-down", "off before")] = given => given with
        {
            Thermal = given.Thermal.SetItem(1, SmallSystem.Mid with { MinDownHours = 6 }),
        },
        [("check-minimum-up", "on before")] = given => given with { Thermal = given.Thermal.SetItem(2,
            SmallSystem.Gas with { MinUpHours = 3 }) },
        [("check-start-cap", "on before no more")] = given => given with
        {
            Thermal = given.Thermal.SetItem(0, SmallSystem.Base with { Before = new(false, 9, 0) }),
        },
        [("check-stop-cap", "first hour")] = given => given with
        {
            Thermal = given.Thermal.SetItem(1, SmallSystem.Mid with { Before = new(true, 9, 50), RampDownMwPerHour = 60 }),
        },
        [("check-objective", "dearer start")] = given => given with
        {
            Thermal = given.Thermal.SetItem(1, SmallSystem.Mid with { Starts = [new(2, 50), new(6, 90)] }),
        },
    };

    private static readonly Dictionary<(string Code, string What), Func<SystemSchedule, SystemSchedule>> ShortFaults = new()
    {
        [("check-balance", "not stated")] = schedule => schedule with { Shortages = schedule.Shortages.RemoveAt(0) },
        [("check-balance", "surplus not stated")] = schedule => schedule with { Shortages = schedule.Shortages.RemoveAt(1) },
        [("check-spinning", "not stated")] = schedule => schedule with { Shortages = schedule.Shortages.RemoveAt(2) },
        [("check-operating", "not stated")] = schedule => schedule with { Shortages = schedule.Shortages.RemoveAt(3) },
        [("check-downward", "not stated")] = schedule => schedule with { Shortages = schedule.Shortages.RemoveAt(4) },
        [("check-budget", "not stated")] = schedule => schedule with { Shortages = schedule.Shortages.RemoveAt(5) },
        [("check-balance", "half stated")] = schedule => schedule with
        {
            Shortages = schedule.Shortages.SetItem(0, schedule.Shortages[0] with { Amount = 3.5 }),
        },
        [("check-balance", "both ways")] = schedule => schedule with
        {
            Shortages = schedule.Shortages.SetItem(0, schedule.Shortages[0] with { Amount = 8 }).Add(new(ShortageKind.Surplus, 2, 1, "")),
        },
        [("check-shortage", "stated twice")] = schedule => schedule with { Shortages = schedule.Shortages.Add(schedule.Shortages[0]) },
        [("check-objective", "shortage for less than nothing")] = schedule => schedule with { ObjectiveUsd = 13_000 },
    };
}
