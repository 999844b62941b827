using System.CommandLine;
using System.Globalization;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Map;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Settlement;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar show map | runs | settlement --day D</c>: what the product knows, now or as of an instant, as tables or
/// JSON.</summary>
public static class ShowCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new Command("show", "Show what the stages know") { Map(), Runs(), SettlementOfDay() }.WithAsOf();

    private static Command Map()
    {
        var command = new Command("map", "The value-stream map: thirteen rooms, their metrics against target, their last run");
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var rooms = ValueStreamMap.Read(scope.Store, DeskCommand.BooksOf(scope), scope.AsOf);
            if (scope.IsJson)
            {
                CommandScope.PrintObject(new { rooms });
                return ExitCodes.Done;
            }

            var table = new Table().AddColumns("Stage", "Metric", "Value", "Target", "Last run");
            foreach (var room in rooms)
            {
                if (room.Metrics.IsEmpty) table.AddRow(Markup.Escape($"{room.Room.Number} {room.Room.Name}"), room.Room.IsOpen
                    ? "not run yet" : "closed", "", "", "");
                foreach (var (metric, i) in room.Metrics.Select((metric, i) => (metric, i)))
                    table.AddRow(
                        i == 0 ? Markup.Escape($"{room.Room.Number} {room.Room.Name}") : "", Markup.Escape(metric.Name), Coloured(metric),
                        metric.Target is { } target ? Number(target) : "", i == 0 ? Markup.Escape(room.LastRun ?? "") : "");
            }

            CommandScope.Print(table);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Runs()
    {
        var command = new Command("runs", "Every run and its version");
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var runs = scope.Store.Runs();
            if (scope.IsJson)
            {
                CommandScope.PrintObject(new { runs });
                return ExitCodes.Done;
            }

            var table = new Table().AddColumns("Run", "By", "Started", "Completed");
            foreach (var run in runs)
                table.AddRow(Markup.Escape(run.Id.Value), Markup.Escape(run.Who.Name), run.Started.ToString(),
                    run.Completed?.ToString() ?? "abandoned or running");
            CommandScope.Print(table);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command SettlementOfDay()
    {
        var day = RunCommand.DayOption("--day", "Operating day");
        var command = new Command("settlement", "The shadow statement of a day beside the ISO's") { day };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var key = parsed.GetValue(day).ToString();
            var statement = Need<ShadowStatement>(scope, key);
            var reconciliation = Need<Reconciliation>(scope, key);
            if (scope.IsJson)
            {
                CommandScope.PrintObject(new
                {
                    day = statement.Day, settledAt = statement.SettledAt, totals = statement.Totals, total = statement.Total,
                    lines = statement.Lines.Length, intervals = statement.Lines.Select(line =>
                        line.Interval).Distinct().Count(), reconciliation,
                });
                return ExitCodes.Done;
            }

            var table = new Table().AddColumns("Charge", "Title", "Billed USD");
            foreach (var total in statement.Totals) table.AddRow(total.Code, Markup.Escape(total.Title), Money(total.Billed.Value));
            table.AddRow("", "[bold]Total[/]", $"[bold]{Money(statement.Total.Value)}[/]");
            CommandScope.Print(table);
            if (reconciliation.IsAgainstSimulation) scope.Terminal.MarkupLine("[yellow]The ISO's statement is simulated.[/]");
            scope.Terminal.MarkupLineInterpolated(
                $"{reconciliation.LinesCompared} lines compared, {reconciliation.Variances.Length} in variance");
            scope.Terminal.MarkupLineInterpolated($"The ISO's total is {Money(reconciliation.IsoTotal.Value)} USD.");
            foreach (var variance in reconciliation.Variances)
                scope.Terminal.WriteLine($"  {variance.Code} {variance.Asset} {variance.Interval.Start}: "
                    + $"{variance.Difference}, {variance.Cause}: {variance.Evidence}");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static T Need<T>(CommandScope scope, string key) where T : class =>
        scope.Store.ReadDocument<T>(new(typeof(T).Name, key), scope.AsOf)?.Body ?? throw new RefusedException(new(
            "not-settled", $"There is no {typeof(T).Name} of {key}", key, $"Run the day: busbar run --from {key} --to {key}"));

    private static string Coloured(Metric metric)
    {
        var text = Markup.Escape(metric.Value is { } value ? $"{Number(value)} {metric.Unit}" : "nothing to measure");
        return metric.IsOnTarget switch { true => $"[green]{text}[/]", false => $"[red]{text}[/]", null => text };
    }

    private static string Number(double value) => value.ToString("N3", CultureInfo.InvariantCulture);

    private static string Money(decimal value) => value.ToString("N2", CultureInfo.InvariantCulture);
}
