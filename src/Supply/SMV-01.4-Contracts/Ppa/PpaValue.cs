using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Contracts.Ppa;

/// <summary>What a PPA is worth to us: power received less what is paid for it; a gain is positive.</summary>
/// <param name="ContractId">The contract.</param>
/// <param name="First">First day valued.</param>
/// <param name="Last">Last day valued.</param>
/// <param name="Pieces">Intrinsic value, then what each driver adds; they sum to the mean.</param>
/// <param name="Mean">Expected value.</param>
/// <param name="StandardError">Of the mean, from the number of paths.</param>
/// <param name="P5">One path in twenty is worth less.</param>
/// <param name="P50">The median.</param>
/// <param name="P95">One path in twenty is worth more.</param>
/// <param name="Cvar95">Mean of the worst twentieth of the paths.</param>
/// <param name="Energy">Expected MWh of our share.</param>
/// <param name="CurtailedEnergy">Expected MWh not made because the node's price was too low.</param>
/// <param name="CaptureRate">Mean price of the energy at its settlement point ÷ mean hub price of all hours.</param>
public sealed record PpaValue(
    string ContractId, OperatingDay First, OperatingDay Last, ImmutableArray<PpaPiece> Pieces, UsdEstimate Mean, UsdEstimate StandardError,
    UsdEstimate P5, UsdEstimate P50, UsdEstimate P95, UsdEstimate Cvar95, MwhEstimate Energy, MwhEstimate CurtailedEnergy,
    double CaptureRate)
{
    /// <summary>The working of the mean.</summary>
    public Explain Explain() => new($"value of {ContractId}", FormattableString.Invariant($"{Mean.Value}"), UsdEstimate.Unit,
        "intrinsic + shape + basis + curtailment + volume", $"{First} to {Last}",
        [.. Pieces.Select(piece => Kernel.Outcomes.Explain.Leaf($"{piece.Driver}", FormattableString.Invariant($"{piece.Value.Value}"),
            UsdEstimate.Unit, "joint simulation, one driver after another on the same paths"))]);
}

/// <summary>What one driver adds.</summary>
public sealed record PpaPiece(PpaDriver Driver, UsdEstimate Value);

/// <summary>What a PPA's worth is made of, in the order in which the simulation turns it on.</summary>
public enum PpaDriver
{
    /// <summary>Expected output at the forward price of each hour.</summary>
    Intrinsic,
    /// <summary>Output and price straying together, at the hub.</summary>
    Shape,
    /// <summary>Settlement at the node.</summary>
    Basis,
    /// <summary>Hours in which the plant is turned down, and deemed energy paid.</summary>
    Curtailment,
    /// <summary>Windy and calm years.</summary>
    Volume,
}
