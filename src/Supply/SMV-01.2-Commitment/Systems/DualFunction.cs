using Busbar.Supply.Commitment.Programmes;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>The Lagrangian of a case: with a price on every coupling requirement each unit plans for itself, exactly, and the sum of what
/// they then cost never exceeds the cost of any schedule. Units are solved side by side; sums have a fixed order, so that any number of
/// threads gives the same bits.</summary>
internal sealed class DualFunction
{
    private readonly SystemModel model;
    private readonly int threads;
    private readonly UnitProgramme[] programmes;
    private readonly UnitCosts[] costs;
    private readonly double[] energy;
    private readonly double[] spinning;
    private readonly double[]? downward;

    public DualFunction(SystemModel model, int threads)
    {
        (this.model, this.threads) = (model, threads);
        var segments = model.Classes.IsEmpty ? 1 : model.Classes.Max(each => each.SlopeUsd.Length);
        programmes = [.. Enumerable.Range(0, threads).Select(_ => new UnitProgramme(model.Hours, segments))];
        (energy, spinning) = (new double[model.Hours], new double[model.Hours]);
        downward = model.Rows.Downward >= 0 ? new double[model.Hours] : null;
        costs = [.. model.Classes.Select(CostsOf)];
    }

    /// <summary>What every class does at given prices, within what a node holds fixed.</summary>
    public ClassAnswer[] Solve(ReadOnlySpan<double> prices, CutPool cuts, Holds holds)
    {
        SetPrices(prices, cuts);
        var answers = new ClassAnswer[model.Classes.Length];
        if (threads == 1) for (var i = 0; i < answers.Length; i++) answers[i] = SolveClass(programmes[0], i, holds);
        else
        {
            var next = 0;
            Parallel.For(0, threads, worker =>
            {
                for (int from; (from = Interlocked.Add(ref next, 4) - 4) < answers.Length;)
                    for (var i = from; i < Math.Min(answers.Length, from + 4); i++)
                        answers[i] = SolveClass(programmes[worker], i, holds);
            });
        }
        return answers;
    }

    /// <summary>One class alone at the prices set last, within other holds.</summary>
    public ClassAnswer SolveClass(int index, Holds holds) => SolveClass(programmes[0], index, holds);

    /// <summary>Sets prices without solving.</summary>
    public void SetPrices(ReadOnlySpan<double> prices, CutPool cuts)
    {
        var rows = model.Rows;
        for (var hour = 0; hour < model.Hours; hour++)
        {
            energy[hour] = prices[hour];
            spinning[hour] = (rows.Spinning < 0 ? 0 : prices[rows.Spinning + hour])
                + (rows.Operating < 0 ? 0 : prices[rows.Operating + hour]);
            if (downward is not null) downward[hour] = prices[rows.Downward + hour];
        }
        foreach (var each in model.Classes) SetClass(each, costs[each.Index], prices);
        cuts.AddTo(costs, prices[rows.Fixed..]);
    }

    private UnitCosts CostsOf(UnitClass each) => new()
    {
        On = new double[model.Hours], Slope = [.. each.SlopeUsd], SlopeStride = 0, Start = [.. each.StartUsd],
        InitialStart = [.. each.InitialStartUsd], Energy = energy, Spinning = spinning, Downward = downward,
    };

    private void SetClass(UnitClass each, UnitCosts to, ReadOnlySpan<double> prices)
    {
        var rows = model.Rows;
        var (on, start) = (each.OnUsd, each.StartRow < 0 ? 0 : prices[rows.Starts + each.StartRow]);
        if (!each.Uses.IsEmpty) each.SlopeUsd.CopyTo(to.Slope, 0);
        foreach (var (budget, use) in each.Uses)
        {
            var price = prices[rows.Budgets + budget];
            on += price * use.PerHourOn;
            start += price * use.PerStart;
            for (var i = 0; i < to.Slope.Length; i++) to.Slope[i] += price * use.PerMwhAbove[i];
        }
        Array.Fill(to.On, on);
        if (rows.Operating >= 0 && each.Unit.QuickStartMw > 0)
            for (var hour = 0; hour < model.Hours; hour++) to.On[hour] += prices[rows.Operating + hour] * each.QuickStartAt(hour);
        if (each.StartRow < 0 && each.Uses.IsEmpty) return;
        for (var i = 0; i < to.Start.Length; i++) to.Start[i] = each.StartUsd[i] + start;
        for (var i = 0; i < to.InitialStart.Length; i++) to.InitialStart[i] = each.InitialStartUsd[i] + start;
    }

    private ClassAnswer SolveClass(UnitProgramme programme, int index, Holds holds)
    {
        var each = model.Classes[index];
        holds.Set(programme, index, model.Hours);
        var cost = programme.Solve(each.Model, costs[index]);
        return cost < double.PositiveInfinity ? ClassAnswer.Of(model, each, programme) : ClassAnswer.Impossible;
    }
}
