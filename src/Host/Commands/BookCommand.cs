using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Risk.Limits;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar book close | breaches | approve | log</c>: measures the whole book at the newest marks, keeps the result for the next
/// day's deals, and follows what breaks a limit.</summary>
public static class BookCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("book", "Close the desk's book; breaches of its limits") { Close(), Breaches(), Approve(),
        Log() };

    private static Command Close()
    {
        var paths = new Option<int>("--paths") { Description = "Simulated days", DefaultValueFactory = _ => CloseBook.Paths };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same numbers", DefaultValueFactory = _ => 1 };
        var (from, to) = (new Option<string?>("--from") { Description = "First of the days to close, each as it was known at its marks" },
            new Option<string?>("--to") { Description = "Last of them (default: the first)" });
        var command = new Command("close",
            "Position, value at risk, stress, credit, profit and limits at the newest marks, or of each marked day of a span")
            { paths, seed, from, to };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var book = new CloseBook(scope.Store);
            if (parsed.GetValue(from) is { } first)
                return CloseDays(scope, book.RunDays(DayAsked.Read(first, "--from"), DayAsked.Read(parsed.GetValue(to) ?? first, "--to"),
                    parsed.GetValue(paths), parsed.GetValue(seed)));
            var close = book.Run(AsOf.Latest, parsed.GetValue(paths), parsed.GetValue(seed));
            if (scope.IsJson)
            {
                CommandScope.PrintObject(close);
                return ExitCodes.Done;
            }
            scope.Terminal.MarkupLineInterpolated($"Closed at the marks of {close.Position.MarkDay}, {close.Position.MeasuredAt}.");
            if (close.Risk is { } risk)
                foreach (var figure in risk.Report.Figures)
                    scope.Terminal.MarkupLineInterpolated(
                        $"Value at risk {figure.Level:P0}: {figure.ValueAtRisk} ± {figure.StandardError}");
            var table = new Table().AddColumns("Limit", "Of", "Measured", "Maximum", "Used", "State");
            foreach (var use in close.Limits?.Uses ?? [])
                table.AddRow(Markup.Escape(use.Limit.Limit.Name), Markup.Escape(use.Of), Number(use.Measured),
                    Number((double)use.Limit.Limit.Maximum),
                    use.Utilisation.ToString("P0", CultureInfo.InvariantCulture), use.State.ToString());
            CommandScope.Print(table);
            foreach (var finding in close.Findings)
                scope.Terminal.MarkupLineInterpolated($"{finding.Code}: {finding.What}; {finding.Done}");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static int CloseDays(CommandScope scope, ImmutableArray<BookClose> closes)
    {
        if (scope.IsJson) CommandScope.PrintObject(new { closes });
        else
        {
            var table = new Table().AddColumns("Day", "Closed", "VaR 95", "VaR 99", "Profit since the day before", "Findings");
            foreach (var close in closes)
                table.AddRow(close.Position.MarkDay.ToString(), close.Position.MeasuredAt.ToString(), Figure(close, 0.95),
                    Figure(close, 0.99), close.Profit is { } profit ? Number((double)profit.Books.Sum(book => book.Total.Value)) : "",
                    close.Findings.Length.ToString(CultureInfo.InvariantCulture));
            CommandScope.Print(table);
        }
        return ExitCodes.Done;
    }

    private static string Figure(BookClose close, double level) =>
        close.Risk is { } risk ? Number(CloseBook.Figure(risk, level).ValueAtRisk.Value) : "";

    private static Command Breaches()
    {
        var command = new Command("breaches", "Every breach, what is next and by when");
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var breaches = new BreachBook(scope.Store).All(new CloseBook(scope.Store).Calendar, scope.AsOf, ReadClock.Of(scope.AsOf));
            if (scope.IsJson) CommandScope.PrintObject(new { breaches = breaches.Select(each => new { each.Id, each.Standing }) });
            else
            {
                var table = new Table().AddColumns("Breach", "Stage", "Next", "Due", "Overdue");
                foreach (var (id, standing) in breaches)
                    table.AddRow(Markup.Escape(id), standing.Stage.ToString(), standing.Next, standing.DueAt?.ToString() ?? "",
                        standing.IsOverdue ? "[red]overdue[/]" : "");
                CommandScope.Print(table);
            }
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Command Approve()
    {
        var (id, why) = (IdArgument(), new Option<string>("--why") { Description = "Why it may stand", Required = true });
        var hours = new Option<int>("--hours") { Description = "For how many hours it may stand", DefaultValueFactory = _ => 24 };
        var command = new Command("approve", "Let a breach stand for a while; never by who holds the position") { id, why, hours };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope => Add(scope, parsed.GetValue(id)!, (who, now) =>
            new BreachApproved(now, who, parsed.GetValue(why)!, now + Duration.FromHours(parsed.GetValue(hours))))));
        return command;
    }

    private static Command Log()
    {
        var (id, lesson) = (IdArgument(), new Option<string>("--lesson") { Description = "What was learnt", Required = true });
        var command = new Command("log", "Write down what a cured breach taught, and close it") { id, lesson };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope => Add(scope, parsed.GetValue(id)!, (who, now) =>
            new BreachLogged(now, who, parsed.GetValue(lesson)!))));
        return command;
    }

    private static int Add(CommandScope scope, string id, Func<Actor, Instant, BreachFact> fact)
    {
        new BreachBook(scope.Store).Add(id, fact(PersonAtHand.Of(scope, Roles.Risk), SystemClock.Instance.GetCurrentInstant()),
            new CloseBook(scope.Store).Calendar);
        if (scope.IsJson) CommandScope.PrintObject(new { breach = id });
        else scope.Terminal.MarkupLineInterpolated($"{id} is recorded.");
        return ExitCodes.Done;
    }

    private static Argument<string> IdArgument() => new("BREACH") { Description = "Its id, as busbar book breaches lists it" };

    private static string Number(double value) => value.ToString("N1", CultureInfo.InvariantCulture);
}
