using System.CommandLine;
using System.Globalization;
using Busbar.Digital.Portfolio.Demands;
using Busbar.Host.Desks.Portfolio;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar portfolio demand list | raise | assess | turn | decline</c>: what the business asks of IT.</summary>
public static class DemandCommand
{
    private static readonly Argument<string> id = new("DEMAND") { Description = "Its number, DEM-4" };

    /// <summary>The command.</summary>
    public static Command Create() => new("demand", "What the business asks of IT") { List(), Raise(), Assess(), Turn(), Decline() };

    private static Command List()
    {
        var command = new Command("list", "Demands: weighted shortest job first");
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var books = DeskCommand.BooksOf(scope);
            var ranked = RankDemands.Run(books.Demands.All(scope.AsOf), books.Portfolio.Case(scope.AsOf));
            if (scope.IsJson) CommandScope.PrintObject(new { demands = ranked });
            else
            {
                var table = new Table().AddColumns("Demand", "Stage", "What", "By", "NPV USD", "WSJF", "Initiative");
                foreach (var each in ranked)
                    table.AddRow(each.Demand.Id, each.Demand.Stage.ToString().ToLowerInvariant(), Markup.Escape(each.Demand.Raised.Title),
                        Markup.Escape(each.Demand.Raised.By.Name), Number(each.Case?.NpvUsd, "#,0"), Number(each.Score?.Wsjf, "0.##"),
                        each.Demand.Initiative);
                CommandScope.Print(table);
            }
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Command Raise()
    {
        var title = new Option<string>("--title") { Description = "In a line", Required = true };
        var why = new Option<string>("--why") { Description = "What it would be good for", DefaultValueFactory = _ => "" };
        var service = new Option<string>("--service") { Description = "A name of the service map", DefaultValueFactory = _ => "" };
        var objective = new Option<string>("--objective") { Description = "Of the portfolio in force", DefaultValueFactory = _ => "" };
        var command = new Command("raise", "Ask for something") { title, why, service, objective };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var raised = DeskCommand.BooksOf(scope).Demands.Raise(parsed.GetValue(title)!, parsed.GetValue(why)!,
                parsed.GetValue(service)!, parsed.GetValue(objective)!, PersonAtHand.Of(scope, Roles.ServiceDesk));
            if (scope.IsJson) CommandScope.PrintObject(new { id = raised });
            else scope.Terminal.MarkupLine($"[green]{raised}[/] is raised");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Assess()
    {
        var costs = new Option<string>("--costs") { Description = "USD by year from the start: \"60000 20000\"", Required = true };
        var benefits = new Option<string>("--benefits") { Description = "USD by year", DefaultValueFactory = _ => "" };
        var skills = new Option<string[]>("--skill") { Description = "People by year: developer=\"1 0.5\"" };
        var marks = new Option<string[]>("--mark") { Description = "On a criterion: value=8" };
        var risk = new Option<string>("--risk") { Description = "What it may fail of", DefaultValueFactory = _ => "" };
        var command = new Command("assess", "Say what it takes and brings") { id, costs, benefits, skills, marks, risk };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope => Told(scope, DeskCommand.BooksOf(scope).Demands.Assess(
            parsed.GetValue(id)!, EstimateText.Read(parsed.GetValue(costs)!, parsed.GetValue(benefits)!, Pairs(parsed.GetValue(skills)),
                Pairs(parsed.GetValue(marks)), parsed.GetValue(risk)!), PersonAtHand.Of(scope, Roles.ServiceOperator)))));
        return command;
    }

    private static Command Turn()
    {
        var initiative = new Argument<string>("INITIATIVE") { Description = "The id it gets in the portfolio" };
        var command = new Command("turn", "Make it an initiative of the portfolio in force") { id, initiative };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope => Told(scope, DeskCommand.BooksOf(scope).Demands.Turn(
            parsed.GetValue(id)!, parsed.GetValue(initiative)!, PersonAtHand.Of(scope, Roles.ServiceOperator)))));
        return command;
    }

    private static Command Decline()
    {
        var why = new Option<string>("--why") { Description = "Why it is not followed up", Required = true };
        var command = new Command("decline", "Decline it") { id, why };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope => Told(scope, DeskCommand.BooksOf(scope).Demands.Decline(
            parsed.GetValue(id)!, parsed.GetValue(why)!, PersonAtHand.Of(scope, Roles.ServiceOperator)))));
        return command;
    }

    private static int Told(CommandScope scope, Demand demand)
    {
        if (scope.IsJson) CommandScope.PrintObject(demand);
        else scope.Terminal.MarkupLine($"{demand.Id} is {demand.Stage.ToString().ToLowerInvariant()}");
        return ExitCodes.Done;
    }

    private static IEnumerable<(string, string)> Pairs(string[]? texts) => (texts ?? []).Select(text =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (text[..at], text[(at + 1)..])
            : throw new RefusedException(new("bad-amount", $"'{text}' is no NAME=AMOUNT", "options", "Write it as developer=1.")));

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
