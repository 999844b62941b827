using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Busbar.Digital.DataQuality.Contracts;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Gateways;
using Busbar.Gateways.DataContracts;
using Busbar.Gateways.Tables;
using Busbar.Host.Desks.Quality;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;
using Spectre.Console;
using Table = Spectre.Console.Table;

namespace Busbar.Host.Commands;

/// <summary><c>busbar data contract check | contract compare | contract keep | lineage import | lineage export | check | breaches</c>: what
/// datasets promise, whether they keep it, and who read them when they did not.</summary>
public static class DataCommand
{
    private static readonly Argument<FileInfo> contract = new("CONTRACT")
    {
        Description = "YAML of the Open Data Contract Standard, version 3",
    };

    /// <summary>The command.</summary>
    public static Command Create() => new("data", "Contracts of datasets, lineage, breaches")
    {
        new Command("contract", "What datasets promise") { Check(), Compare(), Keep() }, DataLineageCommand.Create(), CheckAll(),
            Breaches(),
    };

    private static Command Check()
    {
        var data = new Option<FileInfo[]>("--data")
        {
            Description = "CSV or JSON of a table; its name without ending is the table's", Required = true,
                AllowMultipleArgumentsPerToken = true,
        };
        var at = AsOfOptions.InstantOption("--at", "The clock to which freshness is counted; now when left out");
        var command = new Command("check", "Hold a file against a contract") { contract, data, at };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var read = ReadDataContract.Run(SourceFile.Load(parsed.GetValue(contract)!.FullName).OrThrow());
            var tables = parsed.GetValue(data)!.Select(TableOf).ToImmutableArray();
            var outcome = CheckContract.Run(new(read.OrThrow(), string.Join(", ", tables.Select(table => table.Name)), tables,
                parsed.GetValue(at) ?? SettleCommand.Now));
            var report = outcome.OrThrow();
            ImmutableArray<Finding> findings = [.. read.FindingsOrNone(), .. outcome.FindingsOrNone()];
            if (scope.IsJson)
                CommandScope.PrintObject(new { report.Contract, report.Dataset, report.AsOf, report.IsKept, report.Broken, report.Checks,
                    findings });
            else Print(report.Checks);
            SettleCommand.Tell(scope, findings);
            return report.IsKept ? ExitCodes.Done : ExitCodes.Found;
        }));
        return command;
    }

    private static Command Compare()
    {
        var after = new Argument<FileInfo>("NEW") { Description = "The version that would replace it" };
        var command = new Command("compare", "What a new version of a contract changes, and whom it breaks") { contract, after };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            DataContract Read(Argument<FileInfo> file) =>
                ReadDataContract.Run(SourceFile.Load(parsed.GetValue(file)!.FullName).OrThrow()).OrThrow();
            var changes = CompareContracts.Run(new(Read(contract), Read(after))).OrThrow();
            var breaks = changes.Any(change => change.Breaks != Digital.DataQuality.Contracts.Breaks.Nobody);
            if (scope.IsJson) CommandScope.PrintObject(new { breaks, changes });
            else
            {
                var table = new Table().AddColumns("Where", "What", "Breaks");
                foreach (var change in changes)
                    table.AddRow(Markup.Escape(change.Place), Markup.Escape(change.What), change.Breaks.ToString().ToLowerInvariant());
                CommandScope.Print(table);
            }
            return breaks ? ExitCodes.Found : ExitCodes.Done;
        }));
        return command;
    }

    private static Command Keep()
    {
        var dataset = new Option<string>("--dataset") { Description = "The dataset it is about, as busbar show and the catalogue name it",
            Required = true };
        var command = new Command("keep", "Put a contract of a dataset of the store into force") { contract, dataset };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var file = parsed.GetValue(contract)!;
            new ContractBook(scope.Store).Keep(new(parsed.GetValue(dataset)!, file.Name, File.ReadAllText(file.FullName)),
                PersonAtHand.Of(scope, Roles.ServiceOperator), SettleCommand.Now);
            scope.Terminal.MarkupLineInterpolated($"{file.Name} is in force for {parsed.GetValue(dataset)!}");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command CheckAll()
    {
        var at = AsOfOptions.InstantOption("--at", "The clock of the check; what was known then is checked; now when left out");
        var command = new Command("check", "Check every contract in force against the store, and tell the service desk of breaches") { at };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var round = new CheckRound(scope.Store, DeskCommand.BooksOf(scope)).Run(parsed.GetValue(at) ?? SettleCommand.Now);
            if (scope.IsJson) CommandScope.PrintObject(new { round.At, round.Checks, round.Breaches });
            else
            {
                var table = new Table().AddColumns("Dataset", "Contract", "Kept", "Broken rules");
                foreach (var each in round.Checks)
                    table.AddRow(Markup.Escape(each.Report.Dataset), Markup.Escape(each.Report.Contract), each.Report.IsKept ? "yes"
                        : "[red]no[/]",
                        Markup.Escape(string.Join("; ", each.Report.Broken)));
                CommandScope.Print(table);
                Print(round.Breaches);
            }
            SettleCommand.Tell(scope, round.Checks.SelectMany(each => each.Findings));
            return round.Checks.All(each => each.Report.IsKept) ? ExitCodes.Done : ExitCodes.Found;
        }));
        return command;
    }

    private static Command Breaches()
    {
        var command = new Command("breaches", "Breaches, open and past, with their megawatts, dollars and what to make anew");
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var breaches = new DataBreachBook(scope.Store).All(scope.AsOf);
            if (scope.IsJson) CommandScope.PrintObject(new { breaches });
            else Print(breaches);
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static Digital.Handoffs.DataQuality.Table TableOf(FileInfo file)
    {
        var (source, name) = (SourceFile.Load(file.FullName).OrThrow(), file.Name.Split('.')[0]);
        return (file.Name.Contains(".json", StringComparison.OrdinalIgnoreCase) || file.Name.Contains(".ndjson",
            StringComparison.OrdinalIgnoreCase)
            ? ReadJsonTable.Run(source, name) : ReadCsvTable.Run(source, name)).OrThrow();
    }

    private static void Print(ImmutableArray<ContractCheck> checks)
    {
        var table = new Table().AddColumns("Promise", "State", "Measured", "Rows", "Failing", "First failed rows");
        foreach (var check in checks)
            table.AddRow(Markup.Escape(check.Name), check.State == CheckState.Broken ? "[red]broken[/]" : check.State.ToString()
                .ToLowerInvariant(),
                check.Measured?.ToString("0.###", CultureInfo.InvariantCulture) ?? "", $"{check.Rows}", $"{check.Failing}",
                Markup.Escape(string.Join("; ", check.Samples.Take(3).Select(SampleWords.Of))));
        CommandScope.Print(table);
    }

    private static void Print(ImmutableArray<KeptBreach> breaches)
    {
        if (breaches.IsEmpty) return;
        var table = new Table().AddColumns("Dataset", "Began", "Ended", "MW", "USD", "Ticket", "To be made anew, in order");
        foreach (var each in breaches)
            table.AddRow(Markup.Escape(each.Breach.Dataset), each.Breach.Began.ToString(), each.Breach.Ended?.ToString() ?? "open",
                each.Breach.MwTouched?.ToString("0.###", CultureInfo.InvariantCulture) ?? "",
                each.Breach.UsdTouched?.ToString("N2", CultureInfo.InvariantCulture) ?? "", each.Ticket,
                Markup.Escape(string.Join(", ", each.Recalculate)));
        CommandScope.Print(table);
    }
}
