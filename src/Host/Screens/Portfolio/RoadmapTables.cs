using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Portfolio.Plans;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using static Busbar.Host.Screens.Portfolio.PortfolioTables;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Portfolio;

/// <summary>When what is funded is worked on, and in which order the marks would have it.</summary>
public static class RoadmapTables
{
    /// <summary>The bars of the roadmap; none without a portfolio.</summary>
    public static ImmutableArray<RoadmapBar> Laid(PortfolioReview review) => LayRoadmap.Run(review.Case, review.Selection).OrThrow();

    /// <summary>The funded initiatives by quarter.</summary>
    public static ScreenTable Bars(ScreenView view) => Table(view, "roadmap", "Roadmap",
        [Words("Initiative"), Words("From"), Words("To"), Numbers("Cost", "USD"), Words("Needs"), Words("Objective"), Words("Note")],
        review =>
        {
            var notes = LayRoadmap.Run(review.Case, review.Selection).FindingsOrNone().ToLookup(each => each.Where, each => each.What);
            return Laid(review).Select(each => (ImmutableArray<Cell>)
            [
                Cell.Of(each.Initiative.Name), Cell.Of(each.First.ToString()), Cell.Of(each.Last.ToString()),
                Cell.Of(each.Initiative.CostUsd.Sum(), 0), Cell.Of(string.Join(", ", each.Initiative.DependsOn)),
                Cell.Of(each.Initiative.Objective), Cell.Of(string.Join("; ", notes[each.Initiative.Id])),
            ]);
        }, isMain: true);

    /// <summary>Every initiative by weighted shortest job first.</summary>
    public static ScreenTable Order(ScreenView view) => Table(view, "portfolio-order", "Weighted shortest job first",
        [Numbers("Rank", ""), Words("Initiative"), Numbers("Score", ""), Numbers("People", "years"), Numbers("WSJF", ""), Words("Funded")],
        review =>
        {
            var (names, funded) = (review.Case.Initiatives.ToDictionary(each => each.Id, each => each.Name, StringComparer.Ordinal),
                review.Selection.Chosen.Select(each => each.Id).ToHashSet(StringComparer.Ordinal));
            return (review.Scores?.Ranked ?? []).OrderByDescending(each => each.Wsjf ?? double.PositiveInfinity)
                .Select((each, at) => (ImmutableArray<Cell>)
                [
                    Cell.Count(at + 1), Cell.Of(names[each.Id]), Cell.Of(each.Score, 2), Cell.Of(each.PersonYears, 2),
                    each.Wsjf is { } wsjf ? Cell.Of(wsjf, 2) : Cell.Of("takes nobody").As(Tone.Faint),
                    funded.Contains(each.Id) ? Cell.Of("yes").As(Tone.Good) : Cell.Of("no").As(Tone.Faint),
                ]);
        });

    /// <summary>How far each weight may move before another initiative has the best marks.</summary>
    public static ScreenTable Weights(ScreenView view) => Table(view, "score-weights", "Weights within which the leader leads",
        [Words("Criterion"), Numbers("Weight", ""), Numbers("From", ""), Numbers("To", "")],
        review => (review.Scores?.Ranges ?? []).Select(each => (ImmutableArray<Cell>)
        [
            Cell.Of(each.Criterion), Cell.Of(each.Weight, 2), Cell.Of(each.Least, 2),
            each.Most is { } most ? Cell.Of(most, 2) : Cell.Of("any").As(Tone.Faint),
        ]));

    /// <summary>The best marks in a sentence.</summary>
    public static string Leader(PortfolioReview review) => review.Scores?.Ranked is not [var best, ..] ? "No criterion has a weight."
        : string.Create(CultureInfo.InvariantCulture,
            $"Best marks: {review.Case.Initiatives.First(each => each.Id == best.Id).Name}, {best.Score:0.##}. WSJF is the marks over ")
            + "the people-years that the work takes.";
}
