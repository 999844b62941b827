using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Busbar.Gateways;
using Busbar.Gateways.RiskFiles;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Risk;
using Busbar.Supply.Risk.BackTesting;
using Busbar.Supply.Risk.Measures;
using Spectre.Console;

namespace Busbar.Host.Commands;

/// <summary><c>busbar risk var | backtest | cost | hedges | toll | storage | swing</c>: value at risk from files, back-tests on a
/// price history, cost at risk, hedges, flexibility.</summary>
public static class RiskCommand
{
    private const string All = "All";

    private static readonly ImmutableArray<string> methods =
        ["historical", "age-weighted", "filtered", "delta-normal", "delta-gamma", "cornish-fisher"];

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("risk", "Value at risk, its back-tests, cost at risk, hedges, flexibility") { Var(), BackTest(),
            RiskCostCommand.Create(), RiskHedgesCommand.Create() };
        foreach (var option in RiskFlexibilityCommand.All()) command.Add(option);
        return command;
    }

    private static Command Var()
    {
        var method = new Option<string>("--method") { Description = string.Join(", ", methods), Required = true };
        method.AcceptOnlyFromAmong([.. methods]);
        var profits = new Option<FileInfo?>("--pnl") { Description =
            "Profits by scenario: #Portfolio,RiskClass,RiskType,PLDate1,PLDate2,PLAmount" };
        var sensitivities = new Option<FileInfo?>("--sensitivities") { Description =
            "Deltas and gammas: #TradeId,…,Factor_1,…,Delta,Gamma" };
        var covariance = new Option<FileInfo?>("--covariance") { Description = "Covariance of the factors: factor factor value" };
        var portfolio = new Option<FileInfo?>("--portfolio") { Description =
            "XML that names each trade's portfolio; trades of none are left out" };
        var levels = new Option<double[]>("--level")
            { Description = "Confidence; may be given again", DefaultValueFactory = _ => [0.95, 0.99], AllowMultipleArgumentsPerToken =
                true };
        var convention = new Option<QuantileConvention>("--convention")
            { Description = "Which value of a sample is its quantile", DefaultValueFactory = _ => QuantileConvention.OrderStatistic };
        var decay = new Option<double>("--decay")
            { Description = "Of age-weighted and filtered", DefaultValueFactory = _ => 0.94 };
        var days = new Option<double>("--holding-days") { Description = "How long the book is held", DefaultValueFactory = _ => 1 };
        var by = new Option<RiskGrouping>("--by") { Description = "What the parts are", DefaultValueFactory = _ => RiskGrouping.Trade };
        var isRepaired = new Option<bool>("--repair") { Description =
            "Use the nearest covariance that is one, where the given is indefinite" };
        var command = new Command("var", "Value at risk and expected shortfall of every view of a book, with the parts that add up to it")
            { method, profits, sensitivities, covariance, portfolio, levels, convention, decay, days, by, isRepaired };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var name = parsed.GetValue(method)!;
            var (views, findings) = name is "historical" or "age-weighted" or "filtered"
                ? OfProfits(Need(parsed, profits, name), name, parsed.GetValue(convention), parsed.GetValue(decay))
                : OfSensitivities(Need(parsed, sensitivities, name), Need(parsed, covariance, name), parsed.GetValue(portfolio), name,
                    parsed.GetValue(isRepaired));
            var holding = HoldingPeriod.OneDay with { Days = parsed.GetValue(days) };
            return Print(scope, [.. views.Select(view => Measured(view, [.. parsed.GetValue(levels)!], parsed.GetValue(by), holding))],
                findings);
        }));
        return command;
    }

    private static Command BackTest()
    {
        var prices = new Option<FileInfo>("--prices") { Description = "Hourly prices: a column date and a column of prices", Required =
            true };
        var column = new Option<string>("--column") { Description = "The price column", DefaultValueFactory = _ => "OT" };
        var window = new Option<int>("--window") { Description = "Profits each day's value at risk is made from", DefaultValueFactory =
            _ => 250 };
        var level = new Option<double>("--level") { Description = "Confidence", DefaultValueFactory = _ => 0.99 };
        var energy = new Option<double>("--mwh") { Description = "MWh a day held; 2400 is 100 MW", DefaultValueFactory = _ => 2400 };
        var method = new Option<BackTestMethod?>("--method") { Description =
            "One method only: Historical, Normal, MovingNormal, Filtered" };
        var command = new Command("backtest",
            "Kupiec's, Christoffersen's and the traffic light's verdict on value at risk over real prices")
            { prices, column, window, level, energy, method };
        command.SetAction((parsed, _) => CommandScope.Run(parsed, scope =>
        {
            var read = PriceHistoryCsv.Read(SourceFile.Load(parsed.GetValue(prices)!.FullName).OrThrow(), parsed.GetValue(column)!);
            var history = read.OrThrow();
            var chosen = parsed.GetValue(method) is { } one ? [one] : Enum.GetValues<BackTestMethod>();
            var tests = chosen.Select(each => BackTestPrices.Run(new(history, new MwhEstimate(parsed.GetValue(energy)),
                parsed.GetValue(window),
                parsed.GetValue(level), each)).OrThrow()).ToImmutableArray();
            if (scope.IsJson)
                CommandScope.PrintObject(new { days = tests[0].Days.Length, tests = tests.Select(Summary),
                    findings = read.FindingsOrNone() });
            else CommandScope.Print(TableOf(tests));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static (ImmutableArray<View> Views, ImmutableArray<Finding> Findings) OfProfits(
        FileInfo file, string method, QuantileConvention convention, double decay)
    {
        var read = ProfitCsv.Read(SourceFile.Load(file.FullName).OrThrow());
        return ([.. read.OrThrow().Select(series => new View(series.Cut.Book, series.Cut.Commodity, series.Cut.Tenor, method switch
        {
            "filtered" => new ValueAtRiskMethod.Filtered([series], convention, decay),
            "age-weighted" => new ValueAtRiskMethod.Historical([series], convention, decay),
            _ => new ValueAtRiskMethod.Historical([series], convention),
        }))], read.FindingsOrNone());
    }

    /// <summary>The whole book and each of its portfolios, over all risk classes and in each of them.</summary>
    private static (ImmutableArray<View> Views, ImmutableArray<Finding> Findings) OfSensitivities(
        FileInfo sensitivities, FileInfo covariance, FileInfo? portfolio, string method, bool isRepaired)
    {
        var books = portfolio is null ? null : OrePortfolioXml.Read(SourceFile.Load(portfolio.FullName).OrThrow()).OrThrow();
        var read = OreSensitivityCsv.Read(SourceFile.Load(sensitivities.FullName).OrThrow(), books);
        var moves = CovarianceTable.Read(SourceFile.Load(covariance.FullName).OrThrow()).OrThrow();
        var all = read.OrThrow();
        string[] Names(Func<Sensitivity, string> of) => [All, .. all.Select(of).Where(name =>
            name.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        var views =
            from book in Names(each => each.Cut.Book)
            from risk in Names(each => each.Cut.Commodity)
            let chosen = all.Where(each => (book == All || each.Cut.Book == book) && (risk == All
                || each.Cut.Commodity == risk)).ToImmutableArray()
            where !chosen.IsEmpty
            select new View(book, risk, All, method switch
            {
                "delta-normal" => new ValueAtRiskMethod.DeltaNormal(chosen, moves, isRepaired),
                _ => new ValueAtRiskMethod.DeltaGamma(chosen, moves, method == "cornish-fisher", isRepaired),
            });
        return ([.. views], read.FindingsOrNone());
    }

    private static MeasuredView Measured(View view, ImmutableArray<double> levels, RiskGrouping by, HoldingPeriod holding)
    {
        var outcome = MeasureValueAtRisk.Run(new(view.Method, levels, by, holding));
        return new(view.Book, view.RiskClass, view.RiskType, outcome.OrThrow(), outcome.FindingsOrNone());
    }

    private static int Print(CommandScope scope, ImmutableArray<MeasuredView> views, ImmutableArray<Finding> findings)
    {
        findings = [.. findings, .. views[0].Findings];
        if (scope.IsJson)
        {
            CommandScope.PrintObject(new
            {
                views = views.Select(view => new { view.Book, view.RiskClass, view.RiskType, view.Report.Method, view.Report.Figures }),
                    findings,
            });
            return ExitCodes.Done;
        }
        var table = new Table().AddColumns("Portfolio", "Risk class", "Type", "Level", "Value at risk", "Expected shortfall",
            "Diversification");
        foreach (var view in views)
            foreach (var figure in view.Report.Figures)
                table.AddRow(Markup.Escape(view.Book), Markup.Escape(view.RiskClass), Markup.Escape(view.RiskType),
                    figure.Level.ToString(CultureInfo.InvariantCulture), Usd(figure.ValueAtRisk), Usd(figure.ExpectedShortfall),
                    Usd(figure.Diversification));
        CommandScope.Print(table);
        scope.Terminal.MarkupLineInterpolated($"{views[0].Report.Method}");
        foreach (var finding in findings) scope.Terminal.MarkupLineInterpolated($"{finding.Code}: {finding.What}; {finding.Done}");
        return ExitCodes.Done;
    }

    private static object Summary(PriceBackTest test) => new
    {
        method = test.Method, test.Level, firstDay = test.Days[0], lastDay = test.Days[^1], test.Coverage, test.RecentExceptions,
            test.Light,
        firstValueAtRisk = test.ValueAtRiskUsd[0], lastValueAtRisk = test.ValueAtRiskUsd[^1], meanValueAtRisk =
            test.ValueAtRiskUsd.Average(),
    };

    private static Table TableOf(ImmutableArray<PriceBackTest> tests)
    {
        var table = new Table().AddColumns("Method", "Days", "Expected", "Exceptions", "Kupiec LR", "p", "Independence LR", "p",
            "Coverage LR", "p", "Last 250");
        foreach (var test in tests)
        {
            var coverage = test.Coverage;
            string F(double value) => value.ToString("F6", CultureInfo.InvariantCulture);
            table.AddRow($"{test.Method}", $"{test.Days.Length}", F((1 - test.Level) * test.Days.Length), $"{coverage.Exceptions}",
                F(coverage.Coverage), F(coverage.CoverageProbability), F(coverage.Independence), F(coverage.IndependenceProbability),
                F(coverage.Conditional), F(coverage.ConditionalProbability), $"{test.RecentExceptions} {test.Light}");
        }
        return table;
    }

    private static string Usd(UsdEstimate value) => value.Value.ToString("N2", CultureInfo.InvariantCulture);

    private static FileInfo Need(ParseResult parsed, Option<FileInfo?> option, string method) => parsed.GetValue(option)
        ?? throw new RefusedException(new("missing-file", $"{method} needs {option.Name}", option.Name, "Name the file."));

    /// <summary>A cut of a book and how its risk is found.</summary>
    private sealed record View(string Book, string RiskClass, string RiskType, ValueAtRiskMethod Method);

    private sealed record MeasuredView(
        string Book, string RiskClass, string RiskType, ValueAtRiskReport Report, ImmutableArray<Finding> Findings);
}
