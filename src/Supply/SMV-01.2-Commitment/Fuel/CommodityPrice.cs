using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Commitment.Fuel;

/// <summary>The price of a fuel in an hour: that of the gas day in which the hour begins, as published last before the decision. Where
/// that gas day is not yet priced, the last one before it serves (finding <c>fuel-price-carried</c>). Source: PJM Manual 15, section 2.3
/// (fuel cost policies: the price of the day on which the fuel is burned); not checked against the current revision.</summary>
internal static class CommodityPrice
{
    /// <summary>The price, or null where none is known.</summary>
    public static Figure? Of(string fuel, DeliveryInterval hour, ImmutableArray<GasDayPrice> quotes, Instant decidedAt,
        List<Finding> findings)
    {
        var gasDay = GasDay.Of(hour.Start);
        var quote = quotes.Where(one => one.Fuel == fuel && one.KnownAt <= decidedAt && one.GasDay.CompareTo(gasDay) <= 0)
            .OrderBy(one => one.GasDay).ThenBy(one => one.KnownAt).LastOrDefault();
        if (quote is null) return null;
        if (quote.GasDay != gasDay)
            Note(findings, new("fuel-price-carried", Severity.Note, $"{fuel} of gas day {gasDay} was not priced at {decidedAt}",
                $"fuel {fuel}, gas day {gasDay}", $"The price of gas day {quote.GasDay} serves.", hour));
        return Figure.Leaf($"{fuel}, gas day {quote.GasDay}", quote.Price.Value, "USD/MMBtu", $"price published {quote.KnownAt}");
    }

    /// <summary>Keeps one finding of a code and place.</summary>
    public static void Note(List<Finding> findings, Finding finding)
    {
        if (!findings.Any(one => one.Code == finding.Code && one.Where == finding.Where)) findings.Add(finding);
    }
}
