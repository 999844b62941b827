namespace Busbar.Supply.Commitment.Systems.Dispatch;

/// <summary>The x in (0, width) of a variable on the central path by itself.</summary>
internal static class CentralPoint
{
    /// <summary>Solves complement ÷ x − complement ÷ (width − x) = reduced cost.</summary>
    public static double Of(double reduced, double width, double complement)
    {
        var b = reduced * width + 2 * complement;
        var root = Math.Sqrt(reduced * reduced * width * width + 4 * complement * complement);
        return 2 * complement * width / (b + root);
    }
}

/// <summary>Non-negative values with their multipliers, some of them bounded by a width as well, with the directions they move
/// in.</summary>
internal sealed class BoundPairs(int count, double stiffest = double.MaxValue)
{
    private readonly double[] room = new double[count];
    private readonly double[] low = new double[count];
    private readonly double[] high = new double[count];
    private readonly double[] step = new double[count];
    private readonly double[] lowStep = new double[count];
    private readonly double[] highStep = new double[count];
    private readonly double[] pull = new double[count];

    public double[] Value { get; } = new double[count];

    /// <summary>Widths, of the values that have one.</summary>
    public double[] Width { get; } = new double[count];
    public bool[] IsUsed { get; } = new bool[count];

    public double Complement
    {
        get
        {
            var sum = 0d;
            for (var i = 0; i < count; i++) if (IsUsed[i]) sum += Value[i] * low[i] + (high[i] > 0 ? room[i] * high[i] : 0);
            return sum;
        }
    }

    public int Count
    {
        get
        {
            var sum = 0;
            for (var i = 0; i < count; i++) if (IsUsed[i]) sum += high[i] > 0 ? 2 : 1;
            return sum;
        }
    }

    /// <summary>Second derivative of the barrier; held within what a band of doubles can still tell from its neighbours.</summary>
    public double Curve(int i) => Math.Min(stiffest, low[i] / Value[i] + (high[i] > 0 ? high[i] / room[i] : 0));

    public void Begin(int i, double value, double complement) => (Value[i], low[i], high[i]) = (value, complement / value, 0);

    public void BeginBetween(int i, double value, double complement) =>
        (Value[i], room[i], low[i], high[i]) = (value, Width[i] - value, complement / value, complement / (Width[i] - value));

    public double Aim(int i, double target, bool isCorrected) => (target - (isCorrected ? step[i] * lowStep[i] : 0)) / Value[i];

    /// <summary>Multiplier that a limit's slack would take if nothing moved, its present breach taken in.</summary>
    public double Press(int i, double room, double target, bool isCorrected) =>
        Aim(i, target, isCorrected) - Math.Min(stiffest, low[i] / Value[i]) * (room - Value[i]);

    /// <summary>Pull of a bounded value towards its bounds; answers its part of the output's lean.</summary>
    public double SetPull(int i, double gain, double target, bool isCorrected)
    {
        pull[i] = gain + Aim(i, target, isCorrected);
        if (high[i] > 0) pull[i] -= (target + (isCorrected ? step[i] * highStep[i] : 0)) / room[i];
        return pull[i] / Curve(i);
    }

    public double PullOf(int i) => pull[i];

    /// <summary>Step of a bounded value from what its hour pushes it by.</summary>
    public void TurnBetween(int i, double common, double target, bool isCorrected, StepLimit limit)
    {
        var move = (pull[i] + common) / Curve(i);
        highStep[i] = (target + (isCorrected ? step[i] * highStep[i] : 0) + high[i] * move) / room[i] - high[i];
        Turn(i, move, target, isCorrected, limit);
        limit.Primal(room[i], -move);
        limit.Dual(high[i], highStep[i]);
    }

    public void Turn(int i, double move, double target, bool isCorrected, StepLimit limit)
    {
        lowStep[i] = Aim(i, target, isCorrected) - Math.Min(stiffest, low[i] / Value[i]) * move - low[i];
        step[i] = move;
        limit.Primal(Value[i], move);
        limit.Dual(low[i], lowStep[i]);
    }

    public double ComplementAfter(double primal, double dual)
    {
        var sum = 0d;
        for (var i = 0; i < count; i++)
        {
            if (!IsUsed[i]) continue;
            var value = Value[i] + primal * step[i];
            sum += value * (low[i] + dual * lowStep[i]);
            if (high[i] > 0) sum += (room[i] - primal * step[i]) * (high[i] + dual * highStep[i]);
        }
        return sum;
    }

    public void Move(double primal, double dual)
    {
        for (var i = 0; i < count; i++)
        {
            Value[i] += primal * step[i];
            low[i] += dual * lowStep[i];
            if (high[i] <= 0) continue;
            room[i] -= primal * step[i];
            high[i] += dual * highStep[i];
        }
    }
}
