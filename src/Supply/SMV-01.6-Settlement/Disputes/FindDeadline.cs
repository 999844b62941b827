using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using NodaTime;

namespace Busbar.Supply.Settlement.Disputes;

/// <summary>The statement that may be disputed.</summary>
/// <param name="Days">The market's days.</param>
/// <param name="OperatingDay">The day it settles.</param>
/// <param name="Statement">Which statement; null for an invoice.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="TrueUpOn">The day its true-up is scheduled by the ISO's calendar; null when not known.</param>
/// <param name="Published">When the window closes by the ISO's settlement calendar; null when it does not say.</param>
public sealed record FindDeadlineInputs(
    SettlementDays Days, OperatingDay OperatingDay, StatementType? Statement, Instant IssuedAt, LocalDate? TrueUpOn, Instant? Published);

/// <summary>Until when a dispute is heard.</summary>
/// <param name="LastDay">The last day on the market's calendar.</param>
/// <param name="ClosesAt">The midnight that ends it.</param>
/// <param name="Rule">How it was found, in words.</param>
/// <param name="Source">What that rests on.</param>
public sealed record DisputeDeadline(OperatingDay LastDay, Instant ClosesAt, string Rule, string Source);

/// <summary>Finds until when the ISO hears a dispute of a statement: the date that its own calendar names, else the market's rule. It is
/// never guessed: a statement without date or rule is refused.</summary>
public static class FindDeadline
{
    /// <summary>The deadline; refused when neither the calendar nor a rule names one, or the rule needs a true-up date.</summary>
    public static Outcome<DisputeDeadline> Run(FindDeadlineInputs inputs)
    {
        var (market, day) = (inputs.Days.Calendar.Name, inputs.OperatingDay);
        var where = $"{market} {inputs.Statement?.ToString() ?? "invoice"} of {day}";
        if (inputs.Published is { } published)
            return new DisputeDeadline(inputs.Days.Calendar.DayOf(published - Duration.Epsilon), published,
                "the date of the ISO's settlement calendar", $"{market} settlement calendar");
        if (DisputeWindows.All.FirstOrDefault(each => each.Holds(market, inputs.Statement, day.Date)) is not { } window)
            return new Refusal("no-dispute-window", $"Neither the settlement calendar nor a rule says until when it is heard", where,
                "Import the ISO's settlement calendar with its dispute dates, or dispute the statement that follows.");
        if (window.Anchor == WindowAnchor.TrueUp && inputs.TrueUpOn is null)
            return new Refusal("true-up-not-scheduled", $"{window.Source} counts back from the true-up, which is not in the calendar",
                where,
                "Import the ISO's settlement calendar.");
        var anchor = window.Anchor switch
        {
            WindowAnchor.Issued => inputs.Days.Calendar.DayOf(inputs.IssuedAt),
            WindowAnchor.OperatingDay => day,
            _ => new(inputs.TrueUpOn!.Value),
        };
        var count = window.Anchor == WindowAnchor.TrueUp ? -window.Count : window.Count;
        var last = window.Unit switch
        {
            WindowUnit.BusinessDays => inputs.Days.BusinessDaysFrom(anchor, count),
            WindowUnit.CalendarDays => anchor.Plus(count),
            _ => new(anchor.Date.PlusMonths(count)),
        };
        return new DisputeDeadline(last, inputs.Days.EndOf(last), Words(window, anchor), window.Source);
    }

    private static string Words(DisputeWindow window, OperatingDay anchor)
    {
        var unit = window.Unit switch
        {
            WindowUnit.BusinessDays => "business days", WindowUnit.CalendarDays => "calendar days", _ => "months",
        };
        return window.Anchor switch
        {
            WindowAnchor.Issued => $"{window.Count} {unit} after the statement of {anchor}",
            WindowAnchor.OperatingDay => $"{window.Count} {unit} after the operating day {anchor}",
            _ => $"{window.Count} {unit} before the true-up of {anchor}",
        };
    }
}
