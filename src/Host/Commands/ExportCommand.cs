using System.CommandLine;
using System.Globalization;
using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Host.Commands;

/// <summary><c>busbar export series | lines | document | star</c>: facts out again, as CSV or JSON, on standard output.</summary>
public static class ExportCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new Command("export", "Write facts to standard output")
    {
        SeriesOut(), Lines(), Document(), ExportStarCommand.Create(),
    }.WithAsOf();

    private static Command SeriesOut()
    {
        var path = new Argument<string>("PATH") { Description = "Series path, as isone/system-load" };
        var (from, to) = (RunCommand.DayOption("--from", "First operating day"), RunCommand.DayOption("--to", "Last operating day"));
        var command = new Command("series", "Interval values as CSV") { path, from, to };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var (first, last) = RunCommand.PeriodOf(parsed, from, to);
            var calendar = CalendarHere(scope);
            var key = scope.Store.SeriesKeys(parsed.GetValue(path)!).FirstOrDefault(key => key.Path == parsed.GetValue(path));
            if (key.Path is null)
                throw new RefusedException(new("no-series", $"There is no series {parsed.GetValue(path)}", "PATH",
                    "Import a file that holds it."));
            var reading = scope.Store.ReadSeries(key, calendar.WholeDay(first).Start, calendar.WholeDay(last).End, scope.AsOf);
            Console.Out.WriteLine($"start_utc,operating_day,hour_ending,{key.Unit},flag,published_utc");
            for (var i = 0; i < reading.Values.Length; i++)
            {
                if (double.IsNaN(reading.Values[i])) continue;
                var at = reading.From + reading.Step * i;
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{at},{calendar.DayOf(at)},{calendar.HourEndingOf(at)},"
                    + $"{reading.Values[i]},{reading.Flags[i]},{reading.PublishedAt[i]}"));
            }

            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Lines()
    {
        var (from, to) = (RunCommand.DayOption("--from", "First operating day"), RunCommand.DayOption("--to", "Last operating day"));
        var command = new Command("lines", "Shadow settlement lines as CSV") { from, to };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var (first, last) = RunCommand.PeriodOf(parsed, from, to);
            var calendar = CalendarHere(scope);
            Console.Out.WriteLine("operating_day,hour_ending,start_utc,code,asset,location,quantity,unit,rate_usd_per_unit,amount_usd,run");
            foreach (var document in scope.Store.ReadDocuments<ShadowStatement>(
                nameof(ShadowStatement), first.ToString(), last.ToString(), scope.AsOf))
                foreach (var line in document.Body.Lines)
                    Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"{document.Body.Day},{calendar.HourEndingOf(line.Interval.Start)},{line.Interval.Start},{line.Code},{line.Asset},"
                        + $"{line.Location},{line.Quantity.Value},{line.Quantity.Unit},{line.Rate.Value},{line.Amount.Value},"
                        + $"{document.Run}"));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Document()
    {
        var kind = new Argument<string>("KIND") { Description = "Kind of handoff, as LoadForecast" };
        var key = new Argument<string>("KEY") { Description = "Its key, as 2017-03-12" };
        var command = new Command("document", "A handoff as JSON, latest version") { kind, key };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var id = new HandoffId(parsed.GetValue(kind)!, parsed.GetValue(key)!);
            var document = scope.Store.ReadDocument<System.Text.Json.JsonElement>(id, scope.AsOf) ?? throw new RefusedException(new(
                "no-document", $"There is no {id}", id.ToString(),
                "Run its day (busbar run --from D --to D); a day's key is the day, a month's its first day."));
            Console.Out.WriteLine(document.Body.GetRawText());
            return ExitCodes.Done;
        }));
        return command;
    }

    private static MarketCalendar CalendarHere(CommandScope scope) =>
        new SupplyReads(scope.Store).Profile(AsOf.Latest) is { } profile ? Markets.CalendarOf(profile) : MarketCalendar.IsoNe;
}
