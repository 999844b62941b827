using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Handoffs.Operations;

/// <summary>A pair of windows before it is bound to an objective's length.</summary>
public sealed record BurnPair(AlertUrgency Urgency, Duration Long, Duration Short, double BudgetPercent);

/// <summary>A table of window pairs, made for objectives of one length.</summary>
/// <param name="Period">The length it was made for.</param>
public sealed record BurnWindows(Duration Period, ImmutableArray<BurnPair> Pairs)
{
    /// <summary>The workbook's table for 30 days (Google SRE Workbook, chapter 5, table 5-8; Sloth ships it for 28 days too).</summary>
    public static BurnWindows Workbook { get; } = new(Duration.FromDays(30),
    [
        new(AlertUrgency.Page, Duration.FromHours(1), Duration.FromMinutes(5), 2),
        new(AlertUrgency.Page, Duration.FromHours(6), Duration.FromMinutes(30), 5),
        new(AlertUrgency.Ticket, Duration.FromDays(1), Duration.FromHours(2), 10),
        new(AlertUrgency.Ticket, Duration.FromDays(3), Duration.FromHours(6), 10),
    ]);

    /// <summary>The rules for an objective. A window of about the table's own length keeps the pairs and scales the factors, as Sloth does
    /// from 30 to 28 days; another scales the pairs too, in whole minutes, so that the same share of the budget is at stake.</summary>
    /// <param name="window">The objective's length.</param>
    public ImmutableArray<BurnRule> For(Duration window) => [.. Pairs.Select(pair => Rule(pair, window))];

    private BurnRule Rule(BurnPair pair, Duration window)
    {
        var scale = window / Period;
        var isNear = scale is > 0.9 and < 1.1;
        var (longer, shorter) = isNear ? (pair.Long, pair.Short) : (Scaled(pair.Long, scale), Scaled(pair.Short, scale));
        var factor = pair.BudgetPercent / 100 * (window.TotalHours / longer.TotalHours);
        return new(pair.Urgency, longer, shorter, pair.BudgetPercent / 100, factor);
    }

    private static Duration Scaled(Duration window, double scale) =>
        Duration.FromMinutes(Math.Max(1, Math.Round(window.TotalMinutes * scale)));
}
