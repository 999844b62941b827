namespace Busbar.Numerics.Bundles;

/// <summary>One step of a proximal bundle method: maximise need·x + Σ over groups of their lowest plane + Σ over kinks of
/// min(−low·x, −high·x) − |x − centre|² ÷ (2·step), with |x| within a box and x not below zero where it is not free.</summary>
/// <param name="Groups">Number of groups; each has at least one plane.</param>
/// <param name="Planes">The planes known.</param>
/// <param name="Need">Linear part.</param>
/// <param name="Low">For the first coordinates, the smaller slope of the kink; none where both are equal.</param>
/// <param name="High">Likewise the larger.</param>
/// <param name="Centre">Where the step begins; within the box.</param>
/// <param name="IsFree">True for coordinates that may be negative.</param>
/// <param name="Box">Largest absolute value, by coordinate.</param>
/// <param name="Step">Length of step, above zero.</param>
/// <param name="Base">Value of the function at the centre.</param>
/// <param name="Tolerance">Absolute error of the model's value that is good enough; a thirtieth of what the step gains over the base is
/// good enough in any case.</param>
public sealed record ProximalProblem(
    int Groups, IReadOnlyList<BundlePlane> Planes, double[] Need, double[] Low, double[] High, double[] Centre, bool[] IsFree, double[] Box,
    double Step, double Base, double Tolerance);

/// <summary>Where the step leads.</summary>
/// <param name="X">The new point.</param>
/// <param name="Weights">Weight of each plane; those of a group add up to one.</param>
/// <param name="Value">Value of the model there, without the proximal term.</param>
public sealed record ProximalAnswer(double[] X, double[] Weights, double Value);
