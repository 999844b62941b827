using System.Collections.Immutable;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Risk;
using Busbar.Supply.Risk.BackTesting;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Risk;

/// <summary>The models that publish value at risk, back-tested on what they published.</summary>
public static class ModelTables
{
    private const int ReviewEveryDays = 365;

    /// <summary>Each model with its standing; empty while none has published.</summary>
    public static ImmutableArray<ModelReview> Read(ScreenView view)
    {
        ImmutableArray<Published> days =
        [
            .. RiskTables.Measured(view).Select(each =>
                new Published(each.Report.Day, each.Report.Var95.Value, each.Report.Var99.Value, each.Realised)),
        ];
        var closes = Closes(view);
        var models = new[]
        {
            Model("Day at risk", "the day's open position against its limits before the gate", days),
            Model("Book at risk", "limits of the book, and deals before they are accepted", closes),
        }.Zip(new[] { days, closes }).Where(pair => !pair.Second.IsEmpty).Select(pair => pair.First).ToImmutableArray();
        return models.IsEmpty ? []
            : [.. ReviewModels.Run(new(view.Last ?? closes[^1].Day, models, ReviewEveryDays)).OrThrow().Select(OrTooFew)];
    }

    // Few days forgive a bad model: green is not yet fit.
    private static ModelReview OrTooFew(ModelReview review)
    {
        var days = review.Model.Tests.IsDefaultOrEmpty ? 0 : review.Model.Tests.Max(test => test.Days.Length);
        return review.Standing == ModelStanding.Fit && days < TrafficLights.Days
            ? review with
            {
                Standing = ModelStanding.Watched, Reason = $"too few days to tell: {days} of {TrafficLights.Days}; {review.Reason}",
            } : review;
    }

    /// <summary>The back-tests, one a model and level.</summary>
    public static ScreenTable Tests(ScreenView view) => new("model-tests", "Back-tests of published value at risk",
        [
            Words("Model"), Numbers("Level", "%"), Numbers("Days", ""), Numbers("Expected", ""), Numbers("Exceptions", ""), Words("Light"),
            Numbers("Kupiec p", ""), Numbers("Christoffersen p", ""), Numbers("Both p", ""), Words("First day"), Words("Last day"),
            Numbers("Kupiec LR", ""), Numbers("Christoffersen LR", ""), Numbers("Both LR", ""),
        ],
        [
            .. Read(view).SelectMany(review => review.Model.Tests.Select(test => Row(review.Model.Name, test))),
        ], IsMain: true);

    /// <summary>What each model is for, and whether it may be used.</summary>
    public static ScreenTable Models(ScreenView view) => new("risk-models", "Models",
        [Words("Model"), Words("Standing"), Words("Reason"), Words("Decides"), Words("Answers for it"), Words("Last review")],
        [
            .. Read(view).Select(review => (ImmutableArray<Cell>)
            [
                Cell.Of(review.Model.Name), Cell.Of(review.Standing.ToString().ToLowerInvariant()).As(review.Standing switch
                {
                    ModelStanding.Fit => Tone.Good,
                    ModelStanding.Unfit => Tone.Bad,
                    _ => Tone.Plain,
                }),
                Cell.Of(review.Reason), Cell.Of(review.Model.Use), Cell.Of(review.Model.Owner),
                Cell.Of(review.Model.LastReview?.ToString() ?? "none on record"),
            ]),
        ]);

    /// <summary>How a standing is marked.</summary>
    public static string ToneOf(ModelStanding standing) => standing switch
    {
        ModelStanding.Fit => "good",
        ModelStanding.Unfit => "bad",
        _ => "",
    };

    /// <summary>A day's published value at risk at two levels, and the loss that came true; NaN while it is not known.</summary>
    private sealed record Published(OperatingDay Day, double Var95, double Var99, double Lost);

    // Of several closes at one day's marks the last counts.
    private static ImmutableArray<Published> Closes(ScreenView view)
    {
        var closes = view.Reads.Store.Versions<BookClose>(new(nameof(BookClose), Kinds.Current))
            .Where(each => each.KnownAt <= view.AsOf.KnownAt && !(each.RecordedAt > view.AsOf.RecordedBy)).Select(each => each.Body)
            .Where(close => close.Risk is not null).GroupBy(close => close.Position.MarkDay).OrderBy(day => day.Key)
            .Select(day => day.Last()).ToArray();
        return
        [
            .. closes.Select((close, i) => new Published(close.Position.MarkDay, CloseBook.Figure(close.Risk!, 0.95).ValueAtRisk.Value,
                CloseBook.Figure(close.Risk!, 0.99).ValueAtRisk.Value, LossAfter(close, i + 1 < closes.Length ? closes[i + 1] : null))),
        ];
    }

    // A skipped close leaves nothing to compare.
    private static double LossAfter(BookClose close, BookClose? next) =>
        next is { Profit: { } profit, MadeOfHoldings: { } made } && profit.From <= close.Position.MeasuredAt
            ? -(double)made.Value : double.NaN;

    private static RiskModel Model(string name, string use, ImmutableArray<Published> published)
    {
        ImmutableArray<Published> known = [.. published.Where(day => !double.IsNaN(day.Lost))];
        return new(name, Roles.Risk, use, null,
            known.IsEmpty ? [] : [Test(known, 0.95, day => day.Var95), Test(known, 0.99, day => day.Var99)]);
    }

    private static PriceBackTest Test(ImmutableArray<Published> days, double level, Func<Published, double> foretold)
    {
        bool[] isException = [.. days.Select(day => day.Lost > foretold(day))];
        var recent = isException.AsSpan(Math.Max(0, isException.Length - TrafficLights.Days));
        return new(null, level, [.. days.Select(day => day.Day)], [.. days.Select(day => -day.Lost)], [.. days.Select(foretold)],
            CoverageTest.Run(isException, 1 - level), recent.Count(true), TrafficLights.Of(recent.Count(true), recent.Length, 1 - level));
    }

    private static ImmutableArray<Cell> Row(string model, PriceBackTest test)
    {
        var coverage = test.Coverage;
        return
        [
            Cell.Of(model), Cell.Of(100 * test.Level, 0), Cell.Count(coverage.Days), Cell.Of(coverage.Expected, 1),
            Cell.Count(coverage.Exceptions), Cell.Of(test.Light.ToString().ToLowerInvariant()).As(test.Light switch
            {
                TrafficLight.Green => Tone.Good,
                TrafficLight.Red => Tone.Bad,
                _ => Tone.Plain,
            }),
            Probability(coverage.CoverageProbability), Probability(coverage.IndependenceProbability),
            Probability(coverage.ConditionalProbability), Cell.Of(test.Days[0].ToString()), Cell.Of(test.Days[^1].ToString()),
            Cell.Of(coverage.Coverage, 3), Cell.Of(coverage.Independence, 3), Cell.Of(coverage.Conditional, 3),
        ];
    }

    private static Cell Probability(double p) => Cell.Of(p, 4).As(p < ReviewModels.Significance ? Tone.Bad : Tone.Plain);
}
