using System.Collections.Immutable;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Risk;

/// <summary>The tables of the cost at risk: what serving our load may cost, where that comes from, and what would hedge it.</summary>
public static class CostTables
{
    private const int MonthLetters = 7;

    /// <summary>Cost by month.</summary>
    public static ScreenTable Months(ScreenView view) => new("cost-months", "Cost by month",
        [
            Words("Month"), Numbers("Expected", "USD"), Numbers("P5", "USD"), Numbers("P50", "USD"), Numbers("P95", "USD"),
            Numbers("CVaR 95", "USD"), Numbers("At risk", "USD"), Numbers("Margin", "USD"), Numbers("Margin P5", "USD"),
        ],
        [
            .. (Close(view)?.Report.Months ?? []).Select(month => (ImmutableArray<Cell>)
            [
                Cell.Of($"{month.Month}"[..MonthLetters]), Usd(month.Cost.Expected.Value), Usd(month.Cost.P5.Value),
                Usd(month.Cost.P50.Value), Usd(month.Cost.P95.Value), Usd(month.Cost.TailMean.Value), Usd(month.Cost.AtRisk.Value),
                Usd(month.GrossMargin.Expected.Value), Usd(month.GrossMargin.P5.Value),
            ]),
        ], IsMain: true);

    /// <summary>Where cost at risk comes from; the last row is the whole.</summary>
    public static ScreenTable Drivers(ScreenView view) => new("cost-drivers", "Drivers of cost at risk",
        [Words("Driver"), Numbers("Cost at risk", "USD"), Numbers("Share", "%"), Numbers("Added to expected cost", "USD")],
        Close(view)?.Report is not { } report ? [] :
        [
            .. report.Drivers.Select(driver => (ImmutableArray<Cell>)
            [
                Cell.Of(driver.Name), Usd(driver.AtRisk.Value), Cell.Of(100 * driver.AtRisk.Value / report.Cost.AtRisk.Value, 1),
                Usd(driver.Expected.Value),
            ]),
            [
                Cell.Of("together"), Usd(report.Cost.AtRisk.Value), Cell.Of(100.0, 1),
                Usd(report.Drivers.Sum(driver => driver.Expected.Value)),
            ],
        ]);

    /// <summary>What covers each month and block's load.</summary>
    public static ScreenTable Cover(ScreenView view) => new("cost-cover", "Cover and open position",
        [
            Words("Month"), Words("Block"), Numbers("Load", "MWh"), Numbers("Plants", "MWh"), Numbers("Wind", "MWh"),
            Numbers("Contracts", "MWh"), Numbers("Hedges", "MWh"), Numbers("Open", "MWh"), Numbers("Hedge ratio", "%"),
        ],
        [
            .. (Close(view)?.Report.Cells ?? []).Select(cell => (ImmutableArray<Cell>)
            [
                Cell.Of($"{cell.Cell.Month}"[..MonthLetters]), Cell.Of($"{cell.Cell.Block}"), Cell.Of(cell.LoadMwh, 0),
                Cell.Of(cell.PlantMwh, 0), Cell.Of(cell.WindMwh, 0), Cell.Of(cell.ContractMwh, 0), Cell.Of(cell.HedgeMwh, 0),
                Cell.Of(cell.OpenMwh, 0), Cell.Of(100 * cell.HedgeRatio, 1),
            ]),
        ]);

    /// <summary>The hedges recommended, largest benefit first.</summary>
    public static ScreenTable Hedges(ScreenView view) => new("cost-hedges", "Recommended hedges",
        [
            Words("Month"), Words("Block"), Numbers("Lots", ""), Numbers("Quantity", "MW"), Numbers("Price", "USD/MWh"),
            Numbers("Last lot saves", "USD"), Numbers("Last lot costs", "USD"), Numbers("Benefit per dollar", ""),
        ],
        [
            .. (Advice(view)?.Recommended.Hedges ?? []).Select(hedge => (ImmutableArray<Cell>)
            [
                Cell.Of($"{hedge.Month}"[..MonthLetters]), Cell.Of($"{hedge.Block}"), Cell.Count(hedge.Lots),
                Cell.Of(hedge.Quantity.Value, 0), Cell.Of(hedge.Price.Value, 2), Usd(hedge.LotBenefit.Value), Usd(hedge.LotCost.Value),
                hedge.BenefitPerDollar is { } ratio ? Cell.Of(ratio, 1) : Cell.Empty,
            ]),
        ]);

    /// <summary>Lowest tail cost at rising budgets.</summary>
    public static ScreenTable Frontier(ScreenView view) => new("cost-frontier", "Frontier of hedging",
        [
            Numbers("Added expected cost", "USD"), Numbers("Expected cost", "USD"), Numbers("CVaR 95", "USD"),
            Numbers("Saved in the tail", "USD"),
        ],
        Advice(view)?.Recommended is not { } hedges ? [] :
        [
            .. hedges.Frontier.Select(point => (ImmutableArray<Cell>)
            [
                Usd(point.Expected.Value - hedges.Before.Expected.Value), Usd(point.Expected.Value), Usd(point.TailMean.Value),
                Usd(hedges.Before.TailMean.Value - point.TailMean.Value),
            ]),
        ]);

    /// <summary>How the fitted model moves.</summary>
    public static ScreenTable Fit(ScreenView view) => new("cost-fit", "The model fitted to our history",
        [Words("What moves"), Numbers("Standard deviation", ""), Words("Unit"), Numbers("Persistence", ""), Words("From one")],
        [
            .. (Close(view)?.Fit ?? []).Select(figure => (ImmutableArray<Cell>)
            [
                Cell.Of(figure.Of), Cell.Of(figure.Deviation, 2), Cell.Of(figure.Unit), Cell.Of(figure.Persistence, 3),
                Cell.Of($"{figure.Step} to the next"),
            ]),
        ]);

    /// <summary>Everything assumed, and what the checker found.</summary>
    public static ScreenTable Findings(ScreenView view)
    {
        ImmutableArray<Finding> all = [.. Close(view)?.Findings ?? [], .. Advice(view)?.Findings ?? [], .. Advice(view)?.Faults ?? []];
        return new("cost-findings", "Assumed, left out, found",
            [Words("Finding"), Words("Severity"), Words("What"), Words("What was done"), Words("Where")],
            [
                .. all.Distinct().Select(finding => (ImmutableArray<Cell>)
                [
                    Cell.Of(finding.Code), Cell.Of(finding.Severity.ToString().ToLowerInvariant()), Cell.Of(finding.What),
                    Cell.Of(finding.Done), Cell.Of(finding.Where),
                ]),
            ]);
    }

    private static CostClose? Close(ScreenView view) => new CostDesk(view.Reads.Store).Newest(view.AsOf);

    private static HedgeAdvice? Advice(ScreenView view) => new CostDesk(view.Reads.Store).Advice(view.AsOf);

    private static Cell Usd(double value) => Cell.Of(value, 0);
}
