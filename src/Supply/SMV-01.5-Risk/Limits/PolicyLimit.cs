using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Risk;
using NodaTime;

namespace Busbar.Supply.Risk.Limits;

/// <summary>A limit of the portfolio policy: on whose position, from when it warns, and how long each step after a breach may
/// take.</summary>
/// <param name="Limit">Name, measure (one of <see cref="LimitMeasure"/>), maximum and owner.</param>
/// <param name="Scope">A book, or for credit a counterparty; <see cref="Everyone"/> holds each of them to it.</param>
/// <param name="WarnAt">Share of the maximum from which it warns, (0, 1].</param>
/// <param name="Timers">Business hours for each step.</param>
public sealed record PolicyLimit(RiskLimit Limit, string Scope, double WarnAt, BreachTimers Timers)
{
    /// <summary>The scope that names each book or counterparty.</summary>
    public const string Everyone = "*";

    /// <summary>Why limits protect nobody as they stand, or null.</summary>
    internal static Refusal? Refuse(ImmutableArray<PolicyLimit> limits)
    {
        foreach (var each in limits)
        {
            var (limit, where) = (each.Limit, $"limit '{each.Limit.Name}'");
            if (string.IsNullOrWhiteSpace(limit.Owner))
                return new("limit-without-owner", "nobody owns the limit", where, "Name who is told of a breach and may approve it.");
            if (!LimitMeasure.All.Contains(limit.Measure))
                return new("unknown-measure", $"it is set on '{limit.Measure}'", where,
                    $"Set it on one of {string.Join(", ", LimitMeasure.All)}.");
            if (limit.Maximum <= 0) return new("limit-not-positive", $"its maximum is {limit.Maximum}", where, "Give a maximum above 0.");
            if (each.WarnAt is not (> 0 and <= 1))
                return new("no-such-warning", $"it warns at {each.WarnAt} of its maximum", where, "Give a share above 0, at most 1.");
            if (each.Timers.NotifyHours <= 0 || each.Timers.CureHours <= 0 || each.Timers.LogHours <= 0)
                return new("no-timer", $"{each.Timers} has a step without time", where, "Give business hours above 0.");
        }
        var twice = limits.GroupBy(each => each.Limit.Name).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? null : new("limit-twice", $"'{twice.Key}' stands twice in the policy", $"limit '{twice.Key}'", "Keep one.");
    }
}

/// <summary>Business hours that each step after a breach may take: to tell the limit's owner, to cure or approve (both from the breach),
/// to log
/// the lesson (from the cure).</summary>
public sealed record BreachTimers(int NotifyHours, int CureHours, int LogHours);

/// <summary>What a book's risk desk measured.</summary>
/// <param name="Book">The book.</param>
/// <param name="Var95">Value at risk, 95 %, one day.</param>
/// <param name="Var99">Value at risk, 99 %, one day.</param>
/// <param name="ProfitToDate">Profit since the stop-loss period began.</param>
public sealed record BookRisk(string Book, UsdEstimate Var95, UsdEstimate Var99, UsdEstimate ProfitToDate);

/// <summary>How far a limit is used.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Of">The book or counterparty held to it.</param>
/// <param name="Measured">In the measure's unit.</param>
/// <param name="Where">Which month, block, location or counterparty makes it.</param>
/// <param name="State">Within, warning or breached.</param>
public sealed record LimitUse(PolicyLimit Limit, string Of, double Measured, string Where, LimitState State)
{
    /// <summary>Measured ÷ maximum.</summary>
    public double Utilisation => Measured / (double)Limit.Limit.Maximum;
}

/// <summary>Where a limit stands.</summary>
public enum LimitState
{
    /// <summary>Below its warning.</summary>
    Within,
    /// <summary>At or above its warning, not above its maximum.</summary>
    Warning,
    /// <summary>Above its maximum.</summary>
    Breached,
}

/// <summary>Every limit's use as of one clock, the fullest first.</summary>
public sealed record LimitReport(Instant MeasuredAt, ImmutableArray<LimitUse> Uses);
