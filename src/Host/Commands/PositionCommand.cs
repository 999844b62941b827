using System.CommandLine;
using System.Globalization;
using Busbar.Host.Desks;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Trading;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar position --as-of T</c>: the desk's open position by book, commodity, location, month and block.</summary>
public static class PositionCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var book = new Option<string?>("--book") { Description = "Only this book" };
        var command = new Command("position", "The open position by month and block at the newest marks, options at their delta") { book };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var outcome = new BookDesk(scope.Store).Position(scope.AsOf);
            var position = outcome.OrThrow();
            if (parsed.GetValue(book) is { } only)
                position = position with { Cells = [.. position.Cells.Where(cell => cell.Book == only)] };
            var findings = ((Outcome<ConsolidatedPosition>.Done)outcome).Findings;
            if (scope.IsJson)
            {
                CommandScope.PrintObject(new { position, findings });
                return ExitCodes.Done;
            }
            var table = new Table().AddColumns("Book", "Commodity", "Location", "Month", "Block", "Contracted", "Delta", "Gamma",
                "Value USD");
            foreach (var cell in position.Cells)
                table.AddRow(Markup.Escape(cell.Book), cell.Commodity.ToString(), Markup.Escape(cell.Location), cell.Month.ToString()[..7],
                    cell.Block.ToString(), Number(cell.Contracted, 1), Number(cell.Delta, 1), Number(cell.Gamma, 3), Number(cell.ValueUsd,
                        2));
            CommandScope.Print(table);
            foreach (var finding in findings) scope.Terminal.MarkupLineInterpolated($"{finding.Code}: {finding.What}; {finding.Done}");
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static string Number(double value, int decimals) => value.ToString($"N{decimals}", CultureInfo.InvariantCulture);
}
