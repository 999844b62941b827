using System.Collections.Immutable;
using System.Text.Json;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Telemetry;

/// <summary>What one OTLP post holds; a post to <c>/v1/metrics</c>, <c>/v1/logs</c> or <c>/v1/traces</c> fills one of them.</summary>
public sealed record OtlpPost(
    ImmutableArray<TelemetryFamily> Families, ImmutableArray<TelemetryLog> Logs, ImmutableArray<TelemetrySpan> Spans);

/// <summary>Reads OTLP over HTTP as JSON (OpenTelemetry Protocol 1.x): metrics, logs and traces. Refused whole at the first field of a
/// wrong shape, with its path. Protobuf bodies are not read.</summary>
public static class OtlpJson
{
    private const int MaxDepth = 64;

    /// <summary>Reads a post.</summary>
    /// <param name="where">The sender or file, for refusals.</param>
    public static Outcome<OtlpPost> Read(ReadOnlyMemory<byte> json, string where, TelemetryLimits limits)
    {
        if (json.Length > limits.MaxBytes)
            return new Refusal("too-much-telemetry", $"It has {json.Length} bytes; at most {limits.MaxBytes} are read", where,
                "Send smaller batches.");
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = MaxDepth });
            var reading = new OtlpReading(where, limits);
            var root = new OtlpNode(document.RootElement, null, "", reading);
            if (document.RootElement.ValueKind != JsonValueKind.Object) root.Refuse("an object was expected");
            var post = new OtlpPost(OtlpMetrics.Of(root), Logs(root), Spans(root));
            return reading.Refusal is { } refusal ? refusal : post;
        }
        catch (JsonException fault)
        {
            return new Refusal("broken-json", fault.Message, $"{where}, line {fault.LineNumber + 1}", "Send valid JSON.");
        }
    }

    /// <summary>Each entry of a signal with the resource that sent it.</summary>
    internal static IEnumerable<(OtlpNode Entry, OtlpNode? Resource)> Entries(
        OtlpNode root, string resources, string scopes, string entries) =>
        from resource in root.List(resources)
        from scope in resource.List(scopes)
        from entry in scope.List(entries)
        where root.Reading.Take()
        select (entry, resource["resource"]);

    private static ImmutableArray<TelemetryLog> Logs(OtlpNode root) =>
        [.. Entries(root, "resourceLogs", "scopeLogs", "logRecords").Select(each => Log(each.Entry, each.Resource))];

    private static TelemetryLog Log(OtlpNode entry, OtlpNode? resource)
    {
        var severity = entry.Whole("severityNumber");
        if (severity is < 0 or > 24) entry.Refuse($"severity {severity} is not from 0 to 24");
        var at = entry.Time("timeUnixNano") ?? entry.Time("observedTimeUnixNano");
        if (at is null) entry.Refuse("it says neither when it happened nor when it was seen");
        return new(at ?? default, unchecked((int)severity), entry["body"]?.AnyValue() ?? "", ServiceOf(resource),
            entry.Id("traceId", 32, isNeeded: false), entry.Labels(resource));
    }

    private static ImmutableArray<TelemetrySpan> Spans(OtlpNode root) =>
        [.. Entries(root, "resourceSpans", "scopeSpans", "spans").Select(each => Span(each.Entry, each.Resource))];

    private static TelemetrySpan Span(OtlpNode entry, OtlpNode? resource)
    {
        var (start, end) = (entry.Time("startTimeUnixNano"), entry.Time("endTimeUnixNano"));
        if (start is null || end is null || end < start) entry.Refuse("its times are missing, or it ends before it starts");
        return new(entry.Id("traceId", 32, isNeeded: true), entry.Id("spanId", 16, isNeeded: true),
            entry.Id("parentSpanId", 16, isNeeded: false), entry.Text("name"), ServiceOf(resource), start ?? default, end ?? default,
            entry["status"]?.Whole("code") == 2, entry.Labels(resource));
    }

    private static string ServiceOf(OtlpNode? resource) =>
        resource?.Labels().FirstOrDefault(label => label.Name == "service.name").Value ?? "";
}
