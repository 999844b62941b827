using System.Collections.Immutable;
using System.CommandLine;
using Busbar.Gateways;
using Busbar.Gateways.Advisories;
using Busbar.Host.Desks.Security;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar security enrich</c>: published decision points and the catalogue of known exploited vulnerabilities, which then
/// decide the findings, and a day's estimates of exploitation, which order them.</summary>
internal static class SecurityEnrichCommand
{
    public static Command Create()
    {
        var points = new Argument<FileInfo?>("POINTS")
        {
            Description = "CSV of SSVC decision points: cve, exploitation, automatable, technical_impact", Arity = ArgumentArity.ZeroOrOne,
        };
        var catalogue = new Option<FileInfo?>("--known-exploited") { Description = "CISA's catalogue as CSV, with the points" };
        var epss = new Option<FileInfo?>("--epss") { Description = "FIRST's daily EPSS file, plain or gzip" };
        var command = new Command("enrich", "Put published decision points and estimates into force") { points, catalogue, epss };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var books = DeskCommand.BooksOf(scope).Security;
            if ((parsed.GetValue(points), parsed.GetValue(epss)) is (null, null))
                throw new RefusedException(new("nothing-given", "Neither points nor estimates are given", "POINTS",
                    "Give the file of points, --epss, or both."));
            // Both are read before either is kept.
            var day = parsed.GetValue(epss) is { } scores ? SourceFile.Load(scores.FullName).OrThrow() : null;
            var prediction = day is null ? null : ExploitPredictionCsv.Read(day);
            prediction?.OrThrow();
            var decided = parsed.GetValue(points) is { } file ? KeepPoints(books, file, parsed.GetValue(catalogue)) : null;
            var feed = prediction is null ? null
                : books.Predictions.Keep(prediction.OrThrow(), day!, Actor.Gateway, SystemClock.Instance.GetCurrentInstant());
            Finding[] findings = [.. decided?.Findings ?? [], .. prediction?.FindingsOrNone() ?? []];
            if (scope.IsJson)
                CommandScope.PrintObject(new
                {
                    rows = decided?.Rows, kept = decided?.Kept, exploited = decided?.Exploited, feed,
                    scores = prediction?.OrThrow().Scores.Length, findings,
                });
            if (decided is not null)
                scope.Terminal.MarkupLine($"{decided.Kept} of {decided.Rows} rows decide; {decided.Exploited} in the catalogue");
            if (feed is not null)
                scope.Terminal.MarkupLineInterpolated($"{prediction!.OrThrow().Scores.Length} estimates of {feed.ScoredOn}, {feed.Model}");
            SettleCommand.Tell(scope, findings.GroupBy(finding => finding.Code).Select(group => group.First()));
            return ExitCodes.Done;
        }));
        return command;
    }

    private sealed record KeptPoints(int Rows, int Kept, int Exploited, ImmutableArray<Finding> Findings);

    private static KeptPoints KeepPoints(SecurityBooks books, FileInfo points, FileInfo? catalogue)
    {
        var published = PublishedPointsCsv.Read(SourceFile.Load(points.FullName).OrThrow()).OrThrow();
        var exploited = catalogue is { } file ? KnownExploitedCsv.Read(SourceFile.Load(file.FullName).OrThrow()).OrThrow() : [];
        var outcome = books.Points.Keep(published, exploited, Actor.Gateway, SystemClock.Instance.GetCurrentInstant());
        return new(published.Length, outcome.OrThrow(), exploited.Length, outcome.FindingsOrNone());
    }
}
