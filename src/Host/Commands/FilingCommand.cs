using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Busbar.Gateways.Documents;
using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Filing;
using Busbar.Supply.Recovery.Filing;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar filing build | compare | list</c>: the package of a clause's filing, and what moves between two versions of
/// it.</summary>
public static class FilingCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("filing", "Build a clause's filing, and compare its versions") { Build(), Compare(), List() };

    private static Command Build()
    {
        var (clause, costs) = (ClauseCommand.ClauseOption(), ClauseCommand.CostsOption());
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder of the files", Required = true };
        var terms = new Option<FileInfo?>("--terms")
        {
            Description = "Who files what, as cases/recovery/filing/terms.json; without it a draft with the facts in brackets",
        };
        var prose = new Option<FileInfo?>("--prose") { Description = "Its words as JSON, the shape of prose in filing.json" };
        var keep = new Option<bool>("--keep") { Description = "Keep it in the store as a version" };
        var command = new Command("build",
            "Application, testimony, exhibits with live formulas, workpapers, verification and tariff sheets from one dataset")
            { clause, costs, output, terms, prose, keep };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var schedule = ClauseCommand.ScheduleOf(scope, parsed.GetValue(clause)!, parsed.GetValue(costs));
            // A filing of a file of costs needs no store unless it is kept there.
            var filing = FilingDesk.Describe(parsed.GetValue(costs) is null || parsed.GetValue(keep) ? scope.Store : null, schedule,
                parsed.GetValue(terms) is { } given ? FilingFiles.Read<FilingTerms>(given) : null,
                parsed.GetValue(prose) is { } words ? FilingFiles.Read<FilingProse>(words) : null, scope.AsOf);
            var files = FilingFiles.Of(filing);
            var folder = parsed.GetValue(output)!;
            folder.Create();
            foreach (var file in files) File.WriteAllBytes(Path.Combine(folder.FullName, file.Name), [.. file.Bytes]);
            if (parsed.GetValue(keep))
                new FilingDesk(scope.Store).Keep(filing, PersonAtHand.Of(scope, Roles.Rates), SystemClock.Instance.GetCurrentInstant());
            return Print(scope, filing, files, parsed.GetValue(terms) is null ? schedule.Findings.Add(Drafted) : schedule.Findings);
        }));
        return command.WithAsOf();
    }

    private static Finding Drafted => new("terms-draft", Severity.Note, "No terms are given", "--terms",
        "Facts of the filing stand in brackets; dates follow the last month.");

    private static int Print(CommandScope scope, RecoveryFiling filing, ImmutableArray<FilingFile> files, ImmutableArray<Finding> findings)
    {
        var package = FilingDesk.PackageOf(filing);
        var pages = MovedPages.Between(package with { Documents = [] }, package).OrThrow().CountBy(page => page.Document)
            .ToDictionary(document => document.Key, document => document.Value, StringComparer.Ordinal);
        if (scope.IsJson)
        {
            CommandScope.PrintObject(new
            {
                filing = filing.Key(), files = files.Select(file => new { file.Name, bytes = file.Bytes.Length }), pages, findings,
                numbers = CheckFiling.Run(filing.Dataset).OrThrow().All.Select(number => new { number.Id, number.Value, number.Unit }),
            });
            return ExitCodes.Done;
        }
        var table = new Table().AddColumns("File", "Bytes", "Pages");
        foreach (var file in files)
            table.AddRow(file.Name, file.Bytes.Length.ToString("N0", CultureInfo.InvariantCulture),
                file.Name.EndsWith(".pdf", StringComparison.Ordinal) && pages.TryGetValue(file.Name[..^4], out var count)
                    ? count.ToString(CultureInfo.InvariantCulture) : "");
        CommandScope.Print(table);
        ClauseCommand.Print(scope, findings);
        return ExitCodes.Done;
    }

    private static Command Compare()
    {
        Argument<string> Of(string name) => new(name) { Description = "Folder of a filing, or its filing.json" };
        var (before, after) = (Of("OLD"), Of("NEW"));
        var command = new Command("compare", "Which numbers, cells, passages and printed pages move; exit 4 when any does")
            { before, after };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var (old, next) = (FilingDesk.PackageOf(FilingFiles.Read(parsed.GetValue(before)!)),
                FilingDesk.PackageOf(FilingFiles.Read(parsed.GetValue(after)!)));
            var changes = CompareFilings.Run(new(old, next));
            var pages = MovedPages.Between(old, next).OrThrow();
            if (scope.IsJson)
                CommandScope.PrintObject(new { changes.Values, changes.Cells, changes.Schedules, changes.Passages, pages });
            else Print(scope, changes, pages);
            return changes.Values.IsEmpty && changes.Cells.IsEmpty && changes.Passages.IsEmpty && pages.IsEmpty ? ExitCodes.Done
                : ExitCodes.Found;
        }));
        return command;
    }

    private static void Print(CommandScope scope, FilingChanges changes, ImmutableArray<MovedPage> pages)
    {
        var table = new Table().AddColumns("Number", "Old", "New");
        foreach (var value in changes.Values)
            table.AddRow(Markup.Escape($"{value.Id}, {value.Words}"), Number(value.Old), Number(value.New));
        CommandScope.Print(table);
        scope.Terminal.MarkupLineInterpolated(
            $"{changes.Cells.Length} cells on {string.Join(", ", changes.Schedules)}; {changes.Passages.Length} passages");
        foreach (var document in pages.GroupBy(page => page.Document))
            scope.Terminal.MarkupLineInterpolated($"{document.Key}: pages {string.Join(", ", document.Select(page => page.Page))}");
    }

    private static string Number(decimal? value) => value?.ToString("#,0.######", CultureInfo.InvariantCulture) ?? "none";

    private static Command List()
    {
        var command = new Command("list", "Filings kept, each version");
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var desk = new FilingDesk(scope.Store);
            var filings = desk.All(scope.AsOf).SelectMany(newest => desk.Versions(newest.Body.Key(), scope.AsOf)).ToList();
            if (scope.IsJson)
                CommandScope.PrintObject(new { filings = filings.Select(each => new
                {
                    filing = each.Body.Key(), each.Version, each.Who, each.KnownAt, each.Body.Source, hash = each.Hash.Hex,
                }) });
            else
            {
                var table = new Table().AddColumns("Filing", "Version", "By", "At", "Months from");
                foreach (var each in filings)
                    table.AddRow(each.Body.Key(), each.Version.ToString(CultureInfo.InvariantCulture), Markup.Escape(each.Who.Name),
                        each.KnownAt.ToString(), Markup.Escape(each.Body.Source));
                CommandScope.Print(table);
            }
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }
}
