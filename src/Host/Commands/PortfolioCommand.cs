using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Digital.Portfolio.Plans;
using Busbar.Digital.Portfolio.Selection;
using Busbar.Gateways;
using Busbar.Gateways.Documents;
using Busbar.Gateways.Portfolio;
using Busbar.Host.Desks.Portfolio;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics.IntegerPrograms;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar portfolio select | plan | keep | sample | demand</c>: what to fund, with its proof; the IT plan as a document; what
/// the business asks for. Exit code 4 when a selection is not proven.</summary>
public static class PortfolioCommand
{
    private static readonly Option<double> seconds = new("--seconds")
        { Description = "Seconds after which a search gives what it has", DefaultValueFactory = _ => 60 };

    /// <summary>The command.</summary>
    public static Command Create() => new("portfolio", "IT portfolio: selection, plan") { Select(), Plan(), Keep(), Sample(),
        DemandCommand.Create() };

    private static Command Select()
    {
        var file = FileArgument();
        var explain = new Option<bool>("--explain") { Description = "Say too what more means would bring and what the rejected need" };
        var command = new Command("select", "Fund the most value within every year's money and people, with its proof")
            { file, explain, seconds };
        command.SetAction((parsed, stop) => CommandScope.Run(parsed, stop, (scope, stopping) =>
        {
            var of = Read(parsed.GetValue(file)!);
            using var clock = Clock(parsed.GetValue(seconds), stopping);
            var limits = SearchLimits.Proof with { Nodes = long.MaxValue, Stop = clock.Token };
            var outcome = SelectInitiatives.Run(of, limits);
            var (best, findings) = (outcome.OrThrow(), outcome.FindingsOrNone());
            var runnerUp = (FindRunnerUp.Run(of, best, limits) as Outcome<PortfolioSelection>.Done)?.Value;
            var isAsked = parsed.GetValue(explain);
            var gains = isAsked ? PriceCapacity.Run(of, best, limits).OrThrow() : [];
            ImmutableArray<RejectionReason> rejections = isAsked
                ? [.. best.Rejected.Select(id => ExplainRejection.Run(of, best, id, limits).OrThrow())] : [];
            var scenarios = CompareScenarios.Run(of, best, limits);
            stopping.ThrowIfCancellationRequested();
            if (scope.IsJson) CommandScope.PrintObject(new { selection = best, runnerUp, gains, rejections, scenarios, findings });
            else Print(best, runnerUp, rejections);
            SettleCommand.Tell(scope, findings);
            return Task.FromResult(best.IsProven ? ExitCodes.Done : ExitCodes.Found);
        }));
        return command;
    }

    private static Command Plan()
    {
        var file = new Argument<FileInfo?>("FILE") { Description = "YAML or JSON; the portfolio in force when left out", Arity
            = ArgumentArity.ZeroOrOne };
        var into = new Option<FileInfo>("--out") { Description = "The document: .docx or .pdf", Required = true };
        var command = new Command("plan", "Write the IT plan") { file, into, seconds };
        command.SetAction((parsed, stop) => CommandScope.Run(parsed, stop, (scope, stopping) =>
        {
            var target = parsed.GetValue(into)!;
            if (target.Extension is not (".docx" or ".pdf"))
                throw new RefusedException(new("document-kind", $"'{target.Name}' is neither .docx nor .pdf", "--out", "End it so."));
            using var clock = Clock(parsed.GetValue(seconds), stopping);
            var of = parsed.GetValue(file) is { } given ? Read(given) : InForce(scope);
            var outcome = ReviewPortfolio.Run(of, SettleCommand.Now.InUtc().Date, SearchLimits.Proof with { Stop = clock.Token });
            var plan = DraftItPlan.Run(outcome.OrThrow());
            stopping.ThrowIfCancellationRequested();
            var bytes = target.Extension == ".pdf" ? WriteItPlan.AsPdf(plan).OrThrow() : WriteItPlan.AsDocx(plan);
            File.WriteAllBytes(target.FullName, [.. bytes]);
            if (scope.IsJson) CommandScope.PrintObject(new { file = target.FullName, plan });
            SettleCommand.Tell(scope, outcome.FindingsOrNone());
            scope.Terminal.MarkupLineInterpolated($"{target.Name} is written");
            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }

    private static Command Keep()
    {
        var file = FileArgument();
        var command = new Command("keep", "Put a portfolio into force for the page") { file };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var given = parsed.GetValue(file)!;
            SourceFile.Load(given.FullName).OrThrow();
            DeskCommand.BooksOf(scope).Portfolio.Keep(new(given.Name, File.ReadAllText(given.FullName)),
                PersonAtHand.Of(scope, Roles.ServiceOperator), SettleCommand.Now);
            scope.Terminal.MarkupLineInterpolated($"{given.Name} is in force");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Sample()
    {
        var command = new Command("sample", "Print a made-up portfolio file that shows every field");
        command.SetAction((parsed, _) => CommandScope.Run(parsed, _ =>
        {
            Console.Out.WriteLine(SamplePortfolio.File(SettleCommand.Now.InUtc().Date).Text);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Argument<FileInfo> FileArgument() => new("FILE") { Description = "YAML or JSON; busbar portfolio sample prints one" };

    private static PortfolioCase Read(FileInfo file) => ReadPortfolio.Run(SourceFile.Load(file.FullName).OrThrow()).OrThrow();

    private static PortfolioCase InForce(CommandScope scope) => DeskCommand.BooksOf(scope).Portfolio.Case(AsOf.Latest)
        ?? throw new RefusedException(new("no-portfolio", "No portfolio is in force", "FILE", "Name a file, or keep one first."));

    private static CancellationTokenSource Clock(double seconds, CancellationToken stop)
    {
        if (seconds is not (> 0 and < 1e6))
            throw new RefusedException(new("bad-seconds", $"{seconds} is no time to search", "--seconds", "Give a number above zero."));
        var clock = CancellationTokenSource.CreateLinkedTokenSource(stop);
        clock.CancelAfter(TimeSpan.FromSeconds(seconds));
        return clock;
    }

    private static void Print(PortfolioSelection best, PortfolioSelection? runnerUp, ImmutableArray<RejectionReason> rejections)
    {
        var table = new Table { Caption = new($"{Usd(best.ValueUsd)} USD, "
            + (best.IsProven ? "proven" : $"at most {Usd(best.BoundUsd)} USD")
            + (runnerUp is null ? "" : $"; the best other set {Usd(runnerUp.ValueUsd)} USD")) };
        table.AddColumns("Initiative", "Start", "Value USD");
        foreach (var each in best.Chosen) table.AddRow(Markup.Escape(each.Name), $"{each.StartYear}", Usd(each.ValueUsd));
        CommandScope.Print(table);
        var means = new Table().AddColumns("What", "Year", "Unit", "Used", "There is", "Shadow price USD");
        foreach (var each in best.Resources)
            means.AddRow(Markup.Escape(each.Name), $"{each.Year}", each.Unit, Number(each.Used), Number(each.Limit),
                Number(each.ShadowPriceUsd));
        CommandScope.Print(means);
        if (rejections.IsEmpty) return;
        var left = new Table().AddColumns("Left out", "Value USD", "It needs USD", "or cost cut %", "It would push out");
        foreach (var each in rejections)
            left.AddRow(Markup.Escape(each.Id), Usd(each.ValueUsd), each.ValueNeededUsd is { } needed ? Usd(needed) : "does not fit",
                each.CostCut is { } cut ? Number(100 * cut) : "none is enough", Markup.Escape(string.Join(", ", each.DisplacedIds)));
        CommandScope.Print(left);
    }

    private static string Usd(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
