using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Risk.BackTesting;

/// <summary>A risk model that publishes numbers.</summary>
/// <param name="Name">As reports name it.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Use">What its numbers decide.</param>
/// <param name="LastReview">When it was last reviewed by somebody else, or null for never.</param>
/// <param name="Tests">Its back-tests.</param>
public sealed record RiskModel(string Name, string Owner, string Use, OperatingDay? LastReview, ImmutableArray<PriceBackTest> Tests);

/// <summary>What may be done with a model.</summary>
public enum ModelStanding
{
    /// <summary>Tested and reviewed; its numbers stand.</summary>
    Fit,
    /// <summary>Yellow, or its exceptions are too many, too few or clustered at 5 %: used with care.</summary>
    Watched,
    /// <summary>Red: its numbers decide nothing until it is mended.</summary>
    Unfit,
    /// <summary>Not back-tested.</summary>
    Untested,
}

/// <summary>One line of the model page.</summary>
public sealed record ModelReview(RiskModel Model, ModelStanding Standing, OperatingDay? NextReview, string Reason);

/// <summary>What to review.</summary>
/// <param name="Day">The day of the page.</param>
/// <param name="Models">The models that publish.</param>
/// <param name="ReviewEveryDays">Days between reviews, above 0.</param>
public sealed record ReviewModelsInputs(OperatingDay Day, ImmutableArray<RiskModel> Models, int ReviewEveryDays);

/// <summary>The model page: every model that publishes value at risk, with its tests, its standing and its next review. Source: Board of
/// Governors, SR 11-7, Guidance on Model Risk Management, 2011, section V.</summary>
public static class ReviewModels
{
    /// <summary>A test passes at this probability.</summary>
    public const double Significance = 0.05;

    /// <summary>Reviews. Refuses no models, a model without owner or twice, and days that are not above 0; says which are untested,
    /// overdue or
    /// unfit.</summary>
    public static Outcome<ImmutableArray<ModelReview>> Run(ReviewModelsInputs inputs)
    {
        if (Refuse(inputs) is { } refusal) return refusal;
        var reviews = inputs.Models.Select(model => Review(model, inputs.ReviewEveryDays)).ToImmutableArray();
        return Outcome.Of(reviews, reviews.SelectMany(review => Findings(review, inputs.Day)));
    }

    private static ModelReview Review(RiskModel model, int every)
    {
        var next = model.LastReview?.Plus(every);
        if (model.Tests.IsDefaultOrEmpty) return new(model, ModelStanding.Untested, next, "no back-test");
        var worst = model.Tests.MaxBy(test => test.Light)!;
        if (worst.Light == TrafficLight.Red)
            return new(model, ModelStanding.Unfit, next, $"{worst.RecentExceptions} exceptions of late at {worst.Level}: red");
        var doubtful = model.Tests.FirstOrDefault(test => test.Coverage.CoverageProbability < Significance)
            ?? model.Tests.FirstOrDefault(test => test.Coverage.ConditionalProbability < Significance);
        if (worst.Light == TrafficLight.Yellow)
            return new(model, ModelStanding.Watched, next, $"{worst.RecentExceptions} exceptions of late at {worst.Level}: yellow");
        return doubtful is null
            ? new(model, ModelStanding.Fit, next, "green, and its exceptions are as promised and apart")
            : new(model, ModelStanding.Watched, next, Doubt(doubtful));
    }

    private static string Doubt(PriceBackTest test) => test.Coverage.CoverageProbability < Significance
        ? FormattableString.Invariant($"{test.Coverage.Exceptions} exceptions at {test.Level}, {test.Coverage.Expected:F1} promised")
        : $"exceptions at {test.Level} cluster";

    private static IEnumerable<Finding> Findings(ModelReview review, OperatingDay day)
    {
        var name = review.Model.Name;
        if (review.Standing == ModelStanding.Untested)
            yield return new("model-untested", Severity.Warning, $"'{name}' publishes without a back-test", name, "listed as untested");
        if (review.Standing == ModelStanding.Unfit)
            yield return new("model-unfit", Severity.Error, $"'{name}': {review.Reason}", name, "listed as unfit");
        if (review.NextReview is not { } next || next.CompareTo(day) < 0)
            yield return new("review-overdue", Severity.Warning,
                $"'{name}' was to be reviewed by {(review.NextReview is { } due ? due : "its start")}", name,
                    "listed with the day it was due");
    }

    private static Refusal? Refuse(ReviewModelsInputs inputs)
    {
        if (inputs.Models.IsDefaultOrEmpty)
            return new("no-models", "no model publishes", "model page", "Name the models whose numbers are used.");
        if (inputs.ReviewEveryDays < 1)
            return new("wrong-review-days", $"a review every {inputs.ReviewEveryDays} days", "model page", "Give days above 0: 365.");
        var unowned = inputs.Models.FirstOrDefault(model => model.Owner.Length == 0 || model.Name.Length == 0);
        if (unowned is not null)
            return new("model-without-owner", $"'{unowned.Name}' has no name or nobody answers for it", "model page", "Name its owner.");
        var twice = inputs.Models.GroupBy(model => model.Name).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? null : new("model-twice", $"'{twice.Key}' is listed twice", "model page", "List each model once.");
    }
}
