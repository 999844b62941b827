namespace Busbar.Supply.Commitment.RealTime;

/// <summary>What a unit's commitment leaves open in an interval.</summary>
internal enum IntervalRole
{
    /// <summary>On: committed.</summary>
    On,

    /// <summary>Off: not committed, out, or not yet able to run.</summary>
    Off,

    /// <summary>Either: a quick-start unit that nobody committed.</summary>
    Open,
}

/// <summary>One thermal unit over the intervals ahead, in whole watts.</summary>
/// <param name="Roles">What the commitment says of each interval.</param>
/// <param name="LowW">Least output while on.</param>
/// <param name="HighW">Most output while on, reserve taken off; at least the least.</param>
/// <param name="RampW">Most change between two intervals on.</param>
/// <param name="EdgeW">Most output in the first interval of a run and in the last before a stop.</param>
/// <param name="Costs">Cost less revenue of each interval.</param>
/// <param name="StartUsd">Cost of a start in an interval after so many intervals off.</param>
/// <param name="MinUp">Intervals on once started, where that is open.</param>
/// <param name="MinDown">Intervals off once stopped, where that is open.</param>
/// <param name="IsOnBefore">On before the first interval.</param>
/// <param name="Before">Intervals in that state.</param>
/// <param name="BeforeW">The output then.</param>
internal sealed record IntervalProblem(
    IntervalRole[] Roles, double LowW, double HighW, double RampW, double EdgeW, IntervalCost[] Costs, Func<int, int, double> StartUsd,
    int MinUp, int MinDown, bool IsOnBefore, int Before, double BeforeW)
{
    /// <summary>Watts in a megawatt.</summary>
    public const decimal WattsPerMw = 1_000_000m;

    /// <summary>Intervals ahead.</summary>
    public int Count => Roles.Length;

    /// <summary>Limits of an interval for the run that was on before. A unit that stands outside its limits comes back as fast as its
    /// ramp lets it, and until then the limit is where it can be.</summary>
    public (double Low, double High) ReachOf(int at)
    {
        var moved = (at + 1) * RampW;
        return (Math.Min(LowW, BeforeW + moved), Math.Max(HighW, BeforeW - moved));
    }
}
