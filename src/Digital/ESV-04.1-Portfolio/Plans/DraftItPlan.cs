using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Digital.Portfolio.Selection;

namespace Busbar.Digital.Portfolio.Plans;

/// <summary>Drafts the IT plan from a review: what is funded and why, what it takes, what was left out, the applications, the technologies,
/// the alignment. A section without anything to say is left out.</summary>
public static class DraftItPlan
{
    /// <summary>The plan.</summary>
    public static ItPlan Run(PortfolioReview review)
    {
        ImmutableArray<PlanSection> sections =
        [
            Funded(review), Means(review), Roadmap(review), Rejected(review), Scenarios(review), Scores(review), Applications(review),
            Capabilities(review), Radar(review), Alignment(review),
        ];
        return new($"IT plan: {review.Case.Name}", [.. sections.Where(section => !section.Rows.IsEmpty || !section.Text.IsEmpty)]);
    }

    private static PlanSection Funded(PortfolioReview review)
    {
        var best = review.Selection;
        var proof = best.IsProven ? "Nothing within the means is worth more: this is proven."
            : $"The search ended with up to {Usd(best.BoundUsd - best.ValueUsd)} USD more not ruled out.";
        var second = review.RunnerUp is { } other ? $" The best other set is worth {Usd(other.ValueUsd)} USD." : "";
        var cases = review.Cases.ToDictionary(each => each.Id, StringComparer.Ordinal);
        return new("Funded initiatives",
            [$"{best.Chosen.Length} of {review.Case.Initiatives.Length} initiatives are funded, worth {Usd(best.ValueUsd)} USD. "
                + proof + second],
            ["Initiative", "Start", "Value USD", "NPV USD", "IRR", "Payback years", "ROI"],
            [.. best.Chosen.Select(each => Row(each.Name, Text(each.StartYear), Usd(each.ValueUsd), Usd(cases[each.Id].NpvUsd),
                string.Join("; ", cases[each.Id].InternalRates.Select(Percent)), Number(cases[each.Id].PaybackYears),
                cases[each.Id].Roi is { } roi ? Percent(roi) : ""))]);
    }

    private static PlanSection Means(PortfolioReview review)
    {
        var gains = review.Gains.ToDictionary(each => (each.Name, each.Year));
        return new("Money and people", [], ["What", "Year", "Unit", "Used", "There is", "Shadow price USD", "More", "would truly add USD"],
            [.. review.Selection.Resources.Select(each => gains.GetValueOrDefault((each.Name, each.Year)) is { } gain
                ? Row(each.Name, Text(each.Year), each.Unit, Amount(each, each.Used), Amount(each, each.Limit), Number(each.ShadowPriceUsd),
                    Usd(gain.More), Usd(gain.GainUsd))
                : Row(each.Name, Text(each.Year), each.Unit, Amount(each, each.Used), Amount(each, each.Limit), Number(each.ShadowPriceUsd),
                    "", ""))]);
    }

    private static PlanSection Roadmap(PortfolioReview review)
    {
        var years = Enumerable.Range(review.Case.FirstYear, review.Case.BudgetUsd.Length).ToArray();
        var costs = review.Case.Initiatives.ToDictionary(each => each.Id, each => each.CostUsd, StringComparer.Ordinal);
        return new("Roadmap: cost by year, USD", [], ["Initiative", .. years.Select(Text)],
            [.. review.Selection.Chosen.Select(each => Row([each.Name, .. years.Select(year => year - each.StartYear)
                .Select(at => at >= 0 && at < costs[each.Id].Length ? Usd((double)costs[each.Id][at]) : "")]))]);
    }

    private static PlanSection Rejected(PortfolioReview review)
    {
        var names = review.Case.Initiatives.ToDictionary(each => each.Id, each => each.Name, StringComparer.Ordinal);
        return new("What was left out, and what would change that", [],
            ["Initiative", "Value USD", "Value it needs USD", "or cost cut", "It would push out"],
            [.. review.Rejections.Select(each => Row(names[each.Id], Usd(each.ValueUsd),
                each.ValueNeededUsd is { } needed ? Usd(needed) : "does not fit", each.CostCut is { } cut ? Percent(cut) : "none is enough",
                string.Join(", ", each.DisplacedIds)))]);
    }

    private static PlanSection Scenarios(PortfolioReview review) => new("Scenarios", [], ["Scenario", "Value USD", "Comes in", "Goes out"],
        [.. review.Scenarios.Select(each => Row(each.Name, each.Selection is { } then ? Usd(then.ValueUsd) : each.Refusal!.What,
            string.Join(", ", each.Added), string.Join(", ", each.Dropped)))]);

    private static PlanSection Scores(PortfolioReview review) => review.Scores is not { } sheet ? new("Scores", [], [], [])
        : new("Scores", [.. sheet.Ranges.Select(each => string.Create(CultureInfo.InvariantCulture,
            $"{sheet.Ranked[0].Id} leads while the weight of {each.Criterion}, {each.Weight:0.##} today, is between {each.Least:0.##} and ")
            + (each.Most is null ? "any height." : $"{Number(each.Most)}."))],
            ["Initiative", "Score", "Person-years", "Score per person-year (WSJF)"],
            [.. sheet.Ranked.Select(each => Row(each.Id, Number(each.Score), Number(each.PersonYears), Number(each.Wsjf)))]);

    private static PlanSection Applications(PortfolioReview review) => new("Applications (TIME)", [],
        ["Application", "Business fit", "Technical fit", "Yearly cost USD", "Quadrant"],
        [.. review.Applications.Select(each => Row(each.Application.Name, Number(each.Application.BusinessFit),
            Number(each.Application.TechnicalFit), Usd((double)each.Application.YearlyCostUsd), each.Quadrant.ToString()))]);

    private static PlanSection Capabilities(PortfolioReview review) => new("Capabilities", [],
        ["Capability", "Supported by", "Yearly cost USD", "Note"],
        [.. review.Capabilities.Select(each => Row(each.Capability.Name, string.Join(", ", each.Applications),
            Usd((double)each.YearlyCostUsd), each.IsOverlap ? "overlap" : ""))]);

    private static PlanSection Radar(PortfolioReview review) => new("Technology radar", [],
        ["Technology", "Ring", "Support ends", "Days left", "Used by"],
        [.. review.Radar.OrderBy(each => each.DaysLeft ?? int.MaxValue).Select(each => Row(each.Technology.Name, each.Technology.Ring,
            each.Technology.SupportEnds is { } ends ? $"{ends:uuuu-MM-dd}" : "", each.DaysLeft is { } days ? Text(days) : "",
            string.Join(", ", each.Applications)))]);

    private static PlanSection Alignment(PortfolioReview review)
    {
        var alignment = review.Alignment;
        var luftman = alignment.Luftman is { } level ? $"The business puts IT at level {Number(level)} of 5 on Luftman's criteria." : "";
        var share = !alignment.Objectives.IsEmpty && alignment.Share is { } part
            ? $"{Percent(part)} of the spend serves an objective whose metric moves." : "";
        return new("Business-IT alignment", [.. new[] { luftman, share }.Where(text => text.Length > 0)],
            ["Objective", "Metric", "Moves", "Spend USD"],
            [.. alignment.Objectives.Select(each => Row(each.Objective.Name, each.Objective.Metric, each.IsMoving ? "yes" : "no",
                Usd((double)each.SpendUsd)))]);
    }

    private static ImmutableArray<string> Row(params string[] cells) => [.. cells];

    private static string Amount(ResourceUse use, double value) => use.Unit == "USD" ? Usd(value) : Number(value);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Usd(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Number(double? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    private static string Percent(double value) => value.ToString("0.0 %", CultureInfo.InvariantCulture);
}
