using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Numerics;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Trading.Deals;
using Busbar.Supply.Trading.Positions;
using NodaTime;

namespace Busbar.Trading.Bench;

/// <summary>Ten thousand deals, two thousand of them options, over three years of hours at eight locations in four books.</summary>
internal static class PositionBench
{
    private const int Deals = 10_000;
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 20, 15, 0);
    private static readonly OperatingDay Today = OperatingDay.Of(2026, 11, 20);
    private static readonly OperatingDay LastDay = OperatingDay.Of(2029, 11, 20);
    private static readonly string[] Places = [.. Enumerable.Range(1, 8).Select(i => $"HUB {i}")];

    public static IEnumerable<Measured> Run()
    {
        var marks = Places.SelectMany(place => new[] { Commodity.PowerDayAhead, Commodity.PowerRealTime }.Select(kind => Mark(place, kind)))
            .Append(Mark(Places[0], Commodity.Fuel)).ToImmutableArray();
        var volatilities = marks.SelectMany(mark => mark.Prices.Select(price => price.Month).Distinct()
            .Select(month => new PriceVolatility(mark.Commodity, mark.Market, mark.Location, month, 0.5))).ToImmutableArray();
        var valuation = new Valuation(Now, marks, volatilities, []);
        var trades = Draw();
        var inputs = new ConsolidatePositionInputs(trades[..^1], LastDay, valuation, []);
        PositionBook book = null!;
        const string Size = "10,000 deals (2,000 options) × 3 years of hours";
        yield return new($"`ConsolidatePosition`: {Size}, to months and blocks", "",
            Clock.MedianMs(() => ConsolidatePosition.Run(inputs).OrThrow()));
        yield return new($"the same, and every row by the hour, contracted and delta", "≤ 2 s", Clock.MedianMs(() =>
        {
            book = ConsolidatePosition.Fill(inputs).OrThrow();
            book.Cells();
            foreach (var key in book.Keys) (_, _) = (book.HourlyContracted(key), book.HourlyDelta(key));
        }));
        var option = trades[..^1].First(trade =>
            trade.Ticket.Terms is PowerOption { Exercise: OptionExercise.Daily } daily && daily.LastDay == LastDay);
        foreach (var (name, trade) in new[] { ("a three-year block", trades[^1]), ("a three-year daily option", option) })
        {
            var key = book.Keys.First(key => key.Location == trade.Ticket.Terms.Location && key.Book == trade.Ticket.Book);
            yield return new($"one new deal ({name}): added, its row by the hour and all buckets read", "≤ 20 ms", Clock.MedianMs(() =>
            {
                book.Add(trade);
                book.Cells();
                (_, _) = (book.HourlyContracted(key), book.HourlyDelta(key));
            }));
            yield return new($"one new deal ({name}): added alone", "", Clock.MedianMs(() => book.Add(trade)));
        }
    }

    private static ForwardCurve Mark(string place, Commodity commodity) => new(commodity, "PJM", place, Today, 1, Now,
    [
        .. from month in Enumerable.Range(0, 38)
           from block in Enum.GetValues<PeakBlock>()
           select new ForwardPrice(new(Today.FirstOfMonth().Date.PlusMonths(month)), block, new(40 + month % 12 - 5 * (int)block)),
    ], "made up");

    private static ImmutableArray<Trade> Draw()
    {
        var random = new SeededRandom(1);
        string[] blocks = ["5x16", "2x16", "7x8", "wrap", "ATC"];
        string Pick(string[] words) => words[random.NextBelow(words.Length)];
        string Term() => random.NextBelow(3) switch { 0 => $"2026-11-21..{LastDay}", 1 => $"Cal-{27 + random.NextBelow(2)}", _ =>
            $"Q{1 + random.NextBelow(4)}-{27 + random.NextBelow(2)}" };
        return
        [
            .. Enumerable.Range(0, Deals).Select(i =>
            {
                var head = $"{Pick(["buy", "sell"])} {1 + random.NextBelow(100)} MW {Pick(Places)} ";
                var line = (i % 10) switch
                {
                    0 => head + $"{Pick(blocks)} {Term()} call 50 prem 2 daily CP1",
                    1 => head + $"{Pick(blocks)} Cal-{27 + random.NextBelow(2)} put 40 prem 2 monthly CP1",
                    2 or 3 or 4 => head + $"{Pick(blocks)} {Term()} swap 42 {Pick(["DA", "RT"])} CP1",
                    5 => $"buy {1 + random.NextBelow(100)}*8760 MW {Pick(Places)} Cal-27 41 CP1",
                    6 => $"buy 5000 MMBTU/d {Places[0]} gas {Term()} 3.5 CP1",
                    _ => head + $"{Pick(blocks)} {Term()} 41.25 CP1",
                };
                return Deal(line, Pick(["a", "b", "c", "d"]));
            }),
            Deal($"buy 50 MW {Places[1]} 5x16 2026-11-21..{LastDay} 41.25 CP1", "a"),
        ];
    }

    private static Trade Deal(string line, string book) =>
        new("T", 1, TradeStatus.Captured, ReadDealLine.Run(new(line, "PJM", book, "tess")).OrThrow(), Now, Now);
}
