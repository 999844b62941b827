using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Checkers.Commitment.Systems;
using Busbar.Supply.Commitment.Systems;
using Busbar.Supply.Handoffs.Commitment.Systems;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar commit solve CASE --time-limit S --gap G --threads N</c>: commits a system's units, with a lower bound that proves
/// how
/// good the schedule is, and has the independent checker work it out again. Exits with 4 when the checker finds something, or when the
/// schedule is short of something.</summary>
public static class CommitSolveCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = CommitFiles.CaseArgument();
        var limit = Positive("--time-limit", "Seconds of wall-clock time, from the start of the command", 60);
        var gap = Positive("--gap", "Stop once (cost - bound) / cost is this small: 0.001 is 0.1 %", 0.001);
        var threads = RunCommand.CountOption("--threads", "Threads");
        var seed = new Option<ulong>("--seed") { Description = "Seed of the search", DefaultValueFactory = _ => 1 };
        var target = new Option<FileInfo>("--schedule") { Description = "Write the schedule as JSON" };
        var warm = new Option<FileInfo>("--warm") { Description = "Schedule to start from: this case's, or one that began a day earlier" };
        var trace = new Option<bool>("--trace") { Description = "Print every improvement" };
        var command = new Command("solve", "Commit a system's units") { file, limit, gap, threads, seed, target, warm, trace };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var watch = Stopwatch.StartNew();
            var given = CommitFiles.ReadCase(scope, parsed.GetValue(file)!);
            var progress = new CommitProgress(scope, watch, parsed.GetValue(trace));
            var outcome = CommitSystem.Run(new(
                given, parsed.GetValue(gap), parsed.GetValue(threads), () => watch.Elapsed.TotalSeconds, parsed.GetValue(limit),
                parsed.GetValue(seed), parsed.GetValue(warm) is { } earlier ? CommitFiles.ReadSchedule(earlier, given) : null,
                    progress.Report));
            var solution = outcome.OrThrow();
            var seconds = watch.Elapsed.TotalSeconds;
            if (parsed.GetValue(target) is { } schedule) CommitFiles.WriteSchedule(schedule, solution.Schedule);
            var report = new CommitReport(
                given, solution, ((Outcome<SystemSolution>.Done)outcome).Findings, CheckSystemSchedule.Run(given, solution.Schedule),
                    seconds);
            if (scope.IsJson) CommandScope.PrintObject(report.ToObject(withProgress: parsed.GetValue(trace)));
            else report.Print();
            CommitFiles.PrintFindings(scope, [.. report.Findings, .. report.Faults]);
            return report.Faults.IsEmpty && solution.Schedule.Shortages.IsEmpty ? ExitCodes.Done : ExitCodes.Found;
        }));
        return command;
    }

    private static Option<double> Positive(string name, string description, double otherwise)
    {
        var option = new Option<double>(name) { Description = description, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value)
                || !(value > 0 && double.IsFinite(value))))
                result.AddError($"{name} {result.Tokens[0].Value} is not an amount above 0");
        });
        return option;
    }
}
