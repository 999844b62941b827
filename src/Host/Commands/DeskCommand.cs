using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Busbar.Digital.ServiceDesk.Metrics;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Gateways;
using Busbar.Host.Desks;
using Busbar.Host.Desks.Service;
using Busbar.Host.Screens.ServiceDesk;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar desk list | show | open | note | reply | resolve | close | reopen | measure | levels | import</c>: the service desk's
/// tickets from the command line.</summary>
public static class DeskCommand
{
    private static readonly Argument<string> id = new("TICKET") { Description = "Its number, INC-17" };
    private static readonly Option<string> text = new("--text") { Description = "What there is to say, Markdown", Required = true };

    /// <summary>The command.</summary>
    public static Command Create() => new("desk", "The service desk's tickets and figures")
    {
        List(), Show(), Open(),
        Step("note", "A work note that the requester does not see", (at, who, said) => new TicketNoted(at, who, said)),
        Step("reply", "Answer the requester", (at, who, said) => new TicketReplied(at, who, Channel.Agent, who.Name, false, said)),
        Step("resolve", "Resolve it", (at, who, said) => new TicketResolved(at, who, ResolutionCode.Fixed, said)),
        Step("reopen", "Reopen it", (at, who, said) => new TicketReopened(at, who, said)),
        Measure(), Levels(), DeskImportCommand.Create(),
    };

    /// <summary>The desk of a workspace.</summary>
    internal static DigitalBooks BooksOf(CommandScope scope) => new(scope.Store, SystemClock.Instance);

    private static Command List()
    {
        var queue = new Option<string?>("--queue") { Description = "Only this queue" };
        var all = new Option<bool>("--all") { Description = "Ended ones too" };
        var command = new Command("list", "Open tickets, the most urgent first") { queue, all };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var tickets = BooksOf(scope).Tickets.All(scope.AsOf).Where(each => each.IsOpen || parsed.GetValue(all))
                .Where(each => parsed.GetValue(queue) is not { } only || each.Queue == only)
                .OrderBy(each => each.Priority == 0 ? int.MaxValue : each.Priority).ThenBy(each => each.Opened.At).ToImmutableArray();
            if (scope.IsJson) CommandScope.PrintObject(new { tickets });
            else
            {
                var table = new Table().AddColumns("Ticket", "P", "Stage", "Queue", "With", "What", "Opened");
                foreach (var each in tickets)
                    table.AddRow(each.Id, each.Priority.ToString(CultureInfo.InvariantCulture), TicketTables.Stage(each).Text, each.Queue,
                        Markup.Escape(each.Agent), Markup.Escape(each.Title), each.Opened.At.ToString());
                CommandScope.Print(table);
            }
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Command Show()
    {
        var command = new Command("show", "A ticket, its targets and what happened to it") { id };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var books = BooksOf(scope);
            var facts = books.Tickets.History(parsed.GetValue(id)!, scope.AsOf);
            var ticket = FoldTicket.Run(new(parsed.GetValue(id)!, facts)).OrThrow();
            var targets = books.Levels.Targets(facts, scope.AsOf, ReadClock.Of(scope.AsOf));
            if (scope.IsJson)
                CommandScope.PrintObject(new
                {
                    ticket, facts = facts.Select(fact => new { fact.GetType().Name, fact }),
                    targets = targets.Select(each => new { each.Target, each.Cycle, each.Standing, each.Due, each.ElapsedPercent }),
                });
            else
            {
                var table = new Table().AddColumns("When", "Who", "What", "Words");
                foreach (var fact in facts)
                    table.AddRow(fact.At.ToString(), Markup.Escape(fact.By.Name), FactWords.What(fact),
                        Markup.Escape(FactWords.Said(fact)));
                CommandScope.Print(table);
                foreach (var each in targets)
                    scope.Terminal.MarkupLine($"{Markup.Escape(each.Target)} {each.Cycle}: {each.Standing}"
                        + (each.Due is { } due ? $", due {due}" : ""));
            }
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Command Open()
    {
        var title = new Option<string>("--title") { Description = "In a line", Required = true };
        var kind = new Option<TicketKind>("--kind") { Description = "Incident, Request, Problem",
            DefaultValueFactory = _ => TicketKind.Incident };
        var queue = new Option<string>("--queue") { Description = "Who looks at it", DefaultValueFactory = _ => "service-desk" };
        var service = new Option<string>("--service") { Description = "A name of the service map", DefaultValueFactory = _ => "" };
        var body = new Option<string>("--text") { Description = "What happened, Markdown", DefaultValueFactory = _ => "" };
        var command = new Command("open", "Open a ticket") { title, kind, queue, service, body };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var who = PersonAtHand.Of(scope, Roles.ServiceDesk);
            var opened = BooksOf(scope).Tickets.Open(new(SettleCommand.Now, who, parsed.GetValue(kind), Channel.Agent, who.Name,
                parsed.GetValue(title)!, parsed.GetValue(body)!, parsed.GetValue(service)!, "", parsed.GetValue(queue)!));
            if (scope.IsJson) CommandScope.PrintObject(new { id = opened });
            else scope.Terminal.MarkupLine($"[green]{opened}[/] opened");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Step(string name, string what, Func<Instant, Actor, string, TicketFact> fact)
    {
        var command = new Command(name, what) { id, text };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var after = BooksOf(scope).Tickets.Move(parsed.GetValue(id)!,
                fact(SettleCommand.Now, PersonAtHand.Of(scope, Roles.ServiceDesk), parsed.GetValue(text)!));
            if (scope.IsJson) CommandScope.PrintObject(new { after.Id, after.Stage });
            else scope.Terminal.MarkupLine($"{after.Id} is {TicketTables.Stage(after).Text}");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Measure()
    {
        var days = new Option<int>("--days") { Description = "Up to now, so many days", DefaultValueFactory = _ => 30 };
        var by = new Option<DeskGrouping>("--by") { Description = "None, Queue or Priority", DefaultValueFactory = _ => DeskGrouping.None };
        var command = new Command("measure", "The desk's figures, each with numerator and denominator") { days, by };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var (books, to) = (BooksOf(scope), ReadClock.Of(scope.AsOf));
            var figures = books.Levels.Measure(books.Tickets.Histories(scope.AsOf), to - Duration.FromDays(parsed.GetValue(days)), to,
                parsed.GetValue(by), scope.AsOf);
            if (scope.IsJson) CommandScope.PrintObject(new { figures });
            else
            {
                var table = new Table().AddColumns("Group", "Figure", "Value", "Unit", "Of", "Formula");
                foreach (var each in figures)
                    table.AddRow(Markup.Escape(each.Group), each.Metric.Name,
                        each.Metric.Value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "–", each.Metric.Unit,
                        each.Among.Length.ToString(CultureInfo.InvariantCulture), Markup.Escape(each.Metric.Formula));
                CommandScope.Print(table);
            }
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Command Levels()
    {
        var file = new Option<FileInfo?>("--file") { Description = "Put this policy into force; without it, show the one in force" };
        var command = new Command("levels", "What the desk promises: calendars, targets, clock policy") { file };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var levels = BooksOf(scope).Levels;
            if (parsed.GetValue(file) is { } given)
                levels.Keep(new(given.Name, File.ReadAllText(given.FullName)), PersonAtHand.Of(scope, Roles.ServiceDesk),
                    SettleCommand.Now);
            var inForce = levels.Levels(scope.AsOf);
            if (scope.IsJson) CommandScope.PrintObject(inForce);
            else Console.Out.WriteLine(inForce.Text);
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }
}
