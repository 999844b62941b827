using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;
using NodaTime;

namespace Busbar.Supply.Trading.Curves;

/// <summary>How an hourly shape is put on a block price.</summary>
public enum ShapeKind
{
    /// <summary>The shape is added, in USD/MWh: for prices that may be negative.</summary>
    Additive,
    /// <summary>The shape multiplies: swings grow with the price, which must be above 0 throughout.</summary>
    Multiplicative,
}

/// <summary>What an hourly curve is shaped from.</summary>
/// <param name="Calendar">The market's clock.</param>
/// <param name="Curve">The forward curve by month and block.</param>
/// <param name="History">Hourly prices without gaps, best of whole years; the same market's clock.</param>
/// <param name="Kind">How the shape is put on.</param>
public sealed record ShapeHourlyInputs(MarketCalendar Calendar, ForwardCurve Curve, Series<UsdPerMwhEstimate> History, ShapeKind Kind);

/// <summary>Shapes a forward curve to hours. Price of an hour = shape + level of its block that day (or shape × level), where the level
/// goes from day to day as smoothly as it can while the mean of each month and block stays the curve's, to 1e-9: so every quote the curve
/// was built on comes back. The days of a month are those after the mark day.</summary>
public static class ShapeHourly
{
    /// <summary>The hourly curve. Refuses fuel, another market's curve, one with holes, a history not by the hour or without an hour that
    /// is needed, and a multiplicative shape of prices not above 0; a finding <c>shape-below-zero</c> when the smooth level of a
    /// multiplicative curve dips below 0 all the same.</summary>
    public static Outcome<HourlyCurve> Run(ShapeHourlyInputs inputs)
    {
        if (Refuse(inputs) is { } refusal) return refusal;
        var (calendar, curve, history, kind) = inputs;
        var grid = GridOf(inputs);
        var first = curve.MarkDay.Date < grid.FirstMonth.Date ? grid.FirstMonth : curve.MarkDay.Plus(1);
        var shape = new HourShape(calendar, history, kind);
        var hours = new List<Hour>();
        foreach (var day in first.Through(new OperatingDay(grid.FirstMonth.Date.PlusMonths(grid.Months)).Plus(-1)))
            foreach (var (hour, label) in calendar.HoursOf(day).Zip(calendar.LabelsOf(day)))
                if (shape.Of(day, label.Hour) is { } height)
                    hours.Add(new(day, grid.CellOf(day, calendar.BlockOf(hour.Start)), height));
                else
                    return new Refusal("history-too-short", $"the history has no hour ending {label.Hour:00} of a day like {day}",
                        $"{day} HE{label}", "Give at least a year of hourly prices.");
        var prices = new double[hours.Count];
        var blocks = hours.Select((hour, place) => (Hour: hour, Place: place)).GroupBy(each => each.Hour.Cell % grid.Blocks.Length);
        foreach (var block in blocks)
            ShapeBlock([.. block], curve, kind, grid, prices);
        return Outcome.Of(
            new HourlyCurve(curve.Commodity, curve.Market, curve.Location, curve.MarkDay, curve.Version,
                new(calendar.WholeDay(first).Start, Duration.FromHours(1), [.. prices.Select(price => new UsdPerMwhEstimate(price))]),
                $"{curve.Basis}; {kind} shape of {history.Count} hours from {history.Start}"),
            kind == ShapeKind.Multiplicative && prices.Min() <= 0 ? [BelowZero(prices)] : []);
    }

    private readonly record struct Hour(OperatingDay Day, int Cell, double Height);

    private static void ShapeBlock(
        ImmutableArray<(Hour Hour, int Place)> block, ForwardCurve curve, ShapeKind kind, CurveGrid grid, double[] prices)
    {
        var days = block.GroupBy(each => each.Hour.Day).ToArray();
        var cells = block.Select(each => each.Hour.Cell).Distinct().ToList();
        var (months, weights) = (new int[days.Length], new double[days.Length]);
        var sums = cells.Select(cell => curve.Prices[cell].Price.Value).ToArray();
        for (var i = 0; i < days.Length; i++)
        {
            months[i] = cells.IndexOf(days[i].First().Hour.Cell);
            var height = days[i].Sum(each => each.Hour.Height) / grid.HoursOf(cells[months[i]]);
            if (kind == ShapeKind.Multiplicative) weights[i] = height;
            else
            {
                weights[i] = days[i].Count() / grid.HoursOf(cells[months[i]]);
                sums[months[i]] -= height;
            }
        }
        double[] daysTo = [.. days.Zip(days.Skip(1), (a, b) => (double)Period.DaysBetween(a.Key.Date, b.Key.Date))];
        var level = SmoothLevel.Solve(daysTo, months, weights, sums);
        for (var i = 0; i < days.Length; i++)
            foreach (var (hour, place) in days[i])
                prices[place] = kind == ShapeKind.Additive ? hour.Height + level[i] : hour.Height * level[i];
    }

    private static CurveGrid GridOf(ShapeHourlyInputs inputs) =>
        new(inputs.Calendar, inputs.Curve.Commodity, inputs.Curve.MarkDay, inputs.Curve.Prices[0].Month, inputs.Curve.Prices[^1].Month);

    private static Refusal? Refuse(ShapeHourlyInputs inputs)
    {
        var (calendar, curve, history, kind) = inputs;
        if (curve.Commodity == Commodity.Fuel)
            return new("fuel-has-no-hours", "a fuel curve prices whole days", curve.Location, "Shape power curves only.");
        if (curve.Market != calendar.Name)
            return new("other-market", $"the curve is of {curve.Market}, the calendar of {calendar.Name}", curve.Location,
                "Give the calendar of the curve's market.");
        if (history.Step != Duration.FromHours(1))
            return new("hours-do-not-match", $"the history steps by {history.Step.TotalMinutes} minutes", $"{history.Start}",
                "Average it to hours.");
        if (kind == ShapeKind.Multiplicative
            && (curve.Prices.Any(price => price.Price.Value <= 0) || history.Values.Any(price => price.Value <= 0)))
            return new("not-positive", "the curve or the history has prices that are not above 0", curve.Location,
                "Use the additive shape.");
        if (curve.Prices.IsEmpty) return new("curve-has-hole", "the curve has no prices", curve.Location, "Build the curve again.");
        var grid = GridOf(inputs);
        var isWhole = curve.Prices.Length == grid.Count
            && curve.Prices.Select((price, cell) => grid.CellOf(price.Month, price.Block) == cell).All(isInPlace => isInPlace);
        return isWhole
            ? null
            : new("curve-has-hole", $"the curve has {curve.Prices.Length} prices for {grid.Count} cells, or they are out of order",
                curve.Location, "Build the curve again: every block of every month, in order.");
    }

    private static Finding BelowZero(double[] prices) => new("shape-below-zero", Severity.Warning,
        FormattableString.Invariant($"{prices.Count(price => price <= 0)} hours of a multiplicative curve are not above 0, ")
            + FormattableString.Invariant($"the lowest {prices.Min():0.00}"),
        "hourly curve", "kept, since the means must hold; the block prices differ too much from month to month for this shape");
}
