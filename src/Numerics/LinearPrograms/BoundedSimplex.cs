using System.Collections.Immutable;

namespace Busbar.Numerics.LinearPrograms;

/// <summary>The primal simplex method for bounded variables, in two phases: the first minimises the sum of what basic variables lie
/// outside their bounds, the second the cost. The largest reduced cost enters (Dantzig); after a run of steps without progress the lowest
/// index does, in and out (Bland 1977, Math. of OR 2(2), 103–107), until there is progress again, so that it ends. The leaving variable is
/// chosen in two passes, the largest pivot within a tolerance (Harris 1973, Math. Programming 5, 1–28). Ties go to the lowest number:
/// the same program gives the same bits.</summary>
internal sealed class BoundedSimplex
{
    private const double FeasibilityTolerance = 1e-9;
    private const double CostTolerance = 1e-10;
    private const double SmallestPivot = 1e-9;
    private const int RefactorEvery = 64;
    private const int StepsBeforeBland = 40;

    private readonly LinearProgram source;
    private readonly ScaledProgram program;
    private readonly BasisInverse inverse;
    private readonly int[] basis;
    private readonly int[] positionOf;
    private readonly double[] value;
    private readonly double[] basicCosts;
    private readonly double[] duals;
    private readonly double[] column;
    private int idle;
    private int iterations;

    public BoundedSimplex(LinearProgram source) : this(source, new(source)) { }

    public BoundedSimplex(LinearProgram source, ScaledProgram program)
    {
        (this.source, this.program) = (source, program);
        inverse = new(program);
        (basis, basicCosts) = (new int[program.Rows], new double[program.Rows]);
        (duals, column) = (new double[program.Rows], new double[program.Rows]);
        (positionOf, value) = (new int[program.Count], new double[program.Count]);
        Array.Fill(positionOf, -1);
        for (var variable = 0; variable < program.Structurals; variable++) value[variable] = StartOf(variable);
        for (var row = 0; row < program.Rows; row++) Enter(program.Structurals + row, row);
    }

    /// <summary>The variables of the basis; the rows' own stand after the structural ones.</summary>
    public ReadOnlySpan<int> Basis => basis;

    /// <summary>True of a nonbasic variable that rests on its upper bound and not on its lower one.</summary>
    public bool IsAtUpper(int variable) => value[variable] == program.Upper[variable] && value[variable] != program.Lower[variable];

    private bool IsBland => idle >= StepsBeforeBland;

    /// <summary>The optimum, or why there is none.</summary>
    public LinearSolution Solve()
    {
        var most = 20_000 + 200 * program.Count;
        Refresh();
        while (iterations < most)
        {
            var isFirstPhase = PriceBasis();
            var (entering, direction) = ChooseEntering(isFirstPhase);
            if (entering < 0)
            {
                if (iterations % RefactorEvery != 0 && !IsSettled(isFirstPhase)) continue;
                return isFirstPhase ? Infeasible() : Optimal();
            }
            inverse.Column(entering, column);
            var (leaving, step, toUpper) = ChooseLeaving(entering, direction);
            if (double.IsPositiveInfinity(step)) return Unbounded(entering, direction);
            Move(entering, direction * step, leaving, toUpper);
        }
        throw new ArithmeticException($"No optimum after {iterations} iterations on {program.Rows} rows.");
    }

    // Nothing enters any more: look once more with a fresh inverse before saying so.
    private bool IsSettled(bool wasFirstPhase)
    {
        Refresh();
        var isFirstPhase = PriceBasis();
        return isFirstPhase == wasFirstPhase && ChooseEntering(isFirstPhase).Entering < 0;
    }

    private double StartOf(int variable) =>
        double.IsFinite(program.Lower[variable]) ? program.Lower[variable]
        : double.IsFinite(program.Upper[variable]) ? program.Upper[variable] : 0;

    private void Enter(int variable, int position)
    {
        basis[position] = variable;
        positionOf[variable] = position;
    }

    // Basic values from the nonbasic ones: x_B = −B⁻¹·(N·x_N).
    private void Refresh()
    {
        inverse.Refactor(basis);
        var residual = new double[program.Rows];
        for (var variable = 0; variable < program.Count; variable++)
        {
            if (positionOf[variable] >= 0 || value[variable] == 0) continue;
            if (variable >= program.Structurals) residual[variable - program.Structurals] -= value[variable];
            else
                foreach (var term in program.Columns[variable]) residual[term.Variable] += term.Coefficient * value[variable];
        }
        for (var position = 0; position < program.Rows; position++)
            value[basis[position]] = -Spans.Dot(inverse.Row(position), residual);
    }

    // Costs of the basis and its multipliers; true while something basic lies outside its bounds.
    private bool PriceBasis()
    {
        var isFirstPhase = false;
        for (var position = 0; position < program.Rows; position++)
        {
            var side = SideOf(basis[position]);
            isFirstPhase |= side != 0;
            basicCosts[position] = side;
        }
        if (!isFirstPhase)
            for (var position = 0; position < program.Rows; position++) basicCosts[position] = program.Cost[basis[position]];
        inverse.Duals(basicCosts, duals);
        return isFirstPhase;
    }

    // −1 below the lower bound, +1 above the upper, else 0.
    private int SideOf(int variable) =>
        value[variable] < program.Lower[variable] - Slack(program.Lower[variable]) ? -1
        : value[variable] > program.Upper[variable] + Slack(program.Upper[variable]) ? 1 : 0;

    private static double Slack(double bound) => FeasibilityTolerance * Math.Max(1, Math.Abs(bound));

    private (int Entering, int Direction) ChooseEntering(bool isFirstPhase)
    {
        var (entering, direction, best) = (-1, 0, CostTolerance);
        for (var variable = 0; variable < program.Count; variable++)
        {
            if (positionOf[variable] >= 0 || program.Lower[variable] == program.Upper[variable]) continue;
            var reduced = (isFirstPhase ? 0 : program.Cost[variable]) - program.Price(duals, variable);
            var towards = reduced < 0 && value[variable] < program.Upper[variable] ? 1
                : reduced > 0 && value[variable] > program.Lower[variable] ? -1 : 0;
            if (towards == 0 || Math.Abs(reduced) <= best) continue;
            (entering, direction) = (variable, towards);
            if (IsBland) break;
            best = Math.Abs(reduced);
        }
        return (entering, direction);
    }

    // How far the entering variable may go: until a basic variable meets a bound, or itself its other one (leaving −1).
    private (int Leaving, double Step, bool ToUpper) ChooseLeaving(int entering, int direction)
    {
        var own = program.Upper[entering] - program.Lower[entering];
        var reach = own;
        for (var position = 0; position < program.Rows; position++)
            if (BlockOf(position, direction) is { } block) reach = Math.Min(reach, IsBland ? block.Step : block.Relaxed);
        var (leaving, step, toUpper, pivot) = (-1, own, false, 0.0);
        for (var position = 0; position < program.Rows; position++)
        {
            if (BlockOf(position, direction) is not { } block || block.Step > reach) continue;
            var isBetter = leaving < 0 || (IsBland ? basis[position] < basis[leaving] : Math.Abs(column[position]) > pivot);
            if (isBetter) (leaving, step, toUpper, pivot) = (position, Math.Max(0, block.Step), block.ToUpper, Math.Abs(column[position]));
        }
        return own < step || leaving < 0 ? (-1, own, false) : (leaving, step, toUpper);
    }

    // The bound that a basic variable meets as it moves, and the step to it; a variable outside its bounds meets the one it lies beyond.
    private (double Step, double Relaxed, bool ToUpper)? BlockOf(int position, int direction)
    {
        var rate = -direction * column[position];
        if (Math.Abs(rate) < SmallestPivot) return null;
        var variable = basis[position];
        var side = SideOf(variable);
        if (side * rate > 0) return null;
        var toUpper = side == 0 ? rate > 0 : side > 0;
        var bound = toUpper ? program.Upper[variable] : program.Lower[variable];
        if (double.IsInfinity(bound)) return null;
        var distance = Math.Abs(bound - value[variable]);
        if (side == 0 && (toUpper ? value[variable] > bound : value[variable] < bound)) distance = 0;
        return (distance / Math.Abs(rate), (distance + Slack(bound)) / Math.Abs(rate), toUpper);
    }

    private void Move(int entering, double change, int leaving, bool toUpper)
    {
        iterations++;
        idle = Math.Abs(change) > FeasibilityTolerance ? 0 : idle + 1;
        for (var position = 0; position < program.Rows; position++) value[basis[position]] -= change * column[position];
        if (leaving < 0)
        {
            value[entering] = change > 0 ? program.Upper[entering] : program.Lower[entering];
            return;
        }
        value[entering] += change;
        var left = basis[leaving];
        value[left] = toUpper ? program.Upper[left] : program.Lower[left];
        positionOf[left] = -1;
        Enter(entering, leaving);
        if (iterations % RefactorEvery == 0) Refresh();
        else inverse.Pivot(leaving, column);
    }

    private LinearSolution.Optimal Optimal()
    {
        var structurals = Enumerable.Range(0, program.Structurals);
        double[] values = [.. structurals.Select(variable => program.Value(variable, value[variable]))];
        double[] rowDuals = [.. Enumerable.Range(0, program.Rows).Select(row => program.Dual(row, duals[row]))];
        var objective = 0.0;
        for (var variable = 0; variable < values.Length; variable++) objective += source.Costs[variable] * values[variable];
        return new(objective, ImmutableArray.Create(values), ImmutableArray.Create(rowDuals),
            [.. structurals.Select(variable => source.Costs[variable]
                - source.Column(variable).Sum(term => rowDuals[term.Variable] * term.Coefficient))], iterations);
    }

    // The first phase's multipliers y: (y·A)·x − y·r is zero at every point, yet over the bounds it stays away from it.
    private LinearSolution.Infeasible Infeasible()
    {
        var sum = 0.0;
        for (var variable = 0; variable < program.Count; variable++)
        {
            // What is smaller is a rounding residue, and would count for infinity against an infinite bound.
            var rate = program.Price(duals, variable);
            if (Math.Abs(rate) > CostTolerance) sum += rate * (rate > 0 ? program.Upper[variable] : program.Lower[variable]);
        }
        ImmutableArray<double> multipliers =
            [.. Enumerable.Range(0, program.Rows).Select(row => program.Dual(row, duals[row]) / program.CostScale)];
        var names = Enumerable.Range(0, program.Rows).Where(row => Math.Abs(duals[row]) > CostTolerance)
            .OrderByDescending(row => Math.Abs(duals[row])).Take(5).Select(row => source.RowBounds[row].Name);
        return new(multipliers, Math.Abs(sum), $"These cannot hold together within the bounds: {string.Join(", ", names)}.");
    }

    private LinearSolution.Unbounded Unbounded(int entering, int direction)
    {
        var ray = new double[program.Structurals];
        if (entering < program.Structurals) ray[entering] = program.Value(entering, direction);
        for (var position = 0; position < program.Rows; position++)
            if (basis[position] < program.Structurals)
                ray[basis[position]] = program.Value(basis[position], -direction * column[position]);
        var names = Enumerable.Range(0, ray.Length).Where(variable => Math.Abs(ray[variable]) > SmallestPivot)
            .OrderByDescending(variable => Math.Abs(ray[variable])).Take(5).Select(variable => source.VariableBounds[variable].Name);
        return new(ImmutableArray.Create(ray), $"The objective falls without end as these move: {string.Join(", ", names)}.");
    }
}
