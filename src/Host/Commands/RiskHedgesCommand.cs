using System.Collections.Immutable;
using System.CommandLine;
using Busbar.Gateways;
using Busbar.Host.Desks;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Checkers.Risk;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Risk.Hedging;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar risk hedges [FILE]</c>: hedges in whole lots that lower the dearest courses of cost most per dollar, from the desk's
/// newest scenarios at its curve, which are kept, or from scenarios and quotes in a file; checked again by code of its own.</summary>
internal static class RiskHedgesCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<FileInfo?>("FILE")
        {
            Description = "JSON: scenarios, quotes, budget, level, mostNodes; without it the desk's newest scenarios and its curve",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var budget = new Option<double?>("--budget")
        {
            Description = "Without a file: most that the expected cost may rise, USD (default: a thousandth of it)",
        };
        var command = new Command("hedges", "Hedges that lower the dearest courses of cost most per dollar, in whole lots")
            { file, budget };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
            parsed.GetValue(file) is { } given ? OfFile(scope, given) : OfDesk(scope, parsed.GetValue(budget))));
        return command.WithAsOf();
    }

    private static int OfFile(CommandScope scope, FileInfo file)
    {
        var inputs = WholeJson.Read<RecommendHedgesInputs>(SourceFile.Load(file.FullName).OrThrow(), "bad-scenarios",
            "Give cost scenarios by month and block, quotes with bid, offer and lot, and a budget.");
        var recommended = RecommendHedges.Run(inputs).OrThrow();
        var faults = CheckHedges.Run(recommended, inputs.Scenarios, inputs.Quotes);
        if (scope.IsJson) CommandScope.PrintObject(new { recommended, faults });
        return Answer(scope, recommended, faults);
    }

    private static int OfDesk(CommandScope scope, double? budget)
    {
        var advice = new CostDesk(scope.Store).Recommend(scope.AsOf, RunCommand.PersonHere, budget);
        if (scope.IsJson) CommandScope.PrintObject(advice);
        foreach (var finding in advice.Findings)
            scope.Terminal.MarkupLineInterpolated($"{finding.Code}: {finding.What}; {finding.Done}");
        return Answer(scope, advice.Recommended, advice.Faults);
    }

    private static int Answer(CommandScope scope, HedgeRecommendation recommended, ImmutableArray<Finding> faults)
    {
        if (!scope.IsJson) CommandScope.Print(OfferTables.Tree(ExplainHedges.Run(recommended)));
        foreach (var fault in faults) scope.Terminal.MarkupLineInterpolated($"[red]{fault.Code}:[/] {fault.What}");
        return faults.IsEmpty ? ExitCodes.Done : ExitCodes.Found;
    }
}
