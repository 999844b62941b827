using Busbar.Numerics.Bundles;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>A plan of a group of classes that the dual has seen: the plane it makes, the hours on of each class of the group, and the
/// weight it has in the mixture that the last step found.</summary>
internal sealed record DualColumn(BundlePlane Plane, ulong[] Patterns)
{
    public double Weight { get; set; }
    public int LastUsed { get; set; }
}

/// <summary>Maximises the Lagrangian by a disaggregated proximal bundle method: classes are put into groups, each with its own planes.
/// Every value found is a rigorous lower bound on the cost of any schedule. Source: Frangioni, Gentile and Lacalandra, Int. J. Electrical
/// Power and Energy Systems 30, 2008, 316-326.</summary>
internal sealed class DualSearch
{
    /// <summary>Hope, as a share of the bound, at which the climb ends.</summary>
    public const double CloseEnough = 1e-6;
    private const int MostGroups = 64;
    private const int Forget = 12;
    private const double Serious = 0.1;
    private readonly SystemModel model;
    private readonly DualFunction function;
    private readonly int[][] groups;
    private readonly double priceScale;
    private readonly double shortage;
    private double step;
    private int clock;

    /// <param name="model">The case.</param>
    /// <param name="function">What solves the units.</param>
    /// <param name="prices">Where to begin.</param>
    /// <param name="shortage">Price of a MW missing, which no price of power exceeds: the bound then holds for schedules with shortage
    /// too.</param>
    public DualSearch(SystemModel model, DualFunction function, double[] prices, double shortage)
    {
        (this.model, this.function, this.shortage, Cuts, Holds) = (model, function, shortage, CutPool.Empty,
            Holds.None(model.Classes.Length));
        groups = [.. GroupsOf(model.Classes.Length), .. model.Case.Storage.Select(_ => (int[])[])];
        ClassGroups = groups.Length - model.Case.Storage.Length;
        Prices = prices;
        priceScale = Math.Max(1e-9, prices.Take(model.Hours).Average(Math.Abs));
        step = double.NaN;
    }

    private DualSearch(DualSearch parent, DualFunction function, CutPool cuts, Holds holds)
    {
        (model, this.function, groups, priceScale, step) = (parent.model, function, parent.groups, parent.priceScale, parent.step);
        shortage = parent.shortage;
        ClassGroups = parent.ClassGroups;
        (Cuts, Holds) = (cuts, holds);
        var added = cuts.Cuts[parent.Cuts.Cuts.Length..];
        Prices = [.. parent.Prices, .. added.Select(_ => 0d)];
        Columns =
        [
            .. parent.Columns.Where(column => (column.Weight > 1e-3 || column.LastUsed >= parent.clock - 1) && Allows(column))
                .Select(column => (added.Length == 0 ? column : Taught(column, added)) with { LastUsed = 0 }),
        ];
    }

    /// <summary>The same search under further holds and cuts, begun where this one stands.</summary>
    public DualSearch Child(DualFunction function, CutPool cuts, Holds holds) => new(this, function, cuts, holds);

    public CutPool Cuts { get; private set; }
    public Holds Holds { get; }

    /// <summary>The best prices found, and the bound they prove.</summary>
    public double[] Prices { get; private set; }

    /// <inheritdoc cref="Prices"/>
    public double Bound { get; private set; } = double.NegativeInfinity;

    /// <summary>What the last step hoped to gain.</summary>
    public double Hope { get; private set; } = double.PositiveInfinity;
    public List<DualColumn> Columns { get; private set; } = [];
    public IReadOnlyList<int[]> Groups => groups;

    /// <summary>Groups of unit classes; the stores' own groups come after.</summary>
    public int ClassGroups { get; }

    /// <summary>Steps until little is to be gained, the budget of steps is used, or it is told to stop. False when no plan keeps to the
    /// holds.</summary>
    public bool Run(int mostSteps, double tolerance, Func<bool> stop)
    {
        if (double.IsNegativeInfinity(Bound) && !Evaluate(Prices, out _)) return false;
        for (var i = 0; i < mostSteps && !stop(); i++)
        {
            var answer = ProximalMaster.Solve(Problem(tolerance));
            for (var k = 0; k < Columns.Count; k++)
            {
                Columns[k].Weight = answer.Weights[k];
                if (answer.Weights[k] > 1e-3) Columns[k].LastUsed = clock;
            }
            Hope = answer.Value - Bound;
            if (Hope <= tolerance && i > 0) break;
            Forgive();
            if (!Evaluate(answer.X, out var gain)) return false;
            if (gain >= 0.5 * Hope) step *= 2;
            else if (gain < -Hope) step *= 0.5;
        }
        return true;
    }

    /// <summary>Steps until hardly anything is to be gained or it is told to stop; word is given every few steps.</summary>
    public void Climb(Func<bool> stop, Action? stepped)
    {
        Run(1, 0, () => false);
        while (!stop())
        {
            var tolerance = CloseEnough * Math.Abs(Bound);
            Run(4, tolerance, stop);
            stepped?.Invoke();
            if (Hope <= tolerance) break;
        }
    }

    /// <summary>Adds a cut; the columns learn what they give to it.</summary>
    public void Add(Cut cut)
    {
        Cuts = Cuts.With(cut);
        Prices = [.. Prices, 0];
        Columns = [.. Columns.Select(column => Taught(column, [cut]))];
    }

    private DualColumn Taught(DualColumn column, IEnumerable<Cut> cuts) => column with
    {
        Plane = column.Plane with
        {
            Gives = [.. column.Plane.Gives, .. cuts.Select(cut => GivesTo(cut, groups[column.Plane.Group], column.Patterns))],
        },
    };

    /// <summary>Drops cuts without a price.</summary>
    public void DropIdleCuts()
    {
        var kept = Enumerable.Range(0, Cuts.Cuts.Length).Where(i => Prices[model.Rows.Fixed + i] > 1e-4 * priceScale).ToArray();
        if (kept.Length == Cuts.Cuts.Length) return;
        Cuts = new([.. kept.Select(i => Cuts.Cuts[i])]);
        Prices = Kept(Prices, kept);
        Columns = [.. Columns.Select(column => column with { Plane = column.Plane with { Gives = Kept(column.Plane.Gives, kept) } })];
    }

    private double[] Kept(double[] values, int[] cuts) =>
        [.. values.AsSpan(0, model.Rows.Fixed), .. cuts.Select(i => values[model.Rows.Fixed + i])];

    private bool Allows(DualColumn column)
    {
        var group = groups[column.Plane.Group];
        for (var i = 0; i < group.Length; i++) if (!Holds.Allow(group[i], column.Patterns[i])) return false;
        return true;
    }

    private double GivesTo(Cut cut, int[] group, ulong[] patterns)
    {
        var sum = 0d;
        for (var i = 0; i < group.Length; i++) sum += model.Classes[group[i]].Count * cut.Of(group[i], patterns[i]);
        return sum;
    }

    /// <summary>Solves every class at prices, keeps the planes, and moves there when it is better enough.</summary>
    private bool Evaluate(double[] prices, out double gain)
    {
        clock++;
        var answers = function.Solve(prices, Cuts, Holds);
        gain = double.NaN;
        if (answers.Any(answer => double.IsPositiveInfinity(answer.Usd))) return false;
        var stores = StorePlans.At(model.Case, prices);
        if (stores is null) return false;
        var value = 0d;
        for (var g = 0; g < groups.Length; g++)
        {
            var column = g < ClassGroups ? ColumnOf(g, answers) : ColumnOf(stores, g);
            value += column.Plane.Constant - Numerics.Spans.Dot(column.Plane.Gives, prices);
            Keep(column);
        }
        for (var i = 0; i < prices.Length; i++) value += prices[i] * NeedOf(i);
        for (var hour = 0; hour < model.Hours; hour++)
            value -= Math.Max(prices[hour] * model.FreeLow[hour], prices[hour] * model.FreeHigh[hour]);
        gain = double.IsNegativeInfinity(Bound) ? double.PositiveInfinity : value - Bound;
        if (double.IsNaN(step)) step = FirstStep(prices);
        if (gain >= Serious * Hope || double.IsPositiveInfinity(Hope)) (Prices, Bound) = (prices, value);
        return true;
    }

    /// <summary>Keeps a column, once: many units do the same at most prices.</summary>
    private void Keep(DualColumn column)
    {
        foreach (var other in Columns)
        {
            if (other.Plane.Group != column.Plane.Group
                || Math.Abs(other.Plane.Constant - column.Plane.Constant) > 1e-7 * Math.Abs(column.Plane.Constant)
                || !other.Patterns.AsSpan().SequenceEqual(column.Patterns) || Differ(other.Plane.Gives, column.Plane.Gives)) continue;
            other.LastUsed = clock;
            return;
        }
        Columns.Add(column);
    }

    private static bool Differ(double[] a, double[] b)
    {
        for (var i = 0; i < a.Length; i++) if (Math.Abs(a[i] - b[i]) > 1e-7) return true;
        return false;
    }

    private DualColumn ColumnOf(StorePlans stores, int g)
    {
        var gives = new double[model.Rows.Fixed + Cuts.Cuts.Length];
        for (var hour = 0; hour < model.Hours; hour++) gives[hour] = stores.OutputOf(g - ClassGroups, hour);
        return new(new(g, 0, gives), []) { LastUsed = clock };
    }

    private DualColumn ColumnOf(int g, ClassAnswer[] answers)
    {
        var group = groups[g];
        var gives = new double[model.Rows.Fixed + Cuts.Cuts.Length];
        var constant = 0d;
        var patterns = new ulong[group.Length];
        for (var i = 0; i < group.Length; i++)
        {
            var (count, answer) = (model.Classes[group[i]].Count, answers[group[i]]);
            constant += count * answer.Usd;
            Numerics.Spans.AddScaled(gives.AsSpan(0, model.Rows.Fixed), count, answer.Gives);
            patterns[i] = answer.Pattern;
        }
        for (var k = 0; k < Cuts.Cuts.Length; k++) gives[model.Rows.Fixed + k] = GivesTo(Cuts.Cuts[k], group, patterns);
        return new(new(g, constant, gives), patterns) { LastUsed = clock };
    }

    private double NeedOf(int row) => row < model.Rows.Fixed ? model.Requirement[row] : Cuts.Cuts[row - model.Rows.Fixed].Least;

    /// <summary>Far enough to move the average price by a tenth against the imbalance seen.</summary>
    private double FirstStep(double[] prices)
    {
        var sum = 0d;
        for (var row = 0; row < prices.Length; row++)
        {
            var imbalance = NeedOf(row) - (row < model.Hours ? model.FreeHigh[row] : 0);
            foreach (var column in Columns) imbalance -= column.Plane.Gives[row];
            sum += imbalance * imbalance;
        }
        return 0.3 * priceScale * Math.Sqrt(prices.Length) / Math.Max(1e-6, Math.Sqrt(sum));
    }

    private ProximalProblem Problem(double tolerance)
    {
        var need = new double[Prices.Length];
        for (var i = 0; i < need.Length; i++) need[i] = NeedOf(i);
        for (var hour = 0; hour < model.Hours; hour++) if (model.FreeHigh[hour] <= model.FreeLow[hour]) need[hour] -= model.FreeLow[hour];
        return new(groups.Length, [.. Columns.Select(column => column.Plane)], need, model.FreeLow, model.FreeHigh, Prices,
            [.. need.Select((_, i) => i < model.Hours)], [.. need.Select((_, i) => MostPriceOf(i))], step, Bound, 0.05 * tolerance);
    }

    private double MostPriceOf(int row) => row < model.Rows.Budgets ? shortage
        : row < model.Rows.Starts ? ShortagePrice.OfBudget(model, row - model.Rows.Budgets, shortage)
        : 200 * priceScale;

    private void Forgive()
    {
        if (Columns.Count < 40 * groups.Length) Columns.RemoveAll(column => clock - column.LastUsed > 3 * Forget);
        else Columns.RemoveAll(column => clock - column.LastUsed > Forget);
    }

    private static int[][] GroupsOf(int classes)
    {
        var count = Math.Max(1, Math.Min(classes, MostGroups));
        return [.. Enumerable.Range(0, count).Select(g => Enumerable.Range(0, classes).Where(i => i % count == g).ToArray())];
    }
}
