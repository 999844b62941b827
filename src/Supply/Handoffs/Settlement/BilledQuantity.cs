using Busbar.Kernel.Quantities;

namespace Busbar.Supply.Handoffs.Settlement;

/// <summary>What a statement line bills, in the charge's own unit: <c>MWh</c>, <c>MW-day</c>, <c>resource-day</c>. Into our book positive,
/// out of it negative.</summary>
public readonly record struct BilledQuantity(decimal Value, string Unit)
{
    /// <summary>Energy.</summary>
    public static implicit operator BilledQuantity(Mwh energy) => new(energy.Value, Mwh.Unit);

    /// <summary>True for megawatt hours.</summary>
    public bool IsEnergy => Unit == Mwh.Unit;

    /// <summary>The amount at a rate, not rounded.</summary>
    /// <exception cref="ArgumentException">The rate is for another unit.</exception>
    public static Usd operator *(BilledQuantity quantity, BilledRate rate) => quantity.Unit == rate.Per
        ? new(quantity.Value * rate.Value)
        : throw new ArgumentException($"{quantity} cannot be billed at {rate}.");

    /// <summary>The value with its unit, in the invariant culture.</summary>
    public override string ToString() => FormattableString.Invariant($"{Value} {Unit}");
}

/// <summary>What one unit of a <see cref="BilledQuantity"/> costs, in USD; below nothing for a credit or a negative price.</summary>
/// <param name="Per">The quantity's unit.</param>
public readonly record struct BilledRate(decimal Value, string Per)
{
    /// <summary>A price of energy.</summary>
    public static implicit operator BilledRate(UsdPerMwh price) => new(price.Value, Mwh.Unit);

    /// <summary>The value with its unit, in the invariant culture.</summary>
    public override string ToString() => FormattableString.Invariant($"{Value} USD/{Per}");
}
