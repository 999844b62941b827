namespace Busbar.Numerics.IntegerPrograms;

/// <summary>When a search for whole numbers gives up with what it has.</summary>
/// <param name="Nodes">Programs solved at most; the answer is the same on every machine when only this binds.</param>
/// <param name="Gap">Share of the objective that need not be closed; zero asks for a proof to within rounding.</param>
/// <param name="Stop">Asks for an end from outside, by a clock for one: what was found until then depends on the machine.</param>
public readonly record struct SearchLimits(long Nodes, double Gap, CancellationToken Stop)
{
    /// <summary>Ten million nodes, no gap, no clock.</summary>
    public static SearchLimits Proof { get; } = new(10_000_000, 0, CancellationToken.None);

    internal bool IsReached(long nodes) => nodes >= Nodes || ((nodes & 15) == 0 && Stop.IsCancellationRequested);
}
