namespace Busbar.Supply.Commitment.Systems;

/// <summary>The best commitment so far: least is missing, then it costs least.</summary>
internal sealed record Incumbent(ulong[] Patterns, double Usd, double MissingMw, double[] Prices, double[][] Outputs)
{
    /// <summary>Less than this is not missing: what an interior point method leaves.</summary>
    public const double NothingMw = 1e-3;

    public bool IsComplete => MissingMw < NothingMw;

    /// <summary>Cost to beat for a pattern that serves everything.</summary>
    public double CutOff => IsComplete ? Usd : double.PositiveInfinity;

    public bool IsBetterThan(Incumbent? other) => other is null || (IsComplete, other.IsComplete) switch
    {
        (true, true) => Usd < other.Usd - 1e-9 * Math.Abs(other.Usd),
        (true, false) => true,
        (false, true) => false,
        _ => MissingMw < other.MissingMw - NothingMw,
    };
}
