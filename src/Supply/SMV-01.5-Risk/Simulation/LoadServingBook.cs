using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>Everything that serves a utility's load over a horizon, bound to hours.</summary>
/// <param name="Plants">Own plants, in the order of the joint model's outages.</param>
/// <param name="WindUsdPerMwh">What the wind farm is paid per MWh.</param>
/// <param name="Fixed">Contracts and hedges: energy at a price agreed.</param>
/// <param name="RetailUsdPerMwh">What customers pay for energy.</param>
/// <param name="FixedCostUsd">Costs of the horizon that nothing here moves.</param>
public sealed record LoadServingBook(
    ImmutableArray<PlantPlan> Plants, double WindUsdPerMwh, ImmutableArray<FixedEnergy> Fixed, double RetailUsdPerMwh, double FixedCostUsd)
{
    internal Refusal? Refuse(HourGrid grid, JointModel model)
    {
        const string where = "cost at risk";
        if (Plants.Length != model.Outages.Length)
            return new("wrong-length", $"{Plants.Length} plants and {model.Outages.Length} outage models were given", where,
                "Give one for each.");
        foreach (var (name, mw) in Plants.Select(plant => (plant.Name, plant.PlannedMw)).Concat(Fixed.Select(each => (each.Name, each.Mw))))
            if (mw.Length != grid.Hours)
                return new("wrong-length", $"'{name}' has {mw.Length} hours of {grid.Hours}", where, "Give one number an hour.");
        var backward = Plants.FirstOrDefault(plant => plant.PlannedMw.Any(mw => !(mw >= 0)) || !(plant.HeatRate >= 0));
        return backward is null
            ? null
            : new("negative-plant", $"'{backward.Name}' has a negative capacity or heat rate", where,
                "Give capacities and heat rates of 0 or more.");
    }
}

/// <summary>A plant as an hourly spark-spread option: it runs in an hour it is up when the price covers fuel, variable cost and its share
/// of
/// starts.</summary>
/// <param name="Name">The unit.</param>
/// <param name="PlannedMw">MW that maintenance leaves, one an hour.</param>
/// <param name="HeatRate">MMBtu/MWh.</param>
/// <param name="VomUsdPerMwh">Variable cost beside fuel.</param>
/// <param name="StartUsdPerMwh">Start costs spread over the energy they make possible: see <see cref="StartUsdPerMwhOf"/>.</param>
public sealed record PlantPlan(
    string Name, ImmutableArray<double> PlannedMw, double HeatRate, double VomUsdPerMwh, double StartUsdPerMwh)
{
    /// <summary>Start cost per MWh of a unit in what the commitment engine planned: all its start costs over all its energy; 0 if it
    /// never runs.</summary>
    public static double StartUsdPerMwhOf(IEnumerable<DispatchSchedule> schedules, string unit)
    {
        var plans = schedules.SelectMany(schedule => schedule.Units).Where(plan => plan.Unit == unit).ToArray();
        var energy = plans.Sum(plan => plan.Output.Values.Sum(mw => (double)mw.Value) * plan.Output.Step.TotalHours);
        return energy > 0 ? plans.Sum(plan => plan.Starts.Sum(start => (double)start.Cost.Value)) / energy : 0;
    }
}

/// <summary>Energy at an agreed price, hour by hour: a contract or a hedge.</summary>
/// <param name="Name">The deal.</param>
/// <param name="IsHedge">True for a financial hedge, false for a supply contract.</param>
/// <param name="At">Which price it is worth.</param>
/// <param name="Mw">Bought positive, sold negative; one an hour.</param>
/// <param name="PriceUsdPerMwh">The agreed price.</param>
public sealed record FixedEnergy(string Name, bool IsHedge, PricePoint At, ImmutableArray<double> Mw, double PriceUsdPerMwh);

/// <summary>Where a price is read.</summary>
public enum PricePoint
{
    /// <summary>The trading hub.</summary>
    Hub,
    /// <summary>Our load.</summary>
    Zone,
    /// <summary>Our plants.</summary>
    Node,
}
