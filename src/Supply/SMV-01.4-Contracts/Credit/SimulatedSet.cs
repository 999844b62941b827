using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Supply.Contracts.Credit;

/// <summary>One netting set to price along paths. All blocks of a month move together, so deals that are no options fold into one
/// coefficient a month of a curve and one sum of money a date.</summary>
internal sealed class SimulatedSet
{
    private readonly ImmutableArray<double> money;
    private readonly ImmutableArray<MonthCoefficient> months;
    private readonly ImmutableArray<OptionCell> options;

    internal SimulatedSet(
        MeasureExposureInputs inputs, ImmutableArray<CreditLeg> legs, Dictionary<(int, OperatingDay), int> places, SimulatedBook book)
    {
        var deal = legs[0].Deal;
        Counterparty = deal.Counterparty;
        Master = NettingSets.MasterOf(inputs, deal.Counterparty, deal.Master) is { IsNetted: true } master ? master : null;
        Held = Master is null ? 0 : inputs.Collateral.Where(each => each.Counterparty == Counterparty && each.Master == Master.Id)
            .Sum(each => (double)each.Held.Value);
        int GoneAt(CreditLeg leg) => book.Dates.Count(date => date.FirstOfMonth().CompareTo(leg.Month) <= 0);
        double PriceOf(CreditLeg leg) => leg.Curve < 0 ? 0 : book.PriceOf(leg.Curve, leg.Month, leg.Block);
        bool IsNormal(CreditLeg leg) => book.Curves[book.Months[places[(leg.Curve, leg.Month)]].Curve].IsNormal;
        var linear = legs.Where(leg => leg.Right == 0)
            .Select(leg => (Leg: leg, Gone: GoneAt(leg), Sum: -leg.Quantity * leg.Strike
                + (leg.Curve >= 0 && IsNormal(leg) ? leg.Quantity * PriceOf(leg) : 0))).ToArray();
        money = [.. book.Dates.Select((date, i) => linear.Where(each => i < each.Gone).Sum(each => each.Sum) + Invoices(inputs, date))];
        months = [.. linear.Where(each => each.Leg.Curve >= 0).GroupBy(each => (each.Gone, Month: places[(each.Leg.Curve, each.Leg.Month)]))
            .OrderByDescending(group => group.Key).Select(group => new MonthCoefficient(group.Key.Month, group.Key.Gone,
                group.Sum(each => each.Leg.Quantity * (IsNormal(each.Leg) ? 1 : PriceOf(each.Leg)))))];
        options = [.. legs.Where(leg => leg.Right != 0).GroupBy(leg => (Gone: GoneAt(leg), Month: places[(leg.Curve, leg.Month)], leg.Block,
                leg.Strike, leg.Right)).OrderByDescending(group => group.Key)
            .Select(group => new OptionCell(group.Key.Month, group.Key.Gone, IsNormal(group.First()), PriceOf(group.First()),
                group.Sum(leg => leg.Quantity), group.Key.Strike, group.Key.Right))];
    }

    internal string Counterparty { get; }

    /// <summary>The master that nets it; null for a deal alone.</summary>
    internal MasterAgreement? Master { get; }

    internal double Held { get; }

    /// <summary>What is owed under it at a date, given how far each month of each curve has moved.</summary>
    internal double Value(int date, ReadOnlySpan<double> moves)
    {
        var value = money[date];
        foreach (ref readonly var month in months.AsSpan())
        {
            if (date >= month.GoneAt) break;
            value += month.Coefficient * moves[month.Month];
        }
        foreach (ref readonly var option in options.AsSpan())
        {
            if (date >= option.GoneAt) break;
            value += option.Value(moves[option.Month]);
        }
        return value;
    }

    // Receivables less payables that are not yet due.
    private double Invoices(MeasureExposureInputs inputs, OperatingDay date) => Master is null ? 0 : -inputs.Invoices
        .Where(each => each.Counterparty == Counterparty && each.Master == Master.Id)
        .Where(each => each.Due.CompareTo(date) >= 0 || date == inputs.MarkDay).Sum(each => (double)each.Amount.Value);

    /// <param name="Month">Place of the month of a curve.</param>
    /// <param name="GoneAt">Place of the first date at which it is delivered.</param>
    /// <param name="Coefficient">USD for each unit of move.</param>
    private readonly record struct MonthCoefficient(int Month, int GoneAt, double Coefficient);

    private readonly record struct OptionCell(
        int Month, int GoneAt, bool IsNormal, double Price, double Quantity, double Strike, int Right)
    {
        internal double Value(double move) => Quantity * Math.Max(0, Right * ((IsNormal ? Price + move : Price * move) - Strike));
    }
}
