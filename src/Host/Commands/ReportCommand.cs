using System.CommandLine;
using Busbar.Host.Desks;
using Busbar.Host.Desks.Quality;
using Busbar.Host.Screens.DataQuality;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar report plan | send --due | list</c>: tables of the pages sent by a schedule, each delivery with its proof.</summary>
public static class ReportCommand
{
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>The command.</summary>
    public static Command Create() => new("report", "Scheduled reports and their deliveries") { Plan(), Send(), List() };

    private static Command Plan()
    {
        var name = new Argument<string>("NAME") { Description = "Letters, digits, dashes; a part of the file's name" };
        var table = new Option<string>("--table") { Description = "A table of the pages, as its CSV link names it", Required = true };
        var owner = new Option<string>("--owner") { Description = "Who answers for it", Required = true };
        var title = new Option<string?>("--title") { Description = "What people call it" };
        var rule = new Option<string>("--rule") { Description = "Recurrence rule of RFC 5545", DefaultValueFactory = _ => "FREQ=DAILY" };
        var from = new Option<string?>("--from") { Description = "First day, as 2025-11-01; today when left out" };
        var at = new Option<string>("--time") { Description = "Clock time, as 07:00", DefaultValueFactory = _ => "07:00" };
        var zone = new Option<string>("--zone") { Description = "Its zone", DefaultValueFactory = _ => "America/New_York" };
        var grace = new Option<int>("--grace") { Description = "Minutes after it until it is late", DefaultValueFactory = _ => 30 };
        var rows = new Option<int>("--rows") { Description = "Rows it has at least", DefaultValueFactory = _ => 1 };
        var datasets = new Option<string[]>("--dataset") { Description = "What it is made from", AllowMultipleArgumentsPerToken = true };
        var command = new Command("plan", "Schedule a report") { name, table, owner, title, rule, from, at, zone, grace, rows, datasets };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var time = Time.Parse(parsed.GetValue(at)!);
            if (!time.Success)
                throw new RefusedException(new("bad-time", $"'{parsed.GetValue(at)}' is no clock time", "--time", "Write it as 07:00."));
            if (!ScreenTables.All.ContainsKey(parsed.GetValue(table)!))
                throw new RefusedException(new("unknown-table", $"There is no table '{parsed.GetValue(table)}'", "--table",
                    $"Choose one of {string.Join(", ", ScreenTables.All.Keys)}."));
            var first = parsed.GetValue(from) is { } day ? DayAsked.Read(day, "--from").Date : SettleCommand.Now.InUtc().Date;
            new ReportBook(scope.Store).Keep(new(parsed.GetValue(name)!, parsed.GetValue(title) ?? parsed.GetValue(name)!,
                parsed.GetValue(owner)!,
                parsed.GetValue(table)!, parsed.GetValue(rule)!, first, time.Value, parsed.GetValue(zone)!, parsed.GetValue(grace),
                parsed.GetValue(rows), [.. parsed.GetValue(datasets) ?? []]), PersonAtHand.Of(scope, Roles.ServiceOperator),
                    SettleCommand.Now);
            scope.Terminal.MarkupLineInterpolated($"{parsed.GetValue(name)!} is scheduled");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Send()
    {
        var due = new Option<bool>("--due") { Description = "Send what is due and was not sent", Required = true };
        var at = AsOfOptions.InstantOption("--at", "The clock; now when left out");
        var command = new Command("send", "Send reports into the workspace's outbox") { due, at };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            using var services = new ServiceCollection().AddSingleton(DeskCommand.BooksOf(scope)).BuildServiceProvider();
            var sent = new ReportBook(scope.Store, ReportTimer.OutboxOf(scope.Folder.FullName))
                .SendDue(parsed.GetValue(at) ?? SettleCommand.Now,
                new ReportWriter(services, new SupplyReads(scope.Store)).Write);
            if (scope.IsJson) CommandScope.PrintObject(new { sent });
            else
            {
                var table = new Table().AddColumns("Report", "Due", "Rows", "File", "SHA-256", "Out of contract");
                foreach (var each in sent)
                    table.AddRow(each.Delivery.Report, each.Delivery.Due.ToString(), $"{each.Delivery.Rows}", each.File,
                        each.Hash.Hex[..16],
                        Markup.Escape(string.Join(", ", each.OutOfContract)));
                CommandScope.Print(table);
            }
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "What was due, and what failed with whose name on it");
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var (book, now) = (new ReportBook(scope.Store), ReadClock.Of(scope.AsOf));
            var measured = book.Measure(scope.AsOf, now);
            if (scope.IsJson) CommandScope.PrintObject(new { plans = book.Plans(scope.AsOf), available = measured.Metric.Value,
                failed = measured.Failed });
            else
            {
                var table = new Table().AddColumns("Report", "Owner", "Due", "Failed because");
                foreach (var each in measured.Failed)
                    table.AddRow(each.Delivery.Report, Markup.Escape(each.Delivery.Owner), each.Delivery.Due.ToString(),
                        each.Why.ToString());
                CommandScope.Print(table);
                scope.Terminal.MarkupLineInterpolated($"available {measured.Metric.Value:0.#} %");
            }
            return measured.Failed.IsEmpty ? ExitCodes.Done : ExitCodes.Found;
        }));
        return command.WithAsOf();
    }
}
