using System.Collections.Immutable;

namespace Busbar.Supply.Handoffs.Commitment;

/// <summary>The plants we own or control, with what a commitment needs to know of them. Units have unique names.</summary>
public sealed record FleetRegister(
    string Source,
    ImmutableArray<ThermalUnit> Thermal,
    ImmutableArray<RenewableUnit> Renewable,
    ImmutableArray<HydroUnit> Hydro,
    ImmutableArray<StorageUnit> Storage)
{
    /// <summary>The name of every unit: thermal, renewable, hydro, storage.</summary>
    public ImmutableArray<string> UnitNames() =>
    [
        .. Thermal.Select(unit => unit.Name), .. Renewable.Select(unit => unit.Name), .. Hydro.Select(unit => unit.Name),
        .. Storage.Select(unit => unit.Name),
    ];
}
