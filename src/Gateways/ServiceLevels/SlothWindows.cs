using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Gateways.Yaml;

namespace Busbar.Gateways.ServiceLevels;

/// <summary>Sloth's <c>AlertWindows</c>: an organisation's own pairs for objectives of one length.</summary>
internal static class SlothWindows
{
    public static void Read(YamlMap spec, SpecReading reading) =>
        reading.Windows.Add(new(ShortDuration.Read(spec, "sloPeriod"),
            [.. Pairs(spec, "page", AlertUrgency.Page), .. Pairs(spec, "ticket", AlertUrgency.Ticket)]));

    private static ImmutableArray<BurnPair> Pairs(YamlMap spec, string key, AlertUrgency urgency)
    {
        var map = spec.Map(key);
        return [Pair(map.Map("quick"), urgency), Pair(map.Map("slow"), urgency)];
    }

    private static BurnPair Pair(YamlMap map, AlertUrgency urgency)
    {
        var pair = new BurnPair(urgency, ShortDuration.Read(map, "longWindow"), ShortDuration.Read(map, "shortWindow"),
            (double)map.Number("errorBudgetPercent"));
        if (pair.Short >= pair.Long)
            map.Refuse("shortWindow", "bad-window", $"'{map.PathOf("shortWindow")}' is no shorter than the long window", "Shorten it.");
        if (pair.BudgetPercent is <= 0 or > 100)
            map.Refuse("errorBudgetPercent", "bad-window", $"'{map.PathOf("errorBudgetPercent")}' is no share of a budget",
                "Write 0 to 100.");
        return pair;
    }
}
