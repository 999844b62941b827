using System.Collections.Immutable;
using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading;
using Busbar.Supply.Handoffs.Trading.Curves;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Trading;

/// <summary>The desk's book: its position by month and block, why its profit changed, its marks.</summary>
public static class BookTables
{
    /// <summary>The position as of the view; null while nothing is marked.</summary>
    public static ConsolidatedPosition? PositionOf(ScreenView view) =>
        new BookDesk(view.Reads.Store).Position(view.AsOf) is Outcome<ConsolidatedPosition>.Done done ? done.Value : null;

    /// <summary>One row a book, commodity, location, month and block.</summary>
    public static ScreenTable Cells(ScreenView view) => new("book-cells", "Position by month and block",
        [
            Words("Book"), Words("Commodity"), Words("Location"), Words("Month"), Words("Block"), Numbers("Contracted", "MWh, MMBtu"),
            Numbers("Delta", "MWh, MMBtu"), Numbers("Gamma", ""), Numbers("Value", "USD"),
        ],
        [
            .. (PositionOf(view)?.Cells ?? []).Select(cell => (ImmutableArray<Cell>)
            [
                Cell.Of(cell.Book), Cell.Of(NameOf(cell.Commodity)), Cell.Of(cell.Location), Cell.Of(cell.Month.ToString()[..7]),
                Cell.Of(cell.Commodity == Commodity.Fuel ? "all days" : NameOf(cell.Block)), Cell.Of(cell.Contracted, 1),
                    Cell.Of(cell.Delta, 1),
                Cell.Of(cell.Gamma, 2), Cell.Of(cell.ValueUsd, 2).As(cell.ValueUsd < 0 ? Tone.Bad : Tone.Plain),
            ]),
        ], IsMain: true);

    /// <summary>Certificates, reserves and auction revenue, which no curve marks.</summary>
    public static ScreenTable Others(ScreenView view) => new("other-holdings", "Held by quantity, not marked",
        [Words("Book"), Words("Kind"), Words("Product"), Words("Location"), Words("Month"), Numbers("Quantity", ""), Words("Unit")],
        [
            .. (new BookDesk(view.Reads.Store).StateAt(view.AsOf) is { } state ? BookDesk.Others(state).OrThrow() : [])
                .Select(held => (ImmutableArray<Cell>)
                [
                    Cell.Of(held.Book), Cell.Of(held.Kind), Cell.Of(held.Product), Cell.Of(held.Location),
                    Cell.Of(held.Month.ToString()[..7]), Cell.Of(held.Quantity, 1), Cell.Of(held.Unit),
                ]),
        ]);

    /// <summary>Why profit changed from each mark day to the next, by book; the pieces sum to the change.</summary>
    public static ScreenTable Profit(ScreenView view)
    {
        var desk = new BookDesk(view.Reads.Store);
        var days = desk.MarkDays(view.AsOf).TakeLast(11).ToImmutableArray();
        return new("book-profit", "Why profit changed",
            [
                Words("To the close of"), Words("Book"), Numbers("New deals", "USD"), Numbers("Price", "USD"), Numbers("Volume", "USD"),
                Numbers("Shape", "USD"), Numbers("Theta", "USD"), Numbers("Fees", "USD"), Numbers("Change", "USD"),
            ],
            [
                .. days.Zip(days.Skip(1)).Reverse().SelectMany(pair => desk.Profit(pair.First, pair.Second, view.AsOf).OrThrow().Books
                    .Select(book => (ImmutableArray<Cell>)
                    [
                        Cell.Of(pair.Second.ToString()), Cell.Of(book.Book), Money(book.NewDeals), Money(book.Price), Money(book.Volume),
                        Money(book.Shape), Money(book.Theta), Money(book.Fees),
                        Money(book.Total).As(book.Total < Usd.Zero ? Tone.Bad : Tone.Good),
                    ])),
            ]);
    }

    /// <summary>The newest marks by month, one column a block.</summary>
    public static ScreenTable Marks(ScreenView view) => new("marks", "Marks",
        [
            Words("Commodity"), Words("Location"), Words("Month"), Numbers("5×16", "USD/MWh"), Numbers("2×16", "USD/MWh"),
            Numbers("7×8", "USD/MWh"), Words("Marked"), Words("Version"), Words("Basis"),
        ],
        [
            .. new CurveBook(view.Reads.Store).Newest(view.AsOf).SelectMany(mark => mark.Prices.GroupBy(price => price.Month)
                .Select(month => (ImmutableArray<Cell>)
                [
                    Cell.Of(NameOf(mark.Commodity)), Cell.Of(mark.Location), Cell.Of(month.Key.ToString()[..7]),
                    .. Enum.GetValues<PeakBlock>().Select(block => month.FirstOrDefault(price => price.Block == block) is { } price
                        ? Cell.Of(price.Price.Value, 2) : Cell.Empty),
                    Cell.Of(view.Clock.Show(mark.MarkedAt)), Cell.Of($"v{mark.Version}"), Cell.Of(mark.Basis),
                ])),
        ], IsMain: true);

    /// <summary>Deals that wait for the middle office, and what it decided.</summary>
    public static ScreenTable Proposals(ScreenView view) => new("proposals", "Put before the middle office",
        [Words("Proposal"), Words("State"), Words("Ticket"), Words("Why"), Words("By"), Words("When"), Words("Decided by")],
        [
            .. new ProposalBook(view.Reads.Store).All(view.AsOf).Reverse().Select(each => (ImmutableArray<Cell>)
            [
                Cell.Of(each.Id, view.Link("/proposal", ("id", each.Id))), Cell.Of(each.State).As(each.State switch
                    { "waiting" => Tone.Bad, "declined" => Tone.Faint, _ => Tone.Good }),
                Cell.Of(each.Proposed.Words), Cell.Of(each.Proposed.Why), Cell.Of(each.By.Name),
                Cell.Of(view.Clock.Show(each.At)), Cell.Of(each.Decider?.Name ?? "–"),
            ]),
        ]);

    /// <summary>Delta by month, one line a book.</summary>
    public static ChartModel Chart(ConsolidatedPosition position)
    {
        var power = position.Cells.Where(cell => cell.Commodity != Commodity.Fuel).ToList();
        ImmutableArray<OperatingDay> months = [.. power.Select(cell => cell.Month).Distinct().Order()];
        return new("Position by month, options at their delta: long above zero, short below", "MWh", [.. months.Select(month =>
            month.ToString()[..7])],
        [
            .. power.GroupBy(cell => cell.Book).Select((book, i) => ChartLine.Of(book.Key, i == 0 ? ChartKind.Bars : ChartKind.Points, i
                + 1,
                months.Select(month => book.Where(cell => cell.Month == month).Sum(cell => cell.Delta)))),
        ]);
    }

    /// <summary>A mark by month, one line a block.</summary>
    public static ChartModel Chart(ForwardCurve mark)
    {
        ImmutableArray<OperatingDay> months = [.. mark.Prices.Select(price => price.Month).Distinct()];
        return new($"{NameOf(mark.Commodity)} at {mark.Location}, mark of {mark.MarkDay}", mark.Commodity == Commodity.Fuel ? "USD/MMBtu"
            : "USD/MWh",
            [.. months.Select(month => month.ToString()[..7])],
            [
                .. mark.Prices.GroupBy(price => price.Block).Select((block, i) => ChartLine.Of(
                    mark.Commodity == Commodity.Fuel ? "month" : NameOf(block.Key), ChartKind.Line, i + 1, block.Select(price =>
                        price.Price.Value))),
            ]);
    }

    private static Cell Money(Usd money) => Cell.Of(money.Value, 2);

    private static string NameOf(Commodity commodity) => commodity switch
    {
        Commodity.PowerDayAhead => "power, day-ahead",
        Commodity.PowerRealTime => "power, real time",
        _ => "fuel",
    };

    private static string NameOf(PeakBlock block) => block switch
    {
        PeakBlock.OnPeak => "5×16",
        PeakBlock.WeekendDay => "2×16",
        _ => "7×8",
    };
}
