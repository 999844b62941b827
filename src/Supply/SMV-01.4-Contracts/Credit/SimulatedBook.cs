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

/// <summary>One netting set to price along paths.</summary>
internal sealed class SimulatedSet
{
    internal SimulatedSet(MeasureExposureInputs inputs, ImmutableArray<CreditLeg> legs, Dictionary<(int, OperatingDay), int> places, SimulatedBook book)
    {
        var deal = legs[0].Deal;
        Counterparty = deal.Counterparty;
        var master = NettingSets.MasterOf(inputs, deal.Counterparty, deal.Master);
        Master = master is { IsNetted: true } ? master : null;
        int FirstGone(OperatingDay month) => book.Dates.Count(date => date.FirstOfMonth().CompareTo(month) <= 0);
        Fixed = Master is null ? [] : [.. book.Dates.Select(date => -inputs.Invoices
            .Where(each => each.Counterparty == Counterparty && each.Master == Master.Id)
            .Where(each => each.Due.CompareTo(date) >= 0 || date == inputs.MarkDay).Sum(each => (double)each.Amount.Value))];
        Held = Master is null ? 0 : inputs.Collateral.Where(each => each.Counterparty == Counterparty && each.Master == Master.Id)
            .Sum(each => (double)each.Held.Value);
        Cells = [.. legs.GroupBy(leg => (leg.Curve, leg.Month, leg.Block, leg.Right, Strike: leg.Right == 0 ? 0 : leg.Strike))
            .Select(group => new SimulatedCell(group.Key.Curve < 0 ? -1 : places[(group.Key.Curve, group.Key.Month)],
                group.Key.Curve >= 0 && book.Curves[book.Months[places[(group.Key.Curve, group.Key.Month)]].Curve].IsNormal,
                group.Key.Curve < 0 ? 0 : book.PriceOf(group.Key.Curve, group.Key.Month, group.Key.Block), FirstGone(group.Key.Month),
                group.Sum(leg => leg.Quantity), group.Key.Right == 0 ? group.Sum(leg => leg.Quantity * leg.Strike) : group.Key.Strike,
                group.Key.Right))];
    }

    internal string Counterparty { get; }

    /// <summary>The master that nets it; null for a deal alone.</summary>
    internal MasterAgreement? Master { get; }

    /// <summary>Receivables less payables that are not yet due, by date.</summary>
    internal ImmutableArray<double> Fixed { get; }

    internal double Held { get; }

    internal ImmutableArray<SimulatedCell> Cells { get; }
}

/// <summary>A month and block of a set.</summary>
/// <param name="Month">Place of its month of a curve; −1 for money no price moves.</param>
/// <param name="IsNormal">True when its price moves by USD, not by a factor.</param>
/// <param name="Price">Today's forward price.</param>
/// <param name="FirstGone">Place of the first date at which it is delivered.</param>
/// <param name="Quantity">Σ quantity.</param>
/// <param name="Strike">Σ quantity × strike; of an option its strike.</param>
/// <param name="Right">+1 a call, −1 a put, 0 no option.</param>
internal readonly record struct SimulatedCell(
    int Month, bool IsNormal, double Price, int FirstGone, double Quantity, double Strike, int Right)
{
    internal double Value(ReadOnlySpan<double> moves)
    {
        if (Month < 0) return -Strike;
        var price = IsNormal ? Price + moves[Month] : Price * moves[Month];
        return Right == 0 ? Quantity * price - Strike : Quantity * Math.Max(0, Right * (price - Strike));
    }
}
