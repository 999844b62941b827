using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Busbar.Gateways;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar trade policy | check | capture | import | list | show | amend | confirmation | confirm | void | proposals |
/// approve | decline | take</c>: the desk's deals. The front office captures, amends and voids, the middle office decides on proposals,
/// the back office confirms; the store refuses the rest.</summary>
public static class TradeCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("trade", "Capture, confirm and void deals")
    {
        Policy(), Capture(), TradeImportCommand.Create(), TradeTemplateCommand.Create(), Check(), List(), Show(), Amend(), Confirm(),
        Void(), Proposals(), TradeConfirmationCommand.Create(), TradeConfirmationCommand.List(),
        Decide("approve", true), Decide("decline", false), Take(), TradeBidsCommand.Create(),
    };

    private static Command Policy()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "JSON: counterparties, authorities, limits, volatilities, models" };
        var command = new Command("policy", "Set counterparties, what each book may deal, limits and models") { file };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var policy = WholeJson.Read<TradingPolicy>(SourceFile.Load(parsed.GetValue(file)!.FullName).OrThrow(), "bad-policy",
                "Start from the sample's: busbar demo --no-serve, then busbar export document TradingPolicy current.");
            PolicyBook.Keep(scope.Store, policy, PersonAtHand.Of(scope, Roles.Risk), Now);
            if (scope.IsJson) CommandScope.PrintObject(policy);
            else scope.Terminal.MarkupLineInterpolated(
                $"{policy.Counterparties.Length} counterparties and {policy.Authorities.Length} books are set.");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Capture()
    {
        var (line, words) = (LineArgument(), new LineOptions());
        var propose = new Option<string?>("--propose") { Description = "Put the deal before the middle office instead, with this reason" };
        var command = new Command("capture", "Capture a deal written in one line: buy 50 MW WESTERN HUB 5x16 Mar-27 41.25 CP1") { line,
            propose };
        words.AddTo(command);
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var who = PersonAtHand.Of(scope, Roles.Trader);
            var ticket = words.Read(scope, parsed, string.Join(' ', parsed.GetValue(line)!), who.Name);
            var (desk, tradedAt) = (new PreTradeDesk(scope.Store), words.TradedAt(parsed, ticket.Terms.Market) ?? Now);
            return parsed.GetValue(propose) is { } reason
                ? Print(scope, new ProposalBook(scope.Store).Propose(ticket, tradedAt, reason, who, Now))
                : Print(scope, desk.Capture(ticket, tradedAt, who, Now));
        }));
        return command;
    }

    private static Command Check()
    {
        var (line, words) = (LineArgument(), new LineOptions());
        var command = new Command("check",
            "What the limits say of a deal, without making it; exit code 4 when it may not be made alone") { line };
        words.AddTo(command);
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var ticket = words.Read(scope, parsed, string.Join(' ', parsed.GetValue(line)!), PersonAtHand.Of(scope, Roles.Trader).Name);
            var checks = new PreTradeDesk(scope.Store).Check(ticket, words.TradedAt(parsed, ticket.Terms.Market) ?? Now);
            if (scope.IsJson) CommandScope.PrintObject(new { checks });
            else if (checks is null) scope.Terminal.MarkupLine("The policy gives no book any authority; nothing is checked.");
            else
            {
                var table = new Table().AddColumns("Check", "Measured", "Allowed", "", "Note");
                foreach (var check in checks.Checks)
                    table.AddRow(Markup.Escape(check.Name), Markup.Escape(check.Measured), Markup.Escape(check.Limit),
                        check.Passes ? "[green]passes[/]" : "[red]fails[/]", Markup.Escape(check.Note));
                CommandScope.Print(table);
                if (checks.SecondPerson is { } why) scope.Terminal.MarkupLineInterpolated($"{why}");
            }
            return checks is null or { MayDealAlone: true } ? ExitCodes.Done : ExitCodes.Found;
        }));
        return command;
    }

    private static Command Proposals()
    {
        var command = new Command("proposals", "Deals that wait for the middle office, and what it decided");
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var proposals = new ProposalBook(scope.Store).All(scope.AsOf);
            if (scope.IsJson) CommandScope.PrintObject(new { proposals });
            else CommandScope.Print(TableOf(proposals));
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Command Decide(string verb, bool isApproved)
    {
        var (id, why) = (new Argument<string>("PROPOSAL") { Description = "Its id, P-000012" }, WhyOption());
        var command = new Command(verb,
            $"{(isApproved ? "Approve" : "Decline")} a proposal; the middle office's, and never one's own") { id, why };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope => Print(scope, new ProposalBook(scope.Store).Decide(
            parsed.GetValue(id)!, isApproved, parsed.GetValue(why)!, PersonAtHand.Of(scope, Roles.Risk), Now))));
        return command;
    }

    private static Command Take()
    {
        var id = new Argument<string>("PROPOSAL") { Description = "Its id, P-000012" };
        var command = new Command("take", "Make what was proposed and approved") { id };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var made = new ProposalBook(scope.Store).Take(parsed.GetValue(id)!, PersonAtHand.Of(scope, Roles.Trader), Now);
            if (made is [var trade]) return Print(scope, trade);
            if (scope.IsJson) CommandScope.PrintObject(new { captured = made.Length });
            else scope.Terminal.MarkupLineInterpolated($"{made.Length} deals captured.");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command List()
    {
        var book = new Option<string?>("--book") { Description = "Only this book" };
        var status = new Option<TradeStatus?>("--status") { Description = "Captured, Confirmed or Voided" };
        var command = new Command("list", "The blotter") { book, status };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var trades = new TradeBook(scope.Store).Trades(scope.AsOf)
                .Where(trade => parsed.GetValue(book) is not { } only || trade.Ticket.Book == only)
                .Where(trade => parsed.GetValue(status) is not { } only || trade.Status == only).ToImmutableArray();
            if (scope.IsJson) CommandScope.PrintObject(new { trades });
            else CommandScope.Print(TableOf(trades));
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Command Show()
    {
        var id = IdArgument();
        var command = new Command("show", "A deal and everything that happened to it") { id };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var history = new TradeBook(scope.Store).History(parsed.GetValue(id)!, scope.AsOf);
            var trade = FoldTrade.Run(history).OrThrow();
            if (scope.IsJson)
            {
                CommandScope.PrintObject(new { trade, facts = history.Facts });
                return ExitCodes.Done;
            }
            CommandScope.Print(TableOf([trade]));
            var table = new Table().AddColumns("Fact", "Who", "Role", "At", "Why");
            foreach (var fact in history.Facts)
                table.AddRow(fact.GetType().Name, Markup.Escape(fact.Who.Name), fact.Who.Role, fact.At.ToString(), Markup.Escape(fact.Why));
            CommandScope.Print(table);
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Command Amend()
    {
        var (id, line, words, version, why) = (IdArgument(), LineArgument(), new LineOptions(), VersionOption(), WhyOption());
        var propose = new Option<bool>("--propose") { Description = "Put the amendment before the middle office instead" };
        var command = new Command("amend", "Correct a deal's ticket; it has to be confirmed again") { id, line, version, why, propose };
        words.AddTo(command);
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var who = PersonAtHand.Of(scope, Roles.Trader);
            var ticket = words.Read(scope, parsed, string.Join(' ', parsed.GetValue(line)!), who.Name);
            var (deal, seen, reason) = (parsed.GetValue(id)!, parsed.GetValue(version), parsed.GetValue(why)!);
            return parsed.GetValue(propose)
                ? Print(scope, new ProposalBook(scope.Store).ProposeAmendment(deal, seen, ticket, reason, who, Now))
                : Print(scope, new PreTradeDesk(scope.Store).Amend(deal, seen, ticket, reason, who, Now));
        }));
        return command;
    }

    private static Command Confirm()
    {
        var (id, words, version, why) = (IdArgument(), new LineOptions(), VersionOption(), WhyOption());
        var line = new Argument<string[]>("LINE") { Description = "What the paper says in one line", Arity = ArgumentArity.ZeroOrMore };
        var paper = new Option<FileInfo?>("--paper") { Description = "The paper as XML in the manner of FpML, instead of a line" };
        var party = new Option<string>("--our-party") { Description = "Our party id in the XML", DefaultValueFactory = _ => "us" };
        var reference = new Option<string>("--reference") { Description = "The paper's reference", Required = true };
        var issuer = new Option<string>("--issuer") { Description = "Who wrote it: the counterparty's id or the broker", Required = true };
        var command = new Command("confirm", "Confirm a deal against the other side's paper, seen from our side and written as a line")
            { id, line, version, why, reference, issuer, paper, party };
        words.AddTo(command);
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var who = PersonAtHand.Of(scope, Roles.Settlement);
            var says = parsed.GetValue(paper) is { } file
                ? DealFiles.Paper(scope.Store, SourceFile.Load(file.FullName).OrThrow(), parsed.GetValue(party)!)
                : words.Read(scope, parsed, string.Join(' ', parsed.GetValue(line) ?? []), who.Name);
            return Print(scope, new TradeBook(scope.Store).Confirm(parsed.GetValue(id)!, parsed.GetValue(version),
                new(parsed.GetValue(reference)!, parsed.GetValue(issuer)!, says), parsed.GetValue(why)!, who, Now));
        }));
        return command;
    }

    private static Command Void()
    {
        var (id, version, why) = (IdArgument(), VersionOption(), WhyOption());
        var command = new Command("void", "Take a deal back; it stays in the record") { id, version, why };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope => Print(scope, new TradeBook(scope.Store).Void(
            parsed.GetValue(id)!, parsed.GetValue(version), parsed.GetValue(why)!, PersonAtHand.Of(scope, Roles.Trader), Now))));
        return command;
    }

    private static Instant Now => SystemClock.Instance.GetCurrentInstant();

    private static int Print(CommandScope scope, Trade trade)
    {
        if (scope.IsJson) CommandScope.PrintObject(trade);
        else CommandScope.Print(TableOf([trade]));
        return ExitCodes.Done;
    }

    internal static int Print(CommandScope scope, Proposal proposal)
    {
        if (scope.IsJson) CommandScope.PrintObject(proposal);
        else CommandScope.Print(TableOf([proposal]));
        return ExitCodes.Done;
    }

    private static Table TableOf(ImmutableArray<Proposal> proposals)
    {
        var table = new Table().AddColumns("Proposal", "State", "By", "Decided by", "Ticket", "Why");
        foreach (var each in proposals)
            table.AddRow(each.Id, each.State, Markup.Escape(each.By.Name), Markup.Escape(each.Decider?.Name ?? ""),
                Markup.Escape(each.Proposed.Words), Markup.Escape(each.Proposed.Why));
        return table;
    }

    private static Table TableOf(ImmutableArray<Trade> trades)
    {
        var table = new Table().AddColumns("Deal", "Version", "Status", "Traded", "Ticket");
        foreach (var trade in trades)
            table.AddRow(trade.Id, trade.Version.ToString(CultureInfo.InvariantCulture), trade.Status.ToString(), trade.TradedAt.ToString(),
                Markup.Escape(DealLine.Write(trade.Ticket)));
        return table;
    }

    private static Argument<string[]> LineArgument() =>
        new("LINE") { Description = "The deal in one line, quoted or not", Arity = ArgumentArity.OneOrMore };

    private static Argument<string> IdArgument() => new("DEAL") { Description = "The deal's id, T-000123" };

    private static Option<int> VersionOption() => new("--seen") { Description = "The version you looked at", Required = true };

    private static Option<string> WhyOption() => new("--why") { Description = "The reason", Required = true };

    /// <summary>What a line need not say.</summary>
    private sealed class LineOptions
    {
        private readonly Option<string?> market = new("--market") { Description =
            "Market of a line that names none (default: the utility's)" };
        private readonly Option<string> book = new("--book")
            { Description = "Book of a line that names none", DefaultValueFactory = _ => "hedge" };
        private readonly Option<string?> tradedAt = new("--traded-at")
            { Description = "When it was dealt, on the market's clock: 2026-03-05T09:30 (default: now)" };

        public void AddTo(Command command)
        {
            command.Add(market);
            command.Add(book);
            command.Add(tradedAt);
        }

        public TradeTicket Read(CommandScope scope, ParseResult parsed, string line, string trader) => ReadDealLine.Run(new(line,
            parsed.GetValue(market) ?? new SupplyReads(scope.Store).Profile(AsOf.Latest)?.Market ?? MarketCalendar.Pjm.Name,
            parsed.GetValue(book)!, trader)).OrThrow();

        public Instant? TradedAt(ParseResult parsed, string market) => parsed.GetValue(tradedAt) is { } text
            ? new MarketClock(MarketCalendar.Named(market)).Read(text, "--traded-at").OrThrow() : null;
    }
}
