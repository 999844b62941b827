using Busbar.Kernel.Outcomes;

namespace Busbar.Supply.Commitment.PriceTaking;

/// <summary>What fuel contracts must say.</summary>
internal static class ContractRules
{
    /// <summary>The first fault, or null.</summary>
    public static Refusal? Of(PriceTakeInputs inputs)
    {
        var thermal = inputs.Fleet.Thermal.ToDictionary(unit => unit.Name, StringComparer.Ordinal);
        var limited = inputs.StartLimits.Select(limit => limit.Unit).ToHashSet(StringComparer.Ordinal);
        var (names, taken) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var contract in inputs.Contracts)
        {
            if (!names.Add(contract.Name)) return Bad(contract, "is given twice");
            if (contract.Units.IsDefaultOrEmpty) return Bad(contract, "names no unit");
            if (contract.TakeOrPay.Value < 0 || contract.Most is { } most && most < contract.TakeOrPay || contract.ShortfallPrice.Value < 0)
                return Bad(contract, $"has take-or-pay {contract.TakeOrPay}, most {contract.Most} and shortfall price "
                    + $"{contract.ShortfallPrice}; expected 0 ≤ take-or-pay ≤ most and a price of 0 or more");
            foreach (var name in contract.Units)
            {
                if (!thermal.TryGetValue(name, out var unit)) return Bad(contract, $"names {name}, which is no thermal unit of the fleet");
                if (!taken.Add(name)) return Bad(contract, $"names {name}, which already burns from a contract");
                if (limited.Contains(name)) return Bad(contract, $"names {name}, whose starts are limited; one or the other");
                if ((double)contract.ShortfallPrice.Value
                    > FuelRules.HourlyOf(unit, inputs.FuelPrices, inputs.FuelByHour, inputs.Scenarios[0].EnergyUsdPerMwh.Length).Min())
                    return Bad(contract, $"has a shortfall price of {contract.ShortfallPrice}, above the fuel price of {name}");
            }
        }
        return null;
    }

    /// <summary>Units that must burn more than the contract has.</summary>
    public static Refusal TooSmall(FuelContract contract) =>
        new("contract-too-small", $"the units of {contract.Name} burn more than {contract.Most} even when fuel is dearest: they must run",
            $"fuel contract {contract.Name}", "Raise the contract's most, or take units out of it.");

    private static Refusal Bad(FuelContract contract, string what) =>
        new("fuel-contract", $"{contract.Name} {what}", $"fuel contract {contract.Name}", "Correct the contract.");
}
