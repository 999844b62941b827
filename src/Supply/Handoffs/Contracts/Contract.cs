using System.Text.Json.Serialization;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Handoffs.Contracts;

/// <summary>A bilateral purchase of power. Its terms are data; they are resolved to hours before any sum.</summary>
/// <param name="Id">Unique id.</param>
/// <param name="Counterparty">Who sells to us.</param>
/// <param name="Location">Where it is delivered.</param>
/// <param name="FirstDay">First operating day of delivery.</param>
/// <param name="LastDay">Last operating day of delivery.</param>
/// <param name="Price">Fixed price; under an agreement the price that its pricing clause speaks of.</param>
/// <param name="CreditLimit">Most we may be owed by the counterparty, marked to market.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(BlockPurchase), "block-purchase")]
[JsonDerivedType(typeof(WindPpa), "wind-ppa")]
[JsonDerivedType(typeof(PowerAgreement), "agreement")]
public abstract record Contract(
    string Id, string Counterparty, string Location, OperatingDay FirstDay, OperatingDay LastDay, UsdPerMwh Price, Usd CreditLimit);

/// <summary>A firm block: so many MW in every hour of the block.</summary>
public sealed record BlockPurchase(
    string Id, string Counterparty, string Location, OperatingDay FirstDay, OperatingDay LastDay, UsdPerMwh Price, Usd CreditLimit,
    PeakBlock Block, Mw Quantity) : Contract(Id, Counterparty, Location, FirstDay, LastDay, Price, CreditLimit);

/// <summary>A unit-contingent share of a wind plant's output, as available.</summary>
/// <param name="Plant">The plant, as its series spell it. It is the seller's and not in our fleet register.</param>
/// <param name="PlantMw">The plant's nameplate, for planning.</param>
/// <param name="Share">Our part of its output, above 0 and at most 1.</param>
/// <param name="IsWheeled">True when the energy comes over another system, at the profile's wheeling charge.</param>
public sealed record WindPpa(
    string Id, string Counterparty, string Location, OperatingDay FirstDay, OperatingDay LastDay, UsdPerMwh Price, Usd CreditLimit,
    string Plant, Mw PlantMw, decimal Share, bool IsWheeled) : Contract(Id, Counterparty, Location, FirstDay, LastDay, Price, CreditLimit);
