using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Risk;
using Busbar.Supply.Handoffs.Trading.Curves;
using NodaTime;

namespace Busbar.Supply.Risk.Portfolio;

/// <summary>The prices that move, numbered: every month and block of the newest mark of each curve.</summary>
internal sealed class FactorGrid
{
    private readonly Dictionary<RiskFactor, int> numbers = [];

    private FactorGrid(Instant clock, ForwardModel model, ImmutableArray<(RiskFactor Factor, double Price, string Market)> factors)
    {
        (Clock, Model) = (clock, model);
        Factors = [.. factors.Select(each => each.Factor)];
        Forwards = [.. factors.Select(each => each.Price)];
        foreach (var each in factors) numbers.Add(each.Factor, numbers.Count);
        YearsAhead = [.. factors.Select(each =>
            Math.Max(0, (CalendarOf(each.Market).WholeDay(each.Factor.Month).Start - clock).TotalDays / 365))];
    }

    internal Instant Clock { get; }

    internal ForwardModel Model { get; }

    internal ImmutableArray<RiskFactor> Factors { get; }

    /// <summary>Today's prices.</summary>
    internal double[] Forwards { get; }

    /// <summary>Years from the clock to the first day of each factor's month, not below 0.</summary>
    internal double[] YearsAhead { get; }

    internal int? NumberOf(RiskFactor factor) => numbers.TryGetValue(factor, out var number) ? number : null;

    internal static MarketCalendar CalendarOf(string market) => MarketCalendar.All.Single(calendar => calendar.Name == market);

    /// <summary>The name of a factor's month as a tenor.</summary>
    internal static string TenorOf(RiskFactor factor) =>
        FormattableString.Invariant($"{factor.Month.Date.Year}-{factor.Month.Date.Month:00}");

    /// <summary>Volatility a year, now.</summary>
    internal double VolatilityOf(int factor) => Model.Of(Factors[factor].Commodity)!.At(Factors[factor].Month.Date.Month,
        YearsAhead[factor]);

    /// <summary>Variance that a factor gathers until an instant.</summary>
    internal double VarianceUntil(int factor, double years) =>
        Model.Of(Factors[factor].Commodity)!.VarianceUntil(Factors[factor].Month.Date.Month, YearsAhead[factor], years);

    /// <summary>The grid of some curves. Refuses no curves, marks younger than the clock, an unknown market, holes, prices that are not
    /// above
    /// 0 (their logarithm is simulated), and a model that does not fit.</summary>
    internal static Outcome<FactorGrid> Of(ImmutableArray<ForwardCurve> curves, ForwardModel model, Instant clock)
    {
        if (curves.IsDefaultOrEmpty || curves.All(curve => curve.Prices.IsEmpty))
            return new Refusal("no-curves", "there is no forward curve", "forward curves", "Build the curves first.");
        var factors = ImmutableArray.CreateBuilder<(RiskFactor, double, string)>();
        foreach (var curve in curves.GroupBy(curve => (curve.Commodity, curve.Location)).OrderBy(group => group.Key.Commodity)
            .ThenBy(group => group.Key.Location, StringComparer.Ordinal).Select(versions => versions.MaxBy(each => (each.MarkDay,
                each.Version))!))
        {
            if (Refuse(curve, clock) is { } refusal) return refusal;
            factors.AddRange(curve.Prices.Where(price => IsAhead(price.Month, curve.Market, clock)).Select(price =>
                (new RiskFactor(curve.Commodity, curve.Location, price.Month, price.Block), price.Price.Value, curve.Market)));
        }
        return model.Refuse(curves.Select(curve => curve.Commodity).Distinct()) is { } wrong ? wrong
            : factors.Count == 0 ? new Refusal("no-curves", "every month of the curves is past", "forward curves", "Mark the curves anew.")
            : new FactorGrid(clock, model, factors.ToImmutable());
    }

    private static bool IsAhead(OperatingDay month, string market, Instant clock) =>
        month.CompareTo(CalendarOf(market).DayOf(clock).FirstOfMonth()) >= 0;

    private static Refusal? Refuse(ForwardCurve curve, Instant clock)
    {
        var where = $"{curve.Location} {curve.MarkDay}";
        if (MarketCalendar.All.All(calendar => calendar.Name != curve.Market))
            return new("unknown-market", $"'{curve.Market}' is no market known", where, "Name the market as its calendar does.");
        if (curve.MarkedAt > clock)
            return new("not-known-then", $"the curve was marked {curve.MarkedAt}, after the clock {clock}", where,
                "Read marks as of the clock.");
        var low = curve.Prices.FirstOrDefault(price => !(price.Price.Value > 0));
        if (low is not null)
            return new("forward-not-positive", $"{low.Month} {low.Block} is marked {low.Price}", where,
                "Simulate such a curve by history; a lognormal price is above 0.");
        var twice = curve.Prices.GroupBy(price => (price.Month, price.Block)).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? null : new("curve-twice", $"{twice.Key.Month} {twice.Key.Block} is marked twice", where, "Mark each once.");
    }
}
