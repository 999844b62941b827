namespace Busbar.Supply.Risk.BackTesting;

/// <summary>The supervisor's verdict on a number of exceptions.</summary>
public enum TrafficLight
{
    /// <summary>As few as a right model gives in 95 of 100 cases: 0 to 4 in 250 days at 99 %.</summary>
    Green,
    /// <summary>More than that: 5 to 9.</summary>
    Yellow,
    /// <summary>So many that a right model gives them once in 10,000 cases: 10 and more.</summary>
    Red,
}

/// <summary>Basel's traffic light for any number of days and any level: green while F(x | N, p) ≤ 0.95, yellow while ≤ 0.9999. Source:
/// Basel
/// Committee, Supervisory framework for the use of backtesting, January 1996, section III.</summary>
public static class TrafficLights
{
    /// <summary>The days that supervisors look at.</summary>
    public const int Days = 250;

    /// <summary>The light for exceptions among days, each with the promised probability.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More exceptions than days, or a probability outside (0, 1).</exception>
    public static TrafficLight Of(int exceptions, int days, double probability) => BinomialUpTo(exceptions, days, probability) switch
    {
        <= 0.95 => TrafficLight.Green,
        <= 0.9999 => TrafficLight.Yellow,
        _ => TrafficLight.Red,
    };

    /// <summary>F(x | N, p), the probability of x or fewer, from x = 0 upwards in logarithms, so that many days do not underflow.</summary>
    public static double BinomialUpTo(int exceptions, int days, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(exceptions);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exceptions, days);
        if (probability is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability is inside (0, 1).");
        var log = days * Math.Log(1 - probability);
        var sum = Math.Exp(log);
        for (var k = 1; k <= exceptions; k++)
        {
            log += Math.Log((days - k + 1.0) / k * probability / (1 - probability));
            sum += Math.Exp(log);
        }
        return Math.Min(1, sum);
    }
}
