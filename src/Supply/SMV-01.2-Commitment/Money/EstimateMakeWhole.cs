using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Commitment.Money.MakeWhole;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Money;

/// <summary>Estimates what the market owes our thermal units beyond energy on one day, unit by unit and segment by segment: cost as bid
/// against what was paid, by the rules of the market (one file a rule under <c>MakeWhole</c>). Wind, solar, hydro and storage are
/// self-scheduled and have no claim. Refuses offers, awards or prices of another day or with hours missing, and a market without
/// rules.</summary>
public static class EstimateMakeWhole
{
    /// <summary>The rules of each market.</summary>
    private static readonly ImmutableDictionary<string, ImmutableArray<Func<UnitHours, IEnumerable<MakeWholeCredit>>>> Rules =
        new Dictionary<string, ImmutableArray<Func<UnitHours, IEnumerable<MakeWholeCredit>>>>
        {
            [MarketCalendar.Pjm.Name] = [PjmDayAhead.Of, PjmBalancing.Of],
            [MarketCalendar.Ercot.Name] = [ErcotDayAhead.Of, ErcotReliability.Of],
            [MarketCalendar.IsoNe.Name] = [IsoNeDayAhead.Of, IsoNeRealTime.Of],
            [MarketCalendar.Caiso.Name] = [CaisoDayAhead.Of],
            [MarketCalendar.Miso.Name] = [MisoDayAhead.Of, MisoRealTime.Of],
        }.ToImmutableDictionary();

    /// <summary>The credits of the day.</summary>
    public static Outcome<FleetMakeWhole> Run(EstimateMakeWholeInputs inputs)
    {
        if (RefusalOf(inputs) is { } refusal) return refusal;
        var findings = new List<Finding>();
        var credits = inputs.Offers.Units.Where(offer => inputs.Fleet.Thermal.Any(unit => unit.Name == offer.Unit))
            .Select(offer => HoursOf(inputs, offer, findings))
            .SelectMany(unit => Rules[inputs.Calendar.Name].SelectMany(rule => rule(unit)));
        return Outcome.Of(new FleetMakeWhole(inputs.Day, inputs.EstimatedAt, inputs.Calendar.Name, [.. credits]), findings);
    }

    private static Refusal? RefusalOf(EstimateMakeWholeInputs inputs) => Rules.ContainsKey(inputs.Calendar.Name) ? DayRules.Of(inputs)
        : new("no-make-whole-rules", $"no make-whole rules are known of {inputs.Calendar.Name}", $"make-whole of {inputs.Day}",
            $"Use one of {string.Join(", ", Rules.Keys.Order())}.");

    private static UnitHours HoursOf(EstimateMakeWholeInputs inputs, UnitOffer offer, List<Finding> findings)
    {
        var day = inputs.Calendar.WholeDay(inputs.Day);
        var count = inputs.Calendar.HourCount(inputs.Day);
        var award = inputs.Awarded.Units.FirstOrDefault(unit => unit.Unit == offer.Unit)?.Output;
        if (award is null)
            findings.Add(new("no-award", Severity.Warning, $"{offer.Unit} was offered and has no award", $"awards of {inputs.Day}",
                "Taken as zero.", day));
        ImmutableArray<decimal> dayAhead = award is null ? [.. Enumerable.Repeat(0m, count)] : [.. award.Values.Select(mw => mw.Value)];
        var meter = inputs.Meters.FirstOrDefault(each => each.Unit == offer.Unit);
        ImmutableArray<decimal> realTime = meter is null ? dayAhead
            : [.. HourlyCut.Of(meter.Energy, day)!.Values.Select(energy => Math.Max(0, energy.Value))];
        var reliability = inputs.Reliability.FirstOrDefault(each => each.Unit == offer.Unit);
        return new(offer, dayAhead, realTime,
            [.. DayRules.OfDay(inputs, inputs.DayAhead).Values.Select(price => price.Value)],
            [.. DayRules.OfDay(inputs, inputs.RealTime).Values.Select(price => price.Value)],
            [.. Enumerable.Range(0, count).Select(hour => reliability?.Hours.Contains(hour) == true)],
            inputs.Fleet.Thermal.Single(unit => unit.Name == offer.Unit).MinUpHours);
    }
}
