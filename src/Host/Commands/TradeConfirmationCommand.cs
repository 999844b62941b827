using System.CommandLine;
using System.Text;
using Busbar.Gateways.Deals;
using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar trade confirmation DEAL</c> writes our confirmation of a deal and records that it was sent; <c>confirmations</c>
/// lists those that are open, with what is overdue (exit code 4).</summary>
internal static class TradeConfirmationCommand
{
    /// <summary>Writes one.</summary>
    public static Command Create()
    {
        var id = new Argument<string>("DEAL") { Description = "The deal's id, T-000123" };
        var folder = new Option<DirectoryInfo>("--out")
            { Description = "Folder of the files", DefaultValueFactory = _ => new(Directory.GetCurrentDirectory()) };
        var party = new Option<string>("--our-party") { Description = "Our party id in the XML", DefaultValueFactory = _ => "us" };
        var why = new Option<string>("--why") { Description = "How it was sent", DefaultValueFactory = _ => "sent" };
        var isDraft = new Option<bool>("--draft") { Description = "Write it only; nothing is recorded" };
        var command = new Command("confirmation", "Write our confirmation of a deal as text and XML, and record that it was sent")
            { id, folder, party, why, isDraft };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var book = new TradeBook(scope.Store);
            var (deal, letter) = book.Letter(parsed.GetValue(id)!, AsOf.Latest);
            if (!parsed.GetValue(isDraft))
                book.Send(deal.Id, deal.Version, parsed.GetValue(why)!, PersonAtHand.Of(scope, Roles.Settlement),
                    SystemClock.Instance.GetCurrentInstant());
            var files = new List<string> { Write(parsed.GetValue(folder)!, $"{letter.Reference}.txt", letter.Text) };
            if (WriteFpml.Of(deal, letter.Reference, parsed.GetValue(party)!) is Outcome<string>.Done { Value: var document })
                files.Add(Write(parsed.GetValue(folder)!, $"{letter.Reference}.xml", document));
            if (scope.IsJson) CommandScope.PrintObject(new { letter.Reference, letter.Hours, letter.Quantity, letter.Lines, files });
            else foreach (var file in files) scope.Terminal.MarkupLineInterpolated($"{file} is written.");
            return ExitCodes.Done;
        }));
        return command;
    }

    /// <summary>Lists those that are open.</summary>
    public static Command List()
    {
        var command = new Command("confirmations", "Confirmations that are open, and what is overdue in business days");
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var open = new TradeBook(scope.Store).Confirmations(scope.AsOf,
                ReadClock.Of(scope.AsOf));
            if (scope.IsJson) CommandScope.PrintObject(new { confirmations = open });
            else
            {
                var table = new Table().AddColumns("Deal", "Counterparty", "Next", "Due", "Overdue", "Sent", "Reference");
                foreach (var each in open)
                    table.AddRow(each.Deal.Id, Markup.Escape(each.Deal.Ticket.Counterparty), each.Next, each.DueAt.ToString(),
                        each.IsOverdue ? "[red]overdue[/]" : "", each.Sent?.ToString() ?? "", each.Reference);
                CommandScope.Print(table);
            }
            return open.Any(each => each.IsOverdue) ? ExitCodes.Found : ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static string Write(DirectoryInfo folder, string name, string text)
    {
        folder.Create();
        var file = Path.Combine(folder.FullName, name);
        File.WriteAllText(file, text, new UTF8Encoding(false));
        return file;
    }
}
