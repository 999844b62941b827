using System.CommandLine;
using System.Globalization;
using Busbar.Digital.ServiceDesk.Clocks;
using Busbar.Gateways;
using Busbar.Gateways.ServiceClock;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Outcomes;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar sla replay --events FILE --policy FILE</c>: where every target of every ticket of a log stands by a policy, without a
/// store.</summary>
public static class SlaCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("sla", "Service levels on one exact clock") { Replay() };

    private static Command Replay()
    {
        var events = new Option<FileInfo>("--events") { Description = "CSV: ticket, event, at, known_at, detail", Required = true };
        var policy = new Option<FileInfo>("--policy") { Description = "YAML: policy, calendars, targets", Required = true };
        var at = AsOfOptions.InstantOption("--at", "The clock of the reading; the end of the log when left out");
        var command = new Command("replay", "Replay a log of tickets against what was promised") { events, policy, at };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var promised = ServicePolicyYaml.Read(SourceFile.Load(parsed.GetValue(policy)!.FullName).OrThrow()).OrThrow();
            var log = ClockEventsCsv.Read(SourceFile.Load(parsed.GetValue(events)!.FullName).OrThrow(), promised).OrThrow();
            var outcome = ReplayTargets.Run(new(log, promised, parsed.GetValue(at) ?? log.Latest));
            var replay = outcome.OrThrow();
            var findings = ((Outcome<TargetReplay>.Done)outcome).Findings;
            if (scope.IsJson)
                CommandScope.PrintObject(new
                {
                    policy = promised.Clock.Name,
                    tickets = replay.Tickets.Select(ticket => new
                    {
                        ticket.Ticket,
                        targets = ticket.Targets.Select(each => new
                        {
                            each.Target, each.Cycle, each.Priority, each.Standing, each.Started, each.Due, each.Stopped, each.BreachedAt,
                            workedSeconds = each.Worked.TotalSeconds, remainingSeconds = each.Remaining?.TotalSeconds, each.ElapsedPercent,
                        }),
                    }),
                    rates = replay.Rates, findings,
                });
            else Print(scope, replay);
            SettleCommand.Tell(scope, findings);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static void Print(CommandScope scope, TargetReplay replay)
    {
        var table = new Table().AddColumns("Ticket", "Target", "Cycle", "Priority", "Standing", "Started", "Due", "Stopped", "Worked h",
            "Elapsed %");
        foreach (var ticket in replay.Tickets)
            foreach (var each in ticket.Targets)
                table.AddRow(Markup.Escape(ticket.Ticket), Markup.Escape(each.Target), Number(each.Cycle), Markup.Escape(each.Priority),
                    each.Standing == TargetStanding.Breached ? "[red]Breached[/]" : each.Standing.ToString(), each.Started.ToString(),
                    each.Due?.ToString() ?? "", each.Stopped?.ToString() ?? "", Number(each.Worked.TotalHours),
                    each.ElapsedPercent is { } percent ? Number(percent) : "");
        CommandScope.Print(table);
        var rates = new Table().AddColumns("Target", "Met", "Stopped", "Open and late", "Kept %");
        foreach (var rate in replay.Rates)
            rates.AddRow(Markup.Escape(rate.Target), Number(rate.Met), Number(rate.Stopped), Number(rate.OpenBreached),
                rate.Percent is { } percent ? Number(percent) : "");
        CommandScope.Print(rates);
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
