using System.Collections.Immutable;
using System.CommandLine;
using Busbar.Host.Cycles;
using Busbar.Host.Desks;
using Busbar.Host.Desks.Delivery;
using Busbar.Host.Desks.Portfolio;
using Busbar.Host.Desks.Quality;
using Busbar.Host.Desks.Security;
using Busbar.Host.Desks.Service;
using Busbar.Host.Desks.Service.Watch;
using Busbar.Host.Work;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Simulators.SampleUtility;
using Busbar.Store;
using Busbar.Supply.Handoffs.Commitment;
using Busbar.Supply.Handoffs.Utility;
using Busbar.Supply.Trading.Deals;
using NodaTime;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar demo</c>: builds the generated utility "Quantum Energy", runs thirty operating days of it, and serves the pages.
/// Run again it finds everything there and only serves.</summary>
public static class DemoCommand
{
    private const ulong Seed = 20251102;
    private const int CostPaths = 200;
    private static readonly OperatingDay FirstGenerated = OperatingDay.Of(2024, 1, 1);
    private static readonly OperatingDay LastGenerated = OperatingDay.Of(2025, 12, 31);
    private static readonly OperatingDay FirstRun = OperatingDay.Of(2025, 10, 15);
    private static readonly OperatingDay LastRun = OperatingDay.Of(2025, 11, 13);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen", DefaultValueFactory = _ => ServeCommand.DefaultUrls };
        var noServe = new Option<bool>("--no-serve") { Description = "Build and run only" };
        var command = new Command("demo", "Build a generated sample utility, run thirty days of it, and serve the pages") { urls, noServe };
        command.SetAction((parsed, stop) => CommandScope.Run(parsed, stop, async (scope, stopping) =>
        {
            scope.Terminal.MarkupLine("[bold]Quantum Energy[/] is a [yellow]generated[/] utility: "
                + "its weather, load, prices and plants are made by a seeded program, not measured.");
            var run = Fill(scope, parsed.GetValue(urls)!.Split(';')[0], stopping);
            if (scope.IsJson) CommandScope.PrintObject(new { run = run.Value, digest = scope.Store.RunDigest(run).Hex });
            return parsed.GetValue(noServe) ? ExitCodes.Done : await ServeCommand.Serve(scope, parsed.GetValue(urls)!, oneClick: true,
                stopping);
        }));
        return command;
    }

    /// <summary>The sample, step by step; each is kept whole or not at all, or goes on where a killed one stopped.</summary>
    private static RunId Fill(CommandScope scope, string url, CancellationToken stop)
    {
        var (store, books) = (scope.Store, DeskCommand.BooksOf(scope));
        Build(scope);
        store.Together(() => FillBook(scope));
        var run = RunThirtyDays(scope, stop);
        store.Together(() => SampleTags.Keep(store, LastRun));
        SampleStatements.Keep(store, FirstRun, LastRun);
        MeasureCost(scope);
        var now = SystemClock.Instance.GetCurrentInstant();
        Action[] service =
        [
            () => SampleService.Keep(store, SystemClock.Instance), () => OperationsSample.Keep(store, url, now),
            () => FindingSample.Keep(books, now), () => SampleSecurity.Keep(store, now), () => SamplePortfolio.Keep(books, now),
            () => DataSample.Keep(store, books, FirstRun, LastRun), () => DeliverySample.Keep(store, books, now),
            () => StorySample.Keep(books, now),
        ];
        foreach (var sample in service) store.Together(sample);
        return run;
    }

    private static void Build(CommandScope scope)
    {
        if (new SupplyReads(scope.Store).Profile(AsOf.Latest) is not null) return;
        RunCommand.Progressing(scope, "generating two years", progress =>
        {
            var years = GenerateUtility.Run(Seed, FirstGenerated, LastGenerated);
            using var batch = scope.Store.Begin(Actor.Gateway, new RunId($"sample seed {Seed}"));
            foreach (var series in years.Series)
            {
                batch.PutSeries(series.Key, series.Values.Select(value =>
                    decimal.Round((decimal)value, series.Decimals)), series.Published, series.Source, FlagsOf(series));
                progress(1, 2, series.Key.Path);
            }

            batch.PutDocument(new(nameof(FleetRegister), Kinds.Current), years.Fleet, ImportCommand.Standing);
            batch.PutDocument(new(nameof(UtilityProfile), Kinds.Current), years.Profile, ImportCommand.Standing);
            progress(1, 2, "saving");
            batch.Commit();
            progress(2, 2, "saved");
            return true;
        });
    }

    /// <summary>The invented deals and the marks of each business day; the days that are run close the book.</summary>
    private static void FillBook(CommandScope scope)
    {
        var book = new TradeBook(scope.Store);
        if (!PolicyBook.Of(scope.Store, AsOf.Latest).Counterparties.IsEmpty) return;
        var (middle, front) = (new Actor("simulated risk desk", Roles.Risk), new Actor("simulated trader", Roles.Trader));
        PolicyBook.Keep(scope.Store, QuantumPolicy.Of(LastRun), middle, ImportCommand.Standing);
        new EqrBook(scope.Store).Keep(QuantumEqr.Terms, new("simulated rates desk", Roles.Rates), ImportCommand.Standing);
        foreach (var day in FirstRun.Through(LastRun).Where(MarketCalendar.Pjm.IsBusinessDay))
        {
            var close = MarketCalendar.Pjm.At(day, new LocalTime(17, 0));
            new CurveBook(scope.Store).Keep(QuantumBook.Curves(day, close), front, close);
        }
        // Most deals stand when the thirty days begin; the last are of the day before the last, so that there is something to confirm.
        foreach (var (day, lines) in new[] { (FirstRun, QuantumBook.DealLines[..^3]), (LastRun.Plus(-1), QuantumBook.DealLines[^3..]) })
        {
            var dealt = MarketCalendar.Pjm.At(day, new LocalTime(10, 15));
            book.Capture([.. lines.Select(line => new NewDeal(ReadDealLine.Run(new(line, MarketCalendar.Pjm.Name, "hedge", front.Name))
                .OrThrow(), dealt, QuantumBook.Basis))], front, dealt, "sample deals");
        }
    }

    /// <summary>What serving the load may cost, and the hedges that follow; after the days, whose plans say what starts cost.</summary>
    private static void MeasureCost(CommandScope scope)
    {
        var desk = new CostDesk(scope.Store);
        if (desk.Advice(AsOf.Latest) is not null) return;
        desk.Measure(AsOf.Latest, RunCommand.PersonHere, CostPaths, Seed);
        desk.Recommend(AsOf.Latest, RunCommand.PersonHere, null);
    }

    private static ImmutableArray<ValueFlag> FlagsOf(SampleSeries series) =>
        [.. Enumerable.Repeat(ValueFlag.Simulated, series.Values.Count)];

    private static RunId RunThirtyDays(CommandScope scope, CancellationToken stop)
    {
        var span = $"{FirstRun}..{LastRun}";
        if (scope.Store.Runs().LastOrDefault(run => run.Kind == OperatingPeriod.RunKind
            && run.Span == span && run.IsCompleted) is { } earlier) return earlier.Id;
        return RunCommand.Progressing(scope, "running thirty days", progress =>
            PeriodRun.Execute(scope.Store, FirstRun, LastRun, RunCommand.PersonHere, Environment.ProcessorCount, progress, stop));
    }
}
