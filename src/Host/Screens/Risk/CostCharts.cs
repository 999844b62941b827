using System.Collections.Immutable;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Risk.Simulation;

namespace Busbar.Host.Screens.Risk;

/// <summary>The pictures of the cost at risk.</summary>
public static class CostCharts
{
    private const double Million = 1e6;

    /// <summary>Cost by month: a fan from the 5th to the 95th percentile, with the mean of the dearest twentieth over it.</summary>
    public static ChartModel Months(CostAtRiskReport report) => new("Cost by month: 5th to 95th percentile", "million USD",
        [.. report.Months.Select(month => Label(month.Month))],
        [
            ChartLine.Of("P95", ChartKind.BandUpper, 3, report.Months.Select(month => month.Cost.P95.Value / Million)),
            ChartLine.Of("P5", ChartKind.BandLower, 3, report.Months.Select(month => month.Cost.P5.Value / Million)),
            ChartLine.Of("P50", ChartKind.Line, 1, report.Months.Select(month => month.Cost.P50.Value / Million)),
            ChartLine.Of("CVaR 95", ChartKind.Dashed, 6, report.Months.Select(month => month.Cost.TailMean.Value / Million)),
        ]);

    /// <summary>What adds up to cost at risk.</summary>
    public static ChartModel Drivers(CostAtRiskReport report) => new("Cost at risk by driver; they add up to the whole", "million USD",
        [.. report.Drivers.Select(driver => driver.Name), "together"],
        [
            ChartLine.Of("Cost at risk", ChartKind.Bars, 1,
                report.Drivers.Select(driver => driver.AtRisk.Value).Append(report.Cost.AtRisk.Value).Select(usd => usd / Million)),
        ]);

    /// <summary>Cover ÷ load of each block by month.</summary>
    public static ChartModel Cover(CostAtRiskReport report)
    {
        OperatingDay[] months = [.. report.Months.Select(month => month.Month)];
        return new("Hedge ratio by block: cover ÷ expected load", "%", [.. months.Select(Label)],
            [
                .. Enum.GetValues<PeakBlock>().Select((block, i) => ChartLine.Of($"{block}", ChartKind.Line, i + 1,
                    months.Select(month => 100 * (report.Cells.FirstOrDefault(cell => cell.Cell.Month == month && cell.Cell.Block == block)
                        ?.HedgeRatio ?? double.NaN)))),
            ]);
    }

    /// <summary>The hub's on-peak price by month as it was simulated about the curve.</summary>
    public static ChartModel Prices(CostClose close)
    {
        SimulatedCell[] cells = [.. close.Cells.Where(cell => cell.Cell.Block == PeakBlock.OnPeak)];
        return new("On-peak price at the hub: 5th to 95th percentile about the forward curve", "USD/MWh",
            [.. cells.Select(cell => Label(cell.Cell.Month))],
            [
                ChartLine.Of("P95", ChartKind.BandUpper, 4, cells.Select(cell => cell.HubPrice.P95)),
                ChartLine.Of("P5", ChartKind.BandLower, 4, cells.Select(cell => cell.HubPrice.P5)),
                ChartLine.Of("Forward", ChartKind.Line, 1, cells.Select(cell => cell.HubPrice.Mean)),
            ]);
    }

    /// <summary>What hedging saves in the tail as its budget grows.</summary>
    public static ChartModel Frontier(HedgeRecommendation hedges) => new("Saved in the tail as the budget of expected cost grows",
        "million USD",
        [.. hedges.Frontier.Select(point => $"{Show.Number((point.Expected.Value - hedges.Before.Expected.Value) / 1_000, 0)} k")],
        [
            ChartLine.Of("CVaR 95 saved", ChartKind.Line, 2,
                hedges.Frontier.Select(point => (hedges.Before.TailMean.Value - point.TailMean.Value) / Million)),
        ]);

    private static string Label(OperatingDay month) => $"{month}"[..7];
}
