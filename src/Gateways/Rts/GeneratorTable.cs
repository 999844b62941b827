using System.Collections.Immutable;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Gateways.Rts;

/// <summary>The table of generators (SourceData/gen.csv): the thermal units of area 1, buses 101 to 124.</summary>
internal static class GeneratorTable
{
    private const string Source = "RTS-GMLC SourceData/gen.csv, area 1 thermal units: a published test system, not a real fleet";

    private static readonly ImmutableDictionary<string, (UnitKind Kind, string Fuel)> categories =
        new Dictionary<string, (UnitKind, string)>
    {
        ["Coal"] = (UnitKind.Steam, "coal"),
        ["Oil ST"] = (UnitKind.Steam, "oil"),
        ["Oil CT"] = (UnitKind.CombustionTurbine, "oil"),
        ["Gas CT"] = (UnitKind.CombustionTurbine, "gas"),
        ["Gas CC"] = (UnitKind.CombinedCycle, "gas"),
        ["Nuclear"] = (UnitKind.Nuclear, "nuclear"),
    }.ToImmutableDictionary();

    /// <summary>Reads all rows. Null after a fault, which the rows then hold.</summary>
    public static ImportedFile? Read(SourceFile file, CsvRows rows, Header header)
    {
        if (header.Places(rows, "rts-gmlc", GeneratorColumns.All) is not { } places) return null;
        var row = new GeneratorRow(rows, GeneratorColumns.All.Zip(places).ToDictionary(pair => pair.First, pair => pair.Second));
        var units = new Dictionary<string, ThermalUnit>();
        var findings = new List<Finding>();
        var others = 0;
        while (rows.Read() && header.Fits(rows))
        {
            var isOfArea1 = row[GeneratorColumns.Bus] is >= 101 and <= 124;
            if (!isOfArea1 || !IsThermal(row))
            {
                others++;
                continue;
            }
            var unit = Unit(row, findings);
            if (unit is not null && !units.TryAdd(unit.Name, unit))
                rows.Refuse("duplicate-unit", $"The unit '{row.Name}' stands twice", "GEN UID", "Remove the row that is too many.");
        }
        if (rows.Refusal is null && units.Count == 0)
            rows.Refuse("header-only", "The file has no thermal unit of area 1 (buses 101 to 124)", "", "Fetch the file again.");
        if (rows.Refusal is not null) return null;
        findings.Add(new("units-left-out", Severity.Note, $"{others} rows are of other areas or not thermal", file.Name,
            "left them out of the fleet"));
        var fleet = new FleetRegister(Source, [.. units.Values], [], [], []);
        return new(file.Name, ContentHash.Of(file.Content.Span), [], fleet, [.. rows.Findings, .. findings]);
    }

    /// <summary>True for a unit that burns fuel.</summary>
    public static bool IsThermal(GeneratorRow row) => categories.ContainsKey(row.Category);

    /// <summary>The thermal unit of the current row. Null after a fault, which the rows then hold.</summary>
    public static ThermalUnit? Unit(GeneratorRow row, List<Finding> findings)
    {
        var (kind, fuel) = categories[row.Category];
        var (min, max) = (row[GeneratorColumns.Min], row[GeneratorColumns.Max]);
        var (up, down) = (row[GeneratorColumns.MinUp], row[GeneratorColumns.MinDown]);
        if (min >= max)
            row.File.Refuse("wrong-limits", FormattableString.Invariant($"PMin {min} MW is not below PMax {max} MW"), "PMin MW",
                "Correct the row.");
        if (Curve(row, min, max) is not { } curve || row.File.Refusal is not null) return null;
        var name = Slug.Of(row.Name);
        var where = $"{row.File.File}:{row.File.Line} {row.Name}";
        var hull = HeatCurve.ConvexHull(curve);
        if (hull.Length < curve.Length)
            findings.Add(new("heat-curve-made-convex", Severity.Warning, "The incremental heat rates fall with output", where,
                FormattableString.Invariant($"lowered the curve to its convex hull, by at most {LargestDrop(curve, hull):0.###} MMBtu/h")));
        if (up != decimal.Ceiling(up) || down != decimal.Ceiling(down))
            findings.Add(new("hours-rounded-up", Severity.Note,
                FormattableString.Invariant($"Minimum up {up} h and down {down} h are not whole"), where,
                "rounded up to whole hours"));
        var minDownHours = (int)Math.Max(1, decimal.Ceiling(down));
        return new(name, kind, fuel, new(min), new(max), new(Math.Min(row[GeneratorColumns.Ramp] * 60, max - min)),
            (int)Math.Max(1, decimal.Ceiling(up)), minDownHours, hull, StartTypes.Of(row, minDownHours),
            new(row[GeneratorColumns.FuelPrice]), new(row[GeneratorColumns.Vom]), IsMustRun: kind == UnitKind.Nuclear);
    }

    private static decimal LargestDrop(ImmutableArray<HeatInputPoint> curve, ImmutableArray<HeatInputPoint> hull) =>
        curve.Max(point => point.HeatPerHour.Value - HeatCurve.HeatAt(hull, point.Output));

    /// <summary>The heat input curve, its ends at PMin and PMax to the digit. Null after a fault.</summary>
    private static ImmutableArray<HeatInputPoint>? Curve(GeneratorRow row, decimal min, decimal max)
    {
        var parts = GeneratorColumns.OutputParts.TakeWhile(column => !row.IsAbsent(column)).Select(column => row[column])
            .ToImmutableArray();
        var increments = GeneratorColumns.IncrementalHeatRates.Take(Math.Max(0, parts.Length - 1)).Select(column => row[column])
            .ToImmutableArray();
        var average = row[GeneratorColumns.AverageHeatRate];
        if (row.File.Refusal is not null) return null;
        ImmutableArray<decimal> outputs = [.. parts.Select(part => decimal.Round(part * max, 3, MidpointRounding.AwayFromZero))];
        var isAscending = outputs.Length >= 2 && outputs.Zip(outputs.Skip(1)).All(pair => pair.First < pair.Second);
        if (!isAscending || Math.Abs(outputs[0] - min) > 0.5m || Math.Abs(outputs[^1] - max) > 0.5m)
        {
            row.File.Refuse("wrong-curve",
                $"The outputs of the heat-rate curve ({string.Join(", ", outputs)} MW) do not ascend from PMin to PMax",
                "Output_pct_0", "Correct the row.");
            return null;
        }
        return HeatCurve.Of([min, .. outputs[1..^1], max], average, increments);
    }
}
