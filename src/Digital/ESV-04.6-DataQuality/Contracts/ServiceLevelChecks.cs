using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.DataQuality.Contracts;

/// <summary>Promises about time. <c>latency</c> (also <c>freshness</c>): from the newest row to now. <c>frequency</c>: the longest gap
/// between
/// rows that follow each other. <c>retention</c>: from the oldest row to now. Each at most the value. A month counts 30 days, a year
/// 365.</summary>
internal static class ServiceLevelChecks
{
    public static void Check(
        ServiceLevel level, CheckContractInputs inputs, ImmutableArray<TypedTable> typed, List<Finding> findings,
        ImmutableArray<ContractCheck>.Builder checks)
    {
        var name = $"{level.Property} {level.Value} {level.Unit}".TrimEnd();
        var element = level.Element.Split('.');
        var table = typed.FirstOrDefault(each => each.Schema.Name == element[0] || each.Schema.PhysicalName == element[0]);
        var field = table?.Schema.Properties.FirstOrDefault(each => each.Name == element[^1] || each.PhysicalName == element[^1]);
        var times = field is null ? null : TypedTable.Find(table!.Clean, field)?.Values.Where(cell => cell.Kind == CellKind.Time)
            .Select(cell => cell.Number).Order().ToList();
        var limit = level.Value is { Kind: CellKind.Number } value ? SecondsOf(level.Unit) * value.Number : null;
        var measured = limit is null || times is null || times.Count == 0 ? null : Measure(level.Property, times,
            (inputs.AsOf - NodaConstants.UnixEpoch).TotalSeconds);
        if (measured is null)
            findings.Add(
                new("rule-unchecked", Severity.Note, $"'{name}' could not be checked: it is no span of time of a field of instants with "
                + "data", level.Element, "it counts neither as kept nor as broken"));
        checks.Add(new(table?.Schema.Name ?? element[0], element[^1], name,
            measured is null ? CheckState.Unchecked : measured <= limit ? CheckState.Kept : CheckState.Broken, true, "timeliness",
            measured / SecondsOf(level.Unit), times?.Count ?? 0, 0, []));
    }

    private static double? Measure(string property, List<double> times, double now) => property switch
    {
        "latency" or "freshness" or "ly" => now - times[^1],
        "frequency" or "fy" => times.Count < 2 ? null : times.Zip(times.Skip(1), (a, b) => b - a).Max(),
        "retention" or "re" => now - times[0],
        _ => null,
    };

    private static double? SecondsOf(string unit) => unit switch
    {
        "s" or "sec" or "second" or "seconds" => 1,
        "m" or "min" or "minute" or "minutes" => 60,
        "h" or "hr" or "hour" or "hours" => 3600,
        "d" or "day" or "days" => 86400,
        "w" or "week" or "weeks" => 604800,
        "mo" or "month" or "months" => 2592000,
        "y" or "yr" or "year" or "years" => 31536000,
        _ => null,
    };
}
