namespace Busbar.Numerics.Bundles;

/// <summary>A plane above one group's part of a concave function: value at x is <paramref name="Constant"/> − <paramref
/// name="Gives"/>·x.</summary>
/// <param name="Group">The part it bounds, from 0.</param>
/// <param name="Constant">Value at zero.</param>
/// <param name="Gives">Minus the gradient.</param>
public sealed record BundlePlane(int Group, double Constant, double[] Gives);
