using System.Collections.Immutable;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement;
using Busbar.Supply.Settlement.Statements;
using NodaTime;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Settlement;

/// <summary>The market's statements: every version, what changed between them, what is in quarantine.</summary>
public static class VersionTables
{
    /// <summary>The last two versions of the day in focus, of its first chain that has two; null where no day has them.</summary>
    public static (KeptStatement Before, KeptStatement After)? LastTwo(ScreenView view)
    {
        if (view.Day is not { } day) return null;
        var chain = new StatementBook(view.Reads.Store).OfDay(day, view.AsOf)
            .GroupBy(each => (each.Statement.Market, each.Statement.MarketType, each.Statement.Account))
            .FirstOrDefault(each => each.Count() > 1)?.TakeLast(2).ToList();
        return chain is [var before, var after] ? (before, after) : null;
    }

    /// <summary>What changed between the last two versions of the day in focus.</summary>
    public static StatementComparison? Compared(ScreenView view) => LastTwo(view) is var (before, after)
        ? new StatementBook(view.Reads.Store).Compare(before, after, view.AsOf).OrThrow() : null;

    /// <summary>The newest statement of the day in focus held against our own.</summary>
    public static ShadowComparison? AgainstOurs(ScreenView view)
    {
        if (view.Day is not { } day) return null;
        var book = new StatementBook(view.Reads.Store);
        return book.OfDay(day, view.AsOf) is [.., var newest] && book.ShadowOf(newest.Statement, view.AsOf) is { } shadow
            ? (CompareWithShadow.Run(new(shadow, newest.Statement, Instant.MaxValue, ReconcileDayInputs.RoundingOfALine))
                as Outcome<ShadowComparison>.Done)?.Value : null;
    }

    /// <summary>Every version kept of the days that the desk has run, the newest day first.</summary>
    public static ScreenTable Kept(ScreenView view) => new("statement-versions", "Versions kept",
    [
        Words("Day"), Words("Market"), Words("Run"), Numbers("Version", ""), Words("Statement"), Words("Published"),
        Numbers("Total", "USD"), Numbers("Change", "USD"), Words("Without a rule"), Words("Made by"),
    ],
    [
        .. new StatementBook(view.Reads.Store).All(view.AsOf).OrderByDescending(each => each.Statement.OperatingDay)
            .ThenBy(each => each.Sequence).Select(each => (ImmutableArray<Cell>)
            [
                Cell.Of($"{each.Statement.OperatingDay}",
                    view.Link("/supply/settlement/versions", ("day", $"{each.Statement.OperatingDay}"))),
                Cell.Of($"{each.Statement.Market} {each.Statement.MarketType}"),
                Cell.Of(each.Statement.StatementType.ToString().ToLowerInvariant()), Cell.Count(each.Sequence),
                Cell.Of(each.Statement.StatementId), Cell.Of(ClockOf(each).Show(each.Statement.PublishedAt)),
                Cell.Of(each.Statement.Total.Value, 2),
                each.Sequence == 1 ? Cell.Empty : Cell.Of(each.Change.Value, 2).As(each.Change == Usd.Zero ? Tone.Plain : Tone.Bad),
                each.UnknownCodes.IsEmpty ? Cell.Empty : Cell.Of(string.Join(", ", each.UnknownCodes)).As(Tone.Bad),
                Cell.Of(each.Statement.IsSimulated ? "simulated" : "the market"),
            ]),
    ], IsMain: true);

    /// <summary>The charges that the last version of the day changed.</summary>
    public static ScreenTable Codes(ScreenView view) => new("version-codes", $"What the last version of {view.Day} changed",
    [
        Words("Code"), Words("Charge"), Numbers("Before", "USD"), Numbers("After", "USD"), Numbers("Change", "USD"),
        Numbers("Intervals", ""), Numbers("In no interval", "USD"),
    ],
    [
        .. (Compared(view)?.Codes ?? []).Select(each => (ImmutableArray<Cell>)
        [
            Cell.Of(each.Code), Cell.Of(each.Title), Money(each.Before), Money(each.After), Cell.Of(each.Change.Value, 2),
            Cell.Count(each.Intervals.Length), Cell.Of(each.NotInIntervals.Value, 2),
        ]),
    ]);

    /// <summary>The intervals of those charges.</summary>
    public static ScreenTable Intervals(ScreenView view) => new("version-intervals", "By interval",
    [
        Words("Code"), Words("Interval"), Numbers("Before", "USD"), Numbers("After", "USD"), Numbers("Change", "USD"),
    ],
    [
        .. (Compared(view)?.Codes ?? []).SelectMany(code => code.Intervals.Select(each => (ImmutableArray<Cell>)
        [
            Cell.Of(code.Code), Cell.Of(view.Clock.Show(each.Interval.Start)), Cell.Of(each.Before.Value, 2), Cell.Of(each.After.Value, 2),
            Cell.Of(each.Change.Value, 2),
        ])),
    ]);

    /// <summary>The determinants that changed.</summary>
    public static ScreenTable Determinants(ScreenView view) => new("version-determinants", "By determinant",
    [
        Words("Determinant"), Words("Of"), Words("Interval"), Words("Unit"), Numbers("Before", ""), Numbers("After", ""),
    ],
    [
        .. (Compared(view)?.Determinants ?? []).Select(each => (ImmutableArray<Cell>)
        [
            Cell.Of(each.Code), Cell.Of(each.Keys), Cell.Of(view.Clock.Show(each.Interval.Start)), Cell.Of(each.Unit),
            Number(each.Before), Number(each.After),
        ]),
    ]);

    /// <summary>The newest version of the day against our own computation.</summary>
    public static ScreenTable Shadow(ScreenView view) => new("market-against-ours", $"The newest version of {view.Day} against ours",
    [
        Words("Code"), Words("Charge"), Numbers("Ours", "USD"), Numbers("Market", "USD"), Numbers("Difference", "USD"),
        Numbers("Intervals that differ", ""),
    ],
    [
        .. (AgainstOurs(view)?.Codes ?? []).Select(each => (ImmutableArray<Cell>)
        [
            Cell.Of(each.Code), Cell.Of(each.Title),
            each.Shadow is { } ours ? Cell.Of(ours.Value, 2, view.Explain("settlement", $"{view.Day}/{each.Code}")) : Cell.Empty,
            Money(each.Billed), Cell.Of(each.Difference.Value, 2).As(each.IsWithinTolerance ? Tone.Plain : Tone.Bad),
            Cell.Count(each.Intervals.Length),
        ]),
    ]);

    /// <summary>Files that were not kept.</summary>
    public static ScreenTable Quarantine(ScreenView view) => new("quarantine", "Quarantine",
    [
        Words("When"), Words("File"), Words("Reason"), Words("Where"), Words("What to do"), Words("Code"),
    ],
    [
        .. new StatementBook(view.Reads.Store).Quarantine(view.AsOf).Select(each => (ImmutableArray<Cell>)
        [
            Cell.Of(view.Clock.Show(each.At)), Cell.Of(each.File), Cell.Of(each.Reason.What), Cell.Of(each.Reason.Where),
            Cell.Of(each.Reason.Remedy), Cell.Of(each.Reason.Code).As(Tone.Bad),
        ]),
    ]);

    /// <summary>What the versions of the day in focus changed in the books.</summary>
    public static ScreenTable TrueUps(ScreenView view) => new("true-ups", $"Booked for the versions of {view.Day}",
        [Words("Entry"), Words("Account"), Words("Title"), Numbers("Debit", "USD"), Numbers("Credit", "USD"), Words("Reference")],
        view.Day is not { } day ? [] :
        [
            .. new StatementBook(view.Reads.Store).TrueUps(view.AsOf, $"{day}/", $"{day}/~").Where(each => each.TrueUp.Entry is not null)
                .SelectMany(each => each.TrueUp.Entry!.Postings.Select(posting => PostingRows.Of(each.TrueUp.Entry.Id, posting))),
        ]);

    private static MarketClock ClockOf(KeptStatement kept) => new(MarketCalendar.Named(kept.Statement.Market));

    private static Cell Money(Usd? amount) => amount is { } known ? Cell.Of(known.Value, 2) : Cell.Empty;

    private static Cell Number(decimal? value) => value is { } known ? Cell.Of(known, 4) : Cell.Empty;
}
