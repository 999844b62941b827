using System.Collections.Immutable;
using System.CommandLine;
using Busbar.Gateways;
using Busbar.Gateways.Deals;
using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar trade import FILE</c>: captures a file of deals, all of them or none; every bad line is named. Such deals were dealt
/// elsewhere, so that limits are held against them at the next close and not before. A file taken in before adds nothing.</summary>
internal static class TradeImportCommand
{
    /// <summary>Most deals that are captured at once.</summary>
    private const int MostDeals = 250_000;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV with a header, or XML in the manner of FpML; plain or gzip" };
        var party = new Option<string>("--our-party") { Description = "Our party id in the XML", DefaultValueFactory = _ => "us" };
        var command = new Command("import", "Capture a file of deals, all of them or none") { file, party };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var source = SourceFile.Load(parsed.GetValue(file)!.FullName).OrThrow();
            var counterparties = PolicyBook.Of(scope.Store, AsOf.Latest).Counterparties;
            TicketRule rule = (ticket, tradedAt) =>
                CheckTicket.Run(new(ticket, tradedAt, counterparties)) is Outcome<TradeTicket>.Refused refused
                    ? refused.Refusal : null;
            var deals = (source.Name.Contains(".xml", StringComparison.OrdinalIgnoreCase)
                ? FpmlDeals.Read(source, parsed.GetValue(party)!, rule) : DealCsv.Read(source, rule)).OrThrow();
            return deals.FaultCount > 0 ? Refuse(scope, deals) : Capture(scope, source, deals);
        }));
        return command;
    }

    private static int Refuse(CommandScope scope, DealFile deals)
    {
        if (scope.IsJson) CommandScope.PrintObject(new { file = deals.Name, rows = deals.Rows, faultCount = deals.FaultCount, faults =
            deals.Faults });
        foreach (var fault in deals.Faults)
            scope.Terminal.MarkupLineInterpolated($"[red]{fault.Where}:[/] {fault.What}. {fault.Remedy} [grey]({fault.Code})[/]");
        scope.Terminal.MarkupLineInterpolated($"{deals.Name}: {deals.FaultCount} of {deals.Rows} deals are wrong; nothing was captured.");
        return ExitCodes.Refused;
    }

    private static int Capture(CommandScope scope, SourceFile source, DealFile deals)
    {
        if (deals.Rows > MostDeals)
            throw new RefusedException(new("too-many-deals", $"The file has {deals.Rows} deals", deals.Name,
                $"Split it; at most {MostDeals} are captured at once."));
        var isNew = !scope.Store.HasFile(deals.Hash);
        var news = isNew ? deals.Deals.Select(deal => new NewDeal(deal.Ticket, deal.TradedAt,
            $"{deals.Name} line {deal.Line} {deal.Reference}".TrimEnd()))
            .ToImmutableArray() : [];
        var captured = isNew ? new TradeBook(scope.Store).Capture(news, PersonAtHand.Of(scope, Roles.Trader),
            SystemClock.Instance.GetCurrentInstant(), $"deals {deals.Name}", (batch, _) => batch.PutFile(source.Name, source.Content)) : [];
        if (scope.IsJson)
            CommandScope.PrintObject(new { file = deals.Name, rows = deals.Rows, captured = captured.Length, findings = deals.Findings });
        else scope.Terminal.MarkupLineInterpolated(isNew
            ? (FormattableString)$"{deals.Name}: {captured.Length} deals captured."
                : $"{deals.Name} was taken in before; it adds nothing.");
        return ExitCodes.Done;
    }
}
