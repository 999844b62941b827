namespace Busbar.Supply.Commitment.Programmes;

/// <summary>What one unit can do, in raw numbers of any one power unit (MW or W): outputs are counted above the minimum.</summary>
internal sealed class UnitModel
{
    public required int Hours { get; init; }

    /// <summary>Least output while on.</summary>
    public required double Min { get; init; }

    /// <summary>True when nothing is known of the state before: on or off for as long as suits, at any output, its last start already paid.
    /// What it costs then is never more than from any one state. Such a unit counts as on before, long enough to stop.</summary>
    public bool IsFreeBefore { get; init; }

    /// <summary>Most output above the minimum, hour by hour; below zero the unit is out.</summary>
    public required double[] Range { get; init; }
    public required double RampUp { get; init; }
    public required double RampDown { get; init; }

    /// <summary>Most output and spinning reserve above the minimum in the first hour of a run.</summary>
    public required double StartCap { get; init; }

    /// <summary>Likewise in the last hour before a stop.</summary>
    public required double StopCap { get; init; }
    public required int MinUp { get; init; }
    public required int MinDown { get; init; }
    public required bool IsOnBefore { get; init; }
    public required int HoursBefore { get; init; }
    public required double AboveMinBefore { get; init; }

    /// <summary>Ends of the cost segments above the minimum, ascending; the last is the widest range.</summary>
    public required double[] SegmentEnd { get; init; }

    /// <summary>Segments that count as downward reserve: those from which the unit can come down within an hour.</summary>
    public int DownwardSegments { get; init; }

    /// <summary>Start category by hours off; more hours than the array has are the last category.</summary>
    public required int[] StartCategory { get; init; }

    /// <summary>On in every hour in which it can be.</summary>
    public required bool IsMustRun { get; init; }

    /// <summary>True when ramps bind between hours on.</summary>
    public bool IsRamped => isRamped ??= RampUp < SegmentEnd[^1] || RampDown < SegmentEnd[^1];

    private bool? isRamped;

    /// <summary>The first hour in which it may be off.</summary>
    public int FirstStop => IsOnBefore ? Math.Max(0, MinUp - HoursBefore) : 0;

    /// <summary>The first hour in which it may start.</summary>
    public int FirstStart => IsOnBefore ? 0 : Math.Max(0, MinDown - HoursBefore);

    /// <summary>Whether a unit that is on before may be off in the first hour: its output must be within the stop's reach.</summary>
    public bool MayStopAtOnce => IsFreeBefore || IsOnBefore && HoursBefore >= MinUp && AboveMinBefore <= Math.Min(StopCap, RampDown);

    public int CategoryOf(int hoursOff) => StartCategory[Math.Min(hoursOff, StartCategory.Length - 1)];
}
