using System.Collections.Immutable;
using Busbar.Supply.Commitment.Systems;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Tests.Systems;

/// <summary>A case that contradicts itself is refused by code and place; one that is only odd is not.</summary>
public sealed class CaseRulesTests
{
    private static readonly CaseThermal Base = SmallSystem.Base;
    private static readonly CaseThermal Mid = SmallSystem.Mid;

    [Fact]
    public void A_right_case_passes() => Assert.Null(CaseRules.Of(SmallSystem.Case));

    public static TheoryData<string, string> Contradictions => [.. Bad.Keys.Select(key => (key.Code, key.What))];

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void A_case_that_contradicts_itself_is_refused(string code, string what)
    {
        var refusal = CaseRules.Of(Bad[(code, what)](SmallSystem.Case));
        Assert.Equal(code, refusal?.Code);
        Assert.StartsWith("case small, ", refusal!.Where, StringComparison.Ordinal);
        Assert.NotEmpty(refusal.What);
        Assert.NotEmpty(refusal.Remedy);
    }

    public static TheoryData<string> Oddities => [.. Odd.Keys];

    [Theory]
    [MemberData(nameof(Oddities))]
    public void A_case_that_is_only_odd_passes(string what) => Assert.Null(CaseRules.Of(Odd[what](SmallSystem.Case)));

    [Fact]
    public void A_place_counts_hours_from_one() => Assert.Equal("case small, unit gas, available power, hour 3",
        CaseRules.Of(SmallSystem.Case with
        {
            Thermal = [SmallSystem.Gas with { AvailableMw = [30, 30, -1, 0, 20, 30] }],
            Budgets = [],
        })!.Where);

    private static Func<CommitmentCase, CommitmentCase> First(CaseThermal unit) => given => given with
    {
        Thermal = given.Thermal.SetItem(0, unit),
    };

    private static Func<CommitmentCase, CommitmentCase> Second(CaseThermal unit) => given => given with
    {
        Thermal = given.Thermal.SetItem(1, unit),
    };

    private static Func<CommitmentCase, CommitmentCase> Wind(CaseRenewable plant) => given => given with { Renewable = [plant] };

    private static Func<CommitmentCase, CommitmentCase> Store(Func<CaseStorage, CaseStorage> change) => given => given with
    {
        Storage = [change(given.Storage[0])],
    };

    private static Func<CommitmentCase, CommitmentCase> Budget(Func<CaseBudget, CaseBudget> change) => given => given with
    {
        Budgets = [change(given.Budgets[0])],
    };

    private static Func<CommitmentCase, CommitmentCase> Use(BudgetUse use) => Budget(budget => budget with { Uses = [use] });

    private static readonly Dictionary<(string Code, string What), Func<CommitmentCase, CommitmentCase>> Bad = new()
    {
        [("empty-horizon", "no hour")] = given => given with { DemandMw = [] },
        [("empty-horizon", "no list")] = given => given with { DemandMw = default },
        [("not-finite", "load")] = given => given with { DemandMw = given.DemandMw.SetItem(2, double.NaN) },
        [("not-finite", "reserve")] = given => given with { SpinningMw = given.SpinningMw.SetItem(2, double.PositiveInfinity) },
        [("wrong-length", "reserve")] = given => given with { OperatingMw = given.OperatingMw[1..] },
        [("negative-reserve", "downward")] = given => given with { DownwardMw = given.DownwardMw.SetItem(5, -1) },
        [("duplicate-name", "units")] = First(Base with { Name = "mid" }),
        [("duplicate-name", "plant and unit")] = given => Wind(given.Renewable[0] with { Name = "gas" })(given),
        [("duplicate-name", "budgets")] = given => given with { Budgets = [given.Budgets[0], given.Budgets[0]] },
        [("empty-name", "unit")] = First(Base with { Name = " " }),
        [("negative-capacity", "minimum")] = First(Base with { MinMw = -1 }),
        [("negative-capacity", "quick start")] = First(Base with { QuickStartMw = -1 }),
        [("negative-capacity", "available")] = Second(Mid with { AvailableMw = [60, 60, 60, -1, 60, 60] }),
        [("negative-capacity", "plant")] = Wind(new("wind", [0, 0, 0, -1, 0, 0], [1, 1, 1, 1, 1, 1])),
        [("negative-capacity", "store")] = Store(store => store with { ChargeMw = -1 }),
        [("not-finite", "maximum")] = First(Base with { MaxMw = double.PositiveInfinity }),
        [("limits-crossed", "unit")] = First(Base with { MinMw = 101 }),
        [("limits-crossed", "plant")] = Wind(new("wind", [0, 0, 0, 2, 0, 0], [1, 1, 1, 1, 1, 1])),
        [("negative-ramp", "up")] = First(Base with { RampUpMwPerHour = -1 }),
        [("negative-ramp", "down")] = First(Base with { RampDownMwPerHour = -1 }),
        [("start-stop-limit", "start")] = First(Base with { StartUpMw = 49 }),
        [("start-stop-limit", "stop")] = First(Base with { ShutDownMw = 49 }),
        [("not-finite", "stop")] = First(Base with { ShutDownMw = double.NaN }),
        [("quick-start-over-maximum", "unit")] = Second(Mid with { QuickStartMw = 61 }),
        [("minimum-times", "up")] = First(Base with { MinUpHours = 0 }),
        [("minimum-times", "down")] = First(Base with { MinDownHours = -1 }),
        [("negative-start-limit", "unit")] = First(Base with { MostStarts = -1 }),
        [("start-types", "none")] = First(Base with { Starts = [] }),
        [("zero-hour-lag", "first")] = First(Base with { Starts = [new(0, 100)] }),
        [("lags-not-ascending", "equal")] = First(Base with { Starts = [new(3, 100), new(3, 200)] }),
        [("lags-not-ascending", "falling")] = First(Base with { Starts = [new(3, 100), new(2, 200)] }),
        [("start-type-gap", "first")] = First(Base with { Starts = [new(4, 100)] }),
        [("negative-start-cost", "first")] = First(Base with { Starts = [new(3, -1)] }),
        [("not-finite", "start cost")] = First(Base with { Starts = [new(3, double.NaN)] }),
        [("start-cost-falls", "second")] = First(Base with { Starts = [new(3, 100), new(5, 99)] }),
        [("cost-curve-ends", "none")] = First(Base with { Cost = [] }),
        [("cost-curve-ends", "late")] = First(Base with { Cost = [new(51, 500), new(100, 1600)] }),
        [("cost-curve-ends", "early")] = First(Base with { Cost = [new(50, 500), new(99, 1600)] }),
        [("cost-curve-ends", "one point of a range")] = First(Base with { Cost = [new(50, 500)] }),
        [("cost-points-not-ascending", "equal")] = First(Base with { Cost = [new(50, 500), new(50, 500), new(100, 1600)] }),
        [("cost-falls", "second")] = First(Base with { Cost = [new(50, 500), new(100, 499)] }),
        [("non-convex-cost", "second slope")] = First(Base with { Cost = [new(50, 500), new(80, 1100), new(100, 1499)] }),
        [("not-finite", "cost")] = First(Base with { Cost = [new(50, 500), new(100, double.NaN)] }),
        [("wrong-length", "available")] = Second(Mid with { AvailableMw = [60] }),
        [("not-finite", "available")] = Second(Mid with { AvailableMw = [60, 60, 60, double.NaN, 60, 60] }),
        [("available-over-maximum", "unit")] = Second(Mid with { AvailableMw = [60, 60, 61, 60, 60, 60] }),
        [("must-run-on-outage", "unit")] = First(Base with { AvailableMw = [100, 100, 100, 100, 49, 100] }),
        [("contradictory-state", "no hours")] = First(Base with { Before = new(true, 0, 70) }),
        [("contradictory-state", "below minimum")] = First(Base with { Before = new(true, 3, 49) }),
        [("contradictory-state", "above maximum")] = First(Base with { Before = new(true, 3, 101) }),
        [("contradictory-state", "off and delivers")] = Second(Mid with { Before = new(false, 3, 1) }),
        [("contradictory-state", "store over-full")] = Store(store => store with { InitialMwh = 21 }),
        [("contradictory-state", "store at last")] = Store(store => store with { FinalMwh = double.NaN }),
        [("not-finite", "state")] = First(Base with { Before = new(true, 3, double.NaN) }),
        [("must-run-held-off", "minimum down")] = First(Base with { Before = new(false, 2, 0) }),
        [("must-run-held-off", "no starts")] = First(Base with { Before = new(false, 9, 0), MostStarts = 0 }),
        [("output-out-of-reach", "derate comes too soon")] =
            First(Base with { Before = new(true, 5, 100), AvailableMw = [79, 100, 100, 100, 100, 100] }),
        [("output-out-of-reach", "held on into an outage")] =
            Second(Mid with { MinUpHours = 9, Before = new(true, 1, 30), AvailableMw = [60, 60, 60, 60, 60, 0] }),
        [("output-out-of-reach", "too high to stop")] =
            Second(Mid with { RampDownMwPerHour = 1, Before = new(true, 5, 60), AvailableMw = [60, 60, 60, 60, 0, 0] }),
        [("efficiency", "zero")] = Store(store => store with { RoundTripEfficiency = 0 }),
        [("efficiency", "not a number")] = Store(store => store with { RoundTripEfficiency = double.NaN }),
        [("target-out-of-reach", "store")] = Store(store => store with { EnergyMwh = 100, FinalMwh = 60 }),
        [("negative-budget", "limit")] = Budget(budget => budget with { Limit = -1 }),
        [("unknown-unit", "budget")] = Use(new("coal", 1, [0], 0)),
        [("duplicate-use", "budget")] = Budget(budget => budget with { Uses = [budget.Uses[0], budget.Uses[0]] }),
        [("negative-use", "an hour")] = Use(new("mid", -1, [0], 0)),
        [("negative-use", "a MWh")] = Use(new("mid", 1, [-1], 0)),
        [("wrong-length", "segments")] = Use(new("base", 1, [0.5], 0)),
        [("use-falls", "segments")] = Use(new("base", 1, [0.5, 0.4], 0)),
    };

    private static readonly Dictionary<string, Func<CommitmentCase, CommitmentCase>> Odd = new()
    {
        ["slopes that fall by rounding"] = First(Base with { Cost = [new(50, 500), new(80, 1100), new(100, 1500 - 1e-5)] }),
        ["no ramp over a wide range"] = First(Base with { RampUpMwPerHour = 0, RampDownMwPerHour = 0 }),
        ["a single point"] = Second(Mid with { MinMw = 20, MaxMw = 20, Cost = [new(20, 600)], AvailableMw = [] }) is var change
            ? given => change(given) with { Budgets = [] } : null!,
        ["nothing asked for"] = given => given with { SpinningMw = [], OperatingMw = [], DownwardMw = [] },
        ["load far above capacity"] = given => given with { DemandMw = [1e6, 1e6, 1e6, 1e6, 1e6, 1e6] },
        ["a unit that must run and starts at once"] = First(Base with { Before = new(false, 3, 0) }),
        ["an outage after a ramp down"] =
            Second(Mid with { RampDownMwPerHour = 10, Before = new(true, 5, 60), AvailableMw = [60, 60, 60, 0, 0, 0] }),
        ["no plant at all"] = given => given with { Thermal = [], Renewable = [], Storage = [], Budgets = [] },
    };
}
