namespace Busbar.Supply.Commitment.Systems.Dispatch;

/// <summary>How far a step may go before a variable or a multiplier meets zero.</summary>
internal sealed class StepLimit
{
    public double MostPrimal { get; private set; } = 1;
    public double MostDual { get; private set; } = 1;

    public void Primal(double value, double step)
    {
        if (step < 0) MostPrimal = Math.Min(MostPrimal, -value / step);
    }

    public void Dual(double value, double step)
    {
        if (step < 0) MostDual = Math.Min(MostDual, -value / step);
    }
}
