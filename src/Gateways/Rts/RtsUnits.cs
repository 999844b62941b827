using System.Collections.Immutable;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.Rts;

/// <summary>Thermal units of all areas and the store, out of the table of generators. Start-up and shut-down limits are the minimum output,
/// as in pglib-uc's rts_gmlc family; the source has none.</summary>
internal static class RtsUnits
{
    private const double MinutesPerHour = 60;

    /// <summary>pglib-uc README: hourly ramps are divided by three so that they matter.</summary>
    private const double PglibUcRampDivisor = 3;

    /// <summary>A week in the state before: longer than any minimum time, and than any cold start's hours off but one.</summary>
    private const int HoursBefore = 168;

    private const double MwhPerGwh = 1000;

    public static (ImmutableArray<CaseThermal> Thermal, ImmutableArray<CaseStorage> Stores) Of(
        RtsTables tables, RtsStyle style, double netLoadMw, List<Finding> findings)
    {
        var read = tables.Read("gen", (rows, header) => Rows(rows, header, findings));
        var divisor = style == RtsStyle.PglibUc ? PglibUcRampDivisor : 1;
        var thermal = WithStates([.. read.Thermal.Select(unit => Unit(unit, divisor))], netLoadMw, findings);
        if (style == RtsStyle.PglibUc)
        {
            findings.Add(new("store-left-out", Severity.Note, $"{read.Stores.Count} stores", "gen", "left out, as in pglib-uc"));
            return (thermal, []);
        }
        var heads = tables.Read("storage", HeadsOf);
        return (thermal, [.. read.Stores.Select(store => Store(store, heads))]);
    }

    /// <summary>PMax of a plant by its name in the table of generators.</summary>
    public static double MaxOf(RtsTables tables, string plant) =>
        tables.Read("gen", (rows, header) => Rows(rows, header, [])).MaxMw.TryGetValue(plant, out var mw) ? mw
            : throw new RefusedException(new("unknown-plant", $"The table of generators has no solar thermal plant {plant}", "gen",
                "Add its row, or take its column out of the inflow."));

    private static GeneratorRows? Rows(CsvRows rows, Header header, List<Finding> findings)
    {
        string[] wanted = [.. GeneratorColumns.All, GeneratorColumns.PumpLoad.Name, GeneratorColumns.Efficiency.Name];
        if (header.Places(rows, "rts-gmlc", wanted) is not { } places) return null;
        var row = new GeneratorRow(rows, wanted.Zip(places).ToDictionary(pair => pair.First, pair => pair.Second));
        var read = new GeneratorRows([], [], []);
        while (rows.Read() && header.Fits(rows))
        {
            if (GeneratorTable.IsThermal(row))
            {
                if (GeneratorTable.Unit(row, findings) is { } unit) read.Thermal.Add((unit, (double)row[GeneratorColumns.Ramp]));
            }
            else if (row.Category == "Storage")
            {
                read.Stores.Add((row.Name, (double)row[GeneratorColumns.PumpLoad], (double)row[GeneratorColumns.Max],
                    (double)row[GeneratorColumns.Efficiency]));
            }
            else if (row.Category == "CSP")
            {
                read.MaxMw[row.Name] = (double)row[GeneratorColumns.Max];
            }
        }
        if (rows.Refusal is null && read.Thermal.Count == 0)
            rows.Refuse("header-only", "The file has no thermal unit", "", "Fetch the file again.");
        return read;
    }

    private static CaseThermal Unit((ThermalUnit Unit, double RampMwPerMinute) read, double divisor)
    {
        var unit = read.Unit;
        var (min, max, fuel) = ((double)unit.MinMw.Value, (double)unit.MaxMw.Value, (double)unit.FuelPrice.Value);
        var ramp = read.RampMwPerMinute * MinutesPerHour / divisor;
        var starts = unit.Starts.Select(start =>
            new CaseStart(start.HoursOffAtLeast, (double)start.Heat.Value * fuel + (double)start.OtherCost.Value)).ToImmutableArray();
        return new(
            unit.Name, unit.IsMustRun, min, max, ramp, ramp, min, min, unit.MinUpHours, unit.MinDownHours, new(false, HoursBefore, 0),
            starts.SetItem(0, starts[0] with { HoursOffAtLeast = unit.MinDownHours }),
            [.. unit.HeatInput.Select(point => new CostPoint((double)point.Output.Value,
                (double)point.HeatPerHour.Value * fuel + (double)(unit.Vom.Value * point.Output.Value)))], 0, [], null);
    }

    /// <summary>The source has no state before. Units that must run, then the cheapest at full load, are taken to have been on until their
    /// maxima cover the first hour's load less wind, sun and water, each at the same share of its range.</summary>
    private static ImmutableArray<CaseThermal> WithStates(ImmutableArray<CaseThermal> units, double netLoadMw, List<Finding> findings)
    {
        var on = new HashSet<string>(StringComparer.Ordinal);
        var (least, most) = (0d, 0d);
        foreach (var unit in units.OrderByDescending(unit => unit.IsMustRun).ThenBy(unit => unit.Cost[^1].UsdPerHour / unit.MaxMw)
            .ThenBy(unit => unit.Name, StringComparer.Ordinal))
        {
            if (most >= netLoadMw && !unit.IsMustRun) break;
            on.Add(unit.Name);
            (least, most) = (least + unit.MinMw, most + unit.MaxMw);
        }
        var share = most > least ? Math.Clamp((netLoadMw - least) / (most - least), 0, 1) : 0;
        findings.Add(new("state-assumed", Severity.Warning, "The source does not say which units were on before", "gen",
            FormattableString.Invariant($"took the {on.Count} cheapest to be on for {HoursBefore} hours, {share:P0} into their range")));
        return [.. units.Select(unit => on.Contains(unit.Name)
            ? unit with { Before = new(true, HoursBefore, unit.MinMw + share * (unit.MaxMw - unit.MinMw)) } : unit)];
    }

    private static Dictionary<string, (double Energy, double Initial)>? HeadsOf(CsvRows rows, Header header)
    {
        if (header.Places(rows, "rts-gmlc", ["GEN UID", "Max Volume GWh", "Initial Volume GWh", "position"]) is not { } places) return null;
        var (most, initial) = (new Column("Max Volume GWh", "GWh", 0, 1_000), new Column("Initial Volume GWh", "GWh", 0, 1_000));
        var heads = new Dictionary<string, (double, double)>(StringComparer.Ordinal);
        while (rows.Read() && header.Fits(rows))
            if (rows.Text(places[3]) == "head")
                heads[rows.Text(places[0])] = ((double)most.Read(rows, places[1]) * MwhPerGwh, (double)initial.Read(rows,
                    places[2]) * MwhPerGwh);
        return heads;
    }

    /// <summary>It must end as full as it began.</summary>
    private static CaseStorage Store(
        (string Name, double ChargeMw, double DischargeMw, double EfficiencyPercent) store, Dictionary<string, (double Energy,
            double Initial)> heads) =>
        heads.TryGetValue(store.Name, out var head)
            ? new(Slug.Of(store.Name), store.ChargeMw, store.DischargeMw, head.Energy, store.EfficiencyPercent / 100, head.Initial,
                head.Initial)
            : throw new RefusedException(new("no-head-storage", $"storage names no head storage of {store.Name}", "storage",
                "Add its row."));

    private sealed record GeneratorRows(
        List<(ThermalUnit Unit, double RampMwPerMinute)> Thermal,
        List<(string Name, double ChargeMw, double DischargeMw, double EfficiencyPercent)> Stores, Dictionary<string, double> MaxMw);
}
