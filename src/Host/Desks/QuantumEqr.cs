using Busbar.Supply.Recovery.Eqr;

namespace Busbar.Host.Desks;

/// <summary>The invented seller and agreements of the sample utility's Electric Quarterly Report; nobody of these names files.</summary>
public static class QuantumEqr
{
    private const string Tariff = "Market-Based Rate Tariff";

    /// <summary>Who files, and the agreements.</summary>
    public static EqrTerms Terms { get; } = new(
        new("Quantum Energy", "C000999", "Rates desk (invented)", "555-0100", "rates@quantum.example", false, true, new(900_000), false),
        [
            new("PJM", "PJM Settlement, Inc.", true, false, Tariff, "PJM-OA", new(2019, 5, 1), new(2019, 6, 1), null, "Until terminated",
                "UP", "MB", "Locational price of the hour", "PJM"),
            new("BOHR", "Bohr & Sons Power Trading", false, false, Tariff, "EEI-BOHR", new(2020, 1, 15), new(2020, 2, 1), null, "Evergreen",
                "F", "MB", "Negotiated", "PJM"),
        ]);
}
