using System.Collections.Immutable;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Checkers.Settlement.Codes;

/// <summary>The checker's own rules by market: every line number of PJM, all of ISO-NE, two-settlement energy and what is listed of ERCOT,
/// CAISO and MISO.</summary>
internal static class RulesOfMarket
{
    private static readonly OperatingDay MisoFiveMinutes = OperatingDay.Of(2018, 7, 1);

    private static readonly Dictionary<string, ILookup<string, ChargeRule>> Rules = new()
    {
        ["PJM"] = ByCode(PjmRules.All), ["ERCOT"] = ByCode(EnergyRules.Ercot), ["CAISO"] = ByCode(EnergyRules.Caiso),
        ["MISO"] = ByCode(Miso),
        ["ISO-NE"] = ByCode(EnergyRules.Components(("DA-ENERGY", "DA-CONGESTION", "DA-LOSS"), ("RT-ENERGY", "RT-CONGESTION", "RT-LOSS"),
            "FTR", OperatingDay.Of(2017, 3, 1), paysNoEnergyOnPaths: false)),
    };

    /// <summary>The rules that a code has had; none when the checker has none and holds it to its invariants alone.</summary>
    public static ImmutableArray<ChargeRule> Of(string market, string code) =>
        Rules.TryGetValue(market, out var rules) ? [.. rules[code]] : [];

    private static IEnumerable<ChargeRule> Miso =>
    [
        EnergyRules.AtLmp("DA_ASSET_EN", ["Load", "Generation"]), EnergyRules.AtLmp("DA_NASSET_EN", ["Contract"]),
        EnergyRules.AtLmp("DA_VIRT_EN", ["Increment", "Decrement"]), .. RealTime("RT_ASSET_EN", ["Load", "Generation"]),
        .. RealTime("RT_NASSET_EN", ["Contract"]),
        new("RT_VIRT_EN", "MWh", 60, ["DA MWh"], day => -day.Energy("DA MWh"), day => -(day.Energy("DA MWh") * Lmp(day)))
        { Kinds = ["Increment", "Decrement"] },
    ];

    private static IEnumerable<ChargeRule> RealTime(string code, ImmutableArray<string> kinds)
    {
        var hourly = new ChargeRule(code, "MWh", 60, ["RT MWh", "DA MWh"], day => day.Energy("RT MWh") - day.Energy("DA MWh"),
            day => day.Energy("RT MWh") * Lmp(day) - day.Energy("DA MWh") * Lmp(day))
        {
            Kinds = kinds, Until = MisoFiveMinutes,
        };
        return [hourly, hourly with { Minutes = 5, From = MisoFiveMinutes, Until = null }];
    }

    private static Row Lmp(Grid day) => day.Price("RT energy price") + day.Price("RT congestion price") + day.Price("RT loss price");

    private static ILookup<string, ChargeRule> ByCode(IEnumerable<ChargeRule> rules) => rules.ToLookup(rule => rule.Code);
}
