using System.Collections.Immutable;
using Busbar.Host.Desks.Portfolio;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using NodaTime.Text;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Portfolio;

/// <summary>What initiatives promised beside what the service's own facts show, and what comes back at the desk.</summary>
public static class BenefitTables
{
    /// <summary>Each initiative that says how its benefit is measured.</summary>
    public static ScreenTable Promises(ScreenView view) => new("portfolio-benefits", "Promised and realised",
    [
        Words("Initiative"), Words("Live since"), Numbers("Realised ROI", "%"), Numbers("Promised ROI", "%"), Numbers("Realised", "USD"),
        Numbers("Promised", "USD"), Numbers("Months", ""), Numbers("Tickets avoided", ""), Numbers("Handling saved", "USD"),
        Numbers("Run cost saved", "USD"), Numbers("Objective", "points"), Words("Not known because"),
    ],
    [
        .. view.Digital.Portfolio.Promises(view.AsOf).OrThrow().Select(each =>
        {
            var isBehind = each.RealisedRoi < each.PromisedRoi;
            return (ImmutableArray<Cell>)
            [
                Cell.Of(each.Initiative.Name),
                each.Initiative.Measure!.LiveSince is { } live ? Cell.Of(YearMonthPattern.Iso.Format(live))
                    : Cell.Of("not yet").As(Tone.Faint),
                Number(100 * each.RealisedRoi, 1).As(each.RealisedRoi is null ? Tone.Faint : isBehind ? Tone.Bad : Tone.Good),
                Number(100 * each.PromisedRoi, 1), Number(each.Realised?.RealisedUsd, 0), Number(each.Realised?.PromisedUsd, 0),
                each.Realised is { } months ? Cell.Count(months.Months) : Cell.Empty, Number(each.Realised?.TicketsAvoided, 1),
                Number(each.Realised?.HandlingSavedUsd, 0), Number(each.Realised?.RunCostSavedUsd, 0),
                Number(100 * each.Realised?.AchievedChange, 2), Cell.Of(each.Unknown?.What ?? ""),
            ];
        }),
    ], IsMain: true);

    /// <summary>What came back in the last ninety days.</summary>
    public static ScreenTable Recurring(ScreenView view) => new("recurring-causes", "What comes back at the desk, in 90 days",
        [Words("On"), Words("What"), Numbers("Tickets", ""), Numbers("Handling", "h"), Numbers("Costs", "USD a year"), Words("Demand")],
        [
            .. view.Digital.Portfolio.Recurring(view.AsOf).Select(each => (ImmutableArray<Cell>)
            [
                Cell.Of(each.Item), Cell.Of(each.Symptom), Cell.Count(each.Tickets), Cell.Of(each.Minutes / 60, 1),
                Cell.Of(each.YearlyCostUsd, 0), DemandOf(view, each),
            ]),
        ]);

    private static Cell DemandOf(ScreenView view, Digital.Portfolio.Benefits.ProblemCandidate found) =>
        view.Digital.Demands.All(view.AsOf).FirstOrDefault(each => each.Raised.Title == DemandBook.TitleOf(found)) is { } demand
            ? Cell.Of(demand.Id, view.Link("/portfolio/demands", ("id", demand.Id))) : Cell.Empty;

    private static Cell Number(double? value, int decimals) => PortfolioTables.Number(value, decimals);
}
