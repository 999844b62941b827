using Busbar.Kernel.Quantities;
using NodaTime;

namespace Busbar.Supply.Handoffs.Commitment;

/// <summary>One reading of a unit's output by its telemetry.</summary>
/// <param name="Unit">The unit's name.</param>
/// <param name="MeasuredAt">When it was measured.</param>
/// <param name="Output">Net output; negative while a store charges.</param>
/// <param name="Stored">Energy in the store (storage only).</param>
/// <param name="Quality">What the telemetry says of itself.</param>
public sealed record UnitTelemetry(string Unit, Instant MeasuredAt, Mw Output, Mwh? Stored, TelemetryQuality Quality);

/// <summary>What a telemetry point says of itself.</summary>
public enum TelemetryQuality
{
    Good,
    Suspect,
    Bad,
}
