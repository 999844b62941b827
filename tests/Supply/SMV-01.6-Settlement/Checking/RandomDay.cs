using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Checkers.Settlement.Codes;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Engine;
using NodaTime;

namespace Busbar.Supply.Settlement.Tests.Checking;

/// <summary>Days of PJM, ERCOT and ISO-NE drawn at random: plain, with 23 and with 25 hours; with every kind of subject.</summary>
internal sealed class RandomDay
{
    private readonly Random random;
    private readonly MarketCalendar calendar;
    private readonly OperatingDay date;
    private readonly DeliveryInterval whole;
    private readonly List<DeterminantSeries> series = [];

    private RandomDay(string market, int season, int seed)
    {
        random = new(seed);
        calendar = MarketCalendar.Named(market);
        date = season switch
        {
            1 => OperatingDay.Of(2024, 3, 10),
            2 => OperatingDay.Of(2024, 11, 3),
            _ => OperatingDay.Of(2024, 4, 1).Plus(random.Next(200)),
        };
        whole = calendar.WholeDay(date);
    }

    public static ChargedDay Of(string market, int season, int seed)
    {
        var day = new RandomDay(market, season, seed);
        return market == "ERCOT" ? day.Ercot() : day.WithComponents(market, seed);
    }

    public static ShadowStatement Statement(ChargedDay day) =>
        StateLines.Run(SettleCharges.Run(day).OrThrow(), day.Calendar.WholeDay(day.Day).End);

    public static ImmutableArray<Finding> Check(ChargedDay day, ShadowStatement statement) => CheckCharges.Run(new(
        day.Calendar, day.Day, day.Codes, statement,
        [.. day.Subjects.Select(one => new CheckedSubject(one.Name, $"{one.Kind}", one.Location, one.PathSource, one.Zone, one.Region)
        {
            NettedAt = one.NettedAt,
        })],
        [.. day.Determinants.Select(each => new CheckedSeries(each.Name, each.At, each.Values))]));

    private ChargedDay WithComponents(string market, int seed)
    {
        foreach (var node in new[] { "HUB", "NODE" })
            foreach (var component in new[] { "energy", "congestion", "loss" })
            {
                Hourly($"DA {component} price", node, -20, 60);
                Five($"RT {component} price", node, -30, 90);
            }
        Energy("load", 80, 200);
        Energy("plant", -200, -80);
        Energy("contract", -60, -40);
        Hourly("DA MWh", "inc", -30, -1);
        Hourly("DA MWh", "dec", 1, 30);
        Daily("FTR MW", "right", 5, 50);
        Five("RT MWh", "inc", 0, 0);
        Five("RT MWh", "dec", 0, 0);
        if (market == "PJM") OnlyPjm(seed);
        return new(calendar, date, [.. market == "PJM" ? PjmCodes : ChargeCodes.Of(market).Select(code => code.Code)],
        [
            Subject("load", AssetKind.Load, "HUB"), Subject("plant", AssetKind.Generation, "NODE"),
            Subject("contract", AssetKind.Contract, "HUB"), Subject("inc", AssetKind.Increment, "HUB"),
            Subject("dec", AssetKind.Decrement, "NODE"), Subject("right", AssetKind.Right, "HUB") with { PathSource = "NODE" },
            .. market == "PJM" ? new[] { Subject("utc", AssetKind.UpToCongestion, "NODE") with { PathSource = "HUB" } } : [],
        ], [.. series]);
    }

    private static readonly string[] PjmCodes =
    [
        "1205", "1215", "1225", "2340", "2360", "2362", "1200", "1210", "1220", "2210", "2220", "1340", "1360", "1370", "1375", "2370",
        "2375", "1301", "1302", "1330", "1410", "1600",
    ];

    /// <summary>Every other day the plant stops and starts, has a minimum run, a desired output and is held back in part.</summary>
    private void Segments()
    {
        foreach (var name in new[] { "DA MWh", "RT MWh" })
        {
            var drawn = series.Single(each => each.Name == name && each.At == "plant");
            var (each, stop) = (drawn.Values.Count / 23, random.Next(2, 8));
            series[series.IndexOf(drawn)] = drawn with
            {
                Values = new(drawn.Values.Start, drawn.Values.Step,
                    [.. drawn.Values.Values.Select((value, i) => i / each % (stop + 4) < stop ? value : 0)]),
            };
        }
        Daily("minimum run hours", "plant", 1, 6);
        Five("desired MWh", "plant", -17, -6);
        Five("MWh held back", "plant", 0, 3);
        Hourly("offer price held back", "plant", 10, 60);
        Hourly("DA operating reserve credit", "plant", 10, 200);
        Hourly("reserve and regulation revenue", "plant", 10, 90);
    }

    private void OnlyPjm(int seed)
    {
        Hourly("DA MWh", "utc", 1, 30);
        Five("RT MWh", "utc", 0, 0);
        foreach (var name in new[] { "load MWh", "DA demand MWh", "transmission use MWh", "late load MWh", "first load MWh" })
            Hourly(name, "load", 80, 200);
        foreach (var name in new[] { "synchronized reserve MW", "non-synchronized reserve MW" })
        {
            Five(name, "plant", 1, 40);
            Hourly($"DA {name}", "plant", 1, 40);
            Five(name.Replace("MW", "price", StringComparison.Ordinal), "dom", 2, 30);
            Hourly($"DA {name.Replace("MW", "price", StringComparison.Ordinal)}", "dom", 2, 30);
        }
        Five("regulation MW", "plant", 1, 20);
        Five("performance score", "plant", 1, 2);
        Five("mileage ratio", "plant", 1, 5);
        Five("RMCCP", "", 5, 60);
        Five("RMPCP", "", 1, 9);
        Hourly("DA offer cost", "plant", 9_000, 20_000);
        Hourly("RT offer cost", "plant", 40_000, 60_000);
        if (seed % 2 == 0) Segments();
        else
        {
            Daily("DA operating reserve credit", "plant", 100, 5_000);
            Daily("reserve and regulation revenue", "plant", 100, 3_000);
        }
        Hourly("synchronized reserve credits", "dom", 5_000, 9_000);
        Hourly("load MWh of the reserve zone", "dom", 20_000, 30_000);
        foreach (var total in new[] { "load MWh of PJM", "DA demand MWh of PJM" }) Hourly(total, "", 90_000, 120_000);
        foreach (var money in new[] { "regulation credits", "loss surplus" }) Hourly(money, "", 5_000, 50_000);
        Hourly("congestion revenue", "", 5_000, 9_000);
        Hourly("FTR target allocations", "", 7_000, 12_000);
        Daily("DA operating reserve credits", "", 100_000, 200_000);
        foreach (var rate in new[] { "RTO deviation rate", "rate 1301", "rate 1302" }) Daily(rate, "", 1, 3);
        Daily("regional deviation rate", "east", 1, 3);
        Daily("network peak load MW", "load", 100, 200);
        Daily("network peak load MW of the zone", "dom", 15_000, 20_000);
        Daily("reactive requirement of the month", "dom", 1_000_000, 2_000_000);
        Daily("RPM MW bought", "load", 10, 90);
        Daily("resource clearing price", "dom", 20, 300);
    }

    private ChargedDay Ercot()
    {
        foreach (var node in new[] { "HUB", "NODE" })
        {
            Hourly("DASPP", node, -10, 90);
            Add("RTSPP", node, Duration.FromMinutes(15), -30, 120);
        }
        foreach (var load in new[] { "load", "second" })
        {
            Hourly("DAEP MWh", load, 80, 200);
            Add("adjusted metered load MWh", load, Duration.FromMinutes(15), 20, 50);
        }
        Hourly("DAES MWh", "plant", 40, 100);
        Add("metered output MWh", "plant", Duration.FromMinutes(15), 10, 25);
        Daily("PTP MW", "right", 5, 40);
        Hourly("PCRU MW", "plant", 1, 30);
        Hourly("MCPCRU", "", 3, 50);
        Hourly("RU obligation MW", "load", 10, 20);
        Hourly("RU self-arranged MW", "load", 1, 9);
        Hourly("DARUPR", "", 3, 50);
        Daily("DA offered cost", "plant", 400_000, 500_000);
        Daily("DA ancillary service revenue", "plant", 100, 900);
        return new(calendar, date, ["DAEPAMT", "DAESAMT", "RTEIAMT", "RTOBLAMT", "PCRUAMT", "DARUAMT", "DAMWAMT"],
        [
            Subject("load", AssetKind.Load, "HUB"), Subject("second", AssetKind.Load, "NODE"),
            Subject("plant", AssetKind.Generation, "NODE"), Subject("right", AssetKind.Right, "HUB") with { PathSource = "NODE" },
        ], [.. series]);
    }

    private static SettledSubject Subject(string name, AssetKind kind, string location) =>
        new(name, kind, location) { Zone = "dom", Region = "east", NettedAt = "dom" };

    private void Energy(string name, int low, int high)
    {
        Hourly("DA MWh", name, low, high);
        Five("RT MWh", name, low / 12, high / 12);
    }

    private void Five(string name, string at, int low, int high) => Add(name, at, Duration.FromMinutes(5), low, high);

    private void Hourly(string name, string at, int low, int high) => Add(name, at, Duration.FromHours(1), low, high);

    private void Daily(string name, string at, int low, int high) => Add(name, at, whole.Length, low, high);

    private void Add(string name, string at, Duration step, int low, int high) => series.Add(new(name, at, new(whole.Start, step,
        [.. Enumerable.Range(0, (int)(whole.Length / step)).Select(_ => random.Next(low * 1_000, high * 1_000 + 1) / 1_000m)]), "drawn"));
}
