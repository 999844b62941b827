using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using NodaTime;

namespace Busbar.Digital.Operations.Counts;

/// <summary>Log lines of one kind and severity.</summary>
/// <param name="Severity">OpenTelemetry's number: 17 is an error.</param>
public sealed record LogCount(string Service, int Severity, int Lines, Instant First, Instant Last);

/// <summary>Log lines to be counted.</summary>
/// <param name="LeastSeverity">Lines below it are left out; 17 keeps errors.</param>
public sealed record CountLogsInputs(ImmutableArray<TelemetryLog> Logs, int LeastSeverity);

/// <summary>Counts the log lines worth a look, by service and severity, the gravest first.</summary>
public static class CountLogs
{
    /// <summary>The counts.</summary>
    public static ImmutableArray<LogCount> Run(CountLogsInputs inputs) =>
    [
        .. inputs.Logs.Where(log => log.Severity >= inputs.LeastSeverity)
            .GroupBy(log => (log.Service, log.Severity))
            .OrderByDescending(group => group.Key.Severity).ThenBy(group => group.Key.Service, StringComparer.Ordinal)
            .Select(group => new LogCount(group.Key.Service, group.Key.Severity, group.Count(), group.Min(log => log.At),
                group.Max(log => log.At))),
    ];
}
