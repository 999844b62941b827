using System.Collections.Immutable;

namespace Busbar.Supply.Commitment.Programmes;

/// <summary>Most starts of a unit in an operating day, in seven of them from the first, and in all hours; null is no limit. Starts before
/// the first hour do not count.</summary>
internal readonly record struct StartLimits(int? PerDay, int? PerWeek, int? InAll)
{
    /// <summary>How many counts the limits tell apart.</summary>
    public int States => (1 + (PerDay ?? 0)) * (1 + (PerWeek ?? 0)) * (1 + (InAll ?? 0));

    /// <summary>The counts after one more start in an hour of the same day; −1 when a limit forbids it.</summary>
    public int AfterStart(int state)
    {
        var (day, week, all) = Split(state);
        if (day >= (PerDay ?? int.MaxValue) || week >= (PerWeek ?? int.MaxValue) || all >= (InAll ?? int.MaxValue)) return -1;
        return Join(PerDay is null ? 0 : day + 1, PerWeek is null ? 0 : week + 1, InAll is null ? 0 : all + 1);
    }

    /// <summary>The counts when time has gone from one hour to another: a new day or week begins at zero.</summary>
    public int Roll(int state, int fromDay, int toDay)
    {
        if (fromDay == toDay) return state;
        var (_, week, all) = Split(state);
        return Join(0, fromDay / 7 == toDay / 7 ? week : 0, all);
    }

    /// <summary>True when hours on and off keep the limits.</summary>
    public bool AreKeptBy(ReadOnlySpan<bool> isOn, bool isOnBefore, ImmutableArray<int> dayOf)
    {
        var state = 0;
        for (var hour = 0; hour < isOn.Length; hour++)
        {
            if (hour > 0) state = Roll(state, dayOf[hour - 1], dayOf[hour]);
            var starts = isOn[hour] && !(hour > 0 ? isOn[hour - 1] : isOnBefore);
            if (starts && (state = AfterStart(state)) < 0) return false;
        }
        return true;
    }

    private (int Day, int Week, int All) Split(int state)
    {
        var (days, weeks) = (1 + (PerDay ?? 0), 1 + (PerWeek ?? 0));
        return (state % days, state / days % weeks, state / days / weeks);
    }

    private int Join(int day, int week, int all) => day + (1 + (PerDay ?? 0)) * (week + (1 + (PerWeek ?? 0)) * all);
}
