using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Busbar.Gateways;
using Busbar.Gateways.Eqr;
using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;
using Busbar.Supply.Recovery.Eqr;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar eqr terms | build | validate | file | list</c>: FERC's Electric Quarterly Report, from deals and settled hours to
/// every filing kept.</summary>
public static class EqrCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("eqr", "Build, validate and keep FERC's Electric Quarterly Report")
    {
        Terms(), Build(), Validate(), FileIt(), List(),
    };

    private static Instant Now => SystemClock.Instance.GetCurrentInstant();

    private static Command Terms()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Seller and agreements as JSON, as cases/recovery/eqr/terms.json" };
        var command = new Command("terms", "Set who files and under which agreements we sell") { file };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var terms = WholeJson.Read<EqrTerms>(SourceFile.Load(parsed.GetValue(file)!.FullName).OrThrow(), "bad-eqr-terms",
                "Give every field; cases/recovery/eqr/terms.json is an example.");
            new EqrBook(scope.Store).Keep(terms, PersonAtHand.Of(scope, Roles.Rates), Now);
            if (scope.IsJson) CommandScope.PrintObject(new { terms.Seller, agreements = terms.Agreements.Length });
            else scope.Terminal.MarkupLineInterpolated($"{terms.Seller.Name} ({terms.Seller.Cid}), {terms.Agreements.Length} agreements");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Build()
    {
        var quarter = new Option<EqrQuarter>("--quarter")
        {
            Description = "As 2025Q4", Required = true, CustomParser = result => ReadQuarter(result),
        };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder of the files", Required = true };
        var type = new Option<string>("--type") { Description = "NEW, REPLACE, DELETE or NOACTION", DefaultValueFactory = _ => "NEW" };
        var notes = new Option<string>("--notes") { Description = "Why it is refiled", DefaultValueFactory = _ => "" };
        var taxonomy = new Option<string>("--taxonomy")
        {
            Description = "Address of FERC's entry point for the package (our placeholder until it is published)",
            DefaultValueFactory = _ => "urn:busbar:eqr:entry-point",
        };
        var command = new Command("build", "The quarter's report from deals, agreements and settled hours, as CSV and as an xBRL package")
            { quarter, output, type, notes, taxonomy };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var book = new EqrBook(scope.Store);
            var built = book.Build(parsed.GetValue(quarter), parsed.GetValue(type)!, parsed.GetValue(notes)!, scope.AsOf, Now);
            var filing = built.OrThrow();
            var package = EqrPackage.Write(filing, parsed.GetValue(taxonomy)!, "urn:busbar:eqr").OrThrow();
            var folder = parsed.GetValue(output)!;
            folder.Create();
            foreach (var table in EqrBook.Tables(filing))
                File.WriteAllText(Path.Combine(folder.FullName, $"{table.Layout.Section.ToString().ToLowerInvariant()}.csv"),
                    EqrCsv.Write(table));
            File.WriteAllBytes(Path.Combine(folder.FullName, $"{filing.Says("Seller CID")}-{filing.Quarter}.zip"), package.ToArray());
            return Print(scope, filing, book.Validate(filing, scope.AsOf), ((Outcome<EqrFiling>.Done)built).Findings);
        }));
        return command.WithAsOf();
    }

    private static Command Validate()
    {
        var files = Files();
        var before = new Option<FileInfo[]>("--before")
        {
            Description = "Files of the quarter before", AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("validate", "Hold a report against every rule; exit 4 when it has errors") { files, before };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var filing = Read(parsed.GetValue(files)!);
            return Print(scope, filing, ValidateEqr.Run(new(filing,
                parsed.GetValue(before) is { Length: > 0 } earlier ? Read(earlier) : null)), []);
        }));
        return command;
    }

    private static Command FileIt()
    {
        var files = Files();
        var command = new Command("file", "Write down that a report was filed; a refiling supersedes, and all are kept") { files };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var (book, filing) = (new EqrBook(scope.Store), Read(parsed.GetValue(files)!));
            var validation = book.Validate(filing, AsOf.Latest);
            if (!validation.IsClean)
                throw new RefusedException(new("report-has-errors",
                    $"{validation.Findings.Count(each => each.Severity == Severity.Error)} errors", $"{filing.Quarter}",
                    "Correct them first: busbar eqr validate FILE..."));
            book.File(filing, PersonAtHand.Of(scope, Roles.Rates), Now);
            return Print(scope, filing, validation, book.Folded(AsOf.Latest) is Outcome<ImmutableArray<FiledQuarter>>.Done done
                ? done.Findings : []);
        }));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "What stands of each quarter, and every filing of it");
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var quarters = new EqrBook(scope.Store).All(scope.AsOf);
            if (scope.IsJson)
                CommandScope.PrintObject(new { quarters = quarters.Select(each => new
                {
                    each.Cid, quarter = each.Quarter.ToString(), inForce = each.InForce?.FiledAt, versions = each.Versions.Select(version =>
                        new { version.FiledAt, version.Type, transactions = version.Transactions.Rows.Length }),
                }) });
            else
            {
                var table = new Table().AddColumns("Seller", "Quarter", "Filed", "Type", "Transactions", "Stands");
                foreach (var each in quarters)
                    foreach (var version in each.Versions)
                        table.AddRow(Markup.Escape(each.Cid), each.Quarter.ToString(), version.FiledAt.ToString(),
                            Markup.Escape(version.Type), version.Transactions.Rows.Length.ToString(CultureInfo.InvariantCulture),
                            ReferenceEquals(version, each.InForce) ? "yes" : "superseded");
                CommandScope.Print(table);
            }
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Argument<FileInfo[]> Files() => new("FILE")
    {
        Description = "The report's tables as CSV, or its xBRL package (.zip)", Arity = ArgumentArity.OneOrMore,
    };

    private static EqrFiling Read(FileInfo[] files)
    {
        ImmutableArray<SourceFile> sources = [.. files.Select(file => SourceFile.Load(file.FullName).OrThrow())];
        return sources is [{ Name: var name } package] && name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)
            ? EqrPackage.Read(package, Now).OrThrow() : EqrCsv.ReadFiling(sources, Now).OrThrow();
    }

    private static int Print(CommandScope scope, EqrFiling filing, EqrValidation validation, IEnumerable<Finding> others)
    {
        ImmutableArray<Finding> findings = [.. others, .. validation.Findings];
        if (scope.IsJson)
            CommandScope.PrintObject(new
            {
                quarter = filing.Quarter?.ToString(), contracts = filing.Contracts.Rows.Length,
                transactions = filing.Transactions.Rows.Length, validation.IsClean, validation.Faults, validation.Provenance, findings,
            });
        else
        {
            var table = new Table().AddColumns("Rule", "Severity", "Where", "What", "Done");
            foreach (var each in findings)
                table.AddRow(Markup.Escape(each.Code), $"{each.Severity}", Markup.Escape(each.Where), Markup.Escape(each.What),
                    Markup.Escape(each.Done));
            if (!findings.IsEmpty) CommandScope.Print(table);
            scope.Terminal.MarkupLineInterpolated($"{filing.Quarter}: {filing.Contracts.Rows.Length} contracts, {filing.Transactions.Rows.Length} transactions, {(validation.IsClean ? "no errors" : "errors")}. {validation.Provenance}.");
        }
        return validation.IsClean ? ExitCodes.Done : ExitCodes.Found;
    }

    private static EqrQuarter ReadQuarter(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text.Length == 6 && text[4] is 'Q' or 'q' && text[5] is >= '1' and <= '4'
            && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 2100)
            return new(year, text[5] - '0');
        result.AddError($"--quarter '{text}' is not a quarter like 2025Q4");
        return default;
    }
}
