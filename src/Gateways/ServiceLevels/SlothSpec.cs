using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Gateways.Yaml;
using NodaTime;

namespace Busbar.Gateways.ServiceLevels;

/// <summary>How one of Sloth's two forms spells its fields.</summary>
internal sealed record SlothWords(
    string ErrorQuery, string TotalQuery, string ErrorRatioQuery, string PageAlert, string TicketAlert, string Plugins)
{
    /// <summary>The command line's.</summary>
    public static SlothWords Plain { get; } = new(
        "error_query", "total_query", "error_ratio_query", "page_alert", "ticket_alert", "slo_plugins");

    /// <summary>The Kubernetes resource's.</summary>
    public static SlothWords Kubernetes { get; } = new(
        "errorQuery", "totalQuery", "errorRatioQuery", "pageAlert", "ticketAlert", "sloPlugins");
}

/// <summary>Sloth's <c>prometheus/v1</c> and <c>PrometheusServiceLevel</c>. Its 30-day figure is the plain mean of 5-minute ratios, so the
/// method is RatioTimeslices whatever its documents call it. A plugin is named, not run.</summary>
internal static class SlothSpec
{
    private static readonly Duration slice = Duration.FromMinutes(5);

    public static void Read(YamlMap map, SlothWords words, SpecReading reading)
    {
        var service = map.Text("service");
        FindPlugins(map, words.Plugins, reading);
        foreach (var slo in map.Maps("slos")) reading.Objectives.Add(Objective(slo, service, words, reading));
        if (map.Maps("slos").Length == 0) map.Refuse("slos", "missing-field", $"'{map.PathOf("slos")}' names no objective", "Add one.");
    }

    private static ServiceObjective Objective(YamlMap slo, string service, SlothWords words, SpecReading reading)
    {
        FindPlugins(slo, "plugins", reading);
        var period = reading.AlertWindows.Period;
        return new(slo.Text("name"), service, slo.TextOr("description", ""), SpecReading.Target(slo, "objective", 100),
            BudgetingMethod.RatioTimeslices, SliceTarget: null, slice, new ObjectiveWindow.Rolling(period), Indicator(slo, words, reading),
            Rules(slo, words, reading.AlertWindows.For(period)));
    }

    private static ServiceIndicator Indicator(YamlMap slo, SlothWords words, SpecReading reading)
    {
        var sli = slo.Map("sli");
        if (sli.MapOrNull("events") is { } events)
            return new("ratio", "", events.Text(words.ErrorQuery), events.Text(words.TotalQuery));
        if (sli.MapOrNull("raw") is { } raw) return new("error-ratio", "", "", raw.Text(words.ErrorRatioQuery));
        if (sli.MapOrNull("plugin") is { } plugin)
        {
            reading.Find(plugin.Node, "plugin", $"The indicator comes from plugin '{plugin.Text("id")}'",
                "not run: give its counts as samples");
            return new("plugin", "", "", plugin.Text("id"));
        }
        slo.Refuse("sli", "no-indicator", $"'{slo.PathOf("sli")}' has neither events, raw nor plugin", "Say what is counted.");
        return new("", "", "", "");
    }

    private static ImmutableArray<BurnRule> Rules(YamlMap slo, SlothWords words, ImmutableArray<BurnRule> rules)
    {
        var alerting = slo.Map("alerting");
        var pages = alerting.MapOrNull(words.PageAlert)?.IsTrue("disable") != true;
        var tickets = alerting.MapOrNull(words.TicketAlert)?.IsTrue("disable") != true;
        if (pages || tickets) alerting.Text("name");
        return [.. rules.Where(rule => rule.Urgency == AlertUrgency.Page ? pages : tickets)];
    }

    private static void FindPlugins(YamlMap map, string key, SpecReading reading)
    {
        foreach (var plugin in map.MapOrNull(key)?.Maps("chain") ?? [])
            reading.Find(plugin.Node, "plugin", $"Plugin '{plugin.Text("id")}' would change the rules that Sloth writes", "not run");
    }
}
