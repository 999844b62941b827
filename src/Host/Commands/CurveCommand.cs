using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Busbar.Gateways;
using Busbar.Gateways.Quotes;
using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Trading.Curves;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar curve build --quotes FILE --day D | shape | verify | list</c>: forward curves from quotes that overlap or from an
/// exchange's futures, and by the hour.</summary>
public static class CurveCommand
{
    private static readonly ImmutableDictionary<string, Commodity> commodities = new Dictionary<string, Commodity>
    {
        ["da"] = Commodity.PowerDayAhead, ["rt"] = Commodity.PowerRealTime, ["fuel"] = Commodity.Fuel,
    }.ToImmutableDictionary();

    private static readonly ImmutableDictionary<string, PillarInterpolation> interpolations = new Dictionary<string, PillarInterpolation>
    {
        ["linear-flat"] = PillarInterpolation.LinearFlat, ["backward-flat"] = PillarInterpolation.BackwardFlat,
    }.ToImmutableDictionary();

    /// <summary>The command.</summary>
    public static Command Create() => new("curve", "Forward curves: build, mark, shape, list") { Build(), Shape(),
        CurveVerifyCommand.Create(), List() };

    private static Command Build()
    {
        var options = new BuildOptions();
        var command = new Command("build",
            "From a table location,term,block,price,unit the curve by month and block; from an exchange's futures (text of Open Source "
            + "Risk Engine) its daily pillars");
        options.AddTo(command);
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var file = SourceFile.Load(parsed.GetValue(options.Quotes)!.FullName).OrThrow();
            return file.Name.Contains(".txt", StringComparison.OrdinalIgnoreCase)
                ? Futures(scope, parsed, options, file) : Quotes(scope, parsed, options, file);
        }));
        return command;
    }

    private static Command Shape()
    {
        var location = new Option<string>("--location") { Description = "Whose newest power mark is shaped", Required = true };
        var kind = new Option<ShapeKind>("--shape") { Description = "Additive or Multiplicative", DefaultValueFactory = _ =>
            ShapeKind.Additive };
        var command = new Command("shape",
            "The newest mark by the hour, in the shape of the location's day-ahead prices in the store; blocks average back to their marks")
            { location, kind };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var hourly = new BookDesk(scope.Store).Shaped(parsed.GetValue(location)!, parsed.GetValue(kind), scope.AsOf).OrThrow();
            if (scope.IsJson) CommandScope.PrintObject(hourly);
            else CommandScope.Print(MonthsOf(hourly));
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Table MonthsOf(HourlyCurve hourly)
    {
        var calendar = MarketCalendar.Named(hourly.Market);
        var table = new Table().AddColumns("Month", "Hours", "Lowest", "Mean", "Highest");
        foreach (var month in Enumerable.Range(0, hourly.Prices.Count)
            .GroupBy(i => calendar.DayOf(hourly.Prices.IntervalAt(i).Start).FirstOfMonth(), i => hourly.Prices[i].Value))
            table.AddRow(month.Key.ToString()[..7], $"{month.Count()}", Text(month.Min()), Text(month.Average()), Text(month.Max()));
        return table;

        static string Text(double price) => price.ToString("F2", CultureInfo.InvariantCulture);
    }

    private static Command List()
    {
        var command = new Command("list", "The newest mark of each commodity and location");
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var marks = new CurveBook(scope.Store).Newest(scope.AsOf);
            if (scope.IsJson) CommandScope.PrintObject(new { marks });
            else
            {
                var table = new Table().AddColumns("Commodity", "Location", "Mark day", "Version", "Months", "Basis");
                foreach (var mark in marks)
                    table.AddRow(mark.Commodity.ToString(), Markup.Escape(mark.Location), mark.MarkDay.ToString(), $"v{mark.Version}",
                        $"{mark.Prices[0].Month.ToString()[..7]} to {mark.Prices[^1].Month.ToString()[..7]}", Markup.Escape(mark.Basis));
                CommandScope.Print(table);
            }
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static int Quotes(CommandScope scope, ParseResult parsed, BuildOptions options, SourceFile file)
    {
        var (day, commodity) = (parsed.GetValue(options.Day), commodities[parsed.GetValue(options.Commodity)!]);
        var (book, calendar, now) = (new CurveBook(scope.Store), options.CalendarOf(parsed), SystemClock.Instance.GetCurrentInstant());
        var quotes = ForwardQuotesCsv.Read(file, commodity, day).OrThrow();
        var location = parsed.GetValue(options.Location) ?? quotes[0].Location;
        var prior = parsed.GetValue(options.Fill) || parsed.GetValue(options.IsPrior)
            ? book.Newest(AsOf.Latest, day.Plus(-1)).FirstOrDefault(mark => mark.Commodity == commodity && mark.Location == location)
                ?? throw new RefusedException(new("no-prior", $"No earlier mark of {location} is kept", "--prior",
                    "Keep one first (--keep)."))
            : null;
        var outcome = BuildCurve.Run(new(calendar, commodity, location, day, book.NextVersion(commodity, location, day), now,
            [.. quotes.Where(quote => quote.Location == location)], prior, parsed.GetValue(options.Fill), $"quotes of {file.Name}"));
        var curve = outcome.OrThrow();
        if (parsed.GetValue(options.Keep)) book.Keep([curve], PersonAtHand.Of(scope, Roles.Trader), now);
        if (scope.IsJson) CommandScope.PrintObject(new { curve, findings = ((Outcome<ForwardCurve>.Done)outcome).Findings });
        else
        {
            var table = new Table().AddColumns("Month", "Block", "Price");
            foreach (var price in curve.Prices)
                table.AddRow(price.Month.ToString()[..7], price.Block.ToString(), price.Price.Value.ToString("F4",
                    CultureInfo.InvariantCulture));
            CommandScope.Print(table);
        }
        return ExitCodes.Done;
    }

    private static int Futures(CommandScope scope, ParseResult parsed, BuildOptions options, SourceFile file)
    {
        var settles = OreQuotes.Settles(file).OrThrow();
        var segments = parsed.GetValue(options.Segments)!.Select(text => new FuturesSegment(text.TrimEnd('*'),
            text.EndsWith('*'))).ToImmutableArray();
        var fixings = parsed.GetValue(options.Fixings) is { } published
            ? OreQuotes.Fixings(SourceFile.Load(published.FullName).OrThrow(), parsed.GetValue(options.FixingRoot)!).OrThrow() : [];
        var outcome = BootstrapFutures.Run(new(options.CalendarOf(parsed), parsed.GetValue(options.Day), segments, settles, fixings,
            interpolations[parsed.GetValue(options.Interpolation)!]));
        var pillars = outcome.OrThrow();
        if (scope.IsJson)
            CommandScope.PrintObject(new { pillars, findings = ((Outcome<ImmutableArray<CurvePillar>>.Done)outcome).Findings });
        else
        {
            var table = new Table().AddColumns("Day", "Price");
            foreach (var pillar in pillars) table.AddRow(pillar.Day.ToString(), pillar.Price.Value.ToString("F6",
                CultureInfo.InvariantCulture));
            CommandScope.Print(table);
        }
        return ExitCodes.Done;
    }

    /// <summary>What a build is told.</summary>
    private sealed class BuildOptions
    {
        public Option<FileInfo> Quotes { get; } = new("--quotes") { Description = "The quotes", Required = true };

        public Option<OperatingDay> Day { get; } = RunCommand.DayOption("--day", "The day of the mark");

        public Option<string?> Location { get; } = new("--location") { Description = "Which location of the table (default: the first)" };

        public Option<string> Commodity { get; } = new("--commodity") { Description = "da, rt or fuel", DefaultValueFactory = _ => "da" };

        public Option<bool> IsPrior { get; } = new("--prior") { Description =
            "Keep the shape of the mark before where quotes leave it open" };

        public Option<bool> Fill { get; } = new("--fill") { Description = "Fill holes from the mark before" };

        public Option<bool> Keep { get; } = new("--keep") { Description = "Keep the curve as the desk's mark, as a new version" };

        public Option<string[]> Segments { get; } = new("--segment")
        {
            Description = "Futures by priority; a star marks monthly averages: ICE:PDQ ICE:PMI*", AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => ["ICE:PDQ", "ICE:PMI*"],
        };

        public Option<string> Interpolation { get; } = new("--interpolation")
            { Description = "linear-flat or backward-flat", DefaultValueFactory = _ => "linear-flat" };

        public Option<FileInfo?> Fixings { get; } = new("--fixings") { Description =
            "Published daily prices, for an average that has begun" };

        public Option<string> FixingRoot { get; } = new("--fixing-root") { Description = "Root of the published prices",
            DefaultValueFactory = _ => "ICE:PDQ" };

        private Option<string> Market { get; } = new("--market") { Description = "The market's calendar", DefaultValueFactory = _ =>
            MarketCalendar.Pjm.Name };

        public void AddTo(Command command)
        {
            Commodity.AcceptOnlyFromAmong([.. commodities.Keys]);
            Interpolation.AcceptOnlyFromAmong([.. interpolations.Keys]);
            Market.AcceptOnlyFromAmong([.. MarketCalendar.All.Select(calendar => calendar.Name)]);
            Option[] all = [Quotes, Day, Location, Commodity, IsPrior, Fill, Keep, Segments, Interpolation, Fixings, FixingRoot, Market];
            foreach (var option in all) command.Add(option);
        }

        public MarketCalendar CalendarOf(ParseResult parsed) => MarketCalendar.Named(parsed.GetValue(Market)!);
    }
}
