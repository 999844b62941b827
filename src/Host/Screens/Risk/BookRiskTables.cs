using System.Collections.Immutable;
using System.Globalization;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Supply.Risk.Measures;
using Busbar.Supply.Risk.Portfolio;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Risk;

/// <summary>The tables and pictures of the book at risk, as its newest close measured it.</summary>
public static class BookRiskTables
{
    /// <summary>What each book adds to value at risk; the last row is the whole.</summary>
    public static ScreenTable Parts(ScreenView view)
    {
        ImmutableArray<Column> columns =
        [
            Words("Book"), Numbers("Component 95", "USD"), Numbers("Share", "%"), Numbers("Alone 95", "USD"),
            Numbers("Incremental 95", "USD"), Numbers("ES 95", "USD"), Numbers("Component 99", "USD"), Numbers("Alone 99", "USD"),
            Numbers("Incremental 99", "USD"),
        ];
        const string Title = "Value at risk by book";
        if (new CloseBook(view.Reads.Store).Newest(view.AsOf)?.Risk is not { } risk) return new("book-risk", Title, columns, []);
        var (at95, at99) = (CloseBook.Figure(risk, 0.95), CloseBook.Figure(risk, 0.99));
        var whole95 = new RiskPart("whole book", at95.ValueAtRisk, at95.ExpectedShortfall, at95.ValueAtRisk, at95.ValueAtRisk);
        var whole99 = new RiskPart("whole book", at99.ValueAtRisk, at99.ExpectedShortfall, at99.ValueAtRisk, at99.ValueAtRisk);
        return new("book-risk", Title, columns,
        [
            .. at95.Parts.Add(whole95).Zip(at99.Parts.Add(whole99), (part, rare) => (ImmutableArray<Cell>)
            [
                Cell.Of(part.Name), Cell.Of(part.Component.Value, 0), Cell.Of(100 * part.Component.Value / at95.ValueAtRisk.Value, 1),
                Cell.Of(part.Standalone.Value, 0), Cell.Of(part.Incremental.Value, 0), Cell.Of(part.ShortfallComponent.Value, 0),
                Cell.Of(rare.Component.Value, 0), Cell.Of(rare.Standalone.Value, 0), Cell.Of(rare.Incremental.Value, 0),
            ]),
        ], IsMain: true);
    }

    /// <summary>What each scenario of the policy costs, book by book; a loss is positive.</summary>
    public static ScreenTable Stress(ScreenView view)
    {
        var stress = new CloseBook(view.Reads.Store).Newest(view.AsOf)?.Stress;
        var losses = stress?.Scenarios ?? [];
        var books = losses.SelectMany(loss => loss.Books).Select(each => each.Book).Distinct().Order(StringComparer.Ordinal).ToArray();
        return new("stress-losses", "Stress: what each scenario loses",
            [Words("Scenario"), Numbers("Loss", "USD"), .. books.Select(book => Numbers(book, "USD"))],
            [
                .. losses.OrderByDescending(loss => loss.Loss.Value).Select(loss => (ImmutableArray<Cell>)
                [
                    Cell.Of(loss.Name), Loss(loss.Loss.Value),
                    .. books.Select(book => Loss(loss.Books.Where(each => each.Book == book).Sum(each => each.Loss.Value))),
                ]),
            ]);
    }

    /// <summary>What was imperfect at the close.</summary>
    public static ScreenTable Findings(ScreenView view) => new("close-findings", "Findings of the close",
        [Words("Finding"), Words("Severity"), Words("What"), Words("Where"), Words("What was done")],
        [
            .. (new CloseBook(view.Reads.Store).Newest(view.AsOf)?.Findings ?? []).Select(finding => (ImmutableArray<Cell>)
            [
                Cell.Of(finding.Code), Cell.Of(finding.Severity.ToString().ToLowerInvariant()), Cell.Of(finding.What),
                Cell.Of(finding.Where), Cell.Of(finding.Done),
            ]),
        ]);

    /// <summary>Each book's share of value at risk beside what it would be alone.</summary>
    public static ChartModel Components(ValueAtRiskFigure at95) => new("VaR 95 by book: component, and alone", "USD",
        [.. at95.Parts.Select(part => part.Name)],
        [
            ChartLine.Of("Component", ChartKind.Bars, 1, at95.Parts.Select(part => part.Component.Value)),
            ChartLine.Of("Alone", ChartKind.Points, 6, at95.Parts.Select(part => part.Standalone.Value)),
        ]);

    /// <summary>VaR 99 over the first paths and over all, within two standard errors of the last.</summary>
    public static ChartModel Convergence(SimulatedBook risk, ValueAtRiskFigure at99)
    {
        var (value, error) = (at99.ValueAtRisk.Value, at99.StandardError?.Value ?? double.NaN);
        IEnumerable<double> Flat(double level) => risk.Convergence.Select(_ => level);
        return new("VaR 99 as paths are added, with two standard errors", "USD",
            [.. risk.Convergence.Select(stage => stage.Paths.ToString("N0", CultureInfo.InvariantCulture))],
            [
                ChartLine.Of("+2 errors", ChartKind.BandUpper, 3, Flat(value + 2 * error)),
                ChartLine.Of("−2 errors", ChartKind.BandLower, 3, Flat(value - 2 * error)),
                ChartLine.Of("VaR 99", ChartKind.Line, 1, risk.Convergence.Select(stage => stage.Var99.Value)),
            ]);
    }

    private static Cell Loss(double usd) => Cell.Of(usd, 0).As(usd > 0 ? Tone.Bad : Tone.Plain);
}
