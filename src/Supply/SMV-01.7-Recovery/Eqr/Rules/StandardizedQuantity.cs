namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>F.30.45: energy, booked-out power and capacity have a standardized quantity, MWh or MW-months.</summary>
public static class StandardizedQuantity
{
    /// <summary>The rule.</summary>
    public static EqrRule Rule { get; } = StandardizedPrice.Of("F.30.45", "Standardized Quantity");
}
