using System.Collections.Immutable;
using Busbar.Gateways.Csv;

namespace Busbar.Gateways.Rts;

/// <summary>The columns of the table of generators that are read. Units as in RTS-GMLC's own column names.</summary>
internal static class GeneratorColumns
{
    public static ImmutableArray<string> Words { get; } = ["GEN UID", "Category"];

    public static Column Bus { get; } = new("Bus ID", "number", 1, 999);
    public static Column Max { get; } = new("PMax MW", "MW", 0.1m, 5_000);
    public static Column Min { get; } = new("PMin MW", "MW", 0.1m, 5_000);
    public static Column MinDown { get; } = new("Min Down Time Hr", "h", 0, 1_000);
    public static Column MinUp { get; } = new("Min Up Time Hr", "h", 0, 1_000);
    public static Column Ramp { get; } = new("Ramp Rate MW/Min", "MW/min", 0.001m, 1_000);
    public static Column FuelPrice { get; } = new("Fuel Price $/MMBTU", "USD/MMBtu", 0, 1_000);
    public static Column Vom { get; } = new("VOM", "USD/MWh", 0, 1_000);
    public static Column StartCost { get; } = new("Non Fuel Start Cost $", "USD", 0, 10_000_000);
    public static Column AverageHeatRate { get; } = new("HR_avg_0", "Btu/kWh", 1, 100_000);

    /// <summary>Hours off from which a start is hot, warm, cold; 9999 stands for never.</summary>
    public static ImmutableArray<Column> StartHours { get; } =
        [.. Temperatures.Select(word => new Column($"Start Time {word} Hr", "h", 0, 9_999))];

    /// <summary>Heat of a hot, warm, cold start.</summary>
    public static ImmutableArray<Column> StartHeat { get; } =
        [.. Temperatures.Select(word => new Column($"Start Heat {word} MBTU", "MMBtu", 0, 1_000_000))];

    /// <summary>Outputs of the heat-rate curve as parts of the highest output; NA where the curve has fewer points.</summary>
    public static ImmutableArray<Column> OutputParts { get; } =
        [.. Enumerable.Range(0, 5).Select(i => new Column($"Output_pct_{i}", "part of PMax", 0, 1))];

    /// <summary>Incremental heat rates between the outputs.</summary>
    public static ImmutableArray<Column> IncrementalHeatRates { get; } =
        [.. Enumerable.Range(1, 4).Select(i => new Column($"HR_incr_{i}", "Btu/kWh", 0, 100_000))];

    /// <summary>Charging power and round-trip efficiency of a store.</summary>
    public static Column PumpLoad { get; } = new("Pump Load MW", "MW", 0, 5_000);
    public static Column Efficiency { get; } = new("Storage Roundtrip Efficiency", "percent", 0, 100);

    public static ImmutableArray<string> All { get; } =
    [
        .. Words,
        .. new[] { Bus, Max, Min, MinDown, MinUp, Ramp, FuelPrice, Vom, StartCost, AverageHeatRate }.Select(column => column.Name),
        .. StartHours.Select(column => column.Name), .. StartHeat.Select(column => column.Name),
        .. OutputParts.Select(column => column.Name), .. IncrementalHeatRates.Select(column => column.Name),
    ];

    private static string[] Temperatures => ["Hot", "Warm", "Cold"];
}
