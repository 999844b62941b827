using System.CommandLine;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Invoices;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar invoice take | list | show | propose | release | paid | plan | ages</c>: what a market asks, checked against its
/// statements and paid by two people.</summary>
public static class InvoiceCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("invoice", "Check a market's invoices, propose, release and pay them")
    {
        Take(), List(), Show(), Propose(),
        Step("release", "Let a payment go out; never by who proposed it", (who, at, _) => new PaymentReleased(at, who)),
        Step("paid", "Write down what the bank moved",
            (who, at, parsed) => new PaymentMade(at, who, new(parsed.GetValue(amount)), parsed.GetValue(reference)!), amount, reference),
        Plan(), Ages(),
    };

    private static readonly Option<decimal> amount = new("--amount") { Description = "USD; ours to get negative", Required = true };

    private static readonly Option<string> reference = new("--reference") { Description = "The bank's", Required = true };

    private static Command Take()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Invoice: any of ERCOT's six as XML, or PJM's billing statement as CSV" };
        var schemas = new Option<DirectoryInfo?>("--schemas") { Description = "ERCOT's own schemas (folder snb)" };
        var command = new Command("take", "Take an invoice in and hold it against the statements it bills") { file, schemas };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var source = SettlementFiles.Load(parsed.GetValue(file)!);
            var invoice = SettlementFiles.Invoice(source, SettlementFiles.Schemas(parsed.GetValue(schemas))).OrThrow();
            var kept = new InvoiceBook(scope.Store).Take(source, invoice, PersonAtHand.Of(scope, Roles.Settlement), SettleCommand.Now);
            if (scope.IsJson) CommandScope.PrintObject(new { kept.Id, kept.Check.IsClean, kept.Check.Agreed, kept.Findings, kept.Check });
            else
            {
                var table = new Table().AddColumns("Statement or charge", "Day", "Billed", "Statement", "");
                foreach (var (line, statement, said) in kept.Check.Lines)
                    table.AddRow(Markup.Escape(line.Reference), $"{line.OperatingDay}", SettleCommand.Money(line.Amount),
                        SettleCommand.Money(statement), Markup.Escape(said));
                CommandScope.Print(table);
                SettleCommand.Tell(scope, kept.Findings);
                scope.Terminal.MarkupLineInterpolated($"{kept.Id}: {SettleCommand.Money(invoice.Amount)} USD due {
                    InstantPattern.General.Format(invoice.DueAt)}, {(kept.Check.IsClean ? "agrees" : "in question")}.");
            }
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Every invoice and where it stands");
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var invoices = new InvoiceBook(scope.Store).All(scope.AsOf, ReadClock.Of(scope.AsOf));
            if (scope.IsJson) CommandScope.PrintObject(new { invoices = invoices.Select(each => new { each.Id, each.Standing }) });
            else
            {
                var table = new Table().AddColumns("Invoice", "Asked", "Due", "Stage", "Open", "");
                foreach (var (id, at) in invoices)
                    table.AddRow(Markup.Escape(id), SettleCommand.Money(at.Taken.Amount), ClockOf(at.Taken.Market).Show(at.Taken.DueAt),
                        $"{at.Stage}", SettleCommand.Money(at.Open),
                        at.IsOverdue ? "[red]overdue[/]" : at.Taken.IsClean ? "" : "in question");
                CommandScope.Print(table);
            }
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Command Show()
    {
        var id = IdArgument();
        var command = new Command("show", "An invoice, its check and everything that happened to it") { id };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var book = new InvoiceBook(scope.Store);
            var facts = book.History(parsed.GetValue(id)!, scope.AsOf);
            var standing = FoldInvoice.Run(new(facts, ReadClock.Of(scope.AsOf))).OrThrow();
            if (!scope.IsJson) return Print(scope, parsed.GetValue(id)!, standing);
            CommandScope.PrintObject(new
            {
                id = parsed.GetValue(id), standing, kept = book.Kept(scope.AsOf).FirstOrDefault(each => each.Id == parsed.GetValue(id)),
                facts = facts.Select(fact => new { what = fact.GetType().Name, fact.At, fact.By, fact = (object)fact }),
            });
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Command Propose()
    {
        var payAt = AsOfOptions.InstantOption("--pay-at", "When the money shall leave (default: when it is due)");
        var why = new Option<string>("--why")
        {
            Description = "Why it is paid although something is in question", DefaultValueFactory = _ => "",
        };
        var id = IdArgument();
        var command = new Command("propose", "Propose to pay an invoice") { id, payAt, why };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var taken = (InvoiceTaken)new InvoiceBook(scope.Store).History(parsed.GetValue(id)!, AsOf.Latest)[0];
            return Add(scope, parsed.GetValue(id)!, (who, at) =>
                new PaymentProposed(at, who, parsed.GetValue(payAt) ?? taken.DueAt, parsed.GetValue(why)!));
        }));
        return command;
    }

    private static Command Plan()
    {
        var net = new Option<bool>("--net") { Description = "Net what is due on one day, where that is agreed" };
        var command = new Command("plan", "What has to leave on which day") { net };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var plan = new InvoiceBook(scope.Store).Plan(scope.AsOf, ReadClock.Of(scope.AsOf), parsed.GetValue(net));
            if (scope.IsJson) CommandScope.PrintObject(new { plan });
            else
            {
                var table = new Table().AddColumns("Day", "Market", "Amount", "Invoices", "");
                foreach (var each in plan)
                    table.AddRow($"{each.Day}", each.Market, SettleCommand.Money(each.Amount), string.Join(", ", each.Invoices),
                        each.IsLate ? "[red]late[/]" : "");
                CommandScope.Print(table);
            }
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Command Ages()
    {
        var command = new Command("ages", "What is open by how long it has been due");
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var ages = new InvoiceBook(scope.Store).Ages(scope.AsOf, ReadClock.Of(scope.AsOf));
            if (scope.IsJson) CommandScope.PrintObject(new { ages });
            else
            {
                var table = new Table().AddColumns("Market", "Side", "Not due", "to 30 days", "to 60", "to 90", "over 90", "Total");
                foreach (var each in ages)
                    table.AddRow([each.Market, each.IsReceivable ? "owed to us" : "owed by us", .. new[]
                    {
                        each.NotDue, each.To30, each.To60, each.To90, each.Over90, each.Total,
                    }.Select(money => SettleCommand.Money(money))]);
                CommandScope.Print(table);
            }
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Command Step(string name, string description, Func<Actor, Instant, ParseResult, PaymentFact> fact, params Option[] more)
    {
        var id = IdArgument();
        var command = new Command(name, description) { id };
        foreach (var each in more) command.Add(each);
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
            Add(scope, parsed.GetValue(id)!, (who, at) => fact(who, at, parsed))));
        return command;
    }

    private static int Add(CommandScope scope, string id, Func<Actor, Instant, PaymentFact> fact) =>
        Print(scope, id, new InvoiceBook(scope.Store).Add(id, fact(PersonAtHand.Of(scope, Roles.Settlement), SettleCommand.Now)));

    private static int Print(CommandScope scope, string id, InvoiceStanding standing)
    {
        if (scope.IsJson) CommandScope.PrintObject(new { id, standing });
        else scope.Terminal.MarkupLineInterpolated($"{id}: {SettleCommand.Money(standing.Taken.Amount)} USD asked, {
            SettleCommand.Money(standing.Open)} open, {standing.Stage}{(standing.IsOverdue ? ", overdue" : "")}.");
        return ExitCodes.Done;
    }

    private static MarketClock ClockOf(string market) => new(MarketCalendar.Named(market));

    private static Argument<string> IdArgument() => new("INVOICE") { Description = "Its id, as busbar invoice list shows it: PJM/2024…" };
}
