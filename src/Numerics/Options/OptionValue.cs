namespace Busbar.Numerics.Options;

/// <summary>What an option is worth and what that depends on.</summary>
/// <param name="Value">Discounted value.</param>
/// <param name="Delta">Change of value for a forward one higher.</param>
/// <param name="Gamma">Change of delta for a forward one higher.</param>
/// <param name="Vega">Change of value for a deviation σ√T one higher; times √T it is vega for the volatility.</param>
public readonly record struct OptionValue(double Value, double Delta, double Gamma, double Vega);
