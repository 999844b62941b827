using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Handoffs.Commitment;

/// <summary>What a market owes our units beyond energy because their offers were not covered: an estimate of our own, by the market's
/// rules, before the ISO's statement.</summary>
/// <param name="Day">The operating day.</param>
/// <param name="EstimatedAt">The clock of the estimate.</param>
/// <param name="Market">Whose rules.</param>
/// <param name="Credits">One entry a rule and segment, owed or not, by unit in the order of the offers.</param>
public sealed record FleetMakeWhole(OperatingDay Day, Instant EstimatedAt, string Market, ImmutableArray<MakeWholeCredit> Credits);

/// <summary>One segment of one rule: the cost as bid against what the market paid.</summary>
/// <param name="Unit">The unit's name.</param>
/// <param name="Rule">The rule's name in the tariff.</param>
/// <param name="Hours">The hours of the day, by index, that the segment counts; at least one.</param>
/// <param name="StartUp">Start-up as bid.</param>
/// <param name="MinimumLoad">Minimum load as bid.</param>
/// <param name="Incremental">Energy above the minimum as bid.</param>
/// <param name="DayAheadRevenue">Day-ahead energy at its price; a gain is positive here.</param>
/// <param name="RealTimeRevenue">Real-time energy, or its deviation from day-ahead, at its price; a gain is positive.</param>
/// <param name="OtherCredit">Credits of another rule that count as revenue.</param>
/// <param name="Credit">What is owed to us; below zero it is taken back (a clawback).</param>
public sealed record MakeWholeCredit(
    string Unit, string Rule, ImmutableArray<int> Hours, Usd StartUp, Usd MinimumLoad, Usd Incremental, Usd DayAheadRevenue,
    Usd RealTimeRevenue, Usd OtherCredit, Usd Credit)
{
    /// <summary>Everything bid.</summary>
    public Usd Cost => StartUp + MinimumLoad + Incremental;

    /// <summary>Everything paid.</summary>
    public Usd Revenue => DayAheadRevenue + RealTimeRevenue + OtherCredit;
}
