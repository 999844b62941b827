using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Trading;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Tests.Deals;
using Busbar.Supply.Trading.Positions;
using NodaTime;

namespace Busbar.Supply.Tests.Positions;

public sealed class PositionBookTests
{
    private static readonly OperatingDay Day = OperatingDay.Of(2026, 11, 20);
    private static readonly OperatingDay LastDay = OperatingDay.Of(2029, 12, 31);

    private static readonly ImmutableArray<ForwardCurve> Marks =
    [
        DeskCase.Flat("A", Day, 38, 40), DeskCase.Flat("B", Day, 38, 44), DeskCase.Flat("A", Day, 38, 41, Commodity.PowerRealTime),
        DeskCase.Flat("B", Day, 38, 45, Commodity.PowerRealTime), DeskCase.Flat("A", Day, 38, 9, Commodity.Fuel),
    ];

    private static readonly Valuation Marked = new(Desk.Now, Marks, DeskCase.Volatilities(Marks, 0.5), []);

    private static ImmutableArray<Trade> Deals(int count)
    {
        var random = new SeededRandom(11);
        string[] terms = ["Mar-27", "Q4-27", "Cal-28", "Nov-26..Mar-29", "2027-03-11..2027-03-17", "2026-11-20"];
        string[] blocks = ["5x16", "2x16", "7x8", "wrap", "7x16", "ATC"];
        string Pick(string[] words) => words[random.NextBelow(words.Length)];
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                var (side, mw, place) = (Pick(["buy", "sell"]), 1 + random.NextBelow(99), Pick(["A", "B"]));
                var shape = $"{mw} MW {place} {(i % 9 == 6 ? $"to {(place == "A" ? "B" : "A")} ftr " : "")}{Pick(blocks)} {Pick(terms)}";
                return Desk.Deal((i % 9) switch
                {
                    0 => $"{side} {shape} swap 30.5 RT CP1",
                    1 => $"{side} {shape} call 45 prem 2 daily CP1",
                    2 => $"{side} {mw} MW {place} {Pick(blocks)} Cal-27 put 35 prem 2 monthly RT CP1",
                    3 => $"{side} {mw}*10,{mw + 0.5}*13 MW {place} 2027-03-14 31 CP1",
                    4 => $"{side} {mw}*25 MW {place} award 2027-11-07 31.5*25 CP1",
                    5 => $"{side} {mw}.25 MMBTU/d A gas {Pick(terms)} 3.5 CP1",
                    6 => $"{side} {shape} 900 PJM",
                    7 => $"{(side == "buy" ? "inc" : "dec")} {mw} MW {place} virtual 5x16 2027-06-01..2027-06-30 PJM",
                    _ => $"{side} {shape} 33.25 CP1",
                } + $" book={Pick(["x", "y"])}");
            }),
        ];
    }

    private static PositionBook BookOf(IEnumerable<Trade> trades, Valuation? valuation = null)
    {
        var book = new PositionBook(valuation ?? Marked, LastDay);
        foreach (var trade in trades) Assert.Null(book.Add(trade));
        return book;
    }

    [Fact]
    public void The_hourly_position_sums_to_every_bucket()
    {
        var book = BookOf(Deals(300));
        var cells = book.Cells().ToDictionary(cell => (cell.Book, cell.Commodity, cell.Location, cell.Month, cell.Block));
        foreach (var key in book.Keys)
        {
            var (contracted, delta) = (book.HourlyContracted(key), book.HourlyDelta(key));
            foreach (var bucket in Enumerable.Range(0, contracted.Count).GroupBy(hour =>
                BucketOf(key.Commodity, contracted.IntervalAt(hour).Start)))
            {
                cells.TryGetValue((key.Book, key.Commodity, key.Location, bucket.Key.Month, bucket.Key.Block), out var cell);
                // A double has sixteen digits: above ten thousand units the bound is relative.
                Assert.Equal(cell?.Contracted
                    ?? 0, bucket.Sum(hour => contracted[hour]), Math.Max(1e-9, Math.Abs(cell?.Contracted ?? 0) * 1e-13));
                Assert.Equal(cell?.Delta ?? 0, bucket.Sum(hour => delta[hour]), Math.Max(1e-9, Math.Abs(cell?.Delta ?? 0) * 1e-13));
            }
        }
    }

    private static (OperatingDay Month, PeakBlock Block) BucketOf(Commodity commodity, Instant hour) =>
        (Desk.Calendar.DayOf(hour).FirstOfMonth(), commodity == Commodity.Fuel ? PeakBlock.OnPeak : Desk.Calendar.BlockOf(hour));

    [Fact]
    public void Every_hour_holds_what_the_deals_of_that_hour_say()
    {
        var deals = Deals(300).Where(trade => trade.Ticket.Terms is PowerDeal { Price.Index: null }).ToImmutableArray();
        var book = BookOf(deals);
        foreach (var key in book.Keys)
        {
            var held = book.HourlyContracted(key);
            for (var hour = 0; hour < held.Count; hour++)
            {
                var start = held.IntervalAt(hour).Start;
                var (day, block) = (Desk.Calendar.DayOf(start), Desk.Calendar.BlockOf(start));
                var expected = deals.Where(trade => trade.Ticket.Book == key.Book && trade.Ticket.Terms.Location == key.Location)
                    .Select(trade => (PowerDeal)trade.Ticket.Terms)
                    .Where(deal => deal.FirstDay.CompareTo(day) <= 0 && day.CompareTo(deal.LastDay) <= 0)
                    .Sum(deal => (deal.Side == Side.Buy ? 1 : -1) * (deal.Shape.Hourly is { } hourly ? hourly.At(start).Value
                        : deal.Shape.Blocks.Contains(block) ? deal.Shape.Mw.Value : 0));
                Assert.Equal((double)expected, held[hour], 9);
            }
        }
    }

    [Fact]
    public void A_deal_taken_out_leaves_the_book_as_it_was()
    {
        var deals = Deals(60);
        var (book, without) = (BookOf(deals), BookOf(deals.Where((_, i) => i % 3 != 0)));
        foreach (var (trade, _) in deals.Select((trade, i) => (trade, i)).Where(each => each.i % 3 == 0)) Assert.Null(book.Remove(trade));
        var left = without.Cells().ToDictionary(cell => (cell.Book, cell.Commodity, cell.Location, cell.Month, cell.Block));
        foreach (var cell in book.Cells())
        {
            left.TryGetValue((cell.Book, cell.Commodity, cell.Location, cell.Month, cell.Block), out var other);
            Assert.InRange(cell.Contracted - (other?.Contracted ?? 0), -1e-9, 1e-9);
            Assert.InRange(cell.Delta - (other?.Delta ?? 0), -1e-9, 1e-9);
            Assert.InRange(cell.ValueUsd - (other?.ValueUsd ?? 0), -1e-6, 1e-6);
        }
    }

    [Fact]
    public void Delta_is_what_the_value_moves_by_when_all_prices_move_by_one()
    {
        var deals = Deals(90).Where(trade => trade.Ticket.Terms is not TransmissionRight).ToImmutableArray();
        const double Step = 1e-4;
        double At(double step) => BookOf(deals, Marked with
        {
            Marks = [.. Marks.Select(mark =>
                mark with { Prices = [.. mark.Prices.Select(price => price with { Price = new(price.Price.Value + step) })] })],
        }).Cells().Sum(cell => cell.ValueUsd);
        var cells = BookOf(deals).Cells();
        var (delta, gamma) = (cells.Sum(cell => cell.Delta), cells.Sum(cell => cell.Gamma));
        Assert.Equal((At(Step) - At(-Step)) / (2 * Step), delta, Math.Abs(delta) * 1e-6);
        Assert.Equal((At(0.1) - 2 * At(0) + At(-0.1)) / 0.01, gamma, Math.Abs(gamma) * 1e-3);
    }

    [Fact]
    public void An_option_right_counts_only_where_its_path_is_worth_something()
    {
        var worth = BookOf([Desk.Deal("buy 10 MW A to B ftr-option 5x16 Mar-27 900 PJM")]).Cells();
        Assert.Equal([-3_680.0, 3_680.0], worth.Select(cell => cell.Contracted).Order());
        var worthless = BookOf([Desk.Deal("buy 10 MW B to A ftr-option 5x16 Mar-27 900 PJM")]).Cells();
        Assert.Equal(-9_000, worthless.Sum(cell => cell.ValueUsd), 6);
        Assert.All(worthless, cell => Assert.Equal(0, cell.Delta));
    }

    [Fact]
    public void A_price_below_nothing_makes_an_option_worth_its_exercise()
    {
        var mark = DeskCase.Flat("N", Day, 38, -30);
        var valuation = new Valuation(Desk.Now, [mark], DeskCase.Volatilities([mark], 0.5), []);
        var cell = Assert.Single(BookOf([Desk.Deal("buy 10 MW N 5x16 Mar-27 put 20 prem 1 daily CP1")], valuation).Cells());
        Assert.Equal((-3_680, 3_680 * (20.0 + 26)), (cell.Delta, cell.ValueUsd)); // March is the fourth month after November: -30 + 4
        Assert.Empty(BookOf([Desk.Deal("buy 10 MW N 5x16 Mar-27 call 20 prem 1 daily CP1")], valuation).Cells());
    }

    [Fact]
    public void A_deal_beyond_the_book_is_refused_and_changes_nothing()
    {
        var book = BookOf(Deals(9));
        var before = book.Cells();
        Assert.Equal("beyond-book", book.Add(Desk.Deal("buy 50 MW A 5x16 Cal-30 41 CP1"))!.Code);
        Assert.Equal("no-mark", book.Add(Desk.Deal("buy 50 MW C 5x16 Mar-27 41 CP1"))!.Code);
        Assert.Equal(before.ToArray(), book.Cells().ToArray());
    }

    [Fact]
    public void Values_are_discounted_at_the_flat_rate_from_the_middle_of_their_month_and_positions_are_not()
    {
        var mark = DeskCase.Flat("WESTERN HUB", OperatingDay.Of(2026, 11, 20), 38, 40);
        PositionCell Cell(double rate)
        {
            var book = new PositionBook(new(Desk.Now, [mark], [], []) { DiscountPerYear = rate }, OperatingDay.Of(2027, 3, 31));
            Assert.Null(book.Add(Desk.Deal("buy 50 MW WESTERN HUB 5x16 Mar-27 30 CP1")));
            return Assert.Single(book.Cells());
        }
        var (flat, discounted) = (Cell(0), Cell(0.05));
        var month = Desk.Calendar.WholeDay(OperatingDay.Of(2027, 3, 1)).Start;
        var years = (month + (Desk.Calendar.WholeDay(OperatingDay.Of(2027, 3, 31)).End - month) / 2 - Desk.Now).TotalDays / 365;
        Assert.Equal(flat.ValueUsd / Math.Pow(1.05, years), discounted.ValueUsd, 6);
        Assert.Equal((flat.Contracted, flat.Delta), (discounted.Contracted, discounted.Delta));
    }
}
