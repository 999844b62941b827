using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Handoffs.ServiceDesk;
using Busbar.Gateways.Yaml;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Outcomes;
using NodaTime;
using YamlDotNet.RepresentationModel;

namespace Busbar.Gateways.ServiceClock;

/// <summary>Reads a desk's service levels from YAML: <c>policy</c> (a <c>preset</c> and the choices that differ from it),
/// <c>calendars</c> and <c>targets</c>. A field that nobody knows, a choice, zone, calendar or amount that is none, and a calendar without
/// open hours refuse the file with line and column.</summary>
public static class ServicePolicyYaml
{
    private const int MaxBytes = 4 << 20;

    /// <summary>The service levels.</summary>
    public static Outcome<ServicePolicy> Read(SourceFile file)
    {
        var text = file.ReadText(MaxBytes);
        if (text is Outcome<ReadOnlyMemory<byte>>.Refused refused) return refused.Refusal;
        var roots = YamlText.Read(Encoding.UTF8.GetString(text.OrThrow().Span), file.Name);
        if (roots is Outcome<ImmutableArray<YamlNode>>.Refused broken) return broken.Refusal;
        if (roots.OrThrow() is not [var root])
            return new Refusal("not-one-document", "The file does not hold one YAML document", file.Name, "Write one policy a file.");
        var fault = new YamlFault(file.Name);
        var policy = Levels(YamlMap.Of(root, "", fault));
        return fault.Refusal is { } refusal ? refusal : policy;
    }

    private static ServicePolicy Levels(YamlMap root)
    {
        root.Only("policy", "calendars", "targets");
        var (clock, zone) = Clock(root.Map("policy"));
        var calendars = ImmutableSortedDictionary.CreateBuilder<string, WorkCalendar>(StringComparer.Ordinal);
        calendars["24x7"] = WorkCalendar.AlwaysIn(zone);
        foreach (var map in root.Maps("calendars"))
            if (!calendars.TryAdd(map.TextOr("name", ""), CalendarFields.Read(map, zone, clock)))
                map.Refuse("name", "duplicate-calendar", $"The calendar '{map.TextOr("name", "")}' is given before", "Name each once.");
        var terms = ImmutableArray.CreateBuilder<TargetTerm>();
        foreach (var map in root.Maps("targets"))
        {
            var term = Term(map, calendars);
            if (terms.Any(each => each.Name == term.Name))
                map.Refuse("name", "duplicate-target", $"The target '{term.Name}' is given before", "Name each once.");
            terms.Add(term);
        }
        if (terms.Count == 0) root.Refuse("targets", "no-targets", "The policy promises nothing", "Give it targets.");
        return new(clock, zone, calendars.ToImmutable(), terms.ToImmutable());
    }

    private static (ClockPolicy, DateTimeZone) Clock(YamlMap map)
    {
        map.Only("preset", "name", "version", "zone", "pause", "budget-end", "elapsed-inclusive", "search-cap", "gap", "overlap",
            "day-meaning", "day-end", "day-pause", "priority-change", "zone-override", "reopen", "agent-created-owes-response",
            "second-message", "update-arming", "response-recurring", "stop-at");
        var preset = map.TextOr("preset", ClockPolicy.Busbar.Name);
        if (ClockPolicy.Presets.FirstOrDefault(each => each.Name == preset) is not { } from)
        {
            map.Refuse("preset", "unknown-choice", $"'{preset}' is no preset",
                $"Use {string.Join(", ", ClockPolicy.Presets.Select(each => each.Name))}.");
            from = ClockPolicy.Busbar;
        }
        bool Flag(string key, bool otherwise) => map.Has(key) ? map.IsTrue(key) : otherwise;
        return (new(map.TextOr("name", from.Name), (int)Math.Clamp(map.NumberOrNull("version") ?? 1, 1, int.MaxValue))
        {
            Pause = map.Choice("pause", from.Pause),
            BudgetEnd = map.Choice("budget-end", from.BudgetEnd),
            IsElapsedInclusive = Flag("elapsed-inclusive", from.IsElapsedInclusive),
            SearchCap = Cap(map, from),
            Gap = map.Choice("gap", from.Gap),
            Overlap = map.Choice("overlap", from.Overlap),
            DayMeaning = map.Choice("day-meaning", from.DayMeaning),
            DayEnd = map.Choice("day-end", from.DayEnd),
            DayPause = map.Choice("day-pause", from.DayPause),
            PriorityChange = map.Choice("priority-change", from.PriorityChange),
            ZoneOverride = map.Has("zone-override") ? map.Zone("zone-override", DateTimeZone.Utc) : from.ZoneOverride,
            Reopen = map.Choice("reopen", from.Reopen),
            AgentCreatedOwesResponse = Flag("agent-created-owes-response", from.AgentCreatedOwesResponse),
            SecondMessage = map.Choice("second-message", from.SecondMessage),
            UpdateArming = map.Choice("update-arming", from.UpdateArming),
            IsResponseRecurring = Flag("response-recurring", from.IsResponseRecurring),
            StopAt = map.Choice("stop-at", from.StopAt),
        }, map.Zone("zone", DateTimeZone.Utc));
    }

    /// <summary>In days.</summary>
    private static Duration? Cap(YamlMap map, ClockPolicy from)
    {
        if (!map.Has("search-cap")) return from.SearchCap;
        var days = map.Number("search-cap");
        if (days is < 1 or > 36_525) map.Refuse("search-cap", "out-of-range", $"{days} days is no search", "Give 1 to 36525 days.");
        return Duration.FromDays((double)Math.Clamp(days, 1, 36_525));
    }

    private static TargetTerm Term(YamlMap map, IDictionary<string, WorkCalendar> calendars)
    {
        map.Only("name", "kind", "calendar", "starts-by-name", "time");
        var (name, time) = (map.TextOr("calendar", "24x7"), map.Map("time"));
        if (!calendars.TryGetValue(name, out var calendar))
            map.Refuse("calendar", "unknown-calendar", $"'{name}' is no calendar of this policy",
                $"Use {string.Join(", ", calendars.Keys)}.");
        map.Text("kind");
        return new(map.Text("name"), map.Choice("kind", TargetKind.Resolution),
            time.Node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "").ToImmutableSortedDictionary(
                key => key, time.Amount, StringComparer.Ordinal),
            calendar ?? WorkCalendar.Always, map.IsTrue("starts-by-name"));
    }
}
