using System.CommandLine;
using Busbar.Gateways;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Checkers.Risk;
using Busbar.Supply.Risk.Hedging;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar risk hedges FILE</c>: hedges in whole lots that lower the dearest courses of cost most per dollar, from scenarios and
/// quotes in a file; checked again by code of its own.</summary>
internal static class RiskHedgesCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "JSON: scenarios, quotes, budget, level, mostNodes" };
        var command = new Command("hedges", "Hedges that lower the dearest courses of cost most per dollar, in whole lots") { file };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var inputs = WholeJson.Read<RecommendHedgesInputs>(SourceFile.Load(parsed.GetValue(file)!.FullName).OrThrow(), "bad-scenarios",
                "Give cost scenarios by month and block, quotes with bid, offer and lot, and a budget.");
            var recommended = RecommendHedges.Run(inputs).OrThrow();
            var faults = CheckHedges.Run(recommended, inputs.Scenarios, inputs.Quotes);
            if (scope.IsJson) CommandScope.PrintObject(new { recommended, faults });
            else
            {
                CommandScope.Print(OfferTables.Tree(ExplainHedges.Run(recommended)));
                foreach (var fault in faults) scope.Terminal.MarkupLineInterpolated($"[red]{fault.Code}:[/] {fault.What}");
            }
            return faults.IsEmpty ? ExitCodes.Done : ExitCodes.Found;
        }));
        return command;
    }
}
