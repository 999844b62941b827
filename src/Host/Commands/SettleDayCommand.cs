using System.Collections.Immutable;
using System.CommandLine;
using Busbar.Host.Desks;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Checkers.Settlement.Codes;
using Busbar.Supply.Handoffs.Settlement;
using Busbar.Supply.Settlement.Cases;
using Busbar.Supply.Settlement.Engine;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar settle day</c>: what the market should bill for a day, from the store's meters, prices and awards as of a clock, or
/// from a file of determinants; checked by another route.</summary>
internal static class SettleDayCommand
{
    private static readonly Option<string?> market = new("--market") { Description = "Market, as PJM (default: the utility's)" };
    private static readonly Option<string?> day = new("--day") { Description = "Operating day, as 2017-03-12" };

    private static readonly Option<FileInfo?> inputs = new("--inputs")
    {
        Description = "Determinants in the form of a case (cases/settlement/README.md) instead of the store's",
    };

    private static readonly Option<bool> keep = new("--keep")
    {
        Description = "Keep it as the newest version of our statement, when a meter or a price was revised",
    };

    public static Command Create()
    {
        var command = new Command("day", "Settle an operating day and check it") { market, day, inputs, keep };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope => Print(scope, parsed.GetValue(inputs) is { } file
            ? FromFile(parsed, file) : FromStore(parsed, scope))));
        return command.WithAsOf();
    }

    private static SettledNow FromFile(ParseResult parsed, FileInfo file)
    {
        var charged = ReadCase.Run(SettleCaseCommand.Read(file)).OrThrow();
        var (wantedMarket, wantedDay) = (parsed.GetValue(market), parsed.GetValue(day));
        if (wantedMarket is not null && wantedMarket != charged.Calendar.Name || wantedDay is not null
            && SettleCommand.DayOf(wantedDay) != charged.Day)
            throw new RefusedException(new("another-day", $"The file is of {charged.Calendar.Name} {charged.Day}", file.Name,
                "Ask for its market and day, or leave the two out."));
        if (parsed.GetValue(keep))
            throw new RefusedException(new("nothing-to-keep", "Only what comes from the store is kept in it", file.Name,
                "Import the meters and prices, then settle without --inputs."));
        var settled = SettleCharges.Run(charged);
        var statement = StateLines.Run(settled.OrThrow(), SettleCommand.Now);
        return new(charged.Calendar.Name, statement, [
            .. ((Outcome<SettledColumns>.Done)settled).Findings, .. Check(charged, statement),
        ], null);
    }

    private static SettledNow FromStore(ParseResult parsed, CommandScope scope)
    {
        var asked = SettleCommand.DayOf(parsed.GetValue(day) ?? throw new RefusedException(new("no-day", "No day was named", "--day",
            "Name it: --day 2017-03-12.")));
        var desk = SettlementDesk.At(scope.Store, asked, ReadClock.Of(scope.AsOf));
        if (parsed.GetValue(market) is { } wanted && SettleCommand.MarketOf(wanted).Name != desk.Profile.Market)
            throw new RefusedException(new("another-market", $"The utility settles in {desk.Profile.Market}, not in {wanted}", "--market",
                "Give the other market's determinants in a file (--inputs FILE)."));
        var before = desk.Find<ShadowStatement>(nameof(ShadowStatement), asked.ToString());
        SettlementDesk.SettleDay(desk);
        var statement = desk.NeedOfDay<ShadowStatement>();
        if (parsed.GetValue(keep)) SettlementDesk.Keep(scope.Store, desk, RunCommand.PersonHere);
        return new(desk.Profile.Market, statement, desk.Findings, before?.Total);
    }

    private static ImmutableArray<Finding> Check(ChargedDay day, ShadowStatement statement) => CheckCharges.Run(new(
        day.Calendar, day.Day, day.Codes, statement,
        [
            .. day.Subjects.Select(each => new CheckedSubject(each.Name, each.Kind.ToString(), each.Location, each.PathSource, each.Zone,
                each.Region)
            {
                NettedAt = each.NettedAt,
            }),
        ],
        [.. day.Determinants.Select(each => new CheckedSeries(each.Name, each.At, each.Values))]));

    private static int Print(CommandScope scope, SettledNow now)
    {
        var statement = now.Statement;
        var wrong = now.Findings.Where(finding => finding.Severity == Severity.Error).ToList();
        if (scope.IsJson)
            CommandScope.PrintObject(new
            {
                now.Market, statement.Day, statement.Total, statement.Totals, lines = statement.Lines.Length,
                residue = statement.Totals.Aggregate(Usd.Zero, (sum, total) => sum + total.Residue), now.Findings,
                check = new { holds = wrong.Count == 0, findings = wrong }, before = now.Before,
            });
        else
        {
            var table = new Table().AddColumns("Code", "Charge", "Exact", "Billed", "Residue");
            foreach (var total in statement.Totals)
                table.AddRow(total.Code, Markup.Escape(total.Title), SettleCommand.Money(total.Exact, "N6"),
                    SettleCommand.Money(total.Billed), SettleCommand.Money(total.Residue, "N6"));
            CommandScope.Print(table);
            SettleCommand.Tell(scope, now.Findings);
            scope.Terminal.MarkupLineInterpolated($"{now.Market} {statement.Day}: {SettleCommand.Money(statement.Total)} USD in {
                statement.Lines.Length} lines; the checker {(wrong.Count == 0 ? "agrees" : "does not agree")}.");
            if (now.Before is { } before && before != statement.Total)
                scope.Terminal.MarkupLineInterpolated($"Settled before at {SettleCommand.Money(before)} USD: an input was revised.");
        }
        return wrong.Count == 0 ? ExitCodes.Done : ExitCodes.Found;
    }

    /// <param name="Before">What our newest statement of the day came to; null where there was none.</param>
    private sealed record SettledNow(
        string Market, ShadowStatement Statement, ImmutableArray<Finding> Findings, Usd? Before);
}
