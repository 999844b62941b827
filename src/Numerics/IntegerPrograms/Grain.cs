using Busbar.Numerics.LinearPrograms;

namespace Busbar.Numerics.IntegerPrograms;

/// <summary>The step between objectives that whole numbers can have: the greatest common divisor of whole costs.</summary>
internal static class Grain
{
    private const double Largest = 1L << 40;

    /// <summary>The step; zero where some cost is not whole or belongs to a variable that need not be.</summary>
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

    private static long Divisor(long a, long b) => b == 0 ? a : Divisor(b, a % b);
}
