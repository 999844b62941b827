using System.Collections.Immutable;

namespace Busbar.Digital.Portfolio.Cases;

/// <summary>Every rate at which a run of amounts is worth nothing: the roots of its polynomial in the discount factor, each alone between
/// two roots of the derivative.</summary>
internal static class InternalRates
{
    private const double MostFactor = 100;
    private const double LeastFactor = 1e-3;
    private const int Halvings = 200;

    /// <summary>Rates from −99 % to 99,900 %, from low to high; none when every amount is zero.</summary>
    public static ImmutableArray<double> Of(double[] amounts) =>
        amounts.All(amount => amount == 0) ? [] : [.. Roots(amounts).Select(factor => 1 / factor - 1).Order()];

    private static List<double> Roots(double[] coefficients)
    {
        var roots = new List<double>();
        if (coefficients.Length < 2 || coefficients.Skip(1).All(each => each == 0)) return roots;
        var scale = coefficients.Max(Math.Abs);
        double[] ends = [LeastFactor, .. Roots([.. coefficients.Skip(1).Select((each, power) => each * (power + 1))]).Order(), MostFactor];
        for (var i = 0; i + 1 < ends.Length; i++)
        {
            var (low, high) = (At(coefficients, ends[i]), At(coefficients, ends[i + 1]));
            // A root that only touches lies on an end.
            if (i > 0 && Math.Abs(low) <= 1e-12 * scale) roots.Add(ends[i]);
            else if (low * high < 0 && Math.Abs(high) > 1e-12 * scale) roots.Add(Between(coefficients, ends[i], ends[i + 1]));
        }
        return roots;
    }

    private static double Between(double[] coefficients, double low, double high)
    {
        var isLowNegative = At(coefficients, low) < 0;
        for (var i = 0; i < Halvings && high - low > 1e-15 * high; i++)
        {
            var middle = (low + high) / 2;
            if (At(coefficients, middle) < 0 == isLowNegative) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }

    private static double At(double[] coefficients, double factor)
    {
        var sum = 0.0;
        for (var power = coefficients.Length - 1; power >= 0; power--) sum = sum * factor + coefficients[power];
        return sum;
    }
}
