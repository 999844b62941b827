namespace Busbar.Numerics.Options;

/// <summary>What an option on two prices is worth and what that depends on.</summary>
/// <param name="Value">Discounted value.</param>
/// <param name="Delta1">Change of value for a first price one higher.</param>
/// <param name="Delta2">Change of value for a second price one higher; below 0.</param>
/// <param name="Gamma1">Change of the first delta for a first price one higher.</param>
/// <param name="Gamma2">Change of the second delta for a second price one higher.</param>
/// <param name="Theta">Change of value for a year that passes.</param>
public readonly record struct SpreadOptionValue(
    double Value, double Delta1, double Delta2, double Gamma1, double Gamma2, double Theta);
