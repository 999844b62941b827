using System.Collections.Immutable;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Checkers.Settlement.Codes;

/// <summary>PJM's charges beyond energy: what load shares, what services earn, and what is billed by the day; uplift is apart. Dates:
/// FERC Orders 755 and 825, the end of day-ahead scheduling reserve and the reserve reform of October 2022.</summary>
internal static class PjmRules
{
    private static readonly OperatingDay Performance = OperatingDay.Of(2012, 10, 1);
    private static readonly OperatingDay FiveMinutes = OperatingDay.Of(2018, 4, 1);
    private static readonly OperatingDay Scheduling = OperatingDay.Of(2008, 6, 1);
    private static readonly OperatingDay Reform = OperatingDay.Of(2022, 10, 1);
    
    public static IEnumerable<ChargeRule> All =>
    [
        .. EnergyRules.Components(("1200", "1210", "1220"), ("1205", "1215", "1225"), "2210", FiveMinutes, paysNoEnergyOnPaths: true),
        .. Shared, .. PjmUplift.All, .. Administration, .. Reconciled, .. Transmission, .. Auctions, .. Regulation,
        .. Reserve("2360", "synchronized reserve"), .. Reserve("2362", "non-synchronized reserve"),
        new("2365", "MW-h", 60, ["scheduling reserve MW"], day => -day.HoursEach * day.Own("scheduling reserve MW"),
            day => -day.HoursEach * (day.OfMarket("DASRMCP") * day.Own("scheduling reserve MW")))
        { From = Scheduling, Until = Reform, IsNeverCharge = true },
    ];

    private static IEnumerable<ChargeRule> Shared =>
    [
        ByLoad("1340", day => day.MarketSum("regulation credits"), day => day.MarketSum("load MWh of PJM")),
        ByLoad("1360", day => day.ZoneSum("synchronized reserve credits"), day => day.ZoneSum("load MWh of the reserve zone")),
        ByLoad("1362", day => day.ZoneSum("non-synchronized reserve credits"), day => day.ZoneSum("load MWh of the reserve zone")),
        ByLoad("1365", day => day.MarketSum("scheduling reserve credits"), day => day.MarketSum("load MWh of PJM"))
            with { From = Scheduling, Until = Reform },
        ByLoad("2220", day => -day.MarketSum("loss surplus"), day => day.MarketSum("load MWh of PJM")),
        new("1370", "MWh", 0, ["DA demand MWh"], day => day.Energy("DA demand MWh"), day => Row.Share(day.Energy("DA demand MWh"),
            day.MarketSum("DA demand MWh of PJM")) * day.MarketSum("DA operating reserve credits"))
        { Shared = day => day.MarketSum("DA operating reserve credits") },
    ];

    private static IEnumerable<ChargeRule> Administration =>
    [
        .. new[] { "1301", "1306", "1308", "1313", "1315", "1316", "1317", "1318" }.Select(code => Used(code, "transmission use MWh")),
        .. new[] { "1303", "1307", "1310", "1314" }.Select(code => Used(code, "market activity MWh")),
        Used("1304", "regulation MWh"), Used("1311", "regulation MWh"),
        .. new[] { "1302", "1309" }.Select(code => Daily(code, "MWh", "FTR MW", day => day.HoursEach * day.Own("FTR MW"),
            day => day.OfMarket($"rate {code}"))),
        .. new[] { "1305", "1312" }.Select(code => Daily(code, "MW-day", "managed capacity MW", day => day.Own("managed capacity MW"),
            day => day.OfMarket($"rate {code}"))),
    ];

    private static IEnumerable<ChargeRule> Reconciled =>
    [
        Late("1400", day => day.Price("RT energy price")), Late("1410", day => day.Price("RT congestion price")),
        Late("1420", day => day.Price("RT loss price")),
        .. new[] { "1430", "1440", "1450", "1460", "1470", "1472", "1478", "1480", "1490" }
            .Select(code => Late(code, day => day.OfMarket($"rate {code}"))),
        Late("1475", day => day.OfMarket("rate 1475")) with { From = Scheduling, Until = Reform },
    ];

    private static IEnumerable<ChargeRule> Transmission =>
    [
        Daily("1100", "MW-day", "network peak load MW", day => day.Own("network peak load MW"),
            day => day.OfZone("annual network rate").Each(rate => rate / day.DaysInYear)),
        ByPeak("1330", "reactive requirement of the month"), ByPeak("1380", "black start requirement of the month"),
        new("2100", "owner-day", 0, ["own transmission requirement"], day => day.All(1), day => -(day.ZoneSum("network service revenue")
            * Row.Share(day.Own("own transmission requirement"), day.OfZone("transmission requirement of the zone"))))
        { IsNeverCharge = true },
        OwnMonth("2330", "own reactive requirement of the month"), OwnMonth("2380", "own black start requirement of the month"),
    ];

    private static IEnumerable<ChargeRule> Auctions =>
    [
        Daily("1500", "MW-day", "FTR MW bought", day => day.Own("FTR MW bought"), PriceOfPath),
        Daily("2500", "MW-day", "FTR MW sold", day => -day.Own("FTR MW sold"), PriceOfPath),
        Daily("2510", "MW-day", "ARR MW", day => -day.Own("ARR MW"), day =>
        {
            var price = PriceOfPath(day);
            if (!day.Has("FTR auction revenue", "") || !day.Has("ARR target allocations", "")) return price;
            var paid = Row.Share(day.MarketSum("FTR auction revenue"), day.MarketSum("ARR target allocations"));
            return Row.Zip(price, paid, (usd, ratio) => usd > 0 ? usd * Math.Min(1, ratio) : usd);
        }),
        Daily("1600", "MW-day", "RPM MW bought", day => day.Own("RPM MW bought"), day => day.OfZone("resource clearing price")),
        Daily("2600", "MW-day", "RPM MW sold", day => -day.Own("RPM MW sold"), day => day.OfZone("resource clearing price")),
        Daily("1610", "MW-day", "UCAP obligation MW", day => day.Own("UCAP obligation MW"),
            day => day.OfZone("final zonal capacity price")),
    ];

    private static IEnumerable<ChargeRule> Regulation
    {
        get
        {
            var scored = new ChargeRule("2340", "MW-h", 60, ["regulation MW"],
                day => -day.HoursEach * (day.Own("regulation MW") * day.Own("performance score")),
                day => -day.HoursEach * (day.Own("regulation MW") * day.Own("performance score") * day.OfMarket("RMCCP")
                    + day.Own("regulation MW") * day.Own("performance score") * day.Own("mileage ratio") * day.OfMarket("RMPCP")))
            {
                From = Performance, Until = FiveMinutes,
            };
            return
            [
                Provided("2340", 60, "regulation MW", day => day.OfMarket("RMCP")) with { Until = Performance }, scored,
                scored with { Minutes = 5, From = FiveMinutes, Until = null },
            ];
        }
    }

    private static IEnumerable<ChargeRule> Reserve(string code, string service)
    {
        var hourly = Provided(code, 60, $"{service} MW", day => day.OfZone($"{service} price")) with { Until = FiveMinutes };
        return
        [
            hourly, hourly with { Minutes = 5, From = FiveMinutes, Until = Reform },
            new(code, "resource-hour", 5, [$"DA {service} MW", $"{service} MW"], day => day.All(day.HoursEach),
                day => -day.HoursEach * (day.Own($"{service} MW") * day.OfZone($"{service} price")
                    + day.Own($"DA {service} MW") * (day.OfZone($"DA {service} price") - day.OfZone($"{service} price"))))
            { From = Reform },
        ];
    }

    private static ChargeRule Provided(string code, int minutes, string megawatts, Func<Grid, Row> price) => new(code, "MW-h", minutes,
        [megawatts], day => -day.HoursEach * day.Own(megawatts), day => -day.HoursEach * (price(day) * day.Own(megawatts)));

    private static ChargeRule ByLoad(string code, Func<Grid, Row> credits, Func<Grid, Row> load) => new(code, "MWh", 60, ["load MWh"],
        day => day.Energy("load MWh"), day => Row.Share(day.Energy("load MWh"), load(day)) * credits(day))
    {
        Shared = credits,
    };

    private static ChargeRule ByPeak(string code, string requirement) => new(code, "MW-day", 0, ["network peak load MW"],
        day => day.Own("network peak load MW"), day => (Row.Share(day.Own("network peak load MW"),
            day.OfZone("network peak load MW of the zone")) * day.OfZone(requirement)).Each(month => month / day.DaysInMonth))
    {
        Shared = day => day.OfZone(requirement).Each(month => month / day.DaysInMonth),
    };

    private static ChargeRule OwnMonth(string code, string requirement) => new(code, "resource-day", 0, [requirement], day => day.All(1),
        day => -day.Own(requirement).Each(month => month / day.DaysInMonth))
    {
        IsNeverCharge = true,
    };

    private static ChargeRule Used(string code, string energy) =>
        Daily(code, "MWh", energy, day => day.Energy(energy), day => day.OfMarket($"rate {code}"));

    private static ChargeRule Daily(string code, string unit, string basis, Func<Grid, Row> quantity, Func<Grid, Row> rate) =>
        new(code, unit, 0, [basis], quantity, day => rate(day) * quantity(day));

    private static ChargeRule Late(string code, Func<Grid, Row> rate) => new(code, "MWh", 60, ["late load MWh", "first load MWh"],
        day => day.Energy("late load MWh") - day.Energy("first load MWh"),
        day => day.Energy("late load MWh") * rate(day) - day.Energy("first load MWh") * rate(day));

    private static Row PriceOfPath(Grid day) => Row.Share(day.Price("FTR auction price"), day.Own("FTR period days"));
}
