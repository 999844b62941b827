namespace Busbar.Supply.Commitment.Programmes;

/// <summary>What a run has to remember of each of its hours to be written out: where the curve of the hour before is least when the run
/// goes on, and when it stops, and its output when it stops. It grows with the hours the run is carried.</summary>
internal sealed class RunTrace(int first)
{
    private double[] goOnFrom = [];
    private (double From, double At)[] stops = [];

    /// <summary>Where the curve of the hour before is least when the run goes on in an hour.</summary>
    public ref double GoOn(int hour)
    {
        if (hour - first >= goOnFrom.Length) Array.Resize(ref goOnFrom, Math.Max(8, 2 * (hour - first + 1)));
        return ref goOnFrom[hour - first];
    }

    /// <summary>Likewise when it stops after the hour, with its output then.</summary>
    public ref (double From, double At) Stop(int hour)
    {
        if (hour - first >= stops.Length) Array.Resize(ref stops, Math.Max(8, 2 * (hour - first + 1)));
        return ref stops[hour - first];
    }
}
