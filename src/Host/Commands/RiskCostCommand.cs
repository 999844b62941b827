using System.CommandLine;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar risk cost</c>: what serving our load may cost over the horizon of the desk's forward curve, by joint simulation of
/// weather, load, fuel, prices, wind and outages; kept for hedges and pages.</summary>
internal static class RiskCostCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var paths = new Option<int>("--paths") { Description = "Simulated courses, a multiple of four",
            DefaultValueFactory = _ => CostDesk.Paths };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same numbers", DefaultValueFactory = _ => 1 };
        var command = new Command("cost", "Cost at risk of serving our load over the forward curve's horizon, by month and driver")
            { paths, seed };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var close = new CostDesk(scope.Store).Measure(scope.AsOf, RunCommand.PersonHere, parsed.GetValue(paths), parsed.GetValue(seed));
            if (scope.IsJson) CommandScope.PrintObject(close);
            else Print(scope, close);
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static void Print(CommandScope scope, CostClose close)
    {
        var cost = close.Report.Cost;
        scope.Terminal.MarkupLineInterpolated($"At the curve of {close.MarkDay}: {close.Report.Scenarios.Method}.");
        scope.Terminal.MarkupLineInterpolated(
            $"Expected cost {Usd(cost.Expected.Value)} USD, cost at risk {Usd(cost.AtRisk.Value)} USD (dearest 5 % less mean).");
        var months = new Table().AddColumns("Month", "Expected", "P5", "P50", "P95", "CVaR 95", "At risk");
        foreach (var month in close.Report.Months)
            months.AddRow([month.Month.ToString()[..7], .. new[]
            {
                month.Cost.Expected, month.Cost.P5, month.Cost.P50, month.Cost.P95, month.Cost.TailMean, month.Cost.AtRisk,
            }.Select(usd => Usd(usd.Value))]);
        CommandScope.Print(months.Title("Cost, USD"));
        var drivers = new Table().AddColumns("Driver", "Cost at risk", "Expected cost");
        foreach (var driver in close.Report.Drivers) drivers.AddRow(driver.Name, Usd(driver.AtRisk.Value), Usd(driver.Expected.Value));
        CommandScope.Print(drivers.AddRow("together", Usd(cost.AtRisk.Value), "").Title("Drivers, USD"));
        foreach (var finding in close.Findings)
            scope.Terminal.MarkupLineInterpolated($"{finding.Code}: {finding.What}; {finding.Done}");
    }

    private static string Usd(double value) => Show.Number(value, 0);
}
