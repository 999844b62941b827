using System.Collections.Immutable;
using System.CommandLine;
using Busbar.Gateways;
using Busbar.Gateways.Forges;
using Busbar.Host.Desks.Delivery;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar delivery import | component | release | dora</c>: what was built and how well, and what each deployment did to the
/// services.</summary>
public static class DeliveryCommand
{
    private static readonly string[] endings = [".trx", ".xml", ".json", ".csv", ".gz"];

    /// <summary>The command.</summary>
    public static Command Create() => new("delivery", "Reports of builds, deployments, the five DORA metrics")
    {
        Import(), Component(), Release(), Dora(),
    };

    private static Command Import()
    {
        var paths = new Argument<string[]>("FILE")
        {
            Description = "Reports of tests, coverage, plans or modules, told by content; of a folder all of them",
            Arity = ArgumentArity.OneOrMore,
        };
        var commit = new Option<string>("--commit") { Description = "The commit they are of", DefaultValueFactory = _ => "" };
        var command = new Command("import", "Take reports in, all or none") { paths, commit };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            ImmutableArray<SourceFile> files = [.. parsed.GetValue(paths)!.SelectMany(FilesOf).Select(path =>
                SourceFile.Load(path).OrThrow())];
            var taken = new EvidenceBook(scope.Store).Take(files, parsed.GetValue(commit)!, PersonAtHand.Of(scope, Roles.ServiceOperator),
                SettleCommand.Now);
            if (scope.IsJson) Print(taken);
            else Show(taken);
            SettleCommand.Tell(scope, taken.Findings);
            return taken.Build?.Tests is { Bad.IsEmpty: false } ? ExitCodes.Found : ExitCodes.Done;
        }));
        return command;
    }

    private static Command Component()
    {
        var prefix = new Argument<string>("PATH") { Description = "How paths of the repository begin: src/Bids/" };
        var item = new Argument<string>("ITEM") { Description = "The configuration item that is built from them" };
        var command = new Command("component", "Say which item of the service map a part of a repository is") { prefix, item };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var books = DeskCommand.BooksOf(scope);
            var setting = books.Delivery.Setting(AsOf.Latest);
            var (path, name) = (parsed.GetValue(prefix)!, parsed.GetValue(item)!);
            if (books.Maps.Map(AsOf.Latest).Items.All(each => each.Name != name))
                throw new RefusedException(new("unknown-item", $"The map has no '{name}'", name, "Name an item of the service map."));
            books.Delivery.Keep(setting with
            {
                Components = [.. setting.Components.Where(each => each.Prefix != path), new(path, name)],
            }, PersonAtHand.Of(scope, Roles.ServiceOperator), SettleCommand.Now);
            scope.Terminal.MarkupLineInterpolated($"{path} is built into {name}");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Release()
    {
        var tag = new Argument<string>("TAG") { Description = "The release's name: v1.4.0" };
        var repository = new Option<string>("--repository") { Description = "Whose: grid/bids", Required = true };
        var title = new Option<string>("--title") { Description = "In a line", DefaultValueFactory = _ => "" };
        var log = new Option<FileInfo>("--log")
            { Description = $"What git log --name-only --pretty=format:'{ReadGitLog.Format}' OLDTAG..TAG printed", Required = true };
        var command = new Command("release", "Tell of a release with its commits, as a step of a build does")
            { tag, repository, title, log };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var commits = ReadGitLog.Run(SourceFile.Load(parsed.GetValue(log)!.FullName).OrThrow()).OrThrow();
            var (name, whose) = (parsed.GetValue(tag)!, parsed.GetValue(repository)!);
            var books = DeskCommand.BooksOf(scope);
            var isNew = books.Delivery.Release(whose, name, parsed.GetValue(title)!, commits, Actor.Gateway);
            var (_, release) = ReleaseContents.Of(books.Delivery.History(AsOf.Latest), books.Delivery.Setting(AsOf.Latest))
                .Last(each => each.Told.Tag == name && each.Told.Repository == whose);
            if (scope.IsJson) CommandScope.PrintObject(new { tag = name, isNew, release });
            else scope.Terminal.MarkupLineInterpolated(
                $"{name} of {whose} holds {release?.Commits.Length ?? 0} commits{(isNew ? "" : "; it was told before")}");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Dora()
    {
        var command = new Command("dora", "The five metrics of ninety days, failures blamed by cause and on the nearest deployment");
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            if (DeskCommand.BooksOf(scope).Delivery.Measure(scope.AsOf) is not { } dora)
                throw new RefusedException(new("no-deployments", "No forge has told of a deployment", "delivery",
                    "Point a forge's webhook to /hooks/forge/github, gitlab or generic."));
            if (scope.IsJson)
                CommandScope.PrintObject(new
                {
                    dora.From, dora.To, dora.ByCause, dora.ByNearest,
                    causes = dora.Causes.Select(link => new
                        { failure = link.Failure.Id, deployment = link.Deployment.Id, link.Evidence, link.Item }),
                    nearest = dora.Nearest.ToDictionary(link => link.Key, link => link.Value.Id),
                });
            else
            {
                var table = new Table().AddColumns("Metric", "By cause", "By the nearest deployment");
                foreach (var row in DoraWords.Of(dora)) table.AddRow(row.Metric, row.ByCause, row.ByNearest);
                CommandScope.Print(table);
            }
            SettleCommand.Tell(scope, dora.Findings);
            return ExitCodes.Done;
        }));
        return command.WithAsOf();
    }

    private static IEnumerable<string> FilesOf(string path) => !Directory.Exists(path) ? [path]
        : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(file => endings.Contains(Path.GetExtension(file)))
            .Order(StringComparer.Ordinal);

    private static void Print(TakenEvidence taken) => CommandScope.PrintObject(new
    {
        build = taken.Build?.Id, taken.IsNew, files = taken.Build?.Files ?? [],
        tests = taken.Build?.Tests is not { } tests ? null : new
        {
            tests.Files, tests.Suites, tests.Tests, tests.Passed, tests.Skipped, tests.Failed, tests.Errored, tests.Runs, tests.Seconds,
            bad = tests.Bad.Select(bad => new { suite = bad.Suite, bad.Case.Class, bad.Case.Name, bad.Case.Outcome, bad.Case.Text }),
        },
        coverage = taken.Build?.Coverage,
        plans = taken.Plans.Select(plan => new { plan.Project, standing = DeliveryMetrics.StandingOf(plan) }),
        modules = taken.Modules.Select(count => new { count.Product, count.Figures }), findings = taken.Findings,
    });

    private static void Show(TakenEvidence taken)
    {
        var table = new Table().AddColumns("What", "Figures");
        if (taken.Build?.Tests is { } tests)
            table.AddRow("Tests",
                $"{tests.Tests}: {tests.Passed} held, {tests.Skipped} skipped, {tests.Failed} failed, {tests.Errored} broke");
        if (taken.Build?.Coverage is { } coverage)
            table.AddRow("Coverage", FormattableString.Invariant(
                $"{coverage.LinesCovered} of {coverage.LinesValid} lines, {coverage.LinePercent:0.0} %"));
        foreach (var plan in taken.Plans)
            table.AddRow(Markup.Escape(plan.Project), DeliveryMetrics.StandingOf(plan) is { } value
                ? FormattableString.Invariant($"CPI {value.CostIndex:0.00}, SPI {value.ScheduleIndex:0.00}") : "cannot be measured");
        foreach (var count in taken.Modules)
            table.AddRow(Markup.Escape(count.Product),
                FormattableString.Invariant($"{count.Figures.Modules} modules, {count.Figures.Density:0.00} defects per kLOC"));
        CommandScope.Print(table);
    }
}
