using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Telemetry;

/// <summary>Reads what a Prometheus pushes: remote write 1.0, a <c>WriteRequest</c> of Protocol Buffers in a Snappy block. Samples and
/// labels are taken in; its native histograms are refused, exemplars and metadata left alone. A stale marker, which ends a series, is no
/// number and is left out.</summary>
public static class RemoteWrite
{
    private const long StaleMarker = 0x7ff0000000000002;
    private static readonly UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a post; a family for each metric name.</summary>
    /// <param name="where">The sender, for refusals.</param>
    public static Outcome<ImmutableArray<TelemetryFamily>> Read(ReadOnlySpan<byte> post, string where, TelemetryLimits limits)
    {
        if (SnappyBlock.Unpack(post, limits.MaxBytes) is not { } message)
            return Bad("The body is no Snappy block, or unfolds to more than is read", where);
        var samples = new List<TelemetrySample>();
        var request = new ProtoReader(message);
        while (request.Read())
            if (request.Field == 1 && Series(request.Bytes, samples, limits) is { } fault)
                return Bad(fault, $"{where}, sample {samples.Count + 1}");
        if (request.IsBroken) return Bad("The message breaks off or is damaged", where);
        return samples.GroupBy(sample => sample.Name)
            .Select(group => new TelemetryFamily(group.Key, TelemetryKind.Unknown, "", "", [.. group])).ToImmutableArray();
    }

    private static string? Series(ReadOnlySpan<byte> message, List<TelemetrySample> samples, TelemetryLimits limits)
    {
        var labels = ImmutableArray.CreateBuilder<TelemetryLabel>();
        var name = "";
        var fields = new ProtoReader(message);
        while (fields.Read())
            if (fields.Field == 4) return "a native histogram; send classic ones";
            else if (fields.Field == 1)
            {
                if (Label(fields.Bytes) is not { } label) return "a label is damaged or not UTF-8";
                if (label.Name == "__name__") name = label.Value;
                else labels.Add(label);
                if (labels.Count > limits.MaxLabels) return $"there are more than {limits.MaxLabels} labels";
            }
        if (fields.IsBroken) return "a series breaks off or is damaged";
        if (name.Length == 0) return "a series has no name";
        var all = labels.ToImmutable();
        fields = new(message);
        while (fields.Read())
            if (fields.Field == 2)
            {
                if (Sample(fields.Bytes) is not var (value, milliseconds)) return "a sample is damaged";
                if (BitConverter.DoubleToInt64Bits(value) == StaleMarker) continue;
                samples.Add(new(name, all, value, milliseconds / 1000m, null));
                if (samples.Count > limits.MaxSamples) return $"there are more than {limits.MaxSamples} samples";
            }
        return null;
    }

    private static TelemetryLabel? Label(ReadOnlySpan<byte> message)
    {
        var (name, value) = ("", "");
        var fields = new ProtoReader(message);
        try
        {
            while (fields.Read())
                if (fields.Field == 1) name = utf8.GetString(fields.Bytes);
                else if (fields.Field == 2) value = utf8.GetString(fields.Bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
        return fields.IsBroken || name.Length == 0 ? null : new(name, value);
    }

    private static (double Value, long Milliseconds)? Sample(ReadOnlySpan<byte> message)
    {
        var (value, time) = (0.0, 0L);
        var fields = new ProtoReader(message);
        while (fields.Read())
            if (fields.Field == 1) value = BitConverter.UInt64BitsToDouble(fields.Bits);
            else if (fields.Field == 2) time = unchecked((long)fields.Bits);
        return fields.IsBroken ? null : (value, time);
    }

    private static Refusal Bad(string what, string where) =>
        new("bad-remote-write", what, where, "Send Prometheus remote write 1.0 (Snappy, protobuf), in smaller batches if it is large.");
}
