using System.Text.Json.Serialization;
using Busbar.Numerics;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>How an hourly spot price wanders about its seasonal profile, or about what load and fuel make of it. USD/MWh unless the model
/// says otherwise; hours follow each other without gaps.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MeanRevertingJumps), "mean-reverting-jumps")]
[JsonDerivedType(typeof(RegimeSwitching), "regime-switching")]
public abstract record SpotModel
{
    private protected SpotModel() { }

    /// <summary>Fills a path hour by hour.</summary>
    /// <param name="random">Chance for jumps and regimes.</param>
    /// <param name="normals">One standard normal number an hour for the ordinary moves; they may be correlated with others.</param>
    /// <param name="path">Receives the path; as long as <paramref name="normals"/>.</param>
    internal abstract void Fill(SeededRandom random, ReadOnlySpan<double> normals, Span<double> path);
}
