using System.Collections.Immutable;

namespace Busbar.Supply.Handoffs.Commitment.Systems;

/// <summary>An answer to a <see cref="CommitmentCase"/>: who runs and how high, what it costs, and how far from the best it can
/// be.</summary>
/// <param name="Case">Name of the case.</param>
/// <param name="ObjectiveUsd">Cost of the schedule: hours, starts and priced shortage.</param>
/// <param name="LowerBoundUsd">No schedule costs less.</param>
/// <param name="Thermal">One entry a thermal unit, in the case's order.</param>
/// <param name="Renewable">Likewise for plants that may be curtailed.</param>
/// <param name="Storage">Likewise for stores.</param>
/// <param name="EnergyUsdPerMwh">Price of one more MW of load, hour by hour, with the commitment held.</param>
/// <param name="SpinningUsdPerMw">Price of one more MW of spinning reserve.</param>
/// <param name="Shortages">What cannot be met; empty when all is.</param>
public sealed record SystemSchedule(
    string Case, double ObjectiveUsd, double LowerBoundUsd, ImmutableArray<ThermalDispatch> Thermal,
    ImmutableArray<RenewableDispatch> Renewable, ImmutableArray<StorageDispatch> Storage, ImmutableArray<double> EnergyUsdPerMwh,
    ImmutableArray<double> SpinningUsdPerMw, ImmutableArray<CaseShortage> Shortages)
{
    /// <summary>(objective − bound) ÷ objective.</summary>
    public double Gap => ObjectiveUsd == 0 ? 0 : Math.Max(0, (ObjectiveUsd - LowerBoundUsd) / Math.Abs(ObjectiveUsd));
}

/// <summary>One thermal unit's hours: on or off, output, spinning headroom and downward room held.</summary>
public sealed record ThermalDispatch(
    string Unit, ImmutableArray<bool> IsOn, ImmutableArray<double> OutputMw, ImmutableArray<double> SpinningMw,
    ImmutableArray<double> DownwardMw);

/// <summary>What a plant that may be curtailed delivers.</summary>
public sealed record RenewableDispatch(string Plant, ImmutableArray<double> OutputMw);

/// <summary>A store's hours: charging and discharging at the terminals, and the energy held after each hour.</summary>
public sealed record StorageDispatch(
    string Store, ImmutableArray<double> ChargeMw, ImmutableArray<double> DischargeMw, ImmutableArray<double> StoredMwh);

/// <summary>A requirement that a schedule misses.</summary>
/// <param name="Kind">Which requirement.</param>
/// <param name="Hour">Index of the hour, from 0; −1 for a budget.</param>
/// <param name="Amount">MW missing (for <see cref="ShortageKind.Surplus"/> MW too many; for a budget its own unit over the limit).</param>
/// <param name="Budget">Which budget, otherwise empty.</param>
public sealed record CaseShortage(ShortageKind Kind, int Hour, double Amount, string Budget);

/// <summary>What a shortage is of.</summary>
public enum ShortageKind
{
    /// <summary>Load not served.</summary>
    Energy,

    /// <summary>Output that cannot be turned down any further.</summary>
    Surplus,

    /// <summary>Spinning reserve missing.</summary>
    Spinning,

    /// <summary>Operating reserve missing.</summary>
    Operating,

    /// <summary>Downward reserve missing.</summary>
    Downward,

    /// <summary>A budget overrun.</summary>
    Budget,
}
