using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Handoffs.Operations;

/// <summary>A line of a log (OpenTelemetry, "LogRecord").</summary>
/// <param name="At">When it happened; when it was seen if the sender does not say.</param>
/// <param name="Severity">From 1 (trace) by 9 (information), 13 (warning) and 17 (error) to 24 (fatal); 0 when it is not said.</param>
/// <param name="Body">The text; JSON when the sender gave a structure.</param>
/// <param name="Service">What wrote it: <c>service.name</c>, empty when the sender does not say.</param>
/// <param name="TraceId">The request it belongs to, 32 hexadecimal digits in lower case, or empty.</param>
/// <param name="Labels">Its own attributes, then those of what sent it.</param>
public sealed record TelemetryLog(
    Instant At, int Severity, string Body, string Service, string TraceId, ImmutableArray<TelemetryLabel> Labels);
