using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Busbar.Gateways;
using Busbar.Gateways.Form1;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Recovery.Form1;
using Busbar.Supply.Recovery.Form1;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar form1 397 | 326 | 310 | compare</c>: pages of FERC's Form 1 from the ledger or from a file, with their identities and
/// reconciliation to accounts 555 and 447.</summary>
public static class Form1Command
{
    private static readonly Usd roundingOfDollars = new(1);

    /// <summary>The command.</summary>
    public static Command Create() => new("form1", "Pages 397, 326 and 310 of FERC's Form 1, reconciled to the books")
    {
        Page("397", "Amounts in ISO settlement statements", ReadSettlements),
        Page("326", "Purchased power", file => Form1Year.Of([], CounterpartyCsv.Read(file).OrThrow(), [], [], roundingOfDollars, [])),
        Page("310", "Sales for resale", file => Form1Year.Of([], [], CounterpartyCsv.Read(file).OrThrow(), [], roundingOfDollars, [])),
        Compare(),
    };

    private static Form1Year ReadSettlements(SourceFile file)
    {
        var read = ReadSettlementPages.Run(Form1FactsCsv.Read(file).OrThrow());
        return Form1Year.Of(read.OrThrow(), [], [], [], roundingOfDollars,
            read is Outcome<ImmutableArray<SettlementPage>>.Done done ? done.Findings : []);
    }

    private static Command Page(string page, string words, Func<SourceFile, Form1Year> ofFile)
    {
        var file = new Argument<FileInfo?>("FILE")
        {
            Description = "Filed rows or facts as CSV; without it the page is built from the store", Arity = ArgumentArity.ZeroOrOne,
        };
        var year = new Option<int?>("--year") { Description = "Of the store; by default the newest with entries" };
        var command = new Command(page, $"{words}; exit 4 when an identity does not hold") { file, year };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var of = parsed.GetValue(file) is { } given ? ofFile(SourceFile.Load(given.FullName).OrThrow())
                : new FercDesk(scope.Store).Year(parsed.GetValue(year) ?? NewestYear(scope), scope.AsOf);
            // The other pages' identities are theirs to show.
            var identities = of.Check.Identities.Where(each => each.Rule.StartsWith($"P{page}.", StringComparison.Ordinal)).ToList();
            var findings = of.Findings.Where(each => each.Code[0] != 'P' || each.Code.StartsWith($"P{page}.", StringComparison.Ordinal));
            var rows = page == "326" ? of.Purchases : of.Resales;
            if (scope.IsJson)
                CommandScope.PrintObject(new
                {
                    page, settlements = page == "397" ? of.Settlements : [], rows = page == "397" ? [] : rows, of.Accounts, identities,
                    findings,
                });
            else Print(scope, page == "397" ? TableOf(of.Settlements) : TableOf(rows), identities, findings);
            return identities.Any(each => each.Verdict == IdentityVerdict.Differs) ? ExitCodes.Found : ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static int NewestYear(CommandScope scope) => new SupplyReads(scope.Store).Months(scope.AsOf) is [.., var newest]
        ? newest.Body.Month.Year : SystemClock.Instance.GetCurrentInstant().InUtc().Year;

    private static Table TableOf(ImmutableArray<SettlementPage> pages)
    {
        var table = new Table().AddColumns("Filer", "Through", "Net purchases", "Net sales", "Rights", "Ancillary", "Other", "Total", "Sum");
        foreach (var each in pages)
            table.AddRow(Markup.Escape(each.Filer), $"{each.Through:uuuu-MM-dd}", Show.Money(each.NetPurchases), Show.Money(each.NetSales),
                Show.Money(each.TransmissionRights), Show.Money(each.AncillaryServices),
                Show.Money(new(each.Others.Sum(item => item.Amount.Value))), Show.Money(each.Total), Show.Money(each.Sum));
        return table;
    }

    private static Table TableOf(ImmutableArray<CounterpartyRow> rows)
    {
        var table = new Table().AddColumns("Row", "Counterparty", "Class", "MWh", "Demand", "Energy", "Other", "Total");
        foreach (var each in rows)
            table.AddRow(each.Order, Markup.Escape(each.Counterparty), each.Class, Show.Number(each.Energy.Value, 3),
                Show.Money(each.Demand), Show.Money(each.EnergyCharge), Show.Money(each.Other),
                each.Total is { } total ? Show.Money(total) : "");
        return table;
    }

    private static void Print(CommandScope scope, Table page, IReadOnlyList<Form1Identity> identities, IEnumerable<Finding> findings)
    {
        CommandScope.Print(page);
        var table = new Table().AddColumns("Identity", "Where", "Shown", "Expected", "Difference", "Verdict");
        foreach (var each in identities.Where(each => each.Verdict != IdentityVerdict.Ties).Concat(identities.Where(each =>
            each.Verdict == IdentityVerdict.Ties && !each.Rule.EndsWith(".ROW", StringComparison.Ordinal))))
            table.AddRow(each.Rule, Markup.Escape(each.Where), Show.Money(each.Shown), Show.Money(each.Expected),
                Show.Money(each.Difference), $"{each.Verdict}");
        CommandScope.Print(table);
        scope.Terminal.MarkupLineInterpolated(
            $"{identities.Count(each => each.Verdict == IdentityVerdict.Ties)} of {identities.Count} identities tie.");
        ClauseCommand.Print(scope, findings);
    }

    private static Command Compare()
    {
        Argument<FileInfo> Of(string name) => new(name) { Description = "Facts of a filing as CSV" };
        var (before, after) = (Of("OLD"), Of("NEW"));
        var command = new Command("compare", "Facts that a restatement changed; exit 4 when any did") { before, after };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            ImmutableArray<Form1Fact> Facts(Argument<FileInfo> of) =>
                Form1FactsCsv.Read(SourceFile.Load(parsed.GetValue(of)!.FullName).OrThrow()).OrThrow();
            var compared = CompareFilings.Run(Facts(before), Facts(after)).OrThrow();
            if (scope.IsJson) CommandScope.PrintObject(compared);
            else
            {
                var table = new Table().AddColumns("Filer", "Element", "Period", "Old", "New", "Times", "");
                foreach (var each in compared.Restated)
                {
                    var fact = (each.After ?? each.Before)!;
                    table.AddRow(Markup.Escape(fact.Filer), Markup.Escape(fact.Element), $"{fact.Start:uuuu-MM-dd} to {fact.End:uuuu-MM-dd}",
                        Markup.Escape(each.Before?.Value ?? "none"), Markup.Escape(each.After?.Value ?? "none"),
                        each.Times?.ToString("0.##", CultureInfo.InvariantCulture) ?? "", each.IsOutlier ? "[red]beyond belief[/]" : "");
                }
                CommandScope.Print(table);
                scope.Terminal.MarkupLineInterpolated($"{compared.Same} facts are the same, {compared.Restated.Length} are not.");
            }
            return compared.Restated.IsEmpty ? ExitCodes.Done : ExitCodes.Found;
        }));
        return command;
    }
}
