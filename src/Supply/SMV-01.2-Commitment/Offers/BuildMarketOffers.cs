using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Commitment.Fuel;
using Busbar.Supply.Commitment.Master;
using Busbar.Supply.Handoffs.Commitment.Masters;
using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Offers;

/// <summary>Builds the offers of a market's units for a day: heat fitted, calendar resolved to hours, fuel priced by gas day, three parts
/// written in the market's terms and decimals. The set is meant to pass <see cref="ValidateOffers"/>; whether it does is asked there.
/// Refusals and findings are listed in the stage's README.</summary>
public static class BuildMarketOffers
{
    /// <summary>The offers of the day.</summary>
    public static Outcome<OfferSet> Run(BuildMarketOffersInputs inputs)
    {
        if (MarketForm.Of(inputs.Calendar.Name) is not { } form)
            return new Refusal("unknown-market", $"No offers are built for {inputs.Calendar.Name}", "market",
                $"Use one of {string.Join(", ", MarketForm.All.Select(each => each.Market))}.");
        if (RefusalOf(inputs) is { } refusal) return refusal;
        var (offers, findings) = (ImmutableArray.CreateBuilder<MarketOffer>(), new List<Finding>());
        foreach (var unit in inputs.Master.Units.Where(unit => unit.Resource.Market == inputs.Calendar.Name))
        {
            var priced = PricedUnit.Of(inputs, form, unit, findings);
            if (priced is Outcome<PricedUnit>.Refused refused) return refused.Refusal;
            if (priced.OrThrow() is var done && done.Hours.All(hour => hour.Mode == CommitmentMode.Outage))
                findings.Add(new("unit-out-all-day", Severity.Note, $"{unit.Name} is out all day", $"unit {unit.Name}",
                    "It is not offered."));
            else offers.AddRange(form.Schedules.Select(schedule => Offer(inputs, form, done, schedule)));
            if (form.Minimum == MinimumBasis.NoLoad && done.Figures.FirstOrDefault(each => each?.NoLoad.Value < 0) is { } low)
                findings.Add(new("no-load-below-zero", Severity.Warning,
                    FormattableString.Invariant($"{unit.Name}: its first segment makes a no-load cost of {low.NoLoad.Value:0.##} USD/h"),
                    $"unit {unit.Name}", "Offered at zero; running at minimum is offered above cost."));
        }
        return Outcome.Of(new OfferSet(form.Market, inputs.Day, inputs.DecidedAt, offers.ToImmutable()), findings);
    }

    private static Refusal? RefusalOf(BuildMarketOffersInputs inputs)
    {
        if (inputs.Master.Units.All(unit => unit.Resource.Market != inputs.Calendar.Name))
            return new("no-units", $"{inputs.Master.Source} holds no unit of {inputs.Calendar.Name}", inputs.Master.Source,
                "Name the market of the units in the unit master.");
        var named = inputs.Terms.Select(terms => terms.Unit).Concat(inputs.Forgone.Select(one => one.Unit)).ToList();
        var lost = named.FirstOrDefault(name => inputs.Master.Units.All(unit => unit.Name != name));
        if (lost is not null)
            return new("unknown-unit", $"Terms are given for {lost}, which the unit master does not hold", $"unit {lost}",
                "Correct the name.");
        var twice = inputs.Terms.GroupBy(terms => terms.Unit).FirstOrDefault(group => group.Count() > 1)?.Key
            ?? inputs.Forgone.GroupBy(one => one.Unit).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null)
            return new("duplicate-terms", $"Terms of {twice} are given twice", $"unit {twice}", "Give one set of terms a unit.");
        return HeatCost.RefusalOf(new(inputs.FuelPrices, inputs.Allowances, inputs.DecidedAt));
    }

    private static MarketOffer Offer(BuildMarketOffersInputs inputs, MarketForm form, PricedUnit priced, OfferSchedule schedule)
    {
        var unit = priced.Unit;
        var terms = inputs.Terms.FirstOrDefault(each => each.Unit == unit.Name) ?? OfferTerms.Plain(unit.Name);
        var style = form.Slopes.Length > 1 ? terms.IsSloped ? CurveStyle.Slope : CurveStyle.Block : form.Slopes[0];
        var writer = new HourWriter(form, style, schedule == OfferSchedule.Cost ? UsdPerMwh.Zero : terms.Markup);
        var daily = form.HasDailyCommitmentCost ? MostOfTheDay(inputs.Calendar, priced) : null;
        return new(
            unit.Name, unit.Resource.Name, unit.Resource.Location, schedule, style,
            form.CommitmentCosts.Contains(terms.CommitmentCost) ? terms.CommitmentCost : form.CommitmentCosts[0],
            inputs.Calendar.WholeDay(inputs.Day), unit.Times, unit.Ramps,
            [.. priced.Hours.Select((hour, i) => writer.Write(hour, priced.Figures[i], daily ?? priced.Figures[i]))],
            AncillaryOffers.Of(unit, priced.Hours, terms, form));
    }

    /// <summary>The figures of the hour in whose gas day most hours of the operating day lie: the middle of the day, or the nearest hour
    /// to it in which the unit is offered.</summary>
    private static HourFigures? MostOfTheDay(MarketCalendar calendar, PricedUnit priced)
    {
        var gasDays = priced.Hours.Select(hour => GasDay.Of(hour.Interval.Start)).ToArray();
        var most = gasDays.GroupBy(day => day).MaxBy(group => group.Count())!.Key;
        return priced.Figures.Where((figures, i) => figures is not null && gasDays[i] == most).FirstOrDefault()
            ?? priced.Figures.First(figures => figures is not null);
    }
}
