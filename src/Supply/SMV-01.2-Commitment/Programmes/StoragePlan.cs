using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Programmes;

/// <summary>The hours of a store in decimals of record: output at the terminals (negative while charging) and the energy held after each
/// hour.</summary>
internal sealed record StoragePlan(ImmutableArray<Mw> Output, ImmutableArray<Mwh> Stored)
{
    /// <summary>The most profitable hours against energy prices, to the watt; energy left at the end is worth nothing.</summary>
    public static StoragePlan Of(StorageUnit unit, Mwh held, double[] pricesUsdPerMwh)
    {
        var programme = new StorageProgramme();
        programme.Solve(StorageModel.Of(unit, (double)held.Value, pricesUsdPerMwh.Length), HourlyPrices.OfEnergy(pricesUsdPerMwh));
        var output = ImmutableArray.CreateBuilder<Mw>(pricesUsdPerMwh.Length);
        var stored = ImmutableArray.CreateBuilder<Mwh>(pricesUsdPerMwh.Length);
        var energy = Math.Clamp(held.Value, 0, unit.Energy.Value);
        foreach (var level in programme.StoredMwh)
        {
            var move = (decimal)level - energy;
            var charge = Math.Min(move / unit.RoundTripEfficiency,
                Math.Min(unit.ChargeMw.Value, (unit.Energy.Value - energy) / unit.RoundTripEfficiency));
            var discharge = Math.Min(-move, Math.Min(unit.DischargeMw.Value, energy));
            var (bought, sold) = (Watts(charge), Watts(discharge));
            energy += bought * unit.RoundTripEfficiency - sold;
            output.Add(new(sold - bought));
            stored.Add(new(energy));
        }
        return new(output.MoveToImmutable(), stored.MoveToImmutable());
    }

    /// <summary>Down to the watt, so that no limit is passed; what is lost is made good in the next hour, since plans are followed by
    /// level.</summary>
    private static decimal Watts(decimal mw) => decimal.Round(Math.Max(0, mw), 6, MidpointRounding.ToZero);
}
