using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Contracts.Terms;

/// <summary>The price of each hour from the pricing clause, the escalator and what is published.</summary>
internal sealed class PriceOfHour(PowerAgreement agreement, MarketIndices indices)
{
    // A fuel trades as one package over a weekend with a holiday.
    private const int FuelCarriedDays = 4;

    private readonly List<Finding> findings = [];
    private UsdPerMwh dayPrice;

    internal IEnumerable<Finding> Findings => findings;

    private Series<decimal>? Hourly => (agreement.Pricing switch
    {
        IndexPricing index => index.Index,
        DifferencePricing difference => difference.Index,
        _ => (PriceIndex?)null,
    }) switch
    {
        PriceIndex.DayAhead => indices.DayAhead,
        PriceIndex.RealTime => indices.RealTime,
        _ => null,
    };

    /// <summary>What is the same all day: the escalated price, and a toll's fuel.</summary>
    internal Refusal? OpenDay(OperatingDay day)
    {
        if (Escalated(day) is not { } price)
            return Missing(agreement.Clauses.Escalator!.Index!, day);
        dayPrice = price;
        if (agreement.Pricing is not TollPricing toll) return null;
        if (Latest(toll.FuelIndex, day) is not { } fuel || fuel.Day.CompareTo(day.Plus(-FuelCarriedDays)) < 0)
            return Missing(toll.FuelIndex, day);
        if (fuel.Day != day)
            findings.Add(new("index-carried", Severity.Note, $"{toll.FuelIndex} has no price for {day}", $"contract {agreement.Id}, {day}",
                $"taken from {fuel.Day}"));
        dayPrice += toll.HeatRate * new UsdPerMmbtu(fuel.Value);
        return null;
    }

    internal Refusal? Refuse(DeliveryInterval hour, string label) =>
        agreement.Pricing is FixedPricing or TollPricing || Hourly is { } hourly && hour.Start >= hourly.Start && hour.Start < hourly.End
            ? null
            : new("missing-index", "the price that the contract settles on is not given for the hour", $"contract {agreement.Id}, {label}",
                "Import the published price, then resolve.");

    internal UsdPerMwh Of(DeliveryInterval hour) =>
        agreement.Pricing is IndexPricing ? new UsdPerMwh(Hourly!.At(hour.Start)) + dayPrice : dayPrice;

    internal UsdPerMwh? FloatingOf(DeliveryInterval hour) => agreement.Pricing is DifferencePricing difference
        ? new UsdPerMwh(difference.IsFlooredAtZero ? Math.Max(0, Hourly!.At(hour.Start)) : Hourly!.At(hour.Start))
        : null;

    // The anniversary moves the price, not the calendar year. Null when an index is not published.
    internal UsdPerMwh? Escalated(OperatingDay day)
    {
        var years = ContractYear.Of(agreement, day).Number;
        if (agreement.Clauses.Escalator is not { } escalator || years == 0) return agreement.Price;
        if (escalator.Index is { } name)
            return Latest(name, new(agreement.FirstDay.Date.PlusYears(years))) is { } now && Latest(name, agreement.FirstDay) is
                { Value: > 0 } then
                ? agreement.Price * now.Value / then.Value
                : null;
        var factor = 1m;
        for (var year = 0; year < years; year++) factor *= 1 + escalator.AnnualRate;
        return agreement.Price * factor;
    }

    private IndexValue? Latest(string name, OperatingDay day) =>
        (indices.Published.IsDefault ? [] : indices.Published).Where(each => each.Name == name && each.Day.CompareTo(day) <= 0)
            .MaxBy(each => each.Day);

    private Refusal Missing(string name, OperatingDay day) =>
        new("missing-index", $"{name} is not published for {day} or shortly before", $"contract {agreement.Id}, {day}",
            "Import the index, then resolve.");
}
