using System.Collections.Immutable;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using NodaTime;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Operations;

/// <summary>Planned maintenance, and when nothing may change.</summary>
public static class WindowTables
{
    private static readonly Duration ahead = Duration.FromDays(28);

    /// <summary>What is planned.</summary>
    public static ScreenTable Planned(ScreenView view) => new("maintenance", "Planned maintenance",
        [Words("Window"), Words("Services"), Words("First on the clock of"), Words("Starts"), Numbers("For", "min"), Words("Again"),
            Words("Asked by"), Words("Let by"), Words("Public title")],
        [
            .. view.Digital.Operations.Windows.All(view.AsOf).Select(held => (ImmutableArray<Cell>)
            [
                Cell.Of(held.Window.Id), Cell.Of(string.Join(", ", held.Window.Services)), Cell.Of(held.Window.Zone),
                Cell.Of(NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Format(held.Window.Start)),
                Cell.Of(held.Window.Length.TotalMinutes, 0), held.Window.Rule == "" ? Cell.Of("once") : Cell.Of(held.Window.Rule),
                Cell.Of(held.Window.RequestedBy),
                held.Cancelled is { } why ? Cell.Of($"called off: {why}").As(Tone.Faint)
                    : held.Window.ApprovedBy is { } by ? Cell.Of(by).As(Tone.Good) : Cell.Of("nobody yet").As(Tone.Bad),
                Cell.Of(held.Window.PublicTitle),
            ]),
        ], IsMain: true);

    /// <summary>The approved times of four weeks.</summary>
    public static ScreenTable Calendar(ScreenView view)
    {
        var now = ReadClock.Of(view.AsOf);
        return new("maintenance-calendar", "The next four weeks", [Words("From"), Words("To"), Words("Window"), Words("Services")],
        [
            .. view.Digital.Operations.Windows.Spans(now, now + ahead, view.AsOf).Select(span => (ImmutableArray<Cell>)
                [Cell.Of(view.Clock.Show(span.From)), Cell.Of(view.Clock.Show(span.To)), Cell.Of(span.Window),
                    Cell.Of(string.Join(", ", span.Services))]),
        ]);
    }

    /// <summary>Gates around which nothing may change, and storms.</summary>
    public static ScreenTable Freezes(ScreenView view) => new("freezes", "When nothing may change",
        [Words("Because of"), Words("Clock"), Words("At"), Words("How often"), Numbers("Before", "min"), Numbers("After", "min"),
            Words("Services")],
        [
            .. view.Digital.Operations.Windows.Storms(view.AsOf).Reverse().Select(storm => (ImmutableArray<Cell>)
                [
                    storm.To is null ? Cell.Of($"storm: {storm.Why}").As(Tone.Bad) : Cell.Of($"storm: {storm.Why}").As(Tone.Faint),
                    Cell.Of(storm.By), Cell.Of(view.Clock.Show(storm.From)),
                    storm.To is { } to ? Cell.Of($"until {view.Clock.Show(to)}") : Cell.Of("lasts"), Cell.Empty, Cell.Empty, Cell.Of("all"),
                ]),
            .. view.Digital.Operations.Windows.Freeze(view.AsOf).Gates.Select(gate => (ImmutableArray<Cell>)
            [
                Cell.Of(gate.Gate), Cell.Of(gate.Zone),
                Cell.Of(NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(gate.Start.TimeOfDay)),
                Cell.Of(gate.Rule == "" ? "once" : gate.Rule), Cell.Of(gate.Before.TotalMinutes, 0), Cell.Of(gate.After.TotalMinutes, 0),
                Cell.Of(gate.Services.IsEmpty ? "all" : string.Join(", ", gate.Services)),
            ]),
        ]);
}
