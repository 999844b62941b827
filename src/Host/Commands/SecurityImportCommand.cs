using System.CommandLine;
using Busbar.Gateways;
using Busbar.Gateways.Scanners;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar security import --scanner NAME FILE</c>: a scanner's report into the findings of an asset.</summary>
internal static class SecurityImportCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The report as the scanner wrote it, plain or gzip" };
        var scanner = new Option<string>("--scanner")
            { Description = $"Who wrote it: {string.Join(", ", ReadScanReport.Scanners)}", Required = true };
        var asset = new Option<string>("--asset")
            { Description = "The item of the service map that was scanned", DefaultValueFactory = _ => "busbar-web" };
        var command = new Command("import", "Take in a scanner's report") { file, scanner, asset };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var source = SourceFile.Load(parsed.GetValue(file)!.FullName).OrThrow();
            var read = ReadScanReport.Read(parsed.GetValue(scanner)!, source);
            var outcome = DeskCommand.BooksOf(scope).Security.Findings.Import(read.OrThrow(), source, parsed.GetValue(asset)!,
                Actor.Gateway);
            var done = outcome.OrThrow();
            Finding[] findings = [.. read.FindingsOrNone(), .. outcome.FindingsOrNone()];
            if (scope.IsJson) CommandScope.PrintObject(new { import = done, findings });
            else
                scope.Terminal.MarkupLineInterpolated(
                    $"{done.Asset}: {done.Entries} entries, {done.Fresh} new findings, {done.Closed} closed, {done.Open} open");
            SettleCommand.Tell(scope, findings);
            return ExitCodes.Done;
        }));
        return command;
    }
}
