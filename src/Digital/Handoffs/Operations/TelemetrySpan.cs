using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Handoffs.Operations;

/// <summary>One step of a request through the systems (OpenTelemetry, "Span").</summary>
/// <param name="TraceId">The request, 32 hexadecimal digits in lower case.</param>
/// <param name="SpanId">The step, 16 of them.</param>
/// <param name="ParentId">The step that called it; empty for the first.</param>
/// <param name="Service">What did it: <c>service.name</c>, empty when the sender does not say.</param>
/// <param name="IsError">True when the sender marked it as failed; a step without a mark is taken as done.</param>
/// <param name="Labels">Its own attributes, then those of what sent it.</param>
public sealed record TelemetrySpan(
    string TraceId, string SpanId, string ParentId, string Name, string Service, Instant Start, Instant End, bool IsError,
    ImmutableArray<TelemetryLabel> Labels);
