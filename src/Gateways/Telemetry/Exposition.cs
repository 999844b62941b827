using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Telemetry;

/// <summary>The two texts in which a program shows its metrics to who scrapes it.</summary>
public enum ExpositionFormat
{
    /// <summary>Prometheus' text format 0.0.4 (<c>text/plain; version=0.0.4</c>): lenient, timestamps in milliseconds.</summary>
    Prometheus,
    /// <summary>OpenMetrics 1.0 (<c>application/openmetrics-text</c>): strict, timestamps in seconds, ends in <c># EOF</c>.</summary>
    OpenMetrics,
}

/// <summary>Reads the metrics of a scrape, or of text posted to us. Refused whole at the first line that the format does not allow, with
/// that line and why.</summary>
public static class Exposition
{
    private static readonly UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The format that an answer's content type names; without one, OpenMetrics when the text ends as only that does.</summary>
    public static ExpositionFormat FormatOf(string contentType, ReadOnlySpan<byte> text) =>
        contentType.StartsWith("application/openmetrics-text", StringComparison.OrdinalIgnoreCase)
            || contentType.Length == 0 && text.TrimEnd((byte)'\n').EndsWith("# EOF"u8)
            ? ExpositionFormat.OpenMetrics
            : ExpositionFormat.Prometheus;

    /// <summary>Reads a text.</summary>
    /// <param name="where">The file or address, for refusals.</param>
    public static Outcome<ImmutableArray<TelemetryFamily>> Read(
        ReadOnlySpan<byte> bytes, string where, ExpositionFormat format, TelemetryLimits limits)
    {
        if (bytes.Length > limits.MaxBytes) return TooMuch(where, $"{bytes.Length} bytes", $"{limits.MaxBytes} bytes");
        string text;
        try
        {
            text = utf8.GetString(bytes);
        }
        catch (DecoderFallbackException fault)
        {
            return new Refusal("not-utf8", $"The byte at {fault.Index} is not UTF-8", where, "Have the source write UTF-8.");
        }
        IExpositionReader reader = format == ExpositionFormat.OpenMetrics ? new OpenMetricsText() : new PrometheusText();
        return ReadLines(text, where, reader, limits);
    }

    private static Outcome<ImmutableArray<TelemetryFamily>> ReadLines(
        string text, string where, IExpositionReader reader, TelemetryLimits limits)
    {
        var (line, samples) = (0, 0);
        foreach (var range in text.AsSpan().Split('\n'))
        {
            line++;
            var row = text.AsSpan(range);
            if (row.IsEmpty && range.End.Value == text.Length) break;
            if (row is not ['#', ..] && ++samples > limits.MaxSamples)
                return TooMuch($"{where}, line {line}", $"more than {limits.MaxSamples} numbers", $"{limits.MaxSamples}");
            if (reader.Take(row, limits.MaxLabels) is { } fault) return Bad(fault, $"{where}, line {line}");
        }
        return reader.End() is { } last ? Bad(last, $"{where}, line {line}") : reader.Families;
    }

    private static Refusal Bad(string fault, string where) =>
        new("bad-exposition", fault, where, "Correct the exporter, or scrape it in the other format.");

    private static Refusal TooMuch(string where, string found, string most) =>
        new("too-much-telemetry", $"It has {found}; at most {most} are read", where, "Expose less, or raise the limit.");
}
