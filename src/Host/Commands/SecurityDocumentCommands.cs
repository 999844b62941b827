using System.Collections.Immutable;
using System.CommandLine;
using Busbar.Digital.Cybersecurity.Advisories;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways;
using Busbar.Gateways.Advisories;
using Busbar.Gateways.Bills;
using Busbar.Host.Desks.Security;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar security bill FILE</c> and <c>busbar security advisory FILE</c>: a maker's bill of materials, or a publisher's
/// advisory, held against its standard and shown.</summary>
internal static class SecurityDocumentCommands
{
    public static Command Bill()
    {
        var asset = new Option<string?>("--asset")
            { Description = "Keep it as what this item of the service map is made of, and judge its findings by what it states" };
        return Reading("bill", "Check a CycloneDX or SPDX bill of materials and list what it names", asset, (file, keep) =>
        {
            var outcome = ReadBill.Run(file);
            return new(outcome.OrThrow(), Rows(outcome.OrThrow()), outcome.FindingsOrNone(), scope => keep is { } item
                ? DeskCommand.BooksOf(scope).Security.Bills.Keep(item, outcome.OrThrow(), file, Actor.Gateway) : null);
        });
    }

    public static Command Advisory()
    {
        var keep = new Option<bool>("--keep") { Description = "Keep it, and judge the findings of every asset by what it states" };
        return Reading("advisory", "Check a CSAF or OpenVEX advisory and list where its products stand", keep, (file, isKept) =>
        {
            var read = ReadAdvisory.Run(file);
            var advisory = read.OrThrow();
            var standing = FollowStatements.Run(advisory.Vulnerabilities.SelectMany(each => each.Statements),
                SystemClock.Instance.GetCurrentInstant());
            return new(advisory, Rows(advisory, standing.OrThrow()), [.. read.FindingsOrNone(), .. ReviewAdvisory.Run(advisory),
                .. standing.FindingsOrNone()], scope => isKept
                    ? DeskCommand.BooksOf(scope).Security.Advisories.Keep(advisory, file, Actor.Gateway) : null);
        });
    }

    public static Command OwnBill()
    {
        var to = new Option<FileInfo>("--out") { Description = "Where to write it", Required = true };
        var command = new Command("own-bill", "Write Busbar's own bill of materials as CycloneDX 1.6") { to };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var bill = Desks.Security.OwnBill.Write();
            File.WriteAllBytes(parsed.GetValue(to)!.FullName, bill.Content.Span);
            var components = ReadBill.Run(bill).OrThrow().Components.Length;
            if (scope.IsJson) CommandScope.PrintObject(new { file = parsed.GetValue(to)!.FullName, components });
            else scope.Terminal.MarkupLineInterpolated($"{components} components written to {parsed.GetValue(to)!.FullName}");
            return ExitCodes.Done;
        }));
        return command;
    }

    /// <summary>A document that was read, and how it is kept; null where it is only looked at.</summary>
    private sealed record ReadDocument(
        object Document, Table Rows, IEnumerable<Finding> Findings, Func<CommandScope, Outcome<JudgedFindings>?> Keep);

    private static Command Reading<T>(string name, string what, Option<T> keep, Func<SourceFile, T?, ReadDocument> read)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The document" };
        var command = new Command(name, what) { file, keep };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var (document, rows, found, take) = read(SourceFile.Load(parsed.GetValue(file)!.FullName).OrThrow(), parsed.GetValue(keep));
            var kept = take(scope);
            Finding[] findings = [.. found, .. kept?.FindingsOrNone() ?? []];
            if (scope.IsJson) CommandScope.PrintObject(new { document, kept = kept?.OrThrow(), findings });
            else CommandScope.Print(rows);
            if (kept?.OrThrow() is { } judged && !scope.IsJson)
                scope.Terminal.MarkupLineInterpolated(
                    $"Kept; it says something new of {judged.Judged} findings, {judged.Closed} closed, {judged.Reopened} opened again");
            foreach (var each in findings) Console.Error.WriteLine($"{each.Code}: {each.What} ({each.Where}), {each.Done}");
            return findings.Any(each => each.Severity == Severity.Error) ? ExitCodes.Found : ExitCodes.Done;
        }));
        return command;
    }

    private static Table Rows(BillOfMaterials bill)
    {
        var table = new Table().AddColumns("Component", "Version", "Kind", "Package", "Licences");
        foreach (var each in bill.Components)
            table.AddRow(Markup.Escape(each.Name), Markup.Escape(each.Version), Markup.Escape(each.Kind),
                Markup.Escape(each.Package?.ToString() ?? ""), Markup.Escape(string.Join(", ", each.Licences)));
        return table;
    }

    /// <summary>Only what stands: a statement that a later one overrides is left out.</summary>
    private static Table Rows(Advisory advisory, ImmutableArray<StandingStatement> standing)
    {
        var names = advisory.Products.ToDictionary(each => each.Id, each => each.Name, StringComparer.Ordinal);
        var table = new Table().AddColumns("Vulnerability", "Products", "Stand", "Fix");
        foreach (var each in advisory.Vulnerabilities)
            foreach (var own in standing.Where(own => own.Statement.Vulnerability == each.Id).GroupBy(own => (own.Statement.Status,
                own.Subcomponent)))
                table.AddRow(Markup.Escape(each.Id), Markup.Escape(string.Join("; ", own.Select(one => names.GetValueOrDefault(one.Product,
                    one.Product))) + (own.Key.Subcomponent == "" ? "" : $" ({own.Key.Subcomponent})")), Words(own.Key.Status),
                    each.HasVendorFix ? "by the vendor" : each.IsNoFixPlanned ? "[red]none planned[/]" : "[red]none yet[/]");
        return table;
    }

    private static string Words(VexStatus status) => status switch
    {
        VexStatus.NotAffected => "not affected", VexStatus.Fixed => "[green]fixed[/]", VexStatus.Affected => "[red]affected[/]",
        _ => "looked into",
    };
}
