namespace Busbar.Supply.Commitment.PriceTaking;

/// <summary>A plant's best plan against one scenario, in sums.</summary>
internal readonly record struct PlantRun(double ProfitUsd, double EnergyRevenueUsd, int Starts, int HoursOn, double EnergyMwh)
{
    /// <summary>No plan earns more than this one by more.</summary>
    public double GapUsd { get; init; }

    /// <summary>Adds up outputs in MW against prices.</summary>
    public static PlantRun Of(double profitUsd, ReadOnlySpan<double> outputMw, ReadOnlySpan<double> energyPrices, int starts)
    {
        var (revenue, energy, hoursOn) = (0d, 0d, 0);
        for (var hour = 0; hour < outputMw.Length; hour++)
        {
            if (outputMw[hour] == 0) continue;
            hoursOn++;
            energy += outputMw[hour];
            revenue += outputMw[hour] * energyPrices[hour];
        }
        return new(profitUsd, revenue, starts, hoursOn, energy);
    }
}
