using System.CommandLine;
using System.Text;
using Busbar.Gateways;
using Busbar.Supply.Settlement;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar settle case FILE…</c>: settles text tables and says which of their expectations are met; exit code 4 when one is
/// not.</summary>
internal static class SettleCaseCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("FILE") { Arity = ArgumentArity.OneOrMore, Description = "Cases, as in cases/settlement" };
        var command = new Command("case", "Run text-table cases: prices, quantities, expected lines") { files };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var cases = parsed.GetValue(files)!.Select(file => SettleCase.Run(Read(file)).OrThrow()).ToList();
            if (scope.IsJson) CommandScope.PrintObject(new { isMet = cases.All(each => each.IsMet), cases });
            else
            {
                var table = new Table().AddColumns("Case", "Expectation", "Expected", "Found", "");
                foreach (var each in cases)
                    foreach (var row in each.Expectations)
                        table.AddRow(each.Name, Markup.Escape(row.Key), Markup.Escape(row.Expected), Markup.Escape(row.Found),
                            row.IsMet ? "met" : "[red]not met[/]");
                CommandScope.Print(table);
                SettleCommand.Tell(scope, cases.SelectMany(each => each.Findings));
            }
            return cases.All(each => each.IsMet) ? ExitCodes.Done : ExitCodes.Found;
        }));
        return command;
    }

    /// <summary>The text of a case.</summary>
    internal static SettleCaseInputs Read(FileInfo file)
    {
        var source = SourceFile.Load(file.FullName).OrThrow();
        return new(source.Name, Encoding.UTF8.GetString(source.Content.Span));
    }
}
