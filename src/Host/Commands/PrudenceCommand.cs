using System.CommandLine;
using System.Globalization;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Recovery.Prudence;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar prudence list | replay</c>: a decision with what was known when it was made, and what came of it apart.</summary>
public static class PrudenceCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("prudence", "Replay decisions as known then; hindsight stands apart") { List(), Replay() };

    private static Command List()
    {
        var command = new Command("list", "Decisions that can be replayed");
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var decisions = new PrudenceDesk(scope.Store).Decisions(scope.AsOf);
            if (scope.IsJson) CommandScope.PrintObject(new { decisions = decisions.Select(each => new { each.Id, each.Words }) });
            else
            {
                var table = new Table().AddColumns("Decision", "What");
                foreach (var (id, words) in decisions) table.AddRow(Markup.Escape(id), Markup.Escape(words));
                CommandScope.Print(table);
            }
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Command Replay()
    {
        var decision = new Option<string>("--decision")
        {
            Description = "A deal (T-000012), a day's commitment (commit-2025-10-21), or hedges", Required = true,
        };
        var command = new Command("replay", "What was known, the alternatives ranked, the choice, its approval; the outcome apart")
            { decision };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var replayed = new PrudenceDesk(scope.Store).Replay(parsed.GetValue(decision)!, scope.AsOf);
            var record = replayed.OrThrow();
            var findings = ((Outcome<PrudenceRecord>.Done)replayed).Findings;
            if (scope.IsJson) CommandScope.PrintObject(new { record.Then, record.Later, findings });
            else Print(scope, record, findings);
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static void Print(CommandScope scope, PrudenceRecord record, IEnumerable<Finding> findings)
    {
        var (then, decision) = (record.Then, record.Then.Decision);
        scope.Terminal.MarkupLineInterpolated($"{decision.Id}, decided {decision.DecidedAt}, approved by {decision.ApprovedBy.Name} ({decision.ApprovedBy.Role}) {decision.ApprovedAt}");
        scope.Terminal.MarkupLineInterpolated($"{decision.Reason}");
        var known = new Table().AddColumns("Known then", "Document", "Known at", "Version").Title("As known then");
        foreach (var each in then.Documents)
            known.AddRow($"{each.Evidence}", Markup.Escape($"{each.Id}"), $"{each.KnownAt}", each.Version.Hex[..12]);
        CommandScope.Print(known);
        var ranking = new Table().AddColumns("Rank", "Alternative", "Expected cost", "Above the first", "Breaches", "");
        foreach (var each in then.Ranking)
            ranking.AddRow(each.Rank.ToString(CultureInfo.InvariantCulture), Markup.Escape(each.Alternative.Name),
                Show.Money(each.Alternative.ExpectedCost), Show.Money(each.AboveFirst),
                Markup.Escape(string.Join(", ", each.Alternative.Breaches)), each.IsChosen ? "chosen" : "");
        CommandScope.Print(ranking);
        if (record.Later is { } later)
        {
            var outcome = new Table().AddColumns("Alternative", "Cost", "Known at", "Source")
                .Title(Markup.Escape($"Hindsight, known {later.KnownAt}: no part of the test"));
            foreach (var each in later.Costs)
                outcome.AddRow(Markup.Escape(each.Alternative), Show.Money(each.Cost), $"{each.KnownAt}", Markup.Escape(each.Source));
            CommandScope.Print(outcome);
            scope.Terminal.MarkupLineInterpolated($"Realised less expected {later.Surprise}; above the cheapest as realised {later.Regret}.");
        }
        ClauseCommand.Print(scope, findings);
    }
}
