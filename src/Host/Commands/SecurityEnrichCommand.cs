using System.CommandLine;
using Busbar.Gateways;
using Busbar.Gateways.Advisories;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar security enrich POINTS</c>: published decision points and the catalogue of known exploited vulnerabilities, which
/// then decide the findings.</summary>
internal static class SecurityEnrichCommand
{
    public static Command Create()
    {
        var points = new Argument<FileInfo>("POINTS")
            { Description = "CSV of SSVC decision points: cve, exploitation, automatable, technical_impact" };
        var catalogue = new Option<FileInfo?>("--known-exploited") { Description = "CISA's catalogue as CSV" };
        var command = new Command("enrich", "Put published decision points into force") { points, catalogue };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var published = PublishedPointsCsv.Read(SourceFile.Load(parsed.GetValue(points)!.FullName).OrThrow()).OrThrow();
            var exploited = parsed.GetValue(catalogue) is { } file
                ? KnownExploitedCsv.Read(SourceFile.Load(file.FullName).OrThrow()).OrThrow() : [];
            var outcome = DeskCommand.BooksOf(scope).Security.Points.Keep(published, exploited, Actor.Gateway,
                SystemClock.Instance.GetCurrentInstant());
            var (kept, findings) = (outcome.OrThrow(), outcome.FindingsOrNone());
            if (scope.IsJson) CommandScope.PrintObject(new { rows = published.Length, kept, exploited = exploited.Length, findings });
            else scope.Terminal.MarkupLine($"{kept} of {published.Length} rows decide; {exploited.Length} in the catalogue");
            SettleCommand.Tell(scope, findings.GroupBy(finding => finding.Code).Select(group => group.First()));
            return ExitCodes.Done;
        }));
        return command;
    }
}
