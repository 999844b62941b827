using System.CommandLine;
using Busbar.Supply.Handoffs.Trading.Deals;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar trade template --kind K</c>: the fields of a kind of deal, as a file of deals heads its columns.</summary>
internal static class TradeTemplateCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var kind = new Option<string>("--kind") { Description = "Kind of deal", DefaultValueFactory = _ => "power" };
        kind.AcceptOnlyFromAmong([.. TicketWords.Kinds]);
        var command = new Command("template", "The fields of a kind of deal: a file's header line, and what each takes") { kind };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var fields = TicketForm.Fields.Where(field => field.IsOf(parsed.GetValue(kind)!)).ToList();
            if (scope.IsJson)
            {
                CommandScope.PrintObject(new { kind = parsed.GetValue(kind), fields });
                return ExitCodes.Done;
            }
            var table = new Table().AddColumns("Field", "Takes", "Unless given");
            foreach (var field in fields) table.AddRow(field.Name, Markup.Escape(Takes(field)), field.Default is null ? "must be given"
                : field.Default);
            CommandScope.Print(table);
            scope.Terminal.WriteLine(string.Join(',', fields.Select(field => field.Name).Append("traded_at")));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static string Takes(TicketField field) => field.Asks switch
    {
        TicketAnswer.Choice => string.Join(", ", field.Choices),
        TicketAnswer.Day => "a date, 2027-03-01",
        TicketAnswer.Hourly => $"a number of {field.Unit}, or hour by hour: 50*8,60*16",
        TicketAnswer.Number => $"a number of {field.Unit}",
        _ => "text",
    };
}
