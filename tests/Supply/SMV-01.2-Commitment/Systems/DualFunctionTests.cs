using Busbar.Supply.Commitment.Systems;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Tests.Systems;

/// <summary>The Lagrangian at prices drawn by chance: never above the best cost, and made of plans that cost and give what they
/// say.</summary>
public sealed class DualFunctionTests
{
    private const int Draws = 6;

    [Fact]
    public void No_prices_give_a_value_above_the_best_cost()
    {
        var found = new List<string>();
        foreach (var each in SolvedSmallSystem.All.Where(each => each.CanBeMet && each.Case.Storage.IsEmpty))
            foreach (var (model, prices, answers) in Solved(each))
                if (Value(model, prices, answers) is var value
                    && value > each.Best + each.Slack) found.Add($"{each.Seed}: {value} over {each.Best}");
        Seeds.AllRight(found);
    }

    [Fact]
    public void A_plan_keeps_to_its_units_rules() => Seeds.AllRight(
        from each in Small
        from solved in Solved(each)
        from @class in solved.Model.Classes
        where !@class.Allows(solved.Answers[@class.Index].Pattern)
        select $"{each.Seed}: {@class.Unit.Name} {solved.Answers[@class.Index].Pattern:b}");

    [Fact]
    public void A_plan_costs_and_gives_what_its_hours_say()
    {
        var found = new List<string>();
        foreach (var each in Small)
            foreach (var (model, _, answers) in Solved(each))
                foreach (var @class in model.Classes)
                    if (Wrong(each.Case, model, @class,
                        answers[@class.Index]) is { } wrong) found.Add($"{each.Seed}: {@class.Unit.Name} {wrong}");
        Seeds.AllRight(found);
    }

    private static IEnumerable<SolvedSmallSystem> Small => SolvedSmallSystem.All.Where(each => each.Case.Storage.IsEmpty);

    private static IEnumerable<(SystemModel Model, double[] Prices, ClassAnswer[] Answers)> Solved(SolvedSmallSystem each)
    {
        var chance = new Random(each.Seed);
        var model = SystemModel.Of(each.Case);
        var function = new DualFunction(model, 1);
        for (var draw = 0; draw < Draws; draw++)
        {
            var prices = new double[model.Rows.Fixed];
            for (var i = 0; i < prices.Length; i++)
                prices[i] = i < model.Hours ? 70 * chance.NextDouble() - 5 : chance.Next(2) * 40 * chance.NextDouble();
            yield return (model, prices, function.Solve(prices, CutPool.Empty, Holds.None(model.Classes.Length)));
        }
    }

    /// <summary>Σ price × need + Σ (cost − price × what the plan gives) − what curtailable plants earn at most.</summary>
    private static double Value(SystemModel model, double[] prices, ClassAnswer[] answers)
    {
        var value = prices.Select((price, row) => price * model.Requirement[row]).Sum();
        foreach (var @class in model.Classes)
        {
            var answer = answers[@class.Index];
            value += @class.Count * (answer.Usd - answer.Gives.Select((gives, row) => gives * prices[row]).Sum());
        }
        for (var hour = 0; hour < model.Hours; hour++)
            value -= model.Case.Renewable.Sum(plant => Math.Max(prices[hour] * plant.MinMw[hour], prices[hour] * plant.MaxMw[hour]));
        return value;
    }

    /// <summary>The plan costed from the case alone: outputs are what it gives to the energy rows.</summary>
    private static string? Wrong(CommitmentCase given, SystemModel model, UnitClass @class, ClassAnswer answer)
    {
        var unit = @class.Unit;
        var on = Enumerable.Range(0, given.Hours).Select(hour => (answer.Pattern >> hour & 1) != 0).ToArray();
        if (BruteForceSystem.HoursAndStartsUsd(given, unit, on) is not { } walk) return "breaks its minimum times";
        var usd = walk.Usd;
        for (var hour = 0; hour < given.Hours; hour++)
        {
            var mw = answer.Gives[hour];
            if (on[hour] ? mw < unit.MinMw - 1e-6 || mw > unit.MaxMw + 1e-6 : mw != 0) return $"gives {mw} MW in hour {hour}";
            if (!on[hour]) continue;
            for (var l = 1; l < unit.Cost.Length; l++)
            {
                var (from, to) = (unit.Cost[l - 1], unit.Cost[l]);
                usd += (to.UsdPerHour - from.UsdPerHour) * Math.Clamp((mw - from.Mw) / (to.Mw - from.Mw), 0, 1);
            }
        }
        for (var b = 0; b < given.Budgets.Length; b++)
        {
            var used = given.Budgets[b].Uses.Where(use => use.Unit == unit.Name).Sum(use => UsedOf(unit, use, on, answer.Gives,
                walk.Starts));
            if (Math.Abs(used + answer.Gives[model.Rows.Budgets + b]) > 1e-6) return $"uses {used} of {given.Budgets[b].Name}";
        }
        return Math.Abs(usd - answer.Usd) > 1e-6 * (1 + usd) ? $"costs {usd}, says {answer.Usd}" : null;
    }

    private static double UsedOf(CaseThermal unit, BudgetUse use, bool[] on, double[] outputs, int starts)
    {
        var used = starts * use.PerStart;
        for (var hour = 0; hour < on.Length; hour++)
        {
            if (!on[hour]) continue;
            used += use.PerHourOn;
            for (var l = 0; l < use.PerMwhAbove.Length; l++)
                used += use.PerMwhAbove[l] * Math.Clamp(outputs[hour] - unit.Cost[l].Mw, 0, unit.Cost[l + 1].Mw - unit.Cost[l].Mw);
        }
        return used;
    }
}
