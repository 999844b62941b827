using System.CommandLine;
using Busbar.Supply.Checkers.Commitment.Systems;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar commit check CASE SCHEDULE</c>: every limit, requirement and cost of a schedule worked out again by the independent
/// checker.</summary>
public static class CommitCheckCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = CommitFiles.CaseArgument();
        var answer = new Argument<FileInfo>("SCHEDULE")
        {
            Description = "Schedule as JSON, or the solution file of CBC or HiGHS for an exported MPS file",
        };
        var command = new Command("check", "Check a schedule against its case, independently of what made it") { file, answer };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var given = CommitFiles.ReadCase(scope, parsed.GetValue(file)!);
            var schedule = CommitFiles.ReadSchedule(parsed.GetValue(answer)!, given);
            var findings = CheckSystemSchedule.Run(given, schedule);
            // A schedule of other units or hours cannot be costed.
            double? cost = findings.Any(finding => finding.Code is "check-names" or "check-hours") ? null : ScheduleCost.Usd(given,
                schedule);
            if (scope.IsJson)
                CommandScope.PrintObject(new
                {
                    @case = given.Name, feasible = findings.IsEmpty, objectiveUsd = schedule.ObjectiveUsd, costUsd = cost,
                    shortages = schedule.Shortages, findings,
                });
            else Print(schedule.ObjectiveUsd, cost, findings.Length);
            CommitFiles.PrintFindings(scope, findings);
            return findings.IsEmpty ? ExitCodes.Done : ExitCodes.Found;
        }));
        return command;
    }

    private static void Print(double objectiveUsd, double? costUsd, int findings)
    {
        CommandScope.Print(new Text(FormattableString.Invariant($"Claimed cost {objectiveUsd:N2} USD, recomputed {costUsd:N2} USD\n")));
        CommandScope.Print(new Text(findings == 0 ? "Feasible: nothing was found\n" : $"Not right: {findings} findings\n"));
    }
}
