using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Portfolio.Demands;
using Busbar.Host.Screens.Shell;
using static Busbar.Host.Screens.Portfolio.PortfolioTables;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Portfolio;

/// <summary>What the business asks of IT.</summary>
public static class DemandTables
{
    /// <summary>Demands: open ones by weighted shortest job first, then what has ended.</summary>
    public static ScreenTable All(ScreenView view) => new("demands", "Demands",
        [
            Words("Demand"), Words("What"), Words("Stage"), Numbers("WSJF", ""), Numbers("Score", ""), Numbers("Cost", "USD"),
            Numbers("NPV", "USD"), Words("Goes on as, or why not"), Words("On"), Words("Objective"), Words("By"), Words("Raised"),
        ],
        [
            .. RankDemands.Run(view.Digital.Demands.All(view.AsOf), view.Digital.Portfolio.Case(view.AsOf)).Select(each =>
                (ImmutableArray<Cell>)
                [
                    Cell.Of(each.Demand.Id, view.Link("/portfolio/demands", ("id", each.Demand.Id))), Cell.Of(each.Demand.Raised.Title),
                    StageOf(each.Demand), Number(each.Score?.Wsjf, 2), Number(each.Score?.Score, 1),
                    each.Demand.Estimate is { } estimate ? Cell.Of(estimate.CostUsd.Sum(), 0) : Cell.Empty, Number(each.Case?.NpvUsd, 0),
                    Cell.Of(each.Demand.Initiative != "" ? each.Demand.Initiative : each.Demand.Why),
                    Cell.Of(each.Demand.Raised.Service), Cell.Of(each.Demand.Raised.Objective), Cell.Of(each.Demand.Raised.By.Name),
                    Cell.Of(view.Clock.Show(each.Demand.Raised.At)),
                ]),
        ], IsMain: true);

    /// <summary>What happened to the demand in focus.</summary>
    public static ScreenTable Facts(ScreenView view) => new("demand-facts", "What happened to it",
        [Words("When"), Words("Who"), Words("What"), Words("Words")],
        [
            .. (view.Field("id") is { Length: > 0 } id ? view.Digital.Demands.History(id, view.AsOf) : []).Select(fact =>
                (ImmutableArray<Cell>)
                [
                    Cell.Of(view.Clock.Show(fact.At)), Cell.Of(fact.By.Name), Cell.Of(fact switch
                    {
                        DemandRaised => "raised", DemandAssessed => "assessed", DemandTurned => "made an initiative", _ => "declined",
                    }),
                    Cell.Of(fact switch
                    {
                        DemandRaised it => it.Why, DemandTurned it => it.Initiative, DemandDeclined it => it.Why,
                        DemandAssessed it => Told(it.Estimate), _ => "",
                    }),
                ]),
        ]);

    /// <summary>How far a demand is.</summary>
    public static Cell StageOf(Demand demand) => Cell.Of(demand.Stage.ToString().ToLowerInvariant()).As(demand.Stage switch
    {
        DemandStage.Turned => Tone.Good, DemandStage.Declined => Tone.Faint, _ => Tone.Plain,
    });

    private static string Told(DemandEstimate estimate) =>
        $"costs {Sum(estimate.CostUsd)} USD, brings {Sum(estimate.BenefitUsd)} USD"
        + (estimate.Skills.IsEmpty ? "" : $", takes {string.Join(", ", estimate.Skills.Select(each =>
            string.Create(CultureInfo.InvariantCulture, $"{each.Fte.Sum():0.##} years of {each.Skill}")))}")
        + (estimate.Risk == "" ? "" : $"; risk: {estimate.Risk}");

    private static string Sum(ImmutableArray<decimal> amounts) => amounts.Sum().ToString("#,0", CultureInfo.InvariantCulture);
}
