using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Statements;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary>A kept statement held against something, and its print.</summary>
/// <param name="Against">What it is held against, in words.</param>
/// <param name="Shadow">With our own computation.</param>
/// <param name="Versions">With another version.</param>
internal sealed record SettleComparison(string Against, Outcome<ShadowComparison>? Shadow, Outcome<StatementComparison>? Versions)
{
    /// <summary>Prints it; exit code 4 where the market's statement and our own differ beyond a line's rounding.</summary>
    public static int Print(CommandScope scope, KeptVersion kept, bool isNew, SettleComparison held)
    {
        var (shadow, versions) = (held.Shadow?.OrThrow(), held.Versions?.OrThrow());
        var findings = kept.Findings.AddRange(held.Versions is Outcome<StatementComparison>.Done done ? done.Findings : []);
        var problems = shadow?.Problems.ToList() ?? [];
        if (scope.IsJson)
            CommandScope.PrintObject(new
            {
                isNew, kept.Kept.Sequence, kept.Kept.Statement.StatementId, kept.Kept.Statement.Market, kept.Kept.Statement.OperatingDay,
                kept.Kept.Statement.Total, kept.Kept.Change, kept.Kept.UnknownCodes, findings, kept.TrueUp, against = held.Against, shadow,
                problems = problems.Count, versions,
            });
        else
        {
            var clock = new MarketClock(MarketCalendar.Named(kept.Kept.Statement.Market));
            if (shadow is not null) CommandScope.Print(TableOf(clock, shadow));
            if (versions is not null) CommandScope.Print(TableOf(clock, versions));
            SettleCommand.Tell(scope, findings);
            scope.Terminal.MarkupLineInterpolated($"{kept.Kept.Statement.StatementId}: version {kept.Kept.Sequence}{
                (isNew ? "" : ", kept before")}, {SettleCommand.Money(kept.Kept.Statement.Total)} USD, against {held.Against}{
                (shadow is null ? "" : $": {problems.Count} charges differ")}.");
            if (kept.TrueUp?.TrueUp.Entry is { } entry)
                scope.Terminal.MarkupLineInterpolated($"Booked: {entry.Id} of {entry.Date:yyyy-MM-dd}, {entry.Postings.Length} postings.");
        }
        return problems.Count == 0 ? ExitCodes.Done : ExitCodes.Found;
    }

    private static Table TableOf(MarketClock clock, ShadowComparison shadow)
    {
        var table = new Table().AddColumns("Code", "Charge or interval", "Ours", "Market", "Difference");
        foreach (var code in shadow.Codes)
        {
            table.AddRow(code.Code, Markup.Escape(code.Title), SettleCommand.Money(code.Shadow), SettleCommand.Money(code.Billed),
                code.IsWithinTolerance ? SettleCommand.Money(code.Difference) : $"[red]{SettleCommand.Money(code.Difference)}[/]");
            foreach (var each in code.Intervals)
                table.AddRow("", clock.Show(each.Interval.Start), SettleCommand.Money(each.Before), SettleCommand.Money(each.After),
                    SettleCommand.Money(each.Change));
        }
        return table;
    }

    private static Table TableOf(MarketClock clock, StatementComparison versions)
    {
        var table = new Table().AddColumns("Code", "Charge, interval or determinant", "Before", "After", "Change");
        foreach (var code in versions.Codes)
        {
            table.AddRow(code.Code, Markup.Escape(code.Title), SettleCommand.Money(code.Before), SettleCommand.Money(code.After),
                SettleCommand.Money(code.Change));
            foreach (var each in code.Intervals)
                table.AddRow("", clock.Show(each.Interval.Start), SettleCommand.Money(each.Before), SettleCommand.Money(each.After),
                    SettleCommand.Money(each.Change));
        }
        foreach (var each in versions.Determinants)
            table.AddRow(each.Code, Markup.Escape($"{each.Keys} {clock.Show(each.Interval.Start)}"), $"{each.Before}", $"{each.After}",
                Markup.Escape(each.Unit));
        return table;
    }
}
