using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Commitment.Fuel;
using Busbar.Supply.Handoffs.Commitment.Masters;

namespace Busbar.Supply.Commitment.Offers;

/// <summary>The working of the cost figures of one unit in one hour: starts, cost at minimum, and each segment, down to heat, fuel prices
/// and rates. Unrounded; the offer rounds them as its market does and adds the markup. Refuses a unit or hour that is not
/// offered.</summary>
public static class ExplainOffer
{
    /// <summary>The tree of an hour, whose branches are the figures of the offer.</summary>
    /// <param name="inputs">What the offers were made from.</param>
    /// <param name="unit">Which unit.</param>
    /// <param name="hour">Index of the hour in the day, from 0.</param>
    public static Outcome<Explain> Run(BuildMarketOffersInputs inputs, string unit, int hour)
    {
        var form = MarketForm.Of(inputs.Calendar.Name);
        var master = inputs.Master.Units.FirstOrDefault(each => each.Name == unit);
        if (form is null || master is null)
            return new Refusal("unknown-unit", $"{inputs.Master.Source} holds no unit {unit}", $"unit {unit}", "Correct the name.");
        var priced = PricedUnit.Of(inputs, form, master, []);
        if (priced is Outcome<PricedUnit>.Refused refused) return refused.Refusal;
        var figures = priced.OrThrow().Figures;
        if (hour < 0 || hour >= figures.Length || figures[hour] is not { } here)
            return new Refusal("not-offered", $"{unit} is not offered in hour {hour + 1} of {inputs.Day}", $"unit {unit}, hour {hour + 1}",
                "Name an hour in which it is not out.");
        var label = inputs.Calendar.HourEndingOf(priced.OrThrow().Hours[hour].Interval.Start);
        ImmutableArray<Figure> parts =
        [
            .. Enum.GetValues<StartTemperature>().Select(here.StartAt).Distinct(), here.MinimumIn(form.Minimum),
            .. here.Segments.Select((segment, i) => segment.Price with { Name = $"segment {i + 1}, up to {segment.To}" }),
        ];
        return new Explain($"Offer of {unit}, {inputs.Day} HE{label}", $"{parts.Length}", "figures",
            "starts, cost at minimum, incremental segments", inputs.Master.Source, [.. parts.Select(part => part.ToExplain())]);
    }
}
