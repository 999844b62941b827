using Busbar.Numerics.LinearPrograms;

namespace Busbar.Numerics.IntegerPrograms;

/// <summary>The largest number that divides all of some: the step between objectives, or between a row's sums, that whole numbers can
/// have.</summary>
internal static class Grain
{
    private const double Largest = 1L << 40;
    private const double Finest = 1e-4;

    /// <summary>The step of a program's objective; zero where some cost is not whole or belongs to a variable that need not be.</summary>
    public static double Of(LinearProgram program, bool[] isWhole)
    {
        long common = 0;
        for (var variable = 0; variable < program.Variables; variable++)
        {
            var cost = program.Costs[variable];
            if (cost == 0) continue;
            if (!isWhole[variable] || cost != Math.Floor(cost) || Math.Abs(cost) > Largest) return 0;
            common = Divisor(common, Math.Abs((long)cost));
        }
        return common;
    }

    /// <summary>The step of sums of numbers of at most four decimals; zero where there are more.</summary>
    public static double Of(IEnumerable<double> numbers)
    {
        long common = 0;
        foreach (var number in numbers)
        {
            var parts = Math.Round(number / Finest);
            if (Math.Abs(parts) > Largest || Math.Abs(parts * Finest - number) > 1e-12 * Math.Abs(number)) return 0;
            common = Divisor(common, Math.Abs((long)parts));
        }
        return common * Finest;
    }

    private static long Divisor(long a, long b) => b == 0 ? a : Divisor(b, a % b);
}
