using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Tests.Systems;

/// <summary>A system of six hours made by hand, with one of everything, and a schedule that meets it with nothing to spare: three units, a
/// wind farm, a battery, three kinds of reserve, a budget. Its hours cost 6,700 + 4,200 + 2,100 USD, its two starts 90 and 5.</summary>
internal static class SmallSystem
{
    public const double CostUsd = 13_095;

    public static CaseThermal Base { get; } = new(
        "base", true, 50, 100, 20, 20, 60, 60, 3, 3, new(true, 5, 70), [new(3, 100), new(6, 300)],
        [new(50, 500), new(80, 1100), new(100, 1600)], 0, [], null);

    public static CaseThermal Mid { get; } = new(
        "mid", false, 20, 60, 30, 30, 40, 40, 2, 2, new(false, 4, 0), [new(2, 50), new(5, 90)], [new(20, 600), new(60, 1800)], 20, [], 1);

    public static CaseThermal Gas { get; } = new(
        "gas", false, 10, 30, 100, 100, 30, 30, 1, 1, new(true, 1, 10), [new(1, 5)], [new(10, 500), new(30, 1700)], 25,
        [30, 30, 30, 0, 20, 30], null);

    public static CommitmentCase Case { get; } = new(
        "small", StartRule.HoursOff, [85, 125, 164, 150, 135, 83.75], [40, 20, 30, 30, 40, 30], [60, 45, 55, 30, 40, 50],
        [20, 40, 60, 60, 40, 30], [Base, Mid, Gas], [new("wind", [0, 0, 0, 0, 0, 0], [10, 20, 30, 20, 10, 0])],
        [new("battery", 10, 10, 20, 0.8, 5, 5)],
        [new("gas-fuel", 47, [new("mid", 2, [0.5], 3), new("gas", 1, [0.2], 1)])]);

    public static SystemSchedule Schedule { get; } = new(
        "small", CostUsd, 13_000,
        [
            new("base", [true, true, true, true, true, true], [70, 80, 90, 90, 80, 70], [20, 10, 10, 10, 20, 20],
                [20, 30, 40, 40, 30, 20]),
            new("mid", [false, true, true, true, true, false], [0, 30, 40, 40, 30, 0], [0, 10, 20, 20, 10, 0], [0, 10, 20, 20, 10, 0]),
            new("gas", [true, false, false, false, true, true], [10, 0, 0, 0, 10, 20], [20, 0, 0, 0, 10, 10], [0, 0, 0, 0, 0, 10]),
        ],
        [new("wind", [10, 15, 30, 20, 10, 0])],
        [new("battery", [5, 0, 0, 0, 0, 6.25], [0, 0, 4, 0, 5, 0], [9, 9, 5, 5, 0, 5])], [], [], []);

    /// <summary>One unit, off before, that starts twice in ten hours: the second start is hot by the hours off and cold by pglib-uc's rule,
    /// whose equation (7) closes the hot type in hours 4 to 7 of a unit that was off for 5 hours.</summary>
    public static (CommitmentCase Case, SystemSchedule Schedule) TwoStarts(StartRule rule)
    {
        var unit = new CaseThermal(
            "one", false, 10, 20, 10, 10, 20, 20, 1, 1, new(false, 5, 0), [new(1, 10), new(8, 70)], [new(10, 100), new(20, 250)], 0, [],
                null);
        ImmutableArray<bool> isOn = [true, true, false, false, true, true, false, false, false, true];
        ImmutableArray<double> mw = [10, 20, 0, 0, 10, 10, 0, 0, 0, 20];
        ImmutableArray<double> none = [.. new double[10]];
        // Starts after 5, 2 and 3 hours off; hours 1, 5 and 10. Hours on cost 100 + 250 + 100 + 100 + 250.
        var starts = rule == StartRule.HoursOff ? 10 + 10 + 10 : 10 + 70 + 10;
        return (new("two-starts", rule, mw, [], [], [], [unit], [], [], []),
            new("two-starts", 800 + starts, 0, [new("one", isOn, mw, none, none)], [], [], [], [], []));
    }

    /// <summary>The hand-made system with more asked for than it has: 7 MW of load, 3 MW of each reserve, 2 units of fuel.</summary>
    public static (CommitmentCase Case, SystemSchedule Schedule) Short()
    {
        var given = Case with
        {
            DemandMw = Case.DemandMw.SetItem(2, 171).SetItem(0, 81), SpinningMw = Case.SpinningMw.SetItem(1, 23),
            OperatingMw = Case.OperatingMw.SetItem(3, 33), DownwardMw = Case.DownwardMw.SetItem(4, 43),
            Budgets = [Case.Budgets[0] with { Limit = 45 }],
        };
        return (given, Schedule with
        {
            ObjectiveUsd = 100_000,
            Shortages =
            [
                new(ShortageKind.Energy, 2, 7, ""), new(ShortageKind.Surplus, 0, 4, ""), new(ShortageKind.Spinning, 1, 3, ""),
                new(ShortageKind.Operating, 3, 3, ""), new(ShortageKind.Downward, 4, 3, ""), new(ShortageKind.Budget, -1, 2, "gas-fuel"),
            ],
        });
    }
}
