using System.Collections.Immutable;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Supply.Risk.Limits;
using NodaTime;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Risk;

/// <summary>Breaches of the book's limits: how far each has come and what is due, on the market's clock.</summary>
public static class BreachTables
{
    /// <summary>Every breach, what is overdue first, then what is due next; closed ones last.</summary>
    public static ImmutableArray<(string Id, BreachStanding Standing)> Read(ScreenView view)
    {
        return
        [
            .. new BreachBook(view.Reads.Store).All(CalendarOf(view), view.AsOf, ReadClock.Of(view.AsOf))
                .OrderByDescending(each => each.Standing.IsOverdue).ThenBy(each => each.Standing.DueAt ?? Instant.MaxValue),
        ];
    }

    /// <summary>The table.</summary>
    public static ScreenTable All(ScreenView view)
    {
        var clock = new MarketClock(CalendarOf(view));
        return new("book-breaches", "Breaches",
        [
            Words("Limit"), Words("Of"), Words("Stage"), Words("Next"), Words("Due"), Words("In time"), Words("Found"),
            Numbers("Measured", ""), Numbers("Maximum", ""), Words("Unit"), Words("Where"), Words("Owner"), Words("Was late"),
            Words("Breach"),
        ],
        [
            .. Read(view).Select(each => Row(each.Id, each.Standing, clock)),
        ], IsMain: true);
    }

    /// <summary>A breach in one line.</summary>
    public static string NameOf(BreachStanding standing) =>
        $"{standing.Opened.Use.Limit.Limit.Name}, {standing.Opened.Use.Of}";

    private static ImmutableArray<Cell> Row(string id, BreachStanding standing, MarketClock clock)
    {
        var (use, isOpen) = (standing.Opened.Use, standing.Next.Length > 0);
        return
        [
            Cell.Of(use.Limit.Limit.Name), Cell.Of(use.Of),
            Cell.Of(standing.Stage.ToString().ToLowerInvariant()).As(standing.Stage switch
            {
                BreachStage.Logged => Tone.Faint,
                BreachStage.Cured => Tone.Good,
                BreachStage.Approved => Tone.Plain,
                _ => Tone.Bad,
            }),
            isOpen ? Cell.Of(standing.Next) : Cell.Empty, standing.DueAt is { } due ? Cell.Of(clock.Show(due)) : Cell.Empty,
            !isOpen ? Cell.Of("closed").As(Tone.Faint)
                : standing.IsOverdue ? Cell.Of("overdue").As(Tone.Bad) : Cell.Of("in time").As(Tone.Good),
            Cell.Of(clock.Show(standing.Opened.At)), BookLimitTables.Quantity(use, use.Measured),
            BookLimitTables.Quantity(use, (double)use.Limit.Limit.Maximum), Cell.Of(BookLimitTables.UnitOf(use)), Cell.Of(use.Where),
            Cell.Of(use.Limit.Limit.Owner), standing.WasLate.IsEmpty ? Cell.Empty : Cell.Of(string.Join(", ", standing.WasLate)),
            Cell.Of(id),
        ];
    }

    /// <summary>The market whose business hours count: the book's own.</summary>
    internal static Kernel.Time.MarketCalendar CalendarOf(ScreenView view) =>
        new CloseBook(view.Reads.Store).Newest(view.AsOf) is { } close ? CloseBook.CalendarOf(close.Position) : view.Calendar;
}
