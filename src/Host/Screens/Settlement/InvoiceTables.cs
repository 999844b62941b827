using System.Collections.Immutable;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Time;
using Busbar.Supply.Settlement.Invoices;
using NodaTime;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Settlement;

/// <summary>The markets' invoices, what leaves when, and what is open how long.</summary>
public static class InvoiceTables
{
    /// <summary>Every invoice, what is open first by its due time.</summary>
    public static ImmutableArray<(string Id, InvoiceStanding Standing)> Read(ScreenView view) =>
    [
        .. new InvoiceBook(view.Reads.Store).All(view.AsOf, ReadClock.Of(view.AsOf)).OrderBy(each =>
            each.Standing.Stage == InvoiceStage.Paid)
            .ThenByDescending(each => each.Standing.Taken.DueAt).ThenBy(each => each.Id, StringComparer.Ordinal),
    ];

    /// <summary>Where each stands.</summary>
    public static ScreenTable All(ScreenView view) => new("invoices", "Invoices",
    [
        Words("Invoice"), Numbers("Asked", "USD"), Words("Due"), Words("Stage"), Numbers("Open", "USD"), Words("On time"), Words("Pay at"),
        Words("Check"),
    ],
    [
        .. Read(view).Select(each => (ImmutableArray<Cell>)
        [
            Cell.Of(each.Id, view.Link("/invoices", ("id", each.Id))), Cell.Of(each.Standing.Taken.Amount.Value, 2),
            Time(each.Standing, each.Standing.Taken.DueAt), Cell.Of(Name(each.Standing.Stage)).As(each.Standing.Stage == InvoiceStage.Paid
                ? Tone.Good : Tone.Plain),
            Cell.Of(each.Standing.Open.Value, 2),
            each.Standing.IsOnTime is { } onTime ? Cell.Of(onTime ? "on time" : each.Standing.IsOverdue ? "overdue" : "late")
                .As(onTime ? Tone.Good : Tone.Bad) : Cell.Empty,
            each.Standing.PayAt is { } payAt ? Time(each.Standing, payAt) : Cell.Empty,
            each.Standing.Taken.IsClean ? Cell.Of("agrees").As(Tone.Good) : Cell.Of("in question").As(Tone.Bad),
        ]),
    ], IsMain: true);

    /// <summary>The lines of the invoice in focus against the statements they bill.</summary>
    public static ScreenTable Lines(ScreenView view) => new("invoice-lines", $"Lines of {view.Field("id")}",
    [
        Words("Statement or charge"), Words("Run"), Words("Day"), Numbers("Billed", "USD"), Numbers("Statement", "USD"),
        Words("What is wrong"),
    ],
    [
        .. (new InvoiceBook(view.Reads.Store).Kept(view.AsOf).FirstOrDefault(each => each.Id == view.Field("id"))?.Check.Lines ?? [])
            .Select(each => (ImmutableArray<Cell>)
            [
                Cell.Of(each.Line.Reference), Cell.Of(each.Line.Description),
                each.Line.OperatingDay is { } day ? Cell.Of($"{day}", view.Link("/supply/settlement/versions", ("day", $"{day}")))
                    : Cell.Empty,
                Cell.Of(each.Line.Amount.Value, 2), each.Statement is { } net ? Cell.Of(net.Value, 2) : Cell.Empty,
                each.Said == "" ? Cell.Empty : Cell.Of(each.Said).As(Tone.Bad),
            ]),
    ]);

    /// <summary>What happened to the invoice in focus.</summary>
    public static ScreenTable Facts(ScreenView view) => new("invoice-facts", $"History of {view.Field("id")}",
        [Words("When"), Words("Who"), Words("What"), Words("Words")],
        view.Field("id") is not { Length: > 0 } id ? [] :
        [
            .. new InvoiceBook(view.Reads.Store).History(id, view.AsOf).Select(fact => (ImmutableArray<Cell>)
                [Cell.Of(view.Clock.Show(fact.At)), Cell.Of(fact.By.Name), Cell.Of(What(fact)), Cell.Of(Said(view, fact))]),
        ]);

    /// <summary>What has to leave when.</summary>
    public static ScreenTable Plan(ScreenView view) => new("payment-plan", "Payments to come",
    [
        Words("Day"), Words("Market"), Numbers("Amount", "USD"), Words("Invoices"), Words("In time"),
    ],
    [
        .. new InvoiceBook(view.Reads.Store).Plan(view.AsOf, ReadClock.Of(view.AsOf), isNetted: false).Select(each => (ImmutableArray<Cell>)
        [
            Cell.Of($"{each.Day}"), Cell.Of(each.Market), Cell.Of(each.Amount.Value, 2), Cell.Of(string.Join(", ", each.Invoices)),
            each.IsLate ? Cell.Of("late").As(Tone.Bad) : Cell.Of("in time").As(Tone.Good),
        ]),
    ]);

    /// <summary>What is open how long.</summary>
    public static ScreenTable Ages(ScreenView view) => new("invoice-ages", "Open by age",
    [
        Words("Market"), Words("Side"), Numbers("Not due", "USD"), Numbers("To 30 days", "USD"), Numbers("To 60", "USD"),
        Numbers("To 90", "USD"), Numbers("Over 90", "USD"), Numbers("Total", "USD"),
    ],
    [
        .. new InvoiceBook(view.Reads.Store).Ages(view.AsOf, ReadClock.Of(view.AsOf)).Select(each => (ImmutableArray<Cell>)
        [
            Cell.Of(each.Market), Cell.Of(each.IsReceivable ? "owed to us" : "owed by us"), Cell.Of(each.NotDue.Value, 2),
            Cell.Of(each.To30.Value, 2), Cell.Of(each.To60.Value, 2), Cell.Of(each.To90.Value, 2), Cell.Of(each.Over90.Value, 2),
            Cell.Of(each.Total.Value, 2),
        ]),
    ]);

    private static Cell Time(InvoiceStanding at, Instant when) =>
        Cell.Of(new MarketClock(MarketCalendar.Named(at.Taken.Market)).Show(when));

    private static string Name(InvoiceStage stage) =>
        stage == InvoiceStage.PartlyPaid ? "paid in part" : stage.ToString().ToLowerInvariant();

    private static string What(PaymentFact fact) => fact switch
    {
        InvoiceTaken => "taken in", PaymentProposed => "proposed for payment", PaymentReleased => "released", _ => "paid",
    };

    private static string Said(ScreenView view, PaymentFact fact) => fact switch
    {
        InvoiceTaken taken => $"{taken.Amount}, due {view.Clock.Show(taken.DueAt)}{(taken.IsClean ? "" : ", in question")}",
        PaymentProposed proposed => $"to leave {view.Clock.Show(proposed.PayAt)} {proposed.Why}".TrimEnd(),
        PaymentMade made => $"{made.Amount}, {made.Reference}",
        _ => "",
    };
}
