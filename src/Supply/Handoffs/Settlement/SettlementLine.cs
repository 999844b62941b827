using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Handoffs.Settlement;

/// <summary>One charge of one asset in one interval, at full precision: a charge to us is positive, a credit negative.</summary>
/// <param name="Code">The charge code of the rule that made it.</param>
/// <param name="Asset">Load, a unit, a contract, a holding.</param>
/// <param name="Location">Settlement location.</param>
/// <param name="Interval">The interval settled.</param>
/// <param name="Quantity">What is billed. Energy bought from the market positive, sold to it negative.</param>
/// <param name="Rate">The price, price component or rate billed, USD for each unit of the quantity.</param>
/// <param name="Amount">Quantity at the rate, not rounded.</param>
public sealed record SettlementLine(string Code, string Asset, string Location, DeliveryInterval Interval, BilledQuantity Quantity,
    BilledRate Rate, Usd Amount);

/// <summary>The total of one charge code over the day: exact, as billed in whole cents, and the residue kept visible.</summary>
public sealed record ChargeTotal(string Code, string Title, Usd Exact, Usd Billed)
{
    /// <summary>What rounding to cents took or gave.</summary>
    public Usd Residue => Billed - Exact;
}
