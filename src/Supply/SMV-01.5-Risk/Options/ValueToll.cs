using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Risk.Simulation;

namespace Busbar.Supply.Risk.Options;

/// <summary>The right to turn our fuel into power in someone's plant.</summary>
/// <param name="CapacityMw">Output when on, above 0.</param>
/// <param name="HeatRate">MMBtu/MWh, 0 or more.</param>
/// <param name="VomUsdPerMwh">Variable cost beside fuel.</param>
/// <param name="StartUsd">Cost of a start, 0 or more.</param>
/// <param name="MinimumUp">Least hours on, 1 or more.</param>
/// <param name="MinimumDown">Least hours off, 1 or more.</param>
public sealed record TollTerms(
    double CapacityMw, double HeatRate, double VomUsdPerMwh, double StartUsd, int MinimumUp, int MinimumDown);

/// <summary>A toll and the world it runs in.</summary>
/// <param name="Terms">The plant.</param>
/// <param name="Simulation">Horizon, model, paths, seed, threads; the node's price and the fuel count.</param>
/// <param name="Plan">The commitment engine's plan at the forwards, on or off by the hour.</param>
public sealed record ValueTollInputs(TollTerms Terms, SimulateHoursInputs Simulation, ImmutableArray<bool> Plan);

/// <summary>What a toll earns, undiscounted, outages apart; each with its standard error. A plant is off and free to start before the
/// first hour.</summary>
/// <param name="AsPlanned">Run the plan whatever happens: the intrinsic value of the plan.</param>
/// <param name="ByRule">Follow the plan, but start when an hour's margin pays its share of a start, and stop when its loss exceeds that,
/// minimum
/// times kept: a rule that sees no future, hence a lower bound.</param>
/// <param name="Foresight">Best running knowing the course: an upper bound.</param>
/// <param name="Strip">Hourly spark-spread options without start cost or minimum times: above every other.</param>
/// <param name="StartsByRule">Mean starts by the rule.</param>
/// <param name="OnByRule">Share of the courses in which the rule has the plant on, one an hour: the exercise profile.</param>
public sealed record TollValue(SampledValue AsPlanned, SampledValue ByRule, SampledValue Foresight, SampledValue Strip,
    double StartsByRule, ImmutableArray<double> OnByRule);

/// <summary>Values a toll with start costs and minimum times over simulated hours. Refuses impossible terms, a plan of other hours or that
/// breaks the
/// minimum times, and what <see cref="SimulateHours"/> refuses.</summary>
public static class ValueToll
{
    /// <summary>The values.</summary>
    public static Outcome<TollValue> Run(ValueTollInputs inputs)
    {
        var (terms, simulation, plan) = inputs;
        var grid = new HourGrid(simulation.Calendar, simulation.First, simulation.Last);
        if ((Refuse(terms, plan, grid) ?? simulation.Refuse(grid)) is { } refusal) return refusal;
        var worlds = new Worlds(grid, simulation.Model, simulation.Paths, simulation.Seed, simulation.Threads);
        var values = Enumerable.Range(0, 5).Select(_ => new double[simulation.Paths]).ToArray();
        bool[] planned = [.. plan];
        var on = new int[grid.Hours];
        worlds.Walk((group, first) =>
        {
            var (margin, ran) = (new double[grid.Hours], new bool[grid.Hours]);
            for (var i = 0; i < group.Length; i++)
            {
                for (var hour = 0; hour < margin.Length; hour++)
                    margin[hour] = terms.CapacityMw * (group[i].Node[hour] - terms.HeatRate * group[i].Fuel[hour] - terms.VomUsdPerMwh);
                values[0][first + i] = TollCourse.AsPlanned(terms, margin, planned);
                (values[1][first + i], values[4][first + i]) = TollCourse.ByRule(terms, margin, planned, ran);
                for (var hour = 0; hour < on.Length; hour++)
                    if (ran[hour]) Interlocked.Increment(ref on[hour]);
                values[2][first + i] = TollCourse.Foresight(terms, margin);
                foreach (var each in margin) values[3][first + i] += Math.Max(each, 0);
            }
        });
        return new TollValue(SampledValue.Of(values[0]), SampledValue.Of(values[1]), SampledValue.Of(values[2]), SampledValue.Of(values[3]),
            values[4].Average(), [.. on.Select(courses => (double)courses / simulation.Paths)]);
    }

    private static Refusal? Refuse(TollTerms terms, ImmutableArray<bool> plan, HourGrid grid)
    {
        const string where = "toll";
        if (!(terms.CapacityMw > 0) || !(terms.HeatRate >= 0) || !(terms.StartUsd >= 0) || terms.MinimumUp < 1 || terms.MinimumDown < 1)
            return new("impossible-toll", $"{terms}", where,
                "Give a capacity above 0, no negative cost, minimum times of an hour or more.");
        if (plan.Length != grid.Hours) return new("wrong-length", $"the plan has {plan.Length} hours of {grid.Hours}", where,
            "Plan every hour.");
        var (state, since) = (false, -terms.MinimumDown);
        for (var hour = 0; hour < plan.Length; hour++)
        {
            if (plan[hour] == state) continue;
            if (hour - since < (state ? terms.MinimumUp : terms.MinimumDown))
                return new("plan-breaks-times",
                    $"the plan turns {(state ? "off" : "on")} in hour {hour + 1}, {hour - since} hours after it turned",
                    where, "Hand over a plan that keeps the plant's minimum times.");
            (state, since) = (plan[hour], hour);
        }
        return null;
    }
}
