using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Numerics;

namespace Busbar.Supply.Risk.Options;

/// <summary>A simulated value with its standard error.</summary>
public readonly record struct SampledValue(UsdEstimate Mean, UsdEstimate Error)
{
    internal static SampledValue Of(ReadOnlySpan<double> values) =>
        new(new(Statistics.Mean(values)), new(Statistics.StandardDeviation(values) / Math.Sqrt(values.Length)));
}

/// <summary>What a right to move energy through time is worth, by methods that share nothing but the contract.</summary>
/// <param name="Tree">Dynamic programme on the tree: the value.</param>
/// <param name="Intrinsic">Best moves fixed today at the forwards: a lower bound.</param>
/// <param name="LeastSquares">Learnt moves on fresh courses: errs low.</param>
/// <param name="Foresight">Moves made knowing the course: an upper bound.</param>
/// <param name="MeanLevels">The exercise profile: mean level after each decision by the learnt moves (units stored, rights left).</param>
public sealed record FlexibilityValue(
    UsdEstimate Tree, UsdEstimate Intrinsic, SampledValue LeastSquares, SampledValue Foresight, ImmutableArray<double> MeanLevels)
{
    /// <summary>Value beyond the intrinsic one.</summary>
    public UsdEstimate TimeValue => Tree - Intrinsic;

    internal static FlexibilityValue Of(LevelContract contract, OneFactorForward model, int paths, ulong seed)
    {
        var (learnt, foresight, levels) = LeastSquaresLevels.Run(contract, model, paths, seed);
        return new(new(LevelDynamics.OnTree(contract, model)), new(LevelDynamics.OnCourse(contract, model, model.Forward.AsSpan())),
            learnt, foresight, [.. levels]);
    }
}
