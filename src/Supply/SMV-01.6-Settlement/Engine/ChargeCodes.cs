using System.Collections.Immutable;
using Busbar.Supply.Settlement.Markets;

namespace Busbar.Supply.Settlement.Engine;

/// <summary>The one table of charge codes of every market. A code is unique over all of them.</summary>
public static class ChargeCodes
{
    private static readonly ImmutableSortedDictionary<string, ImmutableArray<ChargeCode>> Table =
        ImmutableSortedDictionary.Create<string, ImmutableArray<ChargeCode>>(StringComparer.Ordinal)
            .Add("PJM", PjmCodes.All).Add("ISO-NE", IsoNeCodes.All).Add("ERCOT", ErcotCodes.All).Add("CAISO", CaisoCodes.All)
            .Add("MISO", MisoCodes.All);

    private static readonly Dictionary<string, ChargeCode> ByName =
        Table.Values.SelectMany(codes => codes).ToDictionary(code => code.Code);

    /// <summary>Markets that have charges here.</summary>
    public static ImmutableArray<string> Markets { get; } = [.. Table.Keys];

    /// <summary>The codes of a market by its calendar's name, in statement order; empty when it has none here.</summary>
    public static ImmutableArray<ChargeCode> Of(string market) => Table.GetValueOrDefault(market, []);

    /// <summary>A market's code; null when it has none such here.</summary>
    public static ChargeCode? Find(string market, string code) => ByCode(code) is { } found && found.Market == market ? found : null;

    /// <summary>The code of whichever market has it; null when none does.</summary>
    public static ChargeCode? ByCode(string code) => ByName.GetValueOrDefault(code);

    /// <summary>How far a published LMP may stand from the sum of its components, USD/MWh: PJM publishes six decimals, ISO-NE two, each
    /// number rounded on its own (measured: 1e-6 over PJM's 2024-11-03, 0.01 over ISO-NE's 2017).</summary>
    public static decimal LmpTolerance(string market) => market == "PJM" ? 0.000001m : 0.01m;
}
