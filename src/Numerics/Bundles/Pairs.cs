namespace Busbar.Numerics.Bundles;

/// <summary>Slacks and their multipliers of an interior point method, with the directions they are to move in. An entry whose multiplier is
/// zero is not in use.</summary>
internal sealed class Pairs(int count)
{
    private readonly double[] slackStep = new double[count];
    private readonly double[] dualStep = new double[count];

    public double[] Slack { get; } = new double[count];
    public double[] Dual { get; } = new double[count];

    public double Gap
    {
        get
        {
            var sum = 0d;
            for (var i = 0; i < count; i++) sum += Slack[i] * Dual[i];
            return sum;
        }
    }

    public double Weight(int i) => Dual[i] / Slack[i];

    /// <summary>What the multiplier becomes if its slack stays: target ÷ slack, with the predictor's second-order term when
    /// corrected.</summary>
    public double Aim(int i, double target, bool isCorrected) =>
        (target - (isCorrected ? slackStep[i] * dualStep[i] : 0)) / Slack[i];

    /// <summary>Sets both directions from the slack's.</summary>
    public void Turn(int i, double slack, double target, bool isCorrected)
    {
        if (Dual[i] == 0) return;
        dualStep[i] = Aim(i, target, isCorrected) - Dual[i] - Weight(i) * slack;
        slackStep[i] = slack;
    }

    public void Limit(ref double primal, ref double dual)
    {
        for (var i = 0; i < count; i++)
        {
            if (slackStep[i] < 0) primal = Math.Min(primal, -Slack[i] / slackStep[i]);
            if (dualStep[i] < 0) dual = Math.Min(dual, -Dual[i] / dualStep[i]);
        }
    }

    public double GapAfter(double primal, double dual)
    {
        var sum = 0d;
        for (var i = 0; i < count; i++) sum += (Slack[i] + primal * slackStep[i]) * (Dual[i] + dual * dualStep[i]);
        return sum;
    }

    public void Move(double length)
    {
        for (var i = 0; i < count; i++)
        {
            Slack[i] += length * slackStep[i];
            Dual[i] += length * dualStep[i];
        }
    }
}
