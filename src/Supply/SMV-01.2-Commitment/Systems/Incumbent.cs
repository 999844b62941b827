using Busbar.Supply.Commitment.Systems.Dispatch;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>The best commitment so far, dispatched: least is missing, then it costs least.</summary>
internal sealed record Incumbent(ulong[] Patterns, DispatchResult Dispatch)
{
    public double Usd => Dispatch.Usd;
    public double MissingMw => Dispatch.MissingAmount;
    public double[] Prices => Dispatch.Prices;
    public double[][] Outputs => Dispatch.Outputs;
    public bool IsComplete => Dispatch.Missing.Count == 0;

    /// <summary>Cost to beat for a pattern that serves everything.</summary>
    public double CutOff => IsComplete ? Usd : double.PositiveInfinity;

    public bool IsBetterThan(Incumbent? other) => other is null || (IsComplete, other.IsComplete) switch
    {
        (true, true) => Usd < other.Usd - 1e-9 * Math.Abs(other.Usd),
        (true, false) => true,
        (false, true) => false,
        _ => MissingMw < other.MissingMw - DispatchResult.NothingMw,
    };
}
