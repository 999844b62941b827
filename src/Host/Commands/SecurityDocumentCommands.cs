using System.Collections.Immutable;
using System.CommandLine;
using Busbar.Digital.Cybersecurity.Advisories;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways;
using Busbar.Gateways.Advisories;
using Busbar.Gateways.Bills;
using Busbar.Kernel.Outcomes;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar security bill FILE</c> and <c>busbar security advisory FILE</c>: a maker's bill of materials, or a publisher's
/// advisory, held against its standard and shown.</summary>
internal static class SecurityDocumentCommands
{
    public static Command Bill() => Reading("bill", "Check a CycloneDX or SPDX bill of materials and list what it names", file =>
    {
        var outcome = ReadBill.Run(file);
        return (outcome.OrThrow(), Rows(outcome.OrThrow()), outcome.FindingsOrNone());
    });

    public static Command Advisory() => Reading("advisory", "Check a CSAF or OpenVEX advisory and list where its products stand", file =>
    {
        var read = ReadAdvisory.Run(file);
        var advisory = read.OrThrow();
        var standing = FollowStatements.Run(advisory.Vulnerabilities.SelectMany(each => each.Statements),
            SystemClock.Instance.GetCurrentInstant());
        return (advisory, Rows(advisory, standing.OrThrow()), [.. read.FindingsOrNone(), .. ReviewAdvisory.Run(advisory),
            .. standing.FindingsOrNone()]);
    });

    private static Command Reading(
        string name, string what, Func<SourceFile, (object Document, Table Rows, IEnumerable<Finding> Findings)> read)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The document; what it is shows in it" };
        var command = new Command(name, what) { file };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var (document, rows, found) = read(SourceFile.Load(parsed.GetValue(file)!.FullName).OrThrow());
            var findings = found.ToArray();
            if (scope.IsJson) CommandScope.PrintObject(new { document, findings });
            else CommandScope.Print(rows);
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
