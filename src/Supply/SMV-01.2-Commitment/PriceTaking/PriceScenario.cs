using System.Collections.Immutable;

namespace Busbar.Supply.Commitment.PriceTaking;

/// <summary>One way in which prices may come out, hour by hour; scenarios are equally likely. An empty reserve is one that nobody
/// buys.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="EnergyUsdPerMwh">Energy price of each hour, finite, any sign.</param>
/// <param name="SpinningUsdPerMw">Price of a MW of spinning reserve held for each hour, 0 or more.</param>
/// <param name="DownwardUsdPerMw">Likewise of downward reserve.</param>
public sealed record PriceScenario(
    string Name, ImmutableArray<double> EnergyUsdPerMwh, ImmutableArray<double> SpinningUsdPerMw, ImmutableArray<double> DownwardUsdPerMw);
