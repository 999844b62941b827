using System.Collections.Immutable;
using System.CommandLine;
using Busbar.Gateways;
using Busbar.Gateways.Deals;
using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar trade import FILE</c>: captures a file of deals, all of them or none; every bad line and every line that breaks a
/// limit is named. A file taken in before adds nothing.</summary>
internal static class TradeImportCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV with a header, or XML in the manner of FpML; plain or gzip" };
        var party = new Option<string>("--our-party") { Description = "Our party id in the XML", DefaultValueFactory = _ => "us" };
        var propose = new Option<string?>("--propose")
            { Description = "Put the file before the middle office instead, with this reason" };
        var command = new Command("import", "Capture a file of deals, all of them or none") { file, party, propose };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var source = SourceFile.Load(parsed.GetValue(file)!.FullName).OrThrow();
            var deals = DealFiles.Read(scope.Store, source, parsed.GetValue(party)!);
            if (deals.FaultCount > 0)
                return Refuse(scope, deals, deals.FaultCount, deals.Faults, "deals are wrong");
            var (files, now) = (new DealFiles(scope.Store), SystemClock.Instance.GetCurrentInstant());
            var isTaken = files.HasTaken(deals);
            if (!isTaken && parsed.GetValue(propose) is { } why)
                return TradeCommand.Print(scope, files.Propose(deals, source, parsed.GetValue(party)!, why,
                    PersonAtHand.Of(scope, Roles.Trader), now));
            var seen = new TradeBook(scope.Store).Count;
            var breaks = isTaken ? [] : files.BreaksOf(deals, now);
            return breaks.IsEmpty ? Capture(scope, source, deals, isTaken, seen)
                : Refuse(scope, deals, breaks.Length, breaks, "deals may not be made alone");
        }));
        return command;
    }

    private static int Refuse(CommandScope scope, DealFile deals, int count, ImmutableArray<Refusal> faults, string what)
    {
        if (scope.IsJson) CommandScope.PrintObject(new { file = deals.Name, rows = deals.Rows, faultCount = count, faults });
        foreach (var fault in faults.Take(DealFile.MostFaults))
            scope.Terminal.MarkupLineInterpolated($"[red]{fault.Where}:[/] {fault.What}. {fault.Remedy} [grey]({fault.Code})[/]");
        scope.Terminal.MarkupLineInterpolated($"{deals.Name}: {count} of {deals.Rows} {what}; nothing was captured.");
        return ExitCodes.Refused;
    }

    private static int Capture(CommandScope scope, SourceFile source, DealFile deals, bool isTaken, int seen)
    {
        var captured = isTaken ? [] : new DealFiles(scope.Store).Capture(deals, source, PersonAtHand.Of(scope, Roles.Trader),
            SystemClock.Instance.GetCurrentInstant(), seen);
        if (scope.IsJson)
            CommandScope.PrintObject(new { file = deals.Name, rows = deals.Rows, captured = captured.Length, findings = deals.Findings });
        else scope.Terminal.MarkupLineInterpolated(isTaken
            ? (FormattableString)$"{deals.Name} was taken in before; it adds nothing."
            : $"{deals.Name}: {captured.Length} deals captured.");
        return ExitCodes.Done;
    }
}
