using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.Mps;

/// <summary>What each unit puts into the rows of the whole system, gathered while the units are written: load, reserves, budgets.</summary>
internal sealed class SystemTerms
{
    private readonly CommitmentCase given;
    private readonly ILookup<string, (int Budget, BudgetUse Use)> uses;
    private readonly List<Term>[] budgets;

    public SystemTerms(CommitmentCase given)
    {
        this.given = given;
        uses = given.Budgets.SelectMany((budget, i) => budget.Uses.Select(use => (Budget: i, Use: use))).ToLookup(each => each.Use.Unit);
        budgets = [.. given.Budgets.Select(_ => new List<Term>())];
        Load = Rows(true);
        Spinning = Rows(given.SpinningMw.Any(mw => mw > 0));
        Operating = Rows(given.OperatingMw.Any(mw => mw > 0));
        Downward = Rows(given.DownwardMw.Any(mw => mw > 0));
        QuickStartMw = new double[given.Hours];
    }

    /// <summary>Terms of each hour's row; no row where nothing is asked for.</summary>
    public List<Term>[] Load { get; }

    /// <inheritdoc cref="Load"/>
    public List<Term>[] Spinning { get; }

    /// <inheritdoc cref="Load"/>
    public List<Term>[] Operating { get; }

    /// <inheritdoc cref="Load"/>
    public List<Term>[] Downward { get; }

    /// <summary>Quick-start power if every unit were off.</summary>
    public double[] QuickStartMw { get; }

    public IReadOnlyList<Term> Budget(int budget) => budgets[budget];

    public static bool IsSpinAsked(CommitmentCase given) => given.SpinningMw.Concat(given.OperatingMw).Any(mw => mw > 0);

    /// <summary>Output, reserves, hours on and starts of a unit.</summary>
    public void Add(UnitColumns unit)
    {
        var one = unit.Unit;
        for (var t = 0; t < given.Hours; t++)
        {
            Load[t].AddRange([.. unit.On(t, one.MinMw), .. unit.Above(t, 1)]);
            if (Spinning.Length > 0) Spinning[t].AddRange(unit.Spin(t, 1));
            if (Downward.Length > 0) Downward[t].AddRange(unit.Above(t, 1));
            if (Operating.Length > 0) AddOperating(unit, t);
            foreach (var (budget, use) in uses[one.Name])
                budgets[budget].AddRange([.. unit.On(t, use.PerHourOn), .. unit.Start(t, use.PerStart)]);
        }
    }

    /// <summary>Uses above the minimum, by the weights of the curve's points.</summary>
    public void AddUseByWeight(int place, int[] weights)
    {
        var unit = given.Thermal[place];
        foreach (var (budget, use) in uses[unit.Name])
        {
            var sum = 0d;
            for (var l = 1; l < weights.Length; l++)
            {
                sum += use.PerMwhAbove[l - 1] * (unit.Cost[l].Mw - unit.Cost[l - 1].Mw);
                budgets[budget].Add(new(weights[l], sum));
            }
        }
    }

    /// <summary>Uses above the minimum, by segment.</summary>
    public void AddUseBySegment(int place, int[] segments)
    {
        foreach (var (budget, use) in uses[given.Thermal[place].Name])
            for (var l = 0; l < segments.Length; l++) budgets[budget].Add(new(segments[l], use.PerMwhAbove[l]));
    }

    /// <summary>A unit that is out gives no quick-start power.</summary>
    private void AddOperating(UnitColumns unit, int t)
    {
        var one = unit.Unit;
        var available = one.AvailableMw.IsEmpty ? one.MaxMw : one.AvailableMw[t];
        var quick = available < one.MinMw ? 0 : Math.Min(one.QuickStartMw, available);
        QuickStartMw[t] += quick;
        Operating[t].AddRange([.. unit.Spin(t, 1), .. unit.On(t, -quick)]);
    }

    private List<Term>[] Rows(bool isAsked) => isAsked ? [.. Enumerable.Range(0, given.Hours).Select(_ => new List<Term>())] : [];
}
