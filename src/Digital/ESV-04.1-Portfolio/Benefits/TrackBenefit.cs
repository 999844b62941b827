using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Portfolio.Benefits;

/// <summary>What an initiative promised, once it is live.</summary>
/// <param name="Initiative">The initiative.</param>
/// <param name="LiveSince">The first whole month with it.</param>
/// <param name="PromisedUsdPerYear">What it should bring a year.</param>
/// <param name="InvestedUsd">What it cost to make.</param>
/// <param name="UsdPerHour">What an hour of handling tickets costs.</param>
public sealed record BenefitClaim(
    string Initiative, YearMonth LiveSince, decimal PromisedUsdPerYear, decimal InvestedUsd, decimal UsdPerHour);

/// <summary>A month of the service that an initiative changes.</summary>
/// <param name="Month">The month.</param>
/// <param name="Tickets">Tickets opened.</param>
/// <param name="HandlingMinutes">Minutes worked on them.</param>
/// <param name="RunCostUsd">What the service cost to run.</param>
/// <param name="Achieved">Share of its objective's events that were good, or null.</param>
public sealed record ServiceMonth(YearMonth Month, int Tickets, double HandlingMinutes, decimal RunCostUsd, double? Achieved);

/// <summary>Realised beside promised.</summary>
/// <param name="Initiative">The initiative.</param>
/// <param name="Months">Months since it is live.</param>
/// <param name="TicketsAvoided">Against the mean month before.</param>
/// <param name="HandlingSavedUsd">Minutes of handling saved, at the hour's rate.</param>
/// <param name="RunCostSavedUsd">Run cost saved.</param>
/// <param name="PromisedUsd">What was promised for so many months.</param>
/// <param name="RealisedRoi">(Realised a year − invested) ÷ invested over one year at this pace; null without investment.</param>
/// <param name="PromisedRoi">The same of the promise.</param>
/// <param name="AchievedChange">Mean share of good events since, less that before; null where it was not measured.</param>
public sealed record RealisedBenefit(
    string Initiative, int Months, double TicketsAvoided, double HandlingSavedUsd, double RunCostSavedUsd, double PromisedUsd,
    double? RealisedRoi, double? PromisedRoi, double? AchievedChange)
{
    /// <summary>Handling and run cost saved together.</summary>
    public double RealisedUsd => HandlingSavedUsd + RunCostSavedUsd;
}

/// <summary>Tells what an initiative brought from its service's own months: the months before it are what it is held against.</summary>
public static class TrackBenefit
{
    private const int MostBefore = 12;
    private const int FewBefore = 3;

    /// <summary>The benefit; a finding when fewer than three months before are known (<c>short-baseline</c>). Refused without a month
    /// before (<c>no-baseline</c>) or since (<c>not-live</c>).</summary>
    public static Outcome<RealisedBenefit> Run(BenefitClaim claim, ImmutableArray<ServiceMonth> months)
    {
        var before = months.Where(each => each.Month < claim.LiveSince).OrderBy(each => each.Month).TakeLast(MostBefore).ToList();
        var since = months.Where(each => each.Month >= claim.LiveSince).ToList();
        if (before.Count == 0)
            return new Refusal("no-baseline", "No month before the initiative is known", claim.Initiative, "Give months before it.");
        if (since.Count == 0)
            return new Refusal("not-live", "No month since the initiative is known", claim.Initiative, "Ask again after a month.");
        double Saved(Func<ServiceMonth, double> of) => before.Average(of) * since.Count - since.Sum(of);
        var handling = Saved(each => each.HandlingMinutes) / 60 * (double)claim.UsdPerHour;
        var runCost = Saved(each => (double)each.RunCostUsd);
        var yearly = (handling + runCost) * 12 / since.Count;
        var benefit = new RealisedBenefit(claim.Initiative, since.Count, Saved(each => each.Tickets), handling, runCost,
            (double)claim.PromisedUsdPerYear * since.Count / 12, Roi(yearly, claim), Roi((double)claim.PromisedUsdPerYear, claim),
            Mean(since) - Mean(before));
        return Outcome.Of(benefit, before.Count >= FewBefore ? [] : [new Finding("short-baseline", Severity.Warning,
            $"Only {before.Count} months before the initiative are known", claim.Initiative, "their mean is used")]);
    }

    private static double? Roi(double yearlyUsd, BenefitClaim claim) =>
        claim.InvestedUsd > 0 ? (yearlyUsd - (double)claim.InvestedUsd) / (double)claim.InvestedUsd : null;

    private static double? Mean(List<ServiceMonth> months) => months.Average(each => each.Achieved);
}
