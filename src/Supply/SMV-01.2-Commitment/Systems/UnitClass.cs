using System.Collections.Immutable;
using Busbar.Supply.Commitment.Programmes;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>Units that are alike in everything but their name: solved once, counted often.</summary>
internal sealed class UnitClass
{
    public required int Index { get; init; }

    /// <summary>Places of its units in the case.</summary>
    public required ImmutableArray<int> Members { get; init; }
    public required CaseThermal Unit { get; init; }
    public required UnitModel Model { get; init; }

    /// <summary>Cost of an hour at the minimum.</summary>
    public required double OnUsd { get; init; }

    /// <summary>Cost of a further MWh by segment.</summary>
    public required double[] SlopeUsd { get; init; }

    /// <summary>Cost of a start by hour and category.</summary>
    public required double[] StartUsd { get; init; }

    /// <summary>Cost of the first start of a unit that was off before.</summary>
    public required double[] InitialStartUsd { get; init; }

    /// <summary>What it uses of budgets.</summary>
    public required ImmutableArray<(int Budget, BudgetUse Use)> Uses { get; init; }

    /// <summary>Its own row for a limit on starts, or −1.</summary>
    public required int StartRow { get; init; }

    public int Count => Members.Length;

    /// <summary>Operating reserve it gives in an hour in which it is off: at most what is available, nothing while it is out.</summary>
    public double QuickStartAt(int hour) => Model.Range[hour] >= 0 ? Math.Min(Unit.QuickStartMw, Model.Min + Model.Range[hour]) : 0;

    /// <summary>Most output and reserve above the minimum in an hour on: what is available, less near a start or a stop; negative while
    /// the unit is out.</summary>
    public double CapOf(ulong pattern, int hour)
    {
        var cap = Model.Range[hour];
        if (hour + 1 < Model.Hours && (pattern >> (hour + 1) & 1) == 0) cap = Math.Min(cap, Model.StopCap);
        if (hour == 0 && Model.IsOnBefore) return Math.Min(cap, Model.AboveMinBefore + Model.RampUp);
        return hour == 0 || (pattern >> (hour - 1) & 1) == 0 ? Math.Min(cap, Math.Min(Model.StartCap, Model.RampUp)) : cap;
    }

    /// <summary>Whether a pattern starts no oftener than the unit may.</summary>
    public bool KeepsStartLimit(ulong pattern) => Unit.MostStarts is not { } most || StartsOf(pattern).Count <= most;

    /// <summary>Whether a pattern keeps to minimum times, the state before, what is out and what must run.</summary>
    public bool Allows(ulong pattern)
    {
        var (isOn, since) = (Model.IsOnBefore, Model.HoursBefore);
        for (var hour = 0; hour < Model.Hours; hour++)
        {
            var on = (pattern >> hour & 1) != 0;
            if (on && Model.Range[hour] < 0 || !on && Model.IsMustRun && (isOn || since >= Model.MinDown)) return false;
            if (on == isOn)
            {
                since++;
                continue;
            }
            if (since < (isOn ? Model.MinUp : Model.MinDown) || hour == 0 && !on && !Model.MayStopAtOnce) return false;
            (isOn, since) = (on, 1);
        }
        return CanComeDown(pattern);
    }

    /// <summary>Whether a unit that is on before can shed what it must by its first stop, and under what is available until then.</summary>
    private bool CanComeDown(ulong pattern)
    {
        if (!Model.IsOnBefore || Model.IsFreeBefore) return true;
        var least = Model.AboveMinBefore;
        for (var hour = 0; hour < Model.Hours && (pattern >> hour & 1) != 0; hour++)
        {
            least = Math.Max(0, least - Model.RampDown);
            var isStop = hour + 1 < Model.Hours && (pattern >> (hour + 1) & 1) == 0;
            var most = isStop ? Math.Min(Model.StopCap, Math.Min(Model.RampDown, Model.Range[hour])) : Model.Range[hour];
            if (least > most + 1e-9) return false;
        }
        return true;
    }

    /// <summary>Cost of the starts of a pattern, and how many there are.</summary>
    public (double Usd, int Count) StartsOf(ulong pattern)
    {
        var categories = StartUsd.Length / Model.Hours;
        var (usd, count, stopped) = (0d, 0, Model.IsOnBefore ? int.MaxValue : -1);
        for (var hour = 0; hour < Model.Hours; hour++)
        {
            var isOn = (pattern >> hour & 1) != 0;
            if (!isOn && stopped == int.MaxValue) stopped = hour;
            if (!isOn || stopped == int.MaxValue) continue;
            usd += stopped < 0 ? InitialStartUsd[hour] : StartUsd[hour * categories + Model.CategoryOf(hour - stopped)];
            (count, stopped) = (count + 1, int.MaxValue);
        }
        return (usd, count);
    }
}
