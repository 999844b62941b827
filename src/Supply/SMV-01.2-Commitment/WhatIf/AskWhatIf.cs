using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.WhatIf;

/// <summary>A question to a day's plan: what if prices, or fuel, were higher or lower, or a unit were out.</summary>
/// <param name="Plan">What the plan was made from.</param>
/// <param name="PricePercent">Added to every expected price, percent of it; above −100.</param>
/// <param name="FuelPercent">Added to every fuel price, percent of it; above −100.</param>
/// <param name="Outage">A unit that is out all day, or empty.</param>
public sealed record WhatIfQuestion(CommitUnitsInputs Plan, decimal PricePercent, decimal FuelPercent, string Outage);

/// <summary>The plan as it is and as it would be, each against its own prices.</summary>
public sealed record WhatIfAnswer(DispatchSchedule Plan, DispatchSchedule Changed);

/// <summary>Plans the day again with the exact programmes under changed prices, fuel or fleet. Refuses a unit that is not in the register
/// and a change of −100 % or less.</summary>
public static class AskWhatIf
{
    /// <summary>Both plans.</summary>
    public static Outcome<WhatIfAnswer> Run(WhatIfQuestion question)
    {
        if (RefusalOf(question) is { } refusal) return refusal;
        return CommitUnits.Run(question.Plan) switch
        {
            Outcome<DispatchSchedule>.Done plan => CommitUnits.Run(Changed(question)) switch
            {
                Outcome<DispatchSchedule>.Done changed => Outcome.Of(new WhatIfAnswer(plan.Value, changed.Value), changed.Findings),
                Outcome<DispatchSchedule>.Refused refused => refused.Refusal,
                _ => throw new InvalidOperationException("An outcome is done or refused."),
            },
            Outcome<DispatchSchedule>.Refused refused => refused.Refusal,
            _ => throw new InvalidOperationException("An outcome is done or refused."),
        };
    }

    private static Refusal? RefusalOf(WhatIfQuestion question)
    {
        if (question.PricePercent <= -100 || question.FuelPercent <= -100)
            return new("what-if-percent", $"price {question.PricePercent} %, fuel {question.FuelPercent} %", "what-if",
                "Change each by more than −100 %.");
        var names = question.Plan.Fleet.UnitNames();
        return question.Outage.Length == 0 || names.Contains(question.Outage) ? null
            : new("unknown-unit", $"the register holds no unit {question.Outage}", "what-if, outage",
                $"Name one of: {string.Join(", ", names)}.");
    }

    private static CommitUnitsInputs Changed(WhatIfQuestion question)
    {
        var plan = question.Plan;
        var price = 1 + (double)question.PricePercent / 100;
        var fuel = 1 + question.FuelPercent / 100;
        var fleet = Without(plan.Fleet, question.Outage);
        return plan with
        {
            Fleet = fleet with { Thermal = [.. fleet.Thermal.Select(unit => unit with { FuelPrice = new(unit.FuelPrice.Value * fuel) })] },
            Prices = plan.Prices with { Expected = plan.Prices.Expected.Select(each => new UsdPerMwhEstimate(each.Value * price)) },
            FuelPrices = [.. plan.FuelPrices.Select(quote => quote with { Price = new(quote.Price.Value * fuel) })],
            Available = [.. plan.Available.Where(unit => unit.Unit != question.Outage)],
            Before = [.. plan.Before.Where(state => state.Unit != question.Outage)],
            Outlooks = [.. plan.Outlooks.Where(outlook => outlook.Unit != question.Outage)],
        };
    }

    private static FleetRegister Without(FleetRegister fleet, string unit) => fleet with
    {
        Thermal = [.. fleet.Thermal.Where(each => each.Name != unit)], Renewable = [.. fleet.Renewable.Where(each => each.Name != unit)],
        Hydro = [.. fleet.Hydro.Where(each => each.Name != unit)], Storage = [.. fleet.Storage.Where(each => each.Name != unit)],
    };
}
