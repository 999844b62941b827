using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Tests;

/// <summary>The thermal units of area 1 of RTS-GMLC, read from its own file.</summary>
internal static class RtsArea1
{
    public static FleetRegister Fleet()
    {
        var lines = SharedFiles.Lines("dispatch/rts-gmlc/gen.csv.gz").Select(line => line.Trim().Split(',')).ToList();
        var columns = lines[0].Select((name, index) => (name, index)).ToDictionary(column => column.name, column => column.index);
        string[] burners = ["CT", "STEAM", "CC", "NUCLEAR"];
        return new("RTS-GMLC", [.. lines.Skip(1).Where(row => row[0].StartsWith('1') && burners.Contains(row[columns["Unit Type"]]))
            .Select(Unit)], [], [], []);

        ThermalUnit Unit(string[] row)
        {
            string Text(string column) => row[columns[column]];
            decimal Of(string column) => decimal.TryParse(Text(column), out var number) ? number : 0;
            var (min, max) = (Of("PMin MW"), Of("PMax MW"));
            var down = Math.Max(1, (int)Math.Ceiling(Of("Min Down Time Hr")));
            return new(row[0], UnitKind.Steam, Text("Fuel"), new(min), new(max), new(Of("Ramp Rate MW/Min") * 60),
                Math.Max(1, (int)Math.Ceiling(Of("Min Up Time Hr"))),
                down, Curve(min, max, Of), Starts(down, Of), new(Of("Fuel Price $/MMBTU")), new(Of("VOM")), Text("Unit Type") == "NUCLEAR");
        }
    }

    /// <summary>Average heat rate at minimum, then incremental rates made to rise where they fall.</summary>
    private static ImmutableArray<HeatInputPoint> Curve(decimal min, decimal max, Func<string, decimal> of)
    {
        var points = new List<HeatInputPoint> { new(new(min), new(of("HR_avg_0") * min / 1000)) };
        var slope = 0m;
        for (var i = 1; i <= 3; i++)
        {
            var to = i == 3 ? max : decimal.Round(of($"Output_pct_{i}") * max, 6);
            slope = Math.Max(slope, of($"HR_incr_{i}") / 1000);
            points.Add(new(new(to), new(points[^1].HeatPerHour.Value + slope * (to - points[^1].Output.Value))));
        }
        return [.. points];
    }

    private static ImmutableArray<StartType> Starts(int down, Func<string, decimal> of)
    {
        var starts = new SortedDictionary<int, StartType>();
        foreach (var type in (string[])["Hot", "Warm", "Cold"])
        {
            var hours = type == "Hot" ? down : Math.Max(down, (int)Math.Ceiling(of($"Start Time {type} Hr")));
            starts[hours] = new(hours, new(of($"Start Heat {type} MBTU")), new(of("Non Fuel Start Cost $")));
        }
        return [.. starts.Values];
    }
}
