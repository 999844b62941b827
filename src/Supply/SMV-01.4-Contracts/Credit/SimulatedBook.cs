using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts;
using NodaTime;

namespace Busbar.Supply.Contracts.Credit;

/// <summary>The book in the shape that paths are priced from: dates, curves, and per netting set linear cells (Σ quantity, Σ quantity ×
/// strike of a month and block) and options.</summary>
internal sealed class SimulatedBook
{
    private readonly Dictionary<(int Curve, OperatingDay Month, PeakBlock Block), double> marks = [];

    internal SimulatedBook(MeasureExposureInputs inputs, ImmutableArray<CreditLeg> legs)
    {
        for (var curve = 0; curve < inputs.Curves.Length; curve++)
            foreach (var price in inputs.Curves[curve].Prices) marks[(curve, price.Month, price.Block)] = price.Price.Value;
        var last = legs.IsEmpty ? inputs.MarkDay : legs.Max(leg => leg.Month);
        var dates = new List<OperatingDay> { inputs.MarkDay };
        for (var month = new OperatingDay(inputs.MarkDay.FirstOfMonth().Date.PlusMonths(1)); month.CompareTo(last) <= 0;
            month = new(month.Date.PlusMonths(1))) dates.Add(month);
        Dates = [.. dates];
        var used = legs.Select(leg => leg.Curve).Where(curve => curve >= 0).Distinct().Order().ToArray();
        foreach (var curve in used)
        {
            var (commodity, location) = (inputs.Curves[curve].Commodity, inputs.Curves[curve].Location);
            if (inputs.Simulation.Curves.FirstOrDefault(each => each.Commodity == commodity && each.Location == location) is { } volatility)
                Curves.Add(volatility);
            else Refusal ??= new("missing-volatility", $"how {commodity} at {location} moves is not given", "simulation",
                "Give the curve's volatility.");
        }
        if (Refusal is not null) return;
        var months = legs.Where(leg => leg.Curve >= 0).Select(leg => (leg.Curve, leg.Month)).Distinct()
            .OrderBy(key => key.Curve).ThenBy(key => key.Month).ToArray();
        Months = [.. months.Select(key => new CurveMonth(Array.IndexOf(used, key.Curve), Years(inputs.MarkDay, key.Month)))];
        var places = months.Select((key, i) => (key, i)).ToDictionary(pair => pair.key, pair => pair.i);
        Sets = [.. legs.GroupBy(leg => SetOf(inputs, leg.Deal)).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new SimulatedSet(inputs, [.. group], places, this))];
    }

    internal ImmutableArray<OperatingDay> Dates { get; }

    internal List<CurveVolatility> Curves { get; } = [];

    /// <summary>The months of curves that price the book.</summary>
    internal ImmutableArray<CurveMonth> Months { get; } = [];

    internal ImmutableArray<SimulatedSet> Sets { get; } = [];

    internal Refusal? Refusal { get; }

    internal double ValueNow(CreditLeg leg) => leg.Curve < 0
        ? -leg.Quantity * leg.Strike
        : leg.ValueAt(PriceOf(leg.Curve, leg.Month, leg.Block));

    internal double PriceOf(int curve, OperatingDay month, PeakBlock block) => marks[(curve, month, block)];

    internal static double Years(OperatingDay from, OperatingDay to) => Period.DaysBetween(from.Date, to.Date) / 365.0;

    // Deals without netting stand alone.
    private static string SetOf(MeasureExposureInputs inputs, CreditDeal deal) =>
        NettingSets.MasterOf(inputs, deal.Counterparty, deal.Master) is { IsNetted: true }
            ? $"{deal.Counterparty}\n{deal.Master}"
            : $"{deal.Counterparty}\n{deal.Master}\n{deal.Id}";
}
