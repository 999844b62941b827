using System.CommandLine;
using System.Globalization;
using Busbar.Gateways;
using Busbar.Gateways.Quotes;
using Busbar.Host.Desks;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Trading.Curves;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar curve verify --quotes FILE --location L</c>: the desk's newest mark beside prices that the desk did not make, with
/// what the book is worth too much by it. Exit code 4 when a mark stands off.</summary>
internal static class CurveVerifyCommand
{
    private const string MarkOff = "mark-off";
    private const string NotVerified = "mark-not-verified";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var quotes = new Option<FileInfo>("--quotes") { Description = "Independent quotes: location,term,block,price,unit", Required =
            true };
        var location = new Option<string>("--location") { Description = "Whose newest day-ahead mark is verified", Required = true };
        var absolute = new Option<double>("--tolerance") { Description = "USD/MWh allowed", DefaultValueFactory = _ => 0.25 };
        var percent = new Option<double>("--percent") { Description = "Or percent of the quote, if more", DefaultValueFactory = _ => 1 };
        var command = new Command("verify", "The desk's mark beside independent prices, by month and block, with the dollars at stake")
            { quotes, location, absolute, percent };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var (asked, place) = (scope.AsOf, parsed.GetValue(location)!);
            var mark = new CurveBook(scope.Store).Newest(asked)
                .FirstOrDefault(each => each.Commodity == Commodity.PowerDayAhead && each.Location == place)
                ?? throw new RefusedException(new("no-marks", $"{place} is not marked as of this instant", "--location",
                    "Build and keep a curve: busbar curve build --quotes FILE --day D --keep."));
            var independent = ForwardQuotesCsv.Read(SourceFile.Load(parsed.GetValue(quotes)!.FullName).OrThrow(), mark.Commodity,
                mark.MarkDay)
                .OrThrow();
            var outcome = VerifyMarks.Run(new(MarketCalendar.Named(mark.Market),
                [new(mark, [.. independent.Where(quote => quote.Location == place)])],
                new(new(parsed.GetValue(absolute)), parsed.GetValue(percent), StaleDays: 3),
                new BookDesk(scope.Store).Position(asked).OrThrow() with { MarkDay = mark.MarkDay }));
            return Print(scope, outcome.OrThrow(), ((Outcome<MarkVerification>.Done)outcome).Findings);
        }));
        return command.WithAsOf();
    }

    private static int Print(CommandScope scope, MarkVerification verified, IReadOnlyCollection<Finding> findings)
    {
        if (scope.IsJson) CommandScope.PrintObject(new { verified, findings });
        else
        {
            var table = new Table().AddColumns("Month", "Block", "Mark", "Quote", "Difference", "Allowed", "Delta", "At stake USD");
            foreach (var line in verified.Lines)
                table.AddRow(line.Month.ToString()[..7], line.Block.ToString(), Text(line.Mark.Value), Markup.Escape(line.Quote ?? "none"),
                    Text(line.Difference.Value), Text(line.Allowed.Value), Text(line.Delta), Text(line.AtStake.Value));
            CommandScope.Print(table);
            scope.Terminal.MarkupLineInterpolated(
                $"Overstated {verified.Overstated}; {verified.Unverified} at marks that nobody confirms.");
            // What no quote covers stands in the table.
            foreach (var finding in findings.Where(each => each.Code != NotVerified))
                scope.Terminal.MarkupLineInterpolated($"{finding.Code}: {finding.Where}: {finding.What}");
        }
        return findings.Any(finding => finding.Code == MarkOff) ? ExitCodes.Found : ExitCodes.Done;
    }

    private static string Text(double value) => value.ToString("N2", CultureInfo.InvariantCulture);
}
