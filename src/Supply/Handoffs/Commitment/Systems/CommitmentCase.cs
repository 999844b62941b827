using System.Collections.Immutable;

namespace Busbar.Supply.Handoffs.Commitment.Systems;

/// <summary>A system's unit-commitment problem over hours: which units to run, and how high, so that load and reserves are met at least
/// cost. Estimates, so in doubles; powers are averages over the hour in MW. Arrays over hours have one value an hour of the horizon; an
/// empty one means that nothing is asked for. Model: pglib-uc, MODEL.tex (Knueven, Ostrowski and Watson, INFORMS J. Computing 32(4), 2020),
/// with the additions named below.</summary>
/// <param name="Name">What the case is called.</param>
/// <param name="StartRule">How the hours off before a start are counted.</param>
/// <param name="DemandMw">Load to be met exactly.</param>
/// <param name="SpinningMw">Headroom on units that are on, reachable within their ramp.</param>
/// <param name="OperatingMw">Spinning headroom and quick-start power of units that are off, together.</param>
/// <param name="DownwardMw">Room to go down above the minima of units that are on.</param>
/// <param name="Thermal">Units with a commitment.</param>
/// <param name="Renewable">Plants that may be curtailed between bounds at no cost.</param>
/// <param name="Storage">Batteries and pumped hydro.</param>
/// <param name="Budgets">Limits on fuel, emissions, energy or starts over the horizon.</param>
public sealed record CommitmentCase(
    string Name, StartRule StartRule, ImmutableArray<double> DemandMw, ImmutableArray<double> SpinningMw,
    ImmutableArray<double> OperatingMw, ImmutableArray<double> DownwardMw, ImmutableArray<CaseThermal> Thermal,
    ImmutableArray<CaseRenewable> Renewable, ImmutableArray<CaseStorage> Storage, ImmutableArray<CaseBudget> Budgets)
{
    /// <summary>Hours of the horizon.</summary>
    public int Hours => DemandMw.Length;
}

/// <summary>How the hours off before a start are counted when its type (hot to cold) is chosen.</summary>
public enum StartRule
{
    /// <summary>By the hours since the unit stopped, before the horizon or in it.</summary>
    HoursOff,

    /// <summary>As the reference model of pglib-uc does, equations (7), (15) and (16): a stop before the horizon counts only while the
    /// start is so early that no later stop could matter; a start that is neither is charged the coldest type.</summary>
    PglibUc,
}

/// <summary>A unit with a commitment.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="IsMustRun">On in every hour.</param>
/// <param name="MinMw">Least output while on.</param>
/// <param name="MaxMw">Most output.</param>
/// <param name="RampUpMwPerHour">Most rise of output and spinning reserve from one hour to the next, above the minimum.</param>
/// <param name="RampDownMwPerHour">Most fall of output from one hour to the next, above the minimum.</param>
/// <param name="StartUpMw">Most output and reserve in the first hour on.</param>
/// <param name="ShutDownMw">Most output and reserve in the last hour before a stop.</param>
/// <param name="MinUpHours">Hours on once started.</param>
/// <param name="MinDownHours">Hours off once stopped.</param>
/// <param name="Before">Where the unit stands when the horizon begins.</param>
/// <param name="Starts">Start types, hot to cold, by hours off.</param>
/// <param name="Cost">Cost of an hour at ascending outputs from MinMw to MaxMw, convex.</param>
/// <param name="QuickStartMw">Operating reserve it gives while off.</param>
/// <param name="AvailableMw">Most output hour by hour; below MinMw the unit is out. Empty: MaxMw throughout.</param>
/// <param name="MostStarts">Most starts in the horizon; null: no limit.</param>
public sealed record CaseThermal(
    string Name, bool IsMustRun, double MinMw, double MaxMw, double RampUpMwPerHour, double RampDownMwPerHour, double StartUpMw,
    double ShutDownMw, int MinUpHours, int MinDownHours, CaseState Before, ImmutableArray<CaseStart> Starts, ImmutableArray<CostPoint> Cost,
    double QuickStartMw, ImmutableArray<double> AvailableMw, int? MostStarts);

/// <summary>On or off for so many hours (at least 1) when the horizon begins, and the output then (0 while off).</summary>
public sealed record CaseState(bool IsOn, int HoursInState, double OutputMw);

/// <summary>A start after at least so many hours off.</summary>
public sealed record CaseStart(int HoursOffAtLeast, double Usd);

/// <summary>Cost of one hour at an output.</summary>
public sealed record CostPoint(double Mw, double UsdPerHour);

/// <summary>A plant that delivers between two bounds, hour by hour, at no cost.</summary>
public sealed record CaseRenewable(string Name, ImmutableArray<double> MinMw, ImmutableArray<double> MaxMw);

/// <summary>A store: power limits at the terminals, usable energy, the share of what is charged that comes back (taken when charging),
/// what it holds at first and must hold at last.</summary>
public sealed record CaseStorage(
    string Name, double ChargeMw, double DischargeMw, double EnergyMwh, double RoundTripEfficiency, double InitialMwh, double FinalMwh);

/// <summary>A limit on what units use over the horizon: fuel, emissions, energy, starts.</summary>
/// <param name="Name">What is limited.</param>
/// <param name="Limit">Most use, in the budget's own unit.</param>
/// <param name="Uses">Who uses how much of it.</param>
public sealed record CaseBudget(string Name, double Limit, ImmutableArray<BudgetUse> Uses);

/// <summary>What one thermal unit uses of a budget: each hour on at its minimum, each MWh above the minimum by cost segment (as many as the
/// unit's cost points less one, not falling), and each start.</summary>
public sealed record BudgetUse(string Unit, double PerHourOn, ImmutableArray<double> PerMwhAbove, double PerStart);
