using Busbar.Supply.Commitment.Programmes;

namespace Busbar.Supply.Commitment.PriceTaking;

/// <summary>A plant that can be planned against prices, again and again. Not to be shared between threads.</summary>
internal interface IPricedPlant
{
    string Name { get; }

    /// <summary>The most profitable plan; a profit of −∞ when there is none.</summary>
    PlantRun Run(HourlyPrices prices);
}
