using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;
using NodaTime;

namespace Busbar.Supply.Trading.Positions;

/// <summary>The prices of a valuation by period and block of the grids. Delivered periods count at what was settled, else at
/// <paramref name="deliveredMarks"/>, the marks before they were delivered.</summary>
internal sealed class PriceBoard(Valuation valuation, ImmutableArray<ForwardCurve> deliveredMarks, Func<string, HourGrid> gridOf)
{
    private readonly Dictionary<(Commodity, string, string), double[]> prices = [];
    private readonly Dictionary<(Commodity, string, string, OperatingDay), double> volatilities = valuation.Volatilities
        .ToDictionary(each => (each.Commodity, each.Market, each.Location, each.Month), each => each.PerRootYear);
    private readonly Dictionary<(Commodity, string, string), HourlyPrices> settled =
        valuation.Settled.ToDictionary(each => (each.Commodity, each.Market, each.Location));
    private readonly Dictionary<(Commodity, string, string), ForwardCurve> marks = Newest(valuation.Marks);
    private readonly Dictionary<(Commodity, string, string), ForwardCurve> delivered = Newest(deliveredMarks);

    public Instant Clock => valuation.Clock;

    /// <summary>What a dollar of a period's middle is worth at the clock; 1 for what is past.</summary>
    public double DiscountOf(HourGrid grid, GridPeriod period)
    {
        if (valuation.DiscountPerYear == 0) return 1;
        var middle = grid.Start + Duration.FromHours((period.FirstHour + period.EndHour) / 2.0);
        return Math.Pow(1 + valuation.DiscountPerYear, -Math.Max(0, (middle - Clock).TotalDays) / 365);
    }

    /// <summary>Of several marks of one price, the newest.</summary>
    public static Dictionary<(Commodity, string, string), ForwardCurve> Newest(ImmutableArray<ForwardCurve> curves) =>
        curves.GroupBy(curve => (curve.Commodity, curve.Market, curve.Location)).ToDictionary(group => group.Key,
            group => group.OrderBy(curve => curve.MarkDay).ThenBy(curve => curve.Version).Last());

    /// <summary>Prices by period, three blocks each; NaN where there is none. Fuel stands in the first of the three.</summary>
    public double[] Of(Commodity commodity, string market, string location)
    {
        if (prices.TryGetValue((commodity, market, location), out var found)) return found;
        var grid = gridOf(market);
        var table = new double[grid.Periods.Length * 3];
        Array.Fill(table, double.NaN);
        if (marks.TryGetValue((commodity, market, location), out var curve)) Mark(grid, curve, table, isDelivered: false);
        if (delivered.TryGetValue((commodity, market, location), out var before)) Mark(grid, before, table, isDelivered: true);
        if (settled.TryGetValue((commodity, market, location), out var hours)) Settle(grid, hours, table);
        return prices[(commodity, market, location)] = table;
    }

    /// <summary>A volatility, NaN where there is none.</summary>
    public double VolatilityOf(Commodity commodity, string market, string location, OperatingDay month) =>
        volatilities.TryGetValue((commodity, market, location, month), out var found) && found >= 0 ? found : double.NaN;

    private static void Mark(HourGrid grid, ForwardCurve curve, double[] table, bool isDelivered)
    {
        var byCell = curve.Prices.ToDictionary(price => (price.Month, price.Block), price => price.Price.Value);
        for (var period = 0; period < grid.Periods.Length; period++)
            for (var block = 0; block < 3; block++)
                if (grid.Periods[period].IsDelivered == isDelivered
                    && byCell.TryGetValue((grid.Periods[period].Month, (PeakBlock)block), out var price))
                    table[period * 3 + block] = price;
    }

    /// <summary>Delivered periods count at the average of what was settled in each block.</summary>
    private static void Settle(HourGrid grid, HourlyPrices hours, double[] table)
    {
        for (var period = 0; period < grid.Periods.Length; period++)
        {
            if (!grid.Periods[period].IsDelivered) continue;
            for (var block = 0; block < 3; block++)
            {
                var pattern = hours.Commodity == Commodity.Fuel ? HourGrid.FuelPattern : block;
                var (sum, weight, complete) = (0.0, 0.0, true);
                for (var hour = grid.Periods[period].FirstHour; hour < grid.Periods[period].EndHour; hour++)
                {
                    if (grid.Weight(pattern, hour) == 0) continue;
                    if (PriceAt(grid, hours.Prices, hour) is not { } price) complete = false;
                    else (sum, weight) = (sum + price * grid.Weight(pattern, hour), weight + grid.Weight(pattern, hour));
                }
                if (complete && weight > 0) table[period * 3 + block] = sum / weight;
            }
        }
    }

    /// <summary>The price of a grid's hour, null outside the series.</summary>
    public static double? PriceAt(HourGrid grid, Series<UsdPerMwhEstimate> prices, int hour)
    {
        var at = grid.Start + Duration.FromHours(hour);
        return at >= prices.Start && at < prices.End ? prices[(int)((at - prices.Start) / prices.Step)].Value : null;
    }
}
