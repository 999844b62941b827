using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Busbar.Gateways;
using Busbar.Gateways.Quotes;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Trading.Curves;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar curve verify --quotes FILE --location L</c>: the desk's newest mark beside prices that the desk did not make, with
/// what the book is worth too much by it. With a span of days, marks that did not move while the
/// quotes did are told. Exit code 4 when a mark stands off or is stale.</summary>
internal static class CurveVerifyCommand
{
    private static readonly string[] wrong = ["mark-off", "mark-stale"];
    private const string NotVerified = "mark-not-verified";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var quotes = new Option<FileSystemInfo>("--quotes") { Description =
            "Independent quotes: location,term,block,price,unit; of several days a folder with a file each, 2027-01-15.csv",
            Required = true };
        var (from, to) = (new Option<string?>("--from") { Description = "First mark day of the span that tells a stale mark" },
            new Option<string?>("--to") { Description = "The mark day that is verified (default: the newest)" });
        var stale = new Option<int>("--stale") { Description = "Marks over which one that does not move is stale", DefaultValueFactory =
            _ => 3 };
        var location = new Option<string>("--location") { Description = "Whose newest day-ahead mark is verified", Required = true };
        var absolute = new Option<double>("--tolerance") { Description = "USD/MWh allowed", DefaultValueFactory = _ => 0.25 };
        var percent = new Option<double>("--percent") { Description = "Or percent of the quote, if more", DefaultValueFactory = _ => 1 };
        var command = new Command("verify", "The desk's mark beside independent prices, by month and block, with the dollars at stake")
            { quotes, location, absolute, percent, from, to, stale };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var (asked, place) = (scope.AsOf, parsed.GetValue(location)!);
            OperatingDay? Day(Option<string?> option) => parsed.GetValue(option) is { } text ? DayAsked.Read(text, option.Name) : null;
            var (first, last) = (Day(from), Day(to));
            var marks = new CurveBook(scope.Store).Marks(asked).Where(each => each.Commodity == Commodity.PowerDayAhead
                && each.Location == place && !(each.MarkDay.CompareTo(last ?? each.MarkDay) > 0)).OrderBy(each => each.MarkDay).ToArray();
            if (marks.Length == 0)
                throw new RefusedException(new("no-marks", $"{place} is not marked as of this instant", "--location",
                    "Build and keep a curve: busbar curve build --quotes FILE --day D --keep."));
            var mark = marks[^1];
            var days = marks.Where(each => each == mark || (first is { } day && each.MarkDay.CompareTo(day) >= 0)).Select(each =>
                new MarkedDay(each, QuotesOf(each, parsed.GetValue(quotes)!.FullName, each == mark))).ToImmutableArray();
            var at = last is null ? asked : asked with { KnownAt = Instant.Min(asked.KnownAt, mark.MarkedAt) };
            var outcome = VerifyMarks.Run(new(MarketCalendar.Named(mark.Market), days,
                new(new(parsed.GetValue(absolute)), parsed.GetValue(percent), parsed.GetValue(stale)),
                new BookDesk(scope.Store).Position(at).OrThrow() with { MarkDay = mark.MarkDay }));
            return Print(scope, outcome.OrThrow(), ((Outcome<MarkVerification>.Done)outcome).Findings);
        }));
        return command.WithAsOf();
    }

    /// <summary>The quotes of a mark's day: the file itself, or that of the day in the folder. Only the day that is verified needs
    /// one.</summary>
    private static ImmutableArray<ForwardQuote> QuotesOf(ForwardCurve mark, string path, bool isNeeded)
    {
        if (Directory.Exists(path)) path = Path.Combine(path, $"{mark.MarkDay}.csv");
        else if (!isNeeded) return [];
        if (!isNeeded && !File.Exists(path)) return [];
        return [.. ForwardQuotesCsv.Read(SourceFile.Load(path).OrThrow(), mark.Commodity, mark.MarkDay).OrThrow()
            .Where(quote => quote.Location == mark.Location)];
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
        return findings.Any(finding => wrong.Contains(finding.Code)) ? ExitCodes.Found : ExitCodes.Done;
    }

    private static string Text(double value) => value.ToString("N2", CultureInfo.InvariantCulture);
}
