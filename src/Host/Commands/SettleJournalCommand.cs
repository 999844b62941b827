using System.CommandLine;
using System.Globalization;
using Busbar.Gateways.Journals;
using Busbar.Host.Desks;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar settle journal</c> and <c>busbar settle metrics</c>.</summary>
internal static class SettleJournalCommand
{
    /// <summary>The journal of a period as CSV on standard output, or as JSON.</summary>
    public static Command Create()
    {
        var (from, to) = (RunCommand.DayOption("--from", "First accounting date"), RunCommand.DayOption("--to", "Last accounting date"));
        var command = new Command("journal", "The period's entries by account, book and asset, as CSV for the general ledger") { from, to };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var (first, last) = RunCommand.PeriodOf(parsed, from, to);
            var lines = new SettledJournals(scope.Store).Of(first, last, scope.AsOf);
            var text = JournalCsv.Of(lines).OrThrow();
            var entries = lines.GroupBy(line => line.Entry).Select(entry => new
            {
                entry = entry.Key, date = entry.First().Date, debits = entry.Where(line => line.Amount > Usd.Zero)
                    .Aggregate(Usd.Zero, (sum, line) => sum + line.Amount), lines = entry.Select(line => new
                    {
                        account = line.Account.Number, line.Book, line.Asset, line.Amount, line.Reference,
                    }),
            });
            if (scope.IsJson) CommandScope.PrintObject(new { entries });
            else Console.Out.Write(text);
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    /// <summary>The stage's metrics measured anew: disputes, invoices and final statements come after the days' run.</summary>
    public static Command Metrics()
    {
        var (from, to) = (RunCommand.DayOption("--from", "First day"), RunCommand.DayOption("--to", "Last day"));
        var command = new Command("metrics", "Measure dispute rate, on-time payment, value recovered and days to final anew") { from, to };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var (first, last) = RunCommand.PeriodOf(parsed, from, to);
            var measured = MetricsDesk.SettleAnew(scope.Store, first, last, ReadClock.Of(scope.AsOf));
            if (scope.IsJson) CommandScope.PrintObject(measured);
            else CommandScope.Print(TableOf(measured));
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Table TableOf(StageMetrics measured)
    {
        var table = new Table().AddColumns("Metric", "Value", "Unit", "Formula");
        foreach (var metric in measured.Metrics)
            table.AddRow(metric.Name, metric.Value?.ToString("N2", CultureInfo.InvariantCulture) ?? "nothing to measure", metric.Unit,
                Markup.Escape(metric.Formula));
        return table;
    }
}
