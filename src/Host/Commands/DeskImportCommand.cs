using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using Busbar.Digital.Handoffs.ServiceDesk;
using Busbar.Digital.ServiceDesk.History;
using Busbar.Digital.ServiceDesk.Import;
using Busbar.Digital.ServiceDesk.Metrics;
using Busbar.Gateways;
using Busbar.Gateways.ServiceHistory;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar desk import FILE</c>: another desk's history. With a mapping its tickets become tickets of ours; without one the file
/// is a log of incident updates, which is replayed and told about, and stores nothing.</summary>
internal static class DeskImportCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV, plain or gzip: a row a ticket, or a log of incident updates" };
        var mapping = new Option<FileInfo?>("--mapping")
            { Description = "JSON: our fields to its columns and words, as cases/service-desk/import/mapping.json" };
        var prefix = new Option<string>("--prefix") { Description = "What the ids begin with here", DefaultValueFactory = _ => "old-" };
        var queue = new Option<string>("--queue") { Description = "Where tickets go that name no queue",
            DefaultValueFactory = _ => "imported" };
        var command = new Command("import", "Take in another desk's history") { file, mapping, prefix, queue };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var source = SourceFile.Load(parsed.GetValue(file)!.FullName).OrThrow();
            if (parsed.GetValue(mapping) is not { } given) return Replay(scope, source);
            var map = WholeJson.Read<DeskMapping>(SourceFile.Load(given.FullName).OrThrow(), "bad-mapping",
                "Give name, columns, words, instantPattern and zone.");
            var books = DeskCommand.BooksOf(scope);
            var outcome = ImportTickets.Run(new(DeskCsv.Read(source, map).OrThrow(), parsed.GetValue(prefix)!, parsed.GetValue(queue)!,
                books.Tickets.Rules(AsOf.Latest).Matrix));
            var fresh = books.Tickets.TakeIn(outcome.OrThrow(), Actor.Gateway);
            if (scope.IsJson) CommandScope.PrintObject(new { tickets = outcome.OrThrow().Length, fresh });
            else scope.Terminal.MarkupLine($"{outcome.OrThrow().Length} tickets, {fresh} of them new");
            SettleCommand.Tell(scope, ((Outcome<ImmutableArray<TicketHistory>>.Done)outcome).Findings);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static int Replay(CommandScope scope, SourceFile source)
    {
        var watch = Stopwatch.StartNew();
        var outcome = UciIncidentLog.Read(source);
        var replay = ReplayHistory.Run(outcome.OrThrow()).OrThrow();
        var seconds = watch.Elapsed.TotalSeconds;
        if (scope.IsJson)
        {
            CommandScope.PrintObject(new { replay, seconds });
            return ExitCodes.Done;
        }
        var table = new Table().AddColumns("What", "Value");
        void Row(string what, FormattableString value) => table.AddRow(Markup.Escape(what),
            Markup.Escape(FormattableString.Invariant(value)));
        Row("incidents, updates", $"{replay.Incidents}, {replay.Events}");
        foreach (var cell in replay.Matrix)
            Row("impact, urgency: priority", $"{cell.Impact}, {cell.Urgency}: {cell.Priority}, {cell.Others} others");
        foreach (var each in replay.Sla)
        {
            Row($"priority {each.Priority}, target kept", $"{each.Kept} of {each.Incidents}");
            Row("  explained by a stop at closed", $"{each.Closed.AgreesPercent:0.0} % at {each.Closed.Time.TotalHours:0} h");
            Row("  by a stop at resolved", $"{each.Resolved.AgreesPercent:0.0} % at {each.Resolved.Time.TotalHours:0} h");
        }
        foreach (var rate in replay.FirstCall) Row($"first call: {rate.Definition}", $"{rate.Percent:0.0} %");
        Row("reopened, priority changed", $"{replay.Reopened}, {replay.PriorityChanged}");
        foreach (var state in replay.States.Take(6)) Row($"time in {state.State}", $"{state.Percent:0.0} %");
        Row("read and replayed in", $"{seconds:0.00} s");
        CommandScope.Print(table);
        SettleCommand.Tell(scope, ((Outcome<IncidentHistory>.Done)outcome).Findings);
        return ExitCodes.Done;
    }
}
