using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Commitment.Programmes;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.PriceTaking;

/// <summary>A unit's plan, the heat it burns, and its hours on. The profit is at the fuel's own price.</summary>
internal readonly record struct FuelledPlan(PlantRun Run, double HeatMmbtu, bool[] IsOn)
{
    /// <summary>So much of the way from this plan to another with the same hours on. Its profit is at least this.</summary>
    public FuelledPlan Towards(FuelledPlan other, double share) => new(new(
        Run.ProfitUsd + share * (other.Run.ProfitUsd - Run.ProfitUsd),
        Run.EnergyRevenueUsd + share * (other.Run.EnergyRevenueUsd - Run.EnergyRevenueUsd), Run.Starts, Run.HoursOn,
        Run.EnergyMwh + share * (other.Run.EnergyMwh - Run.EnergyMwh)), HeatMmbtu + share * (other.HeatMmbtu - HeatMmbtu), IsOn);
}

/// <summary>The plans of a contract's units against one scenario.</summary>
/// <param name="Plans">In the contract's order.</param>
/// <param name="HeatMmbtu">Heat they burn together.</param>
/// <param name="ShortfallUsd">Cost of fuel short of take-or-pay.</param>
/// <param name="OpportunityUsdPerMmbtu">The multiplier.</param>
/// <param name="GapUsd">No plans earn more than these by more than this.</param>
internal sealed record ContractAnswer(
    ImmutableArray<FuelledPlan> Plans, double HeatMmbtu, double ShortfallUsd, double OpportunityUsdPerMmbtu, double GapUsd);

/// <summary>Plans the units of one fuel contract. With a multiplier added to the fuel price each unit is planned exactly on its own; the
/// multiplier that makes the bound least is found by cutting at the crossing of two lines (the dual is convex and piecewise linear, so that
/// it ends), and bounds what any plans can earn (Geoffrion, Mathematical Programming Study 2, 1974). At that multiplier units may have
/// several best plans; those met on the way are combined, unit by unit, into plans that keep the contract, and one unit's outputs are
/// set to use up the fuel left (with its hours on held, the programme is convex and the same search exact). What remains between bound and
/// profit is handed out.</summary>
internal sealed class ContractSearch
{
    private const int MostSteps = 60;
    private const double Most = 1e7;

    private readonly FuelContract contract;
    private readonly ImmutableArray<(ThermalUnit Unit, UnitState Before, double[] FuelUsd, ImmutableArray<Mw> Most)> units;
    private readonly UnitProgramme programme;
    private readonly double mostHeat;
    private readonly double leastHeat;
    private readonly double shortfallUsd;
    private readonly Dictionary<(int Unit, double Multiplier), ThermalTerms> terms = [];
    private readonly List<FuelledPlan>[] met;

    public ContractSearch(FuelContract contract, PriceTakeInputs inputs, UnitProgramme programme)
    {
        (this.contract, this.programme) = (contract, programme);
        units =
        [
            .. contract.Units.Select(name => inputs.Fleet.Thermal.First(unit => unit.Name == name)).Select(unit =>
                (unit, StateRules.Find(inputs.Before, unit.Name), FuelRules.HourlyOf(
                    unit, inputs.FuelPrices, inputs.FuelByHour, inputs.Scenarios[0].EnergyUsdPerMwh.Length),
                AvailabilityRules.MostOf(unit.Name, inputs.Available))),
        ];
        mostHeat = contract.Most is { } most ? (double)most.Value : double.PositiveInfinity;
        (leastHeat, shortfallUsd) = ((double)contract.TakeOrPay.Value, (double)contract.ShortfallPrice.Value);
        met = [.. units.Select(_ => new List<FuelledPlan>())];
    }

    /// <summary>One evaluation of the dual: heat and profit of the plans that are best at a multiplier.</summary>
    private readonly record struct Point(double Multiplier, double Heat, double Profit);

    /// <summary>The answer; null when not even the dearest fuel keeps the units below the contract's most.</summary>
    public ContractAnswer? Run(HourlyPrices prices)
    {
        foreach (var plans in met) plans.Clear();
        var free = At(0, prices);
        var best = free;
        if (free.Heat > mostHeat)
        {
            var dear = free;
            for (var multiplier = 1d; dear.Heat > mostHeat; multiplier *= 4)
            {
                if (multiplier > Most) return null;
                dear = At(multiplier, prices);
            }
            best = Cut(free, dear, mostHeat, prices);
        }
        else if (free.Heat < leastHeat && shortfallUsd > 0)
        {
            var cheap = At(-shortfallUsd, prices);
            best = cheap.Heat <= leastHeat ? cheap : Cut(cheap, free, leastHeat, prices);
        }
        return Combine(best, prices);
    }

    /// <summary>Profit of the best plans at a multiplier, and what the contract's limits add to it: a bound on all plans.</summary>
    private double Bound(Point point) => point.Profit - point.Multiplier * point.Heat
        + point.Multiplier * (point.Multiplier > 0 ? mostHeat : point.Multiplier < 0 ? leastHeat : 0);

    /// <summary>The least of the dual between a point that burns more than the limit and one that burns no more.</summary>
    private Point Cut(Point more, Point less, double limit, HourlyPrices prices)
    {
        for (var step = 0; step < MostSteps && less.Heat < limit && more.Heat > limit; step++)
        {
            var multiplier = (more.Profit - less.Profit) / (more.Heat - less.Heat);
            if (multiplier <= more.Multiplier || multiplier >= less.Multiplier) break;
            var next = At(multiplier, prices);
            var line = more.Profit - multiplier * (more.Heat - limit);
            if (next.Profit - multiplier * (next.Heat - limit) <= line + 1e-9 * (1 + Math.Abs(line))) return next;
            if (next.Heat > limit) more = next;
            else less = next;
        }
        return Bound(more) < Bound(less) ? more : less;
    }

    private Point At(double multiplier, HourlyPrices prices)
    {
        var (heat, profit) = (0d, 0d);
        for (var i = 0; i < units.Length; i++)
        {
            var plan = Plan(i, multiplier, prices);
            met[i].Add(plan);
            (heat, profit) = (heat + plan.HeatMmbtu, profit + plan.Run.ProfitUsd);
        }
        return new(multiplier, heat, profit);
    }

    private FuelledPlan Plan(int index, double multiplier, HourlyPrices prices)
    {
        var (unit, before, fuel, most) = units[index];
        if (!terms.TryGetValue((index, multiplier), out var priced))
        {
            priced = ThermalTerms.Of(unit, before, [.. fuel.Select(price => price + multiplier)], most);
            // Powers of four and the shortfall price come back in every scenario, crossings do not.
            if (multiplier == Math.Round(multiplier) || multiplier == -shortfallUsd) terms[(index, multiplier)] = priced;
        }
        priced.SetPrices(prices);
        var cost = priced.Solve(programme);
        var heat = HeatOf(unit, before, programme);
        return new(PricedThermal.Sum(priced, -cost + multiplier * heat, programme.IsOn, programme.Above), heat, [.. programme.IsOn]);
    }

    private static double HeatOf(ThermalUnit unit, UnitState before, UnitProgramme plan)
    {
        var (heat, wasOn, since) = (0d, before.IsOn, before.HoursInState);
        for (var hour = 0; hour < plan.IsOn.Length; hour++)
        {
            if (plan.IsOn[hour])
            {
                if (!wasOn) heat += (double)UnitCosting.StartAfter(unit, since).Heat.Value;
                heat += (double)UnitCosting.HeatAt(unit, new(unit.MinMw.Value + (decimal)plan.Above[hour] / ThermalTerms.WattsPerMw)).Value;
            }
            since = plan.IsOn[hour] == wasOn ? since + 1 : 1;
            wasOn = plan.IsOn[hour];
        }
        return heat;
    }

    /// <summary>From the plans that burn least, one unit at a time to the plan that gains most and keeps the contract.</summary>
    private ContractAnswer? Combine(Point dual, HourlyPrices prices)
    {
        var chosen = met.Select(plans => plans.MinBy(plan => plan.HeatMmbtu)).ToArray();
        var heat = chosen.Sum(plan => plan.HeatMmbtu);
        if (heat > mostHeat * (1 + 1e-12)) return null;
        while (true)
        {
            var (bestGain, at, better) = (1e-9, -1, default(FuelledPlan));
            for (var i = 0; i < chosen.Length; i++)
                foreach (var plan in met[i])
                {
                    var after = heat - chosen[i].HeatMmbtu + plan.HeatMmbtu;
                    if (after > mostHeat * (1 + 1e-12)) continue;
                    var gain = plan.Run.ProfitUsd - chosen[i].Run.ProfitUsd + Shortfall(heat) - Shortfall(after);
                    if (gain > bestGain) (bestGain, at, better) = (gain, i, plan);
                }
            if (at < 0) break;
            (heat, chosen[at]) = (heat - chosen[at].HeatMmbtu + better.HeatMmbtu, better);
        }
        if (dual.Multiplier != 0) heat = UseUp(chosen, heat, dual.Multiplier > 0 ? mostHeat : leastHeat, prices);
        var profit = chosen.Sum(plan => plan.Run.ProfitUsd) - Shortfall(heat);
        return new([.. chosen], heat, Shortfall(heat), dual.Multiplier, Math.Max(0, Bound(dual) - profit));
    }

    /// <summary>Puts one unit, with the hours on of a plan that burns too much, to just the fuel that is left, where that gains
    /// most.</summary>
    private double UseUp(FuelledPlan[] chosen, double heat, double limit, HourlyPrices prices)
    {
        var (bestGain, at, better) = (1e-9, -1, default(FuelledPlan));
        for (var i = 0; i < chosen.Length && heat < limit; i++)
        {
            var target = chosen[i].HeatMmbtu + limit - heat;
            foreach (var plan in met[i].Where(plan => plan.HeatMmbtu > target).DistinctBy(plan => string.Join("", plan.IsOn)))
            {
                if (Hold(i, plan, target, prices) is not { } held) continue;
                var gain = held.Run.ProfitUsd - chosen[i].Run.ProfitUsd + Shortfall(heat) - Shortfall(limit);
                if (gain > bestGain) (bestGain, at, better) = (gain, i, held);
            }
        }
        if (at < 0) return heat;
        chosen[at] = better;
        return limit;
    }

    /// <summary>The best outputs that burn just so much in a plan's hours on; null when even the least burns more.</summary>
    private FuelledPlan? Hold(int unit, FuelledPlan plan, double target, HourlyPrices prices)
    {
        plan.IsOn.CopyTo(programme.MustOn, 0);
        for (var hour = 0; hour < prices.Hours; hour++) programme.MustOff[hour] = !plan.IsOn[hour];
        var (more, less) = (plan, Plan(unit, Most, prices));
        for (var step = 0; step < MostSteps && less.HeatMmbtu < target; step++)
        {
            var multiplier = (more.Run.ProfitUsd - less.Run.ProfitUsd) / (more.HeatMmbtu - less.HeatMmbtu);
            if (multiplier <= -shortfallUsd) break;
            var next = Plan(unit, multiplier, prices);
            var line = more.Run.ProfitUsd - multiplier * more.HeatMmbtu;
            if (next.Run.ProfitUsd - multiplier * next.HeatMmbtu <= line + 1e-9 * (1 + Math.Abs(line))) break;
            if (next.HeatMmbtu > target) more = next;
            else less = next;
        }
        Array.Clear(programme.MustOn);
        Array.Clear(programme.MustOff);
        if (less.HeatMmbtu > target) return null;
        return less.Towards(more, (target - less.HeatMmbtu) / (more.HeatMmbtu - less.HeatMmbtu));
    }

    private double Shortfall(double heat) => shortfallUsd * Math.Max(0, leastHeat - heat);
}
