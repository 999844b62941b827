namespace Busbar.Gateways.Telemetry;

/// <summary>How much a source of telemetry may send at once, so that one that has gone wild cannot fill the memory.</summary>
/// <param name="MaxBytes">Most bytes of one scrape or post.</param>
/// <param name="MaxSamples">Most numbers, log records or spans in it.</param>
/// <param name="MaxLabels">Most labels of one of them.</param>
public sealed record TelemetryLimits(int MaxBytes, int MaxSamples, int MaxLabels)
{
    /// <summary>64 MiB, a million numbers, 128 labels.</summary>
    public static TelemetryLimits Default { get; } = new(MaxBytes: 64 << 20, MaxSamples: 1_000_000, MaxLabels: 128);
}
