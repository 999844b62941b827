using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Numerics.Options;
using Busbar.Supply.Handoffs.Trading.Deals;

namespace Busbar.Supply.Trading.Positions;

/// <summary>Enters one deal into the rows of a book: its terms bound to the hours of the grid, period by period and block by block; hour by
/// hour where its shape is; day by day for a daily option.</summary>
internal sealed class DealEntry
{
    /// <summary>Days of a year by which option time is counted.</summary>
    private const double DaysInYear = 365;

    private readonly Trade trade;
    private readonly Exposure exposure;
    private readonly HourGrid grid;
    private readonly PriceBoard prices;
    private readonly int firstDay, endDay, firstHour, endHour;
    private readonly int[] patterns;
    private readonly double[][] marks;

    public DealEntry(Trade trade, Exposure exposure, HourGrid grid, PriceBoard prices)
    {
        (this.trade, this.exposure, this.grid, this.prices) = (trade, exposure, grid, prices);
        var terms = trade.Ticket.Terms;
        (firstDay, endDay) = (grid.DayOf(terms.FirstDay), grid.DayOf(terms.LastDay.Plus(1)));
        (firstHour, endHour) = (grid.HourOfDay(firstDay), grid.HourOfDay(endDay));
        patterns = terms is FuelDeal ? [HourGrid.FuelPattern] : [.. exposure.Shape.Blocks.Select(block => (int)block)];
        marks = [.. exposure.Legs.Select(leg => prices.Of(leg.Commodity, terms.Market, leg.Location))];
    }

    /// <summary>True when nothing of the deal lies in the grid.</summary>
    public bool IsPast => endHour <= firstHour;

    /// <summary>What was paid for an option's hours in the grid; sold options negative.</summary>
    public double Premium => exposure.Option is not { } option ? 0
        : exposure.Legs[0].Sign * (double)(option.Premium.Value * option.Shape.Mw.Value)
            * patterns.Sum(pattern => grid.Sum(pattern, firstHour, endHour));

    /// <summary>The first price or volatility that is needed and not marked.</summary>
    public Refusal? RefuseUnpriced()
    {
        if (!exposure.HasPriceRisk) return null;
        foreach (var (leg, at) in exposure.Legs.Select((leg, at) => (leg, at)))
            for (var period = 0; period < grid.Periods.Length; period++)
            {
                var (first, end) = Within(period);
                if (end <= first) continue;
                foreach (var pattern in Delivered(first, end))
                    if (double.IsNaN(marks[at][period * 3 + pattern % 3]))
                        return new("no-mark", $"Nothing marks {leg.Commodity} at {leg.Location} for {grid.Periods[period].Month}, "
                            + $"{(PeakBlock)(pattern % 3)}", trade.Id, "Mark the curve as far as the deal delivers.");
                if (exposure.Option is not null && double.IsNaN(VolatilityOf(period)))
                    return new("no-volatility", $"{leg.Commodity} at {leg.Location} has no volatility for {grid.Periods[period].Month}", trade.Id,
                        "Give the volatility of every month that an option delivers in, not below 0.");
            }
        return null;
    }

    /// <summary>Adds the deal, or takes it out when <paramref name="sign"/> is −1. What it costs stands in its first row.</summary>
    public void AddTo(Func<Leg, BookRow> rowOf, int sign)
    {
        if (exposure.Option is { } option) AddOption(rowOf(exposure.Legs[0]), option, exposure.Legs[0].Sign * sign);
        for (var at = 0; exposure.Option is null && at < exposure.Legs.Length; at++)
        {
            var row = rowOf(exposure.Legs[at]);
            var (signed, costPerUnit) = (exposure.Legs[at].Sign * sign, at == 0 ? sign * exposure.CostPerUnit / PriceSpread() : 0);
            if (exposure.Shape.Hourly is { } hourly) AddHours(row, hourly, signed, costPerUnit);
            else AddBlocks(row, signed, costPerUnit);
        }
    }

    private (int First, int End) Within(int period) =>
        (Math.Max(firstHour, grid.Periods[period].FirstHour), Math.Min(endHour, grid.Periods[period].EndHour));

    private double VolatilityOf(int period) => prices.VolatilityOf(
        exposure.Legs[0].Commodity, trade.Ticket.Terms.Market, exposure.Legs[0].Location, grid.Periods[period].Month);

    /// <summary>The patterns that the deal has hours of within some hours; an hourly shape may have any.</summary>
    private IEnumerable<int> Delivered(int first, int end) =>
        (exposure.Shape.Hourly is null ? patterns : [0, 1, 2]).Where(pattern => grid.Sum(pattern, first, end) > 0);

    private void AddBlocks(BookRow row, double sign, double costPerUnit)
    {
        var rate = (double)exposure.Shape.Mw.Value;
        for (var period = 0; period < grid.Periods.Length; period++)
        {
            var (first, end) = Within(period);
            if (end <= first) continue;
            foreach (var pattern in patterns)
            {
                var units = grid.Sum(pattern, first, end);
                var bucket = row.At(period, pattern % 3);
                var held = IsWorthless(period, pattern) ? 0 : sign * rate;
                bucket.Cost += costPerUnit * rate * units;
                bucket.Contracted += held * units;
                AddDays(row, BookRow.Layer.Contracted, period, pattern, (firstDay, endDay), held);
                if (!exposure.HasPriceRisk) continue;
                (bucket.Linear, bucket.Delta) = (bucket.Linear + held * units, bucket.Delta + held * units);
                AddDays(row, BookRow.Layer.Delta, period, pattern, (firstDay, endDay), held);
                AddDays(row, BookRow.Layer.Linear, period, pattern, (firstDay, endDay), held);
            }
        }
    }

    /// <summary>Enters a rate in the days of a period. A day that the period has only a part of (where delivery was cut) is entered by the
    /// hour.</summary>
    private void AddDays(BookRow row, BookRow.Layer layer, int period, int pattern, (int First, int End) days, double rate)
    {
        var within = grid.Periods[period];
        var (from, to) = (Math.Max(days.First, within.FirstDay), Math.Min(days.End, within.EndDay));
        var (first, end) = (Math.Max(grid.HourOfDay(days.First), within.FirstHour), Math.Min(grid.HourOfDay(days.End), within.EndHour));
        if (from >= to)
        {
            AddHourByHour(row, layer, pattern, first, end, rate);
            return;
        }
        row.AddDays(layer, pattern, from, to - 1, rate);
        AddHourByHour(row, layer, pattern, first, grid.HourOfDay(from), rate);
        AddHourByHour(row, layer, pattern, grid.HourOfDay(to), end, rate);
    }

    private void AddHourByHour(BookRow row, BookRow.Layer layer, int pattern, int first, int end, double rate)
    {
        for (var hour = first; hour < end; hour++)
            if (grid.Weight(pattern, hour) is not 0 and var weight) row.AddHour(layer, hour, rate * weight);
    }

    private void AddHours(BookRow row, Series<Mw> hourly, double sign, double costPerUnit)
    {
        var shift = (int)(grid.Start - hourly.Start).TotalHours;
        for (var period = 0; period < grid.Periods.Length; period++)
        {
            var (first, end) = Within(period);
            for (var hour = first; hour < end; hour++)
            {
                var mw = (double)hourly[hour + shift].Value;
                var bucket = row.At(period, grid.BlockOf(hour));
                bucket.Cost += costPerUnit * mw * (exposure.HourlyCost is { } cost ? (double)cost[hour + shift].Value : 1);
                bucket.Contracted += sign * mw;
                row.AddHour(BookRow.Layer.Contracted, hour, sign * mw);
                if (!exposure.HasPriceRisk) continue;
                (bucket.Linear, bucket.Delta) = (bucket.Linear + sign * mw, bucket.Delta + sign * mw);
                row.AddHour(BookRow.Layer.Delta, hour, sign * mw);
                row.AddHour(BookRow.Layer.Linear, hour, sign * mw);
            }
        }
    }

    /// <summary>A right's price is for the whole term: each of its hours bears an equal part of it. Everything else is priced by the
    /// unit.</summary>
    private double PriceSpread()
    {
        if (trade.Ticket.Terms is not TransmissionRight right) return 1;
        return right.FirstDay.Through(right.LastDay).SelectMany(day => grid.Calendar.HoursOf(day))
            .Count(hour => right.Shape.Hourly is not null || right.Shape.Blocks.Contains(grid.Calendar.BlockOf(hour.Start)));
    }

    /// <summary>An option right counts where its path is worth something at the marks.</summary>
    private bool IsWorthless(int period, int pattern) => trade.Ticket.Terms is TransmissionRight { IsOption: true }
        && !(marks[0][period * 3 + pattern] > marks[1][period * 3 + pattern]);

    private void AddOption(BookRow row, PowerOption option, double sign)
    {
        for (var period = 0; period < grid.Periods.Length; period++)
        {
            var (first, end) = Within(period);
            if (end <= first) continue;
            var volatility = VolatilityOf(period);
            if (option.Exercise == OptionExercise.Monthly)
                AddExercise(row, option, period, (firstDay, endDay), (first, end), volatility, sign);
            else
                for (var day = firstDay; day < endDay; day++)
                {
                    var (from, to) = (Math.Max(first, grid.HourOfDay(day)), Math.Min(end, grid.HourOfDay(day + 1)));
                    if (to > from) AddExercise(row, option, period, (day, day + 1), (from, to), volatility, sign);
                }
        }
    }

    /// <summary>One exercise: the hours of one month or day, at the average price of its blocks, by Black's formula.</summary>
    private void AddExercise(
        BookRow row, PowerOption option, int period, (int First, int End) days, (int From, int To) hours, double volatility, double sign)
    {
        var (sum, forward) = (0.0, 0.0);
        foreach (var pattern in patterns)
            if (grid.Sum(pattern, hours.From, hours.To) is > 0 and var units)
                (sum, forward) = (sum + units, forward + units * marks[0][period * 3 + pattern]);
        if (sum == 0) return;
        var years = Math.Max(0, (grid.ExpiryOf(option.Exercise, days.First, period) - prices.Clock).TotalDays / DaysInYear);
        var each = ValueOf(option, forward / sum, volatility * Math.Sqrt(years));
        var rate = (double)option.Shape.Mw.Value * sign;
        foreach (var pattern in patterns)
        {
            var mwh = grid.Sum(pattern, hours.From, hours.To) * rate;
            if (mwh == 0) continue;
            var bucket = row.At(period, pattern);
            bucket.Delta += mwh * each.Delta;
            bucket.Gamma += mwh * each.Gamma;
            bucket.OptionValue += mwh * each.Value;
            AddDays(row, BookRow.Layer.Delta, period, pattern, days, rate * each.Delta);
        }
    }

    /// <summary>Black's formula needs a price above 0; at or below it an option is worth what exercise would bring.</summary>
    private static OptionValue ValueOf(PowerOption option, double forward, double deviation)
    {
        var strike = (double)option.Strike.Value;
        if (forward > 0) return Black76.Price(option.IsCall, forward, strike, deviation, 1);
        var side = option.IsCall ? 1 : -1;
        return side * (forward - strike) > 0 ? new(side * (forward - strike), side, 0, 0) : default;
    }
}
