using System.Collections.Immutable;

namespace Busbar.Host.Desks.Quality;

/// <summary>What a step of the desk reads to make one kind of document.</summary>
/// <param name="Kind">The kind of document.</param>
/// <param name="Room">The room that makes it.</param>
/// <param name="Job">The step, as the cycle names it.</param>
/// <param name="Word">What people call such a document.</param>
/// <param name="Series">Series by path; <c>{m}</c> is the market, <c>{l}</c> our location; one that ends in a slash stands for all
/// below.</param>
/// <param name="Documents">Documents of the same day; of a month's first day where the kind is a month's.</param>
public sealed record DeskStep(
    string Kind, string Room, string Job, string Word, ImmutableArray<string> Series, ImmutableArray<string> Documents);

/// <summary>Who reads what at the desk, step by step, as the desks in this folder's parent load it: the ground of lineage, of a breach's
/// reach and of the badge on stale pages. A desk that reads something more says so here.</summary>
public static class DeskReads
{
    private const string SystemLoad = "{m}/system-load";
    private const string DryBulb = "{m}/dry-bulb";
    private const string Vintage = "{m}/dry-bulb-vintage";
    private const string Metered = "{m}/{l}/rt-demand";
    private const string DayAhead = "{m}/{l}/da-lmp";
    private const string RealTime = "{m}/{l}/rt-lmp";
    private const string Plants = "plant/";
    private const string Fuels = "fuel/";

    /// <summary>The steps in the order of the day.</summary>
    public static ImmutableArray<DeskStep> Steps { get; } =
    [
        new("LoadModel", "SMV-01.1", "load model", "model", [SystemLoad, DryBulb], []),
        new("PortfolioPlan", "SMV-01.1", "portfolio plan", "plan", [SystemLoad, Metered, DayAhead], []),
        new("LoadForecast", "SMV-01.1", "load forecast", "forecast", [SystemLoad, DryBulb, Vintage, Metered], ["LoadModel"]),
        new("PriceView", "SMV-01.1", "price view", "price view", [DayAhead, SystemLoad], ["LoadForecast"]),
        new("ContractNomination", "SMV-01.4", "contract nominations", "nomination", [Plants], []),
        new("PlanSchedule", "SMV-01.2", "unit commitment", "schedule", [Plants, Fuels], ["PriceView"]),
        new("Position", "SMV-01.3", "position", "position", [], ["LoadForecast", "PlanSchedule", "ContractNomination"]),
        new("RiskReport", "SMV-01.5", "risk and limits", "risk report", [DayAhead], ["Position"]),
        new("FleetOffers", "SMV-01.2", "three-part offers", "offers", [Fuels], ["PlanSchedule"]),
        new("LoadBid", "SMV-01.3", "load bid", "bid", [], ["LoadForecast"]),
        new("DayAheadAwards", "SMV-01.2", "day-ahead awards", "awards", [DayAhead], ["FleetOffers", "LoadBid"]),
        new("AwardSchedule", "SMV-01.2", "day-ahead schedule", "schedule", [DayAhead, Fuels], ["DayAheadAwards"]),
        new("ContractPerformance", "SMV-01.4", "contract delivery", "delivery", [DayAhead, Plants], ["ContractNomination"]),
        new("ShadowStatement", "SMV-01.6", "shadow settlement", "settlement",
            [
                .. new[] { "da", "rt" }.SelectMany(market => new[] { "energy", "congestion", "loss", "lmp" }.Select(part =>
                    $"{{m}}/{{l}}/{market}-{part}")), Metered, Plants,
            ],
            ["DayAheadAwards", "ContractPerformance"]),
        new("FleetResult", "SMV-01.2", "plant results", "result", [DayAhead, RealTime, Plants],
            ["AwardSchedule", "FleetOffers", "PlanSchedule"]),
        new("TradingDay", "SMV-01.3", "day's cost", "day's cost", [RealTime, Metered],
            ["ShadowStatement", "AwardSchedule", "ContractPerformance"]),
        new("Reconciliation", "SMV-01.6", "reconciliation", "reconciliation", [], ["ShadowStatement", "IsoStatement"]),
        new("DailyJournals", "SMV-01.6", "journals", "journal", [], ["ShadowStatement", "AwardSchedule", "ContractPerformance"]),
        new("RecoveryMonth", "SMV-01.7", "month's recovery", "recovery", [], ["DailyJournals"]),
    ];

    /// <summary>The kinds of document that are a month's, keyed by its first day.</summary>
    public static ImmutableHashSet<string> OfMonths { get; } = ["LoadModel", "PortfolioPlan", "RecoveryMonth"];

    /// <summary>True when a step's name of a series stands for a path.</summary>
    public static bool Covers(string pattern, string path, string market, string location)
    {
        var named = pattern.Replace("{m}", market, StringComparison.Ordinal).Replace("{l}", location, StringComparison.Ordinal);
        return named.EndsWith('/') ? path.StartsWith(named, StringComparison.Ordinal) : path == named;
    }

    /// <summary>The steps that read a dataset (a series' path or a kind of document), directly or by what others make of it.</summary>
    public static ImmutableArray<DeskStep> ReadersOf(string dataset, string market, string location)
    {
        var made = new HashSet<string> { dataset };
        var readers = ImmutableArray.CreateBuilder<DeskStep>();
        foreach (var step in Steps)
            if (step.Documents.Any(made.Contains) || step.Series.Any(pattern => Covers(pattern, dataset, market, location)))
            {
                made.Add(step.Kind);
                readers.Add(step);
            }
        return readers.ToImmutable();
    }
}
