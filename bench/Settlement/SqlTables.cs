using Busbar.Supply.Settlement;
using Busbar.Supply.Settlement.Engine;
using Npgsql;

namespace Busbar.Settlement.Bench;

/// <summary>Brings a generated day's determinants into the tables by binary COPY, before any clock starts.</summary>
internal sealed class SqlTables(NpgsqlConnection connection, ChargedDay day, int nodes)
{
    private readonly Dictionary<(string, string), DeterminantSeries> series = day.Determinants.ToDictionary(each => (each.Name, each.At));
    private readonly int hours = day.Calendar.HourCount(day.Day);

    public void Load()
    {
        var own = day.Subjects.Select((subject, id) => (subject, id)).ToList();
        List<(int, string)> Of(AssetKind kind) => [.. own.Where(one => one.subject.Kind == kind).Select(one => (one.id, one.subject.Name))];
        List<(int, string)> energy = [.. own.Where(one => one.subject.Kind != AssetKind.Right).Select(one => (one.id, one.subject.Name))];
        List<(int, string)> places = [.. Enumerable.Range(0, nodes).Select(n => (n, GeneratedDay.Node(n)))];
        List<(int, string)> zones = [.. Enumerable.Range(0, 4).Select(zone => (zone, $"zone-{zone}"))];

        Copy("subject", own.Select(one => new object?[]
        {
            one.id, one.subject.Name.Split('-')[0], NodeOf(one.subject.Location),
            one.subject.PathSource is { } source ? NodeOf(source) : null, int.Parse(one.subject.Zone[5..]), one.subject.Region,
        }));
        Copy("node_hour", Hours(places, "DA energy price", "DA congestion price", "DA loss price"));
        Copy("node_five", Fives(places, "RT energy price", "RT congestion price", "RT loss price"));
        Copy("own_hour", Hours(energy, "DA MWh"));
        Copy("own_five", Fives(energy, "RT MWh"));
        Copy("load_hour", Hours(Of(AssetKind.Load), "load MWh", "DA demand MWh", "transmission use MWh", "market activity MWh"));
        Copy("plant_hour", Hours(Of(AssetKind.Generation), "DA synchronized reserve MW", "DA non-synchronized reserve MW", "DA offer cost",
            "RT offer cost"));
        Copy("plant_five", Fives(Of(AssetKind.Generation), "regulation MW", "performance score", "mileage ratio", "synchronized reserve MW",
            "non-synchronized reserve MW"));
        Copy("own_day", own.Where(one => one.subject.Kind is AssetKind.Right or AssetKind.Generation).Select(one => new object?[]
        {
            one.id, DayOrNull("FTR MW", one.subject.Name), DayOrNull("DA operating reserve credit", one.subject.Name),
            DayOrNull("reserve and regulation revenue", one.subject.Name),
        }));
        Copy("zone_hour", Hours(zones, "DA synchronized reserve price", "DA non-synchronized reserve price", "synchronized reserve credits",
            "non-synchronized reserve credits", "load MWh of the reserve zone"));
        Copy("zone_five", Fives(zones, "synchronized reserve price", "non-synchronized reserve price").Select(row => Without(row, 2)));
        Copy("market_hour", Hours([(0, "")], "regulation credits", "load MWh of PJM", "loss surplus", "congestion revenue",
            "FTR target allocations", "DA demand MWh of PJM").Select(row => Without(row, 0)));
        Copy("market_five", Fives([(0, "")], "RMCCP", "RMPCP").Select(row => Without(Without(row, 0), 1)));
        Copy("market_day", [[DayOrNull("DA operating reserve credits", ""), DayOrNull("RTO deviation rate", ""),
            DayOrNull("regional deviation rate", "east"), DayOrNull("regional deviation rate", "west"), DayOrNull("rate 1301", ""),
            DayOrNull("rate 1303", "")]]);
    }

    private static int NodeOf(string place) => int.Parse(place[5..]);

    private static object?[] Without(object?[] row, int at) => [.. row.Where((_, i) => i != at)];

    private object? DayOrNull(string name, string at) => series.TryGetValue((name, at), out var found) ? found.Values[0] : null;

    private IEnumerable<object?[]> Hours(List<(int Id, string At)> places, params string[] names)
    {
        foreach (var (id, at) in places)
        {
            var columns = names.Select(name => series[(name, at)].Values).ToArray();
            for (var h = 0; h < hours; h++) yield return [id, h, .. columns.Select(column => (object?)column[h])];
        }
    }

    private IEnumerable<object?[]> Fives(List<(int Id, string At)> places, params string[] names)
    {
        foreach (var (id, at) in places)
        {
            var columns = names.Select(name => series[(name, at)].Values).ToArray();
            for (var t = 0; t < 12 * hours; t++) yield return [id, t, t / 12, .. columns.Select(column => (object?)column[t])];
        }
    }

    private void Copy(string table, IEnumerable<object?[]> rows)
    {
        using var writer = connection.BeginBinaryImport($"COPY {table} FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            writer.StartRow();
            foreach (var cell in row)
                if (cell is null) writer.WriteNull();
                else if (cell is int number) writer.Write(number);
                else if (cell is decimal value) writer.Write(value);
                else writer.Write((string)cell);
        }
        writer.Complete();
    }
}
