using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Handoffs.Operations;

/// <summary>How an objective spends its error budget (OpenSLO v1, <c>budgetingMethod</c>).</summary>
public enum BudgetingMethod
{
    /// <summary>Good events out of all: a busy minute weighs more than a quiet one.</summary>
    Occurrences,
    /// <summary>Good slices of time out of all; a slice is good when its own ratio reaches the slice's target.</summary>
    Timeslices,
    /// <summary>The plain mean of the slices' ratios.</summary>
    RatioTimeslices,
}

/// <summary>The time over which an objective is promised.</summary>
public abstract record ObjectiveWindow
{
    private ObjectiveWindow() { }

    /// <summary>The last so many days, at any moment.</summary>
    public sealed record Rolling(Duration Length) : ObjectiveWindow;

    /// <summary>One period after another from a first start, on the clock of a place: a week there may have 167 hours.</summary>
    /// <param name="FirstStart">The local time of the first start.</param>
    /// <param name="Zone">The place, by its name in the time zone database.</param>
    /// <param name="Length">A week, a month, a quarter.</param>
    public sealed record Calendar(LocalDateTime FirstStart, string Zone, Period Length) : ObjectiveWindow;
}

/// <summary>A pair of windows that raises an alert when both burn the budget too fast: the long one proves that it matters, the short
/// one that it still goes on (Google SRE Workbook, chapter 5, table 5-8).</summary>
/// <param name="BudgetShare">The share of the whole budget, from 0 to 1, that the long window may spend before the alert.</param>
/// <param name="Factor">How many times the even pace that is: share × objective window ÷ long window.</param>
public sealed record BurnRule(AlertUrgency Urgency, Duration Long, Duration Short, double BudgetShare, double Factor);

/// <summary>What the objective counts, in the words of the system that would be asked.</summary>
/// <param name="Kind"><c>ratio</c>, <c>error-ratio</c>, <c>threshold</c>, <c>plugin</c>.</param>
/// <param name="Good">The query of good events, or empty.</param>
/// <param name="Bad">The query of bad events, or empty.</param>
/// <param name="Total">The query of all events, of the ratio itself or of the value held against the threshold.</param>
public sealed record ServiceIndicator(string Kind, string Good, string Bad, string Total);

/// <summary>A promise about a service: this share of events, or of time, is good over this window.</summary>
/// <param name="Name">Unique in its file.</param>
/// <param name="Service">The service's name in the <see cref="ServiceMap"/>.</param>
/// <param name="Title">For people.</param>
/// <param name="Target">The share that is good, between 0 and 1, neither included.</param>
/// <param name="SliceTarget">The ratio from which a slice is good; null unless the method is Timeslices.</param>
/// <param name="Slice">The length of a slice; null for occurrences.</param>
/// <param name="BurnRules">When to alert; none where the document turns alerts off.</param>
public sealed record ServiceObjective(
    string Name, string Service, string Title, decimal Target, BudgetingMethod Method, decimal? SliceTarget, Duration? Slice,
    ObjectiveWindow Window, ServiceIndicator Indicator, ImmutableArray<BurnRule> BurnRules);
