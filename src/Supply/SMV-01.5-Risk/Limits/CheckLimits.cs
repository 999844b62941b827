using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Trading;
using Busbar.Supply.Handoffs.Trading.Curves;
using NodaTime;

namespace Busbar.Supply.Risk.Limits;

/// <summary>A policy and what is held against it.</summary>
/// <param name="Calendar">The market's clock.</param>
/// <param name="MeasuredAt">The clock of the check.</param>
/// <param name="Position">The consolidated position.</param>
/// <param name="Books">Value at risk and profit of each book.</param>
/// <param name="Credit">Exposure to each counterparty.</param>
/// <param name="Limits">The policy.</param>
public sealed record CheckLimitsInputs(
    MarketCalendar Calendar, Instant MeasuredAt, ConsolidatedPosition Position, ImmutableArray<BookRisk> Books, CreditExposure Credit,
    ImmutableArray<PolicyLimit> Limits);

/// <summary>Holds every book and counterparty against the portfolio's limits on volume, value at risk, losses, credit, tenor and
/// concentration.
/// Refuses a limit without an owner, timer or maximum, of an unknown measure or named twice, documents younger than the clock, and a scope
/// that
/// was not measured.</summary>
public static class CheckLimits
{
    /// <summary>The uses. Finding <c>stale-marks</c>: the position is valued at marks older than the last business day.</summary>
    public static Outcome<LimitReport> Run(CheckLimitsInputs inputs)
    {
        if ((PolicyLimit.Refuse(inputs.Limits) ?? NotKnown(inputs)) is { } refusal) return refusal;
        var uses = new List<LimitUse>();
        foreach (var limit in inputs.Limits)
        {
            var measured = Names(inputs, limit).Select(name => Use(inputs, limit, name)).ToArray();
            if (measured.Length == 0)
                return new Refusal("not-measured", $"nothing was measured of '{limit.Scope}'", $"limit '{limit.Limit.Name}'",
                    "Measure that book or counterparty, or take the limit out of the policy.");
            uses.AddRange(measured);
        }
        return Outcome.Of(new LimitReport(inputs.MeasuredAt, [.. uses.OrderByDescending(use => use.Utilisation)]), Stale(inputs));
    }

    private static IEnumerable<string> Names(CheckLimitsInputs inputs, PolicyLimit limit)
    {
        var known = limit.Limit.Measure switch
        {
            LimitMeasure.Credit => inputs.Credit.Counterparties.Select(each => each.Counterparty),
            LimitMeasure.Var95 or LimitMeasure.Var99 or LimitMeasure.StopLoss => inputs.Books.Select(each => each.Book),
            _ => inputs.Books.Select(each => each.Book).Concat(inputs.Position.Cells.Select(cell => cell.Book)),
        };
        return known.Where(name => limit.Scope == PolicyLimit.Everyone || name == limit.Scope).Distinct();
    }

    private static LimitUse Use(CheckLimitsInputs inputs, PolicyLimit limit, string name)
    {
        var cells = inputs.Position.Cells.Where(cell => cell.Book == name && cell.Commodity != Commodity.Fuel);
        var book = inputs.Books.FirstOrDefault(each => each.Book == name);
        var (measured, where) = limit.Limit.Measure switch
        {
            LimitMeasure.Volume => Largest(cells.GroupBy(cell => $"{cell.Month} {cell.Block}"),
                group => Math.Abs(group.Sum(cell => cell.Delta))),
            LimitMeasure.Var95 => (book!.Var95.Value, name),
            LimitMeasure.Var99 => (book!.Var99.Value, name),
            LimitMeasure.StopLoss => (Math.Max(0, 0.0 - book!.ProfitToDate.Value), name),
            LimitMeasure.Credit => Exposure(inputs.Credit, name),
            LimitMeasure.Tenor => Largest(inputs.Position.Cells.Where(cell => cell.Book == name
                && (cell.Delta != 0 || cell.Contracted != 0))
                .GroupBy(cell => $"{cell.Month}"), group => Months(inputs.Position.MarkDay, group.First().Month)),
            _ => Shares(cells.ToArray()),
        };
        var most = (double)limit.Limit.Maximum;
        return new(limit, name, measured, where,
            measured > most ? LimitState.Breached : measured >= limit.WarnAt * most ? LimitState.Warning : LimitState.Within);
    }

    private static (double Measured, string Where) Largest(
        IEnumerable<IGrouping<string, PositionCell>> groups, Func<IGrouping<string, PositionCell>, double> measure) =>
        groups.Select(group => (Measured: measure(group), Where: group.Key)).OrderByDescending(each => each.Measured)
            .FirstOrDefault((0, "nothing held"));

    private static (double Measured, string Where) Shares(PositionCell[] cells)
    {
        var gross = cells.Sum(cell => Math.Abs(cell.Delta));
        return Largest(cells.GroupBy(cell => cell.Location), group => gross > 0 ? group.Sum(cell => Math.Abs(cell.Delta)) / gross : 0);
    }

    private static (double Measured, string Where) Exposure(CreditExposure credit, string name)
    {
        var exposure = credit.Counterparties.First(each => each.Counterparty == name);
        return (exposure.Current.Value + exposure.Potential.Value, name);
    }

    private static int Months(OperatingDay from, OperatingDay to) =>
        (to.Date.Year - from.Date.Year) * 12 + to.Date.Month - from.Date.Month;

    private static Refusal? NotKnown(CheckLimitsInputs inputs)
    {
        foreach (var (what, at) in new[] { ("position", inputs.Position.MeasuredAt), ("credit exposure", inputs.Credit.MeasuredAt) })
            if (at > inputs.MeasuredAt)
                return new("not-known-then", $"the {what} was measured {at}, after the clock {inputs.MeasuredAt}", "limit check",
                    $"Read the {what} as of the clock.");
        return null;
    }

    private static IEnumerable<Finding> Stale(CheckLimitsInputs inputs)
    {
        var day = inputs.Calendar.DayOf(inputs.MeasuredAt).Plus(-1);
        while (!NercHolidays.IsWorkday(day)) day = day.Plus(-1);
        if (inputs.Position.MarkDay.Date < day.Date)
            yield return new("stale-marks", Severity.Warning, $"the marks are of {inputs.Position.MarkDay}, not of {day}", "limit check",
                "limits were held against the older marks");
    }
}
