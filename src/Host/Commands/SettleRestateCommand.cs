using System.CommandLine;
using Busbar.Gateways;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Statements;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar settle restate</c>: the intervals whose price differs between two files, what they are worth on a position, and each
/// day they touch settled again as a version of its own.</summary>
internal static class SettleRestateCommand
{
    public static Command Create()
    {
        var before = new Option<FileInfo>("--old") { Description = "Prices as first published", Required = true };
        var after = new Option<FileInfo>("--new") { Description = "The same, restated", Required = true };
        var mw = new Option<decimal>("--mw") { Description = "What we bought in every interval, MW; sold is negative", Required = true };
        var series = new Option<string?>("--series") { Description = "Which, as ercot/hb-hubavg/da-lmp, where there are several" };
        var market = new Option<string?>("--market") { Description = "Market, where its series do not say" };
        var command = new Command("restate", "Find restated prices, price them and settle their days again")
        {
            before, after, mw, series, market,
        };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var (old, now) = (SettlementFiles.Prices(SettlementFiles.Load(parsed.GetValue(before)!)),
                SettlementFiles.Prices(SettlementFiles.Load(parsed.GetValue(after)!)));
            var key = KeyOf(old, now, parsed.GetValue(series));
            var calendar = SettleCommand.MarketOf(parsed.GetValue(market) ?? MarketOfSeries(key));
            var (first, second) = (VersionOf(old, key, Instant.MinValue), VersionOf(now, key, ReadClock.Of(scope.AsOf)));
            var found = FindRestatement.Run(new(calendar, key.Path.Split('/')[1], key.Path.Split('/')[^1], first, second,
                Quantity([first, second], parsed.GetValue(mw)), 1)).OrThrow();
            return Print(scope, calendar, key, found);
        }));
        return command;
    }

    private static int Print(CommandScope scope, MarketCalendar calendar, SeriesKey key, Restatement found)
    {
        if (scope.IsJson)
        {
            CommandScope.PrintObject(new { market = calendar.Name, series = key, found.IntervalCount, found.Change, restatement = found });
            return ExitCodes.Done;
        }
        var clock = new MarketClock(calendar);
        var table = new Table().AddColumns("Day", "Version", "Interval", "Before", "After", "MWh", "Change");
        foreach (var day in found.Days)
        {
            foreach (var each in day.Intervals)
                table.AddRow($"{day.OperatingDay}", "", clock.Show(each.Interval.Start), $"{each.Before.Value}", $"{each.After.Value}",
                    $"{each.Quantity.Value}", SettleCommand.Money(each.Change));
            table.AddRow($"{day.OperatingDay}", $"{day.Version}", $"{day.Intervals.Length} restated", SettleCommand.Money(day.Before),
                SettleCommand.Money(day.After), "", SettleCommand.Money(day.Change));
        }
        CommandScope.Print(table);
        scope.Terminal.MarkupLineInterpolated($"{key.Path}: {found.IntervalCount} of {found.Compared} intervals restated on {
            found.Days.Length} days, {SettleCommand.Money(found.Change)} USD; {found.OnlyBefore.Length} only in the old file, {
            found.OnlyAfter.Length} only in the new.");
        return ExitCodes.Done;
    }

    private static SeriesKey KeyOf(ImportedFile old, ImportedFile now, string? asked)
    {
        var both = old.Series.Select(each => each.Key).Intersect(now.Series.Select(each => each.Key))
            .Where(key => asked is null ? key.Path.EndsWith("lmp", StringComparison.Ordinal) : key.Path == asked).ToList();
        return both is [var only] ? only : throw new RefusedException(new("no-such-series",
            both.Count == 0 ? "The two files have no such series in common" : $"The two files have {both.Count} series in common",
            asked ?? $"{old.Name}, {now.Name}",
            $"Name one (--series): the old file has {string.Join(", ", old.Series.Select(each => each.Key.Path).Distinct().Take(8))}."));
    }

    private static string MarketOfSeries(SeriesKey key) => key.Path.Split('/')[0] is var prefix && MarketCalendar.All.FirstOrDefault(each =>
        each.Name.Replace("-", "", StringComparison.Ordinal).Equals(prefix, StringComparison.OrdinalIgnoreCase)) is { } known ? known.Name
        : throw new RefusedException(new("unknown-market", $"The series of '{prefix}' do not say their market's clock", key.Path,
            "Name the market whose clock it is (--market)."));

    private static PriceVersion VersionOf(ImportedFile file, SeriesKey key, Instant knownAt) =>
        new(file.Name, knownAt, [.. file.Series.Where(each => each.Key == key).Select(each => each.Values)]);

    private static Series<decimal> Quantity(PriceVersion[] versions, decimal mw)
    {
        var all = versions.SelectMany(each => each.Stretches).ToList();
        var (start, end, step) = (all.Min(each => each.Start), all.Max(each => each.End), all[0].Step);
        var mwh = mw * (decimal)step.TotalMinutes / 60;
        return new(start, step, [.. Enumerable.Repeat(mwh, (int)((end - start) / step))]);
    }
}
