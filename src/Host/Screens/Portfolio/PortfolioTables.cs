using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Portfolio.Plans;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Portfolio;

/// <summary>The portfolio in force: what is funded and why, what is not and what it would need, means,
/// scenarios.</summary>
public static class PortfolioTables
{
    /// <summary>Every initiative, the funded ones first.</summary>
    public static ScreenTable Initiatives(ScreenView view) => Table(view, "initiatives", "Initiatives",
        [Words("Initiative"), Words("Funded from"), Numbers("Value", "USD"), Numbers("NPV", "USD"), Words("IRR"),
            Numbers("Payback", "years"), Numbers("ROI", "%"), Numbers("Score", ""), Words("Objective"), Words("Risk")],
        review =>
        {
            var starts = review.Selection.Chosen.ToDictionary(each => each.Id, StringComparer.Ordinal);
            var scores = review.Scores?.Ranked.ToDictionary(each => each.Id, each => each.Score, StringComparer.Ordinal) ?? [];
            return review.Case.Initiatives.Zip(review.Cases).OrderBy(each => starts.ContainsKey(each.First.Id) ? 0 : 1)
                .Select(each => (ImmutableArray<Cell>)
                [
                    Cell.Of(each.First.Name), starts.TryGetValue(each.First.Id, out var chosen)
                        ? Cell.Of(chosen.StartYear.ToString(CultureInfo.InvariantCulture)).As(Tone.Good) : Cell.Of("no").As(Tone.Faint),
                    chosen is null ? Cell.Empty : Cell.Of(chosen.ValueUsd, 0), Cell.Of(each.Second.NpvUsd, 0),
                    Cell.Of(string.Join("; ", each.Second.InternalRates.Select(
                        rate => rate.ToString("0.0 %", CultureInfo.InvariantCulture)))),
                    Number(each.Second.PaybackYears, 1), Number(each.Second.Roi * 100, 0),
                    Number(scores.TryGetValue(each.First.Id, out var score) ? score : null, 1), Cell.Of(each.First.Objective),
                    Cell.Of(each.First.Risk),
                ]);
        }, isMain: true);

    /// <summary>What was left out and what it needs.</summary>
    public static ScreenTable Rejected(ScreenView view) => Table(view, "portfolio-rejected", "Not funded, and what would change that",
        [Words("Initiative"), Numbers("Value", "USD"), Numbers("Value it needs", "USD"), Numbers("or cost cut", "%"),
            Words("It would push out")],
        review => review.Rejections.Select(each => (ImmutableArray<Cell>)
        [
            Cell.Of(review.Case.Initiatives.First(one => one.Id == each.Id).Name), Cell.Of(each.ValueUsd, 0),
            Number(each.ValueNeededUsd, 0), Number(each.CostCut * 100, 1), Cell.Of(string.Join(", ", each.DisplacedIds)),
        ]));

    /// <summary>Money and people by year, with what more of them would bring.</summary>
    public static ScreenTable Means(ScreenView view) => Table(view, "portfolio-means", "Money and people",
        [Words("What"), Numbers("Year", ""), Words("Unit"), Numbers("Used", ""), Numbers("There is", ""), Numbers("Shadow price", "USD"),
            Numbers("More", ""), Numbers("would truly add", "USD")],
        review => review.Selection.Resources.Select(each =>
        {
            var gain = review.Gains.FirstOrDefault(one => one.Name == each.Name && one.Year == each.Year);
            return (ImmutableArray<Cell>)
            [
                Cell.Of(each.Name), Cell.Of(each.Year.ToString(CultureInfo.InvariantCulture)), Cell.Of(each.Unit), Cell.Of(each.Used, 1),
                Cell.Of(each.Limit, 1), Cell.Of(each.ShadowPriceUsd, 2), Number(gain?.More, 0), Number(gain?.GainUsd, 0),
            ];
        }));

    /// <summary>The same under other means.</summary>
    public static ScreenTable Scenarios(ScreenView view) => Table(view, "portfolio-scenarios", "Scenarios",
        [Words("Scenario"), Numbers("Value", "USD"), Words("Comes in"), Words("Goes out"), Words("Why none")],
        review => review.Scenarios.Select(each => (ImmutableArray<Cell>)
        [
            Cell.Of(each.Name), Number(each.Selection?.ValueUsd, 0), Cell.Of(string.Join(", ", each.Added)),
            Cell.Of(string.Join(", ", each.Dropped)), Cell.Of(each.Refusal?.What ?? ""),
        ]));

    /// <summary>What was odd.</summary>
    public static ScreenTable Findings(ScreenView view) => new("portfolio-findings", "What was odd",
        [Words("What"), Words("Where"), Words("What was done"), Words("Code")],
        view.Digital.Portfolio.Review(view.AsOf) is not Outcome<PortfolioReview>.Done done ? []
            : [.. done.Findings.Select(each => (ImmutableArray<Cell>)
                [Cell.Of(each.What), Cell.Of(each.Where), Cell.Of(each.Done), Cell.Of(each.Code)])]);

    /// <summary>A table of the review in force; empty without one.</summary>
    internal static ScreenTable Table(
        ScreenView view, string name, string title, ImmutableArray<Column> columns,
        Func<PortfolioReview, IEnumerable<ImmutableArray<Cell>>> rows, bool isMain = false) => new(name, title, columns,
        view.Digital.Portfolio.Review(view.AsOf) is Outcome<PortfolioReview>.Done { Value: var review } ? [.. rows(review)] : [], isMain);

    internal static Cell Number(double? value, int decimals) => value is { } number ? Cell.Of(number, decimals) : Cell.Empty;
}
