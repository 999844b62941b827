using System.Collections.Immutable;
using Busbar.Kernel.Quantities;

namespace Busbar.Supply.Commitment.PriceTaking;

/// <summary>A fuel contract over the horizon: thermal units that burn from it, the most they may burn, and take-or-pay: fuel short of the
/// least is paid for all the same.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Units">Thermal units without limits on starts; a unit burns from one contract at most.</param>
/// <param name="Most">Most heat all units burn; null is no limit.</param>
/// <param name="TakeOrPay">Least heat, 0 or more, at most <paramref name="Most"/>.</param>
/// <param name="ShortfallPrice">Price of each MMBtu short of it, 0 or more, at most the fuel price of each of its units.</param>
public sealed record FuelContract(
    string Name, ImmutableArray<string> Units, Mmbtu? Most, Mmbtu TakeOrPay, UsdPerMmbtu ShortfallPrice);
