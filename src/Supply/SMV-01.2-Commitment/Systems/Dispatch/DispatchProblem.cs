using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Systems.Dispatch;

/// <summary>The linear programme that is left when it is settled who runs: units whose ramps may bind are blocks, all others lie in a
/// stack of segments by hour, whose headroom is reserve by itself.</summary>
internal sealed class DispatchProblem
{
    private const double StiffestPerUsd = 1e8;
    private readonly SystemModel model;
    private readonly ulong[] patterns;
    private readonly DispatchRows rows;
    private readonly List<(int Unit, int Hour, int Scalar)> stack = [];
    private readonly List<(int Unit, int Hour, double Mw)> floors = [];
    private static readonly ShortageKind[] kinds =
    [
        ShortageKind.Energy, ShortageKind.Surplus, ShortageKind.Spinning, ShortageKind.Operating, ShortageKind.Downward,
            ShortageKind.Budget,
    ];

    // Scalars of what is missing, by kind.
    private readonly List<int>[] missing = [.. kinds.Select(_ => new List<int>())];
    private readonly int[] free;
    private readonly List<int>[] excess;
    // Headroom of units that have ramps but are not tied: as much of the reserve as may turn out not to be there.
    private readonly double[] untied;

    /// <param name="model">The case.</param>
    /// <param name="patterns">Hours on of each unit.</param>
    /// <param name="isTied">Units whose ramps are to be kept.</param>
    /// <param name="shortage">Price of a MW missing.</param>
    public DispatchProblem(SystemModel model, ulong[] patterns, bool[] isTied, double shortage)
    {
        (this.model, this.patterns, rows) = (model, patterns, DispatchRows.Of(model));
        Right = new double[Rows];
        free = new int[Hours];
        untied = new double[Hours];
        excess = [.. Enumerable.Range(0, Hours).Select(_ => new List<int>())];
        for (var hour = 0; hour < Hours; hour++) AddHour(hour, shortage);
        for (var i = 0; i < model.Case.Budgets.Length; i++)
            AddReserve(5, model.Rows.Budgets + i, -model.Case.Budgets[i].Limit, ShortagePrice.OfBudget(model, i, shortage));
        var blocks = new List<RampBlock>();
        for (var unit = 0; unit < patterns.Length; unit++)
        {
            if (patterns[unit] == 0 && model.Classes[model.ClassOf[unit]].Unit.QuickStartMw == 0) continue;
            AddUnit(unit, isTied[unit]);
            if (isTied[unit] && patterns[unit] != 0) blocks.Add(new(ClassOf(unit), patterns[unit], unit, rows, StiffestPerUsd * shortage));
        }
        Blocks = [.. blocks];
    }

    public int Rows => rows.Count;
    public int Hours => model.Hours;
    public double[] Right { get; }
    public Scalars Scalars { get; } = new();
    public RampBlock[] Blocks { get; }

    /// <summary>Cost of the hours and starts, whatever is dispatched.</summary>
    public double FixedUsd { get; private set; }

    private UnitClass ClassOf(int unit) => model.Classes[model.ClassOf[unit]];

    /// <summary>Whether the spinning reserve that the solution counts on is hardly more than what is asked for.</summary>
    public bool IsReserveTight(int hour)
    {
        foreach (var scalar in excess[hour]) if (Scalars[scalar] < untied[hour] + 1e-6) return true;
        return false;
    }

    private void AddHour(int hour, double shortage)
    {
        var @case = model.Case;
        Right[hour] = @case.DemandMw[hour] - model.FreeLow[hour];
        free[hour] = model.FreeHigh[hour] > model.FreeLow[hour] ? Scalars.Add(0, model.FreeHigh[hour] - model.FreeLow[hour], (hour, 1))
            : -1;
        Keep(0, Scalars.Add(shortage, double.PositiveInfinity, (hour, 1)));
        Keep(1, Scalars.Add(shortage, double.PositiveInfinity, (hour, -1)));
        if (model.Rows.Spinning >= 0) AddReserve(2, model.Rows.Spinning + hour, @case.SpinningMw[hour], shortage);
        if (model.Rows.Operating >= 0) AddReserve(3, model.Rows.Operating + hour, @case.OperatingMw[hour], shortage);
        if (model.Rows.Downward >= 0) AddReserve(4, model.Rows.Downward + hour, @case.DownwardMw[hour], shortage);
    }

    private void AddReserve(int kind, int row, double need, double shortage)
    {
        Right[row] = need;
        Keep(kind, Scalars.Add(shortage, double.PositiveInfinity, (row, 1)));
        var over = Scalars.Add(0, double.PositiveInfinity, (row, -1));
        if (kind is 2 or 3) excess[kind == 2 ? row - model.Rows.Spinning : row - model.Rows.Operating].Add(over);
    }

    private void Keep(int kind, int scalar) => missing[kind].Add(scalar);

    private void AddUnit(int unit, bool isTied)
    {
        var each = ClassOf(unit);
        var (startUsd, starts) = each.StartsOf(patterns[unit]);
        FixedUsd += startUsd;
        foreach (var (budget, use) in each.Uses) Right[model.Rows.Budgets + budget] += starts * use.PerStart;
        for (var hour = 0; hour < Hours; hour++)
        {
            if ((patterns[unit] >> hour & 1) == 0)
            {
                if (model.Rows.Operating >= 0) Right[model.Rows.Operating + hour] -= each.QuickStartAt(hour);
                continue;
            }
            FixedUsd += each.OnUsd;
            Right[hour] -= each.Model.Min;
            foreach (var (budget, use) in each.Uses) Right[model.Rows.Budgets + budget] += use.PerHourOn;
        }
        if (!isTied) foreach (var hour in BlockHour.Of(each, patterns[unit], rows)) AddToStack(each, unit, hour);
    }

    private void AddToStack(UnitClass each, int unit, BlockHour hour)
    {
        foreach (var row in hour.ReserveRows) Right[row] -= hour.Cap;
        if (each.Model.IsRamped) untied[hour.Hour] += Math.Max(0, hour.Cap - each.Model.RampUp);
        var extras = rows.Extras(each, hour.Hour);
        var from = 0d;
        for (var l = 0; l < each.SlopeUsd.Length; l++)
        {
            var end = Math.Min(each.Model.SegmentEnd[l], hour.High);
            // What the state before does not let it shed is given in any case.
            var given = Math.Min(end, hour.Floor);
            if (given > from) Give(each, l, given - from, hour, extras);
            from = Math.Max(from, given);
            if (end - from <= 1e-7) continue;
            var column = new List<(int, double)> { (hour.Hour, 1) };
            column.AddRange(hour.ReserveRows.Select(row => (row, -1d)));
            column.AddRange(extras.Select(extra => (extra.Row, extra.Gives[l])));
            stack.Add((unit, hour.Hour, Scalars.Add(each.SlopeUsd[l], end - from, [.. column])));
            from = end;
        }
        if (hour.Floor > 0) floors.Add((unit, hour.Hour, Math.Min(hour.Floor, hour.High)));
    }

    private void Give(UnitClass each, int segment, double mw, BlockHour hour, List<(int Row, double[] Gives)> extras)
    {
        FixedUsd += mw * each.SlopeUsd[segment];
        Right[hour.Hour] -= mw;
        foreach (var row in hour.ReserveRows) Right[row] += mw;
        foreach (var (row, gives) in extras) Right[row] -= mw * gives[segment];
    }

    /// <summary>Output above the minimum of every unit that the solution gives.</summary>
    public double[][] Outputs()
    {
        var outputs = new double[patterns.Length][];
        for (var unit = 0; unit < outputs.Length; unit++) outputs[unit] = new double[Hours];
        foreach (var (unit, hour, mw) in floors) outputs[unit][hour] += mw;
        foreach (var (unit, hour, scalar) in stack) outputs[unit][hour] += Scalars[scalar];
        foreach (var block in Blocks) for (var i = 0; i < block.Hours.Length; i++) outputs[block.Unit][block.Hours[i].Hour] =
            block.OutputAt(i);
        return outputs;
    }

    /// <summary>What the solution leaves missing, from an amount up.</summary>
    public List<(ShortageKind Kind, int Place, double Amount)> MissingAmounts(double least)
    {
        var found = new List<(ShortageKind, int, double)>();
        for (var kind = 0; kind < missing.Length; kind++)
            for (var i = 0; i < missing[kind].Count; i++)
                if (Scalars[missing[kind][i]] is var amount && amount > least) found.Add((kinds[kind], i, amount));
        return found;
    }

    /// <summary>What plants without commitment deliver in an hour.</summary>
    public double FreeAt(int hour) => model.FreeLow[hour] + (free[hour] < 0 ? 0 : Scalars[free[hour]]);
}
