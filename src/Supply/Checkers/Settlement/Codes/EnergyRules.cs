using System.Collections.Immutable;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Checkers.Settlement.Codes;

/// <summary>Two-settlement energy of every market and rights of those with price components. Balancing is written as metered energy at the
/// real-time price less cleared energy at the same price.</summary>
internal static class EnergyRules
{
    private static readonly ImmutableArray<string> HasEnergy = ["Load", "Generation", "Contract", "Increment", "Decrement"];

    public static IEnumerable<ChargeRule> Components(
        (string Energy, string Congestion, string Loss) dayAhead, (string Energy, string Congestion, string Loss) realTime, string right,
        OperatingDay fiveMinutesFrom, bool paysNoEnergyOnPaths) =>
    [
        DayAhead(dayAhead.Energy, "DA energy price") with { Kinds = paysNoEnergyOnPaths ? HasEnergy : [] },
        DayAhead(dayAhead.Congestion, "DA congestion price"), DayAhead(dayAhead.Loss, "DA loss price"),
        .. Balancing(realTime.Energy, "RT energy price", fiveMinutesFrom)
            .Select(rule => rule with { Kinds = paysNoEnergyOnPaths ? HasEnergy : [] }),
        .. Balancing(realTime.Congestion, "RT congestion price", fiveMinutesFrom),
        .. Balancing(realTime.Loss, "RT loss price", fiveMinutesFrom), Right(right),
    ];

    public static IEnumerable<ChargeRule> Ercot { get; } =
    [
        Bought("DAEPAMT", "DAEP MWh", 1), Bought("DAESAMT", "DAES MWh", -1),
        new("RTEIAMT", "MWh", 15, ["adjusted metered load MWh", "DAEP MWh", "DAES MWh", "metered output MWh"], Imbalance,
            day => Imbalance(day) * day.Price("RTSPP")),
        new("RTEIAMT-EW", "MWh", 15, ["adjusted metered load MWh"], day => day.Energy("adjusted metered load MWh"),
            day => day.Energy("adjusted metered load MWh") * day.Price("RTSPPEW")
                - day.Energy("adjusted metered load MWh") * day.Price("RTSPP")),
        new("RTOBLAMT", "MWh", 15, ["PTP MW"], day => -day.HoursEach * day.Own("PTP MW"),
            day => -day.HoursEach * (day.Own("PTP MW") * day.Price("RTSPP"))),
        .. new[] { "RU", "RD", "RR", "NS" }.SelectMany(Service),
        .. Service("ECR").Select(rule => rule with { From = OperatingDay.Of(2023, 6, 10) }),
        new("DAMWAMT", "resource-day", 0, ["DA offered cost"], day => day.All(1), day => day.All(Math.Min(0,
            day.OverDay(at => at.Energy("DAES MWh") * at.Price("DASPP")) + day.OverDay(at => at.Energy("DA ancillary service revenue"))
            - day.OverDay(at => at.Energy("DA offered cost")))))
        { IsNeverCharge = true },
    ];

    public static IEnumerable<ChargeRule> Caiso { get; } =
    [
        AtLmp("6011", [.. HasEnergy]),
        Step("6460", 15, "FMM MWh", "DA MWh", "FMM LMP") with { From = OperatingDay.Of(2014, 5, 1) },
        Step("6470", 5, "RTD MWh", "FMM MWh", "RTD LMP"), Step("6475", 5, "RT MWh", "RTD MWh", "RTD LMP"),
    ];

    public static ChargeRule AtLmp(string code, ImmutableArray<string> kinds) => new(code, "MWh", 60, ["DA MWh"],
        day => day.Energy("DA MWh"),
        day => day.Energy("DA MWh") * day.Price("DA energy price") + day.Energy("DA MWh") * day.Price("DA congestion price")
            + day.Energy("DA MWh") * day.Price("DA loss price"))
    {
        Kinds = kinds,
    };

    private static ChargeRule DayAhead(string code, string price) => new(code, "MWh", 60, ["DA MWh"], day => day.Energy("DA MWh"),
        day => day.Price(price) * day.Energy("DA MWh"));

    private static IEnumerable<ChargeRule> Balancing(string code, string price, OperatingDay fiveMinutesFrom)
    {
        var hourly = Step(code, 60, "RT MWh", "DA MWh", price) with { Basis = ["RT MWh", "DA MWh"], Until = fiveMinutesFrom };
        return [hourly, hourly with { Minutes = 5, From = fiveMinutesFrom, Until = null }];
    }

    /// <summary>What the later market takes beyond the earlier, each at the later's price.</summary>
    private static ChargeRule Step(string code, int minutes, string later, string earlier, string price) => new(code, "MWh", minutes,
        [later],
        day => day.Energy(later) - day.Energy(earlier),
        day => day.Energy(later) * day.Price(price) - day.Energy(earlier) * day.Price(price));

    /// <summary>What a path earns, sink less source; where revenue falls short of targets, what is earned is cut and what is owed is
    /// not.</summary>
    private static ChargeRule Right(string code) => new(code, "MWh", 60, ["FTR MW"], day => -day.Own("FTR MW"), day =>
    {
        var earned = day.Own("FTR MW") * day.Price("DA congestion price");
        if (!day.Has("congestion revenue", "") || !day.Has("FTR target allocations", "")) return -earned;
        var paid = Row.Share(day.MarketSum("congestion revenue"), day.MarketSum("FTR target allocations"))
            .Each(ratio => Math.Min(1, ratio));
        return Row.Zip(earned, paid, (usd, ratio) => usd > 0 ? -usd * ratio : -usd);
    });

    private static ChargeRule Bought(string code, string energy, int sign) => new(code, "MWh", 60, [energy],
        day => sign * day.Energy(energy),
        day => sign * (day.Price("DASPP") * day.Energy(energy)));

    private static Row Imbalance(Grid day) => day.EnergyOrNone("adjusted metered load MWh") + day.EnergyOrNone("DAES MWh")
        + day.EnergyOrNone("self-scheduled load MWh") + day.EnergyOrNone("RT trade sales MWh") - day.EnergyOrNone("DAEP MWh")
        - day.EnergyOrNone("metered output MWh") - day.EnergyOrNone("self-scheduled supply MWh")
        - day.EnergyOrNone("RT trade purchases MWh");

    private static IEnumerable<ChargeRule> Service(string service) =>
    [
        new($"PC{service}AMT", "MW-h", 60, [$"PC{service} MW"], day => -day.Own($"PC{service} MW"),
            day => -(day.Own($"PC{service} MW") * day.OfMarket($"MCPC{service}"))),
        new($"DA{service}AMT", "MW-h", 60, [$"{service} obligation MW", $"{service} self-arranged MW"],
            day => day.Own($"{service} obligation MW") - day.Own($"{service} self-arranged MW"),
            day => day.Own($"{service} obligation MW") * day.OfMarket($"DA{service}PR")
                - day.Own($"{service} self-arranged MW") * day.OfMarket($"DA{service}PR")),
    ];
}
