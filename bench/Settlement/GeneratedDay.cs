using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement;
using Busbar.Supply.Settlement.Engine;
using NodaTime;

namespace Busbar.Settlement.Bench;

/// <summary>A generated operating day of PJM: at each node a load, a plant, a contract, an increment, a decrement and a path of
/// up-to-congestion, all with five-minute meters and prices, and a right. Twenty line numbers of the Guide to Billing: of these PJM
/// settles six by five minutes, which at these subjects make twenty five-minute columns a node; eight are hourly and six daily. Numbers
/// have the digits of the real ones: prices six decimals, energy three. Nothing in it is measured.</summary>
internal static class GeneratedDay
{
    public static ImmutableArray<string> Codes { get; } =
    [
        "1205", "1215", "1225", "2340", "2360", "2362",
        "1200", "1210", "1220", "2210", "2220", "1340", "1360", "1362",
        "1370", "1375", "2370", "2375", "1301", "1303",
    ];

    public static ImmutableArray<(string Letter, AssetKind Kind)> Kinds { get; } =
    [
        ("load", AssetKind.Load), ("plant", AssetKind.Generation), ("contract", AssetKind.Contract), ("inc", AssetKind.Increment),
        ("dec", AssetKind.Decrement), ("utc", AssetKind.UpToCongestion), ("right", AssetKind.Right),
    ];

    public static string Node(int n) => $"node-{n:000}";

    public static ImmutableArray<SettledSubject> Subjects(int nodes) =>
    [
        .. Enumerable.Range(0, nodes).SelectMany(n => Kinds.Select(kind => new SettledSubject($"{kind.Letter}-{n:000}", kind.Kind, Node(n))
        {
            PathSource = kind.Kind is AssetKind.UpToCongestion or AssetKind.Right ? Node((n + 1) % nodes) : null,
            Zone = $"zone-{n % 4}",
            Region = n % 2 == 0 ? "east" : "west",
        })),
    ];

    public static ChargedDay Of(OperatingDay day, int nodes)
    {
        var draw = new Draw(day);
        return new(MarketCalendar.Pjm, day, Codes, Subjects(nodes),
        [
            .. Enumerable.Range(0, nodes).SelectMany(n => AtNode(draw, n).Concat(Kinds.SelectMany(kind => Own(draw, kind.Kind,
                $"{kind.Letter}-{n:000}")))),
            .. Enumerable.Range(0, 4).SelectMany(zone => OfZone(draw, $"zone-{zone}")), .. OfMarket(draw, nodes),
        ]);
    }

    private static IEnumerable<DeterminantSeries> AtNode(Draw draw, int n) =>
    [
        draw.Hourly("DA energy price", Node(n), 20, 60, 6), draw.Hourly("DA congestion price", Node(n), -6, 8, 6),
        draw.Hourly("DA loss price", Node(n), -2, 3, 6), draw.Five("RT energy price", Node(n), 10, 90, 6),
        draw.Five("RT congestion price", Node(n), -12, 15, 6), draw.Five("RT loss price", Node(n), -3, 4, 6),
    ];

    private static IEnumerable<DeterminantSeries> Own(Draw draw, AssetKind kind, string name) => kind switch
    {
        AssetKind.Load =>
        [
            .. Energy(draw, name, 80, 240), draw.Hourly("load MWh", name, 80, 240, 3), draw.Hourly("DA demand MWh", name, 80, 240, 3),
            draw.Hourly("transmission use MWh", name, 80, 240, 3), draw.Hourly("market activity MWh", name, 80, 480, 3),
        ],
        AssetKind.Generation =>
        [
            .. Energy(draw, name, -300, -50), draw.Five("regulation MW", name, 0, 20, 1), draw.Five("performance score", name, 0, 1, 3),
            draw.Five("mileage ratio", name, 1, 5, 3), draw.Five("synchronized reserve MW", name, 0, 40, 1),
            draw.Five("non-synchronized reserve MW", name, 0, 40, 1), draw.Hourly("DA synchronized reserve MW", name, 0, 40, 1),
            draw.Hourly("DA non-synchronized reserve MW", name, 0, 40, 1), draw.Hourly("DA offer cost", name, 1_000, 9_000, 2),
            draw.Hourly("RT offer cost", name, 1_000, 9_000, 2), draw.Daily("DA operating reserve credit", name, 0, 5_000, 2),
            draw.Daily("reserve and regulation revenue", name, 0, 3_000, 2),
        ],
        AssetKind.Contract => Energy(draw, name, -60, -40),
        AssetKind.Increment => [draw.Hourly("DA MWh", name, -25, 0, 1), draw.Five("RT MWh", name, 0, 0, 0)],
        AssetKind.Decrement => [draw.Hourly("DA MWh", name, 0, 25, 1), draw.Five("RT MWh", name, 0, 0, 0)],
        AssetKind.UpToCongestion => [draw.Hourly("DA MWh", name, 0, 30, 1), draw.Five("RT MWh", name, 0, 0, 0)],
        _ => [draw.Daily("FTR MW", name, 1, 50, 1)],
    };

    private static IEnumerable<DeterminantSeries> Energy(Draw draw, string name, int low, int high) =>
        [draw.Hourly("DA MWh", name, low, high, 3), draw.Five("RT MWh", name, low, high, 3, parts: 12)];

    private static IEnumerable<DeterminantSeries> OfZone(Draw draw, string zone) =>
    [
        draw.Five("synchronized reserve price", zone, 0, 30, 2), draw.Five("non-synchronized reserve price", zone, 0, 12, 2),
        draw.Hourly("DA synchronized reserve price", zone, 0, 30, 2), draw.Hourly("DA non-synchronized reserve price", zone, 0, 12, 2),
        draw.Hourly("synchronized reserve credits", zone, 5_000, 9_000, 2),
        draw.Hourly("non-synchronized reserve credits", zone, 1_000, 2_000, 2),
        draw.Hourly("load MWh of the reserve zone", zone, 20_000, 30_000, 3),
    ];

    private static IEnumerable<DeterminantSeries> OfMarket(Draw draw, int nodes) =>
    [
        draw.Five("RMCCP", "", 5, 60, 2), draw.Five("RMPCP", "", 0, 9, 2), draw.Hourly("regulation credits", "", 10_000, 20_000, 2),
        draw.Hourly("load MWh of PJM", "", 90_000, 120_000, 3), draw.Hourly("loss surplus", "", 5_000, 50_000, 2),
        draw.Hourly("congestion revenue", "", 5 * nodes, 50 * nodes, 2), draw.Hourly("FTR target allocations", "",
            8 * nodes, 50 * nodes, 2),
        draw.Hourly("DA demand MWh of PJM", "", 90_000, 120_000, 3), draw.Daily("DA operating reserve credits", "", 100_000, 200_000, 2),
        draw.Daily("RTO deviation rate", "", 0, 2, 4), draw.Daily("regional deviation rate", "east", 0, 2, 4),
        draw.Daily("regional deviation rate", "west", 0, 2, 4), draw.Daily("rate 1301", "", 0, 1, 4), draw.Daily("rate 1303", "", 0, 1, 4),
    ];
}
