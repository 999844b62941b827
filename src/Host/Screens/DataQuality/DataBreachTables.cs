using System.Collections.Immutable;
using Busbar.Host.Desks;
using Busbar.Host.Desks.Quality;
using Busbar.Host.Screens.Shell;
using NodaTime;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.DataQuality;

/// <summary>Breaches of data contracts: what they touch, how long they last, what is to be made anew.</summary>
public static class DataBreachTables
{
    /// <summary>Breaches, open ones first, then the newest.</summary>
    public static ImmutableArray<KeptBreach> Read(ScreenView view) =>
    [
        .. new DataBreachBook(view.Reads.Store).All(view.AsOf).Where(each => view.Field("dataset") is ""
            || each.Breach.Dataset == view.Field("dataset"))
            .OrderByDescending(each => each.IsOpen).ThenByDescending(each => each.Breach.Began),
    ];

    /// <summary>How many minutes a breach has lasted; an open one up to the last check of its dataset.</summary>
    public static double Minutes(ScreenView view, KeptBreach each)
    {
        var end = each.Breach.Ended ?? CheckRound.Latest(view.Reads.Store, view.AsOf).GetValueOrDefault(each.Breach.Dataset)?.Report.AsOf
            ?? ReadClock.Of(view.AsOf);
        return Math.Max(0, (end - each.Breach.Began).TotalMinutes);
    }

    /// <summary>The breaches.</summary>
    public static ScreenTable All(ScreenView view) => new("data-breaches", "Breaches",
    [
        Words("Dataset"), Words("Contract"), Words("Rules broken"), Words("Began"), Words("Ended"), Numbers("Downtime", "min"),
        Numbers("Touched", "MW"), Numbers("Touched", "USD"), Numbers("At risk over time", "USD·min"), Numbers("Readers", ""),
            Words("Ticket"),
    ],
    [
        .. Read(view).Select(each => (Kept: each, each.Breach, Minutes: Minutes(view, each))).Select(each => (ImmutableArray<Cell>)
        [
            Cell.Of(each.Breach.Dataset, view.Link("/service/breaches", ("dataset", each.Breach.Dataset))), Cell.Of(each.Breach.Contract),
            Cell.Of(string.Join("; ", each.Breach.Rules)), Cell.Of(view.Clock.Show(each.Breach.Began)),
            each.Breach.Ended is { } ended ? Cell.Of(view.Clock.Show(ended)) : Cell.Of("open").As(Tone.Bad), Cell.Of(each.Minutes, 0),
            each.Breach.MwTouched is { } mw ? Cell.Of(mw, 1) : Cell.Empty, each.Breach.UsdTouched is { } usd ? Cell.Of(usd, 2) : Cell.Empty,
            Cell.Of(each.Minutes * (double)(each.Breach.UsdTouched ?? 0), 0), Cell.Count(each.Breach.Readers.Length),
            each.Kept.Ticket == "" ? Cell.Empty : Cell.Of(each.Kept.Ticket, view.Link("/ticket", ("id", each.Kept.Ticket))),
        ]),
    ], IsMain: true);

    /// <summary>The amounts by kind of document; they pass from kind to kind and do not add up.</summary>
    public static ScreenTable Kinds(ScreenView view) => new("breach-kinds", "What read the data, by kind",
        [Words("Dataset"), Words("Began"), Words("Kind"), Numbers("Documents", ""), Numbers("Carried", "MW"), Numbers("Carried", "USD")],
        [
            .. Read(view).SelectMany(each => each.Kinds.Select(kind => (ImmutableArray<Cell>)
            [
                Cell.Of(each.Breach.Dataset), Cell.Of(view.Clock.Show(each.Breach.Began)), Cell.Of(kind.Kind), Cell.Count(kind.Documents),
                Cell.Of(kind.Mw, 1), Cell.Of(kind.Usd, 2),
            ])),
        ]);

    /// <summary>What is to be made anew, in order.</summary>
    public static ScreenTable Recalculate(ScreenView view) => new("recalculation", "To be made anew after repair, in order",
        [Words("Dataset"), Words("Began"), Numbers("Step", ""), Words("Document")],
        [
            .. Read(view).SelectMany(each => each.Recalculate.Select((document, place) => (ImmutableArray<Cell>)
            [
                Cell.Of(each.Breach.Dataset), Cell.Of(view.Clock.Show(each.Breach.Began)), Cell.Count(place + 1), Cell.Of(document),
            ])),
        ]);
}
