using System.CommandLine;
using Busbar.Gateways;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Recovery;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar clause list | run</c>: fuel and purchased-power clauses over months, from a file of costs or the store's own
/// books.</summary>
public static class ClauseCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("clause", "Fuel and purchased-power clauses, month by month") { List(), RunIt() };

    /// <summary>The clause's name.</summary>
    internal static Option<string> ClauseOption() => new("--clause")
    {
        Description = $"{ClauseDesk.Own} for the utility's own, or one of {string.Join(", ", ClauseBook.All.Keys)}", Required = true,
    };

    /// <summary>The file of costs.</summary>
    internal static Option<FileInfo?> CostsOption() => new("--costs")
    {
        Description = "Costs by month as CSV (month,line,item,actual,base); without it the months that the store has closed",
    };

    /// <summary>The schedule that a command line asks for.</summary>
    internal static ClauseSchedule ScheduleOf(CommandScope scope, string name, FileInfo? costs) => costs is null
        ? new ClauseDesk(scope.Store).OfStore(name, scope.AsOf)
        : ClauseDesk.OfFile(name, SourceFile.Load(costs.FullName).OrThrow(), SystemClock.Instance.GetCurrentInstant());

    /// <summary>Prints findings for a person.</summary>
    internal static void Print(CommandScope scope, IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
            scope.Terminal.MarkupLineInterpolated($"{finding.Code} ({finding.Where}): {finding.What}; {finding.Done}");
    }

    private static Command List()
    {
        var command = new Command("list", "Every clause with its rule, sharing and triggers");
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var clauses = new ClauseDesk(scope.Store).Clauses(scope.AsOf);
            if (scope.IsJson)
            {
                CommandScope.PrintObject(new { clauses = clauses.Select(each => new { each.Name, each.Clause }) });
                return ExitCodes.Done;
            }
            var table = new Table().AddColumns("Name", "Clause", "Customers' share", "Accounts", "Triggers and reviews", "Source");
            foreach (var (name, clause) in clauses)
                table.AddRow(name, Markup.Escape(clause.Name), clause.Bands.IsEmpty ? $"{Show.Number(100 * clause.CustomerShare, 0)} %"
                    : $"{clause.Bands.Length} bands", string.Join(", ", clause.EligibleAccounts), Markup.Escape(string.Join("; ",
                    clause.Triggers.Select(trigger => $"{trigger.Name} {Show.Number(100 * trigger.Level, 0)} %")
                        .Concat(clause.Reviews.Select(review => review.Name)))), Markup.Escape(clause.LegalSource));
            CommandScope.Print(table);
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Command RunIt()
    {
        var (clause, costs) = (ClauseOption(), CostsOption());
        var explain = new Option<string?>("--explain") { Description = "Print the working of a number of the last month: deferral, 555" };
        var month = new Option<string?>("--month") { Description = "Of which month instead, as 2025-01" };
        var command = new Command("run", "Cost, revenue, deferral, balance and factor by month; triggers met; entries")
            { clause, costs, explain, month };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var schedule = ScheduleOf(scope, parsed.GetValue(clause)!, parsed.GetValue(costs));
            if (parsed.GetValue(explain) is { } number) return Explain(scope, schedule, number, parsed.GetValue(month));
            if (scope.IsJson)
                CommandScope.PrintObject(new
                {
                    clause = schedule.Name, schedule.Source, schedule.Run.Months, schedule.Run.Triggers, schedule.Findings,
                });
            else Print(scope, schedule);
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static int Explain(CommandScope scope, ClauseSchedule schedule, string number, string? month)
    {
        var of = month is null ? schedule.Run.Months[^1] : schedule.Run.Months.FirstOrDefault(each => $"{each.Month:yyyy-MM}" == month)
            ?? throw new RefusedException(new("unknown-month", $"The run has no {month}", "--month",
                $"Use {schedule.Run.Months[0].Month:yyyy-MM} to {schedule.Run.Months[^1].Month:yyyy-MM}."));
        var tree = ExplainClause.Run(new(of, schedule.Run.Clause, number)).OrThrow();
        if (scope.IsJson) CommandScope.PrintObject(tree);
        else ExplainCommand.PrintTree(tree);
        return ExitCodes.Done;
    }

    private static void Print(CommandScope scope, ClauseSchedule schedule)
    {
        var table = new Table().AddColumns("Month", "Eligible cost", "Billed", "Deferral", "Interest", "Closing balance", "Next factor");
        table.Title(Markup.Escape($"{schedule.Run.Clause.Name}, {schedule.Source} (USD, USD/MWh)"));
        foreach (var month in schedule.Run.Months)
            table.AddRow($"{month.Month:yyyy-MM}", Show.Money(month.EligibleCost), Show.Money(month.BilledRevenue),
                Show.Money(month.Deferral), Show.Money(month.Interest), Show.Money(month.Balance()),
                Show.Number(month.NextFactor.Value, 4));
        CommandScope.Print(table);
        foreach (var met in schedule.Run.Triggers)
            scope.Terminal.MarkupLineInterpolated(
                $"{met.Month:yyyy-MM} {met.Name}{(met.Ratio is { } ratio ? $" {ratio:P2} of {met.Level:P0}" : "")}: {met.Action} ({met.Source})");
        Print(scope, schedule.Findings);
    }
}
