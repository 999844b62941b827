using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;
using Busbar.Supply.Handoffs.Trading.Deals;
using Busbar.Supply.Tests.Deals;
using Busbar.Supply.Trading.Positions;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Supply.Tests.Positions;

/// <summary>Reads deals, marks and volatilities from a worked case.</summary>
internal static class DeskCase
{
    internal static Instant ClockOf(string text) => InstantPattern.General.Parse(text).Value;

    internal static Trade Deal(string id, string book, string line, Instant at) =>
        new(id, 1, TradeStatus.Captured, Desk.Ticket($"{line} book={book}"), at, at);

    internal static ImmutableArray<ForwardCurve> Marks(CaseRows rows, string column, OperatingDay day, Instant at) =>
    [
        .. rows.Texts("commodity").Zip(rows.Texts("location")).Zip(rows.Texts("month").Zip(rows.Texts("block")), rows.Estimates(column))
            .GroupBy(row => row.First, row => new ForwardPrice(Given.DayOf(row.Second.First), Enum.Parse<PeakBlock>(row.Second.Second),
                new UsdPerMwhEstimate(row.Third)))
            .Select(group => new ForwardCurve(Enum.Parse<Commodity>(group.Key.First), "PJM", group.Key.Second, day, 1, at, [.. group], "case")),
    ];

    internal static ImmutableArray<PriceVolatility> Volatilities(ImmutableArray<ForwardCurve> marks, double volatility) =>
    [
        .. marks.SelectMany(mark => mark.Prices.Select(price => price.Month).Distinct()
            .Select(month => new PriceVolatility(mark.Commodity, mark.Market, mark.Location, month, volatility))),
    ];

    /// <summary>Every month and block at one price.</summary>
    internal static ForwardCurve Flat(string location, OperatingDay first, int months, double price, Commodity commodity = Commodity.PowerDayAhead)
    {
        var cells = from month in Enumerable.Range(0, months)
                    from block in Enum.GetValues<PeakBlock>()
                    select new ForwardPrice(new(first.FirstOfMonth().Date.PlusMonths(month)), block, new(price + month % 12 - 3 * (int)block));
        return new(commodity, "PJM", location, first, 1, Desk.Now, [.. cells], "made up");
    }
}
