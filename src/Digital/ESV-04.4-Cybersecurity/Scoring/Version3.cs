using System.Numerics;

namespace Busbar.Digital.Cybersecurity.Scoring;

/// <summary>CVSS v3.0 and v3.1, section 7. Version 3.1 runs in exact decimals with the rounding up of its appendix A. Version 3.0 defines
/// no arithmetic, and its published scores are those of binary calculators (the v3.1 user guide, section 2.6, keeps one: 4.7, where decimals
/// give 4.6), so it runs in <see cref="double"/>.</summary>
internal static class Version3<T> where T : struct, INumber<T>
{
    private const int Scope = 4, Loss = 5, Exploit = 8, Requirement = 11, Modified = 14, End = 22;

    private static readonly bool isExact = typeof(T) == typeof(decimal);

    private static readonly T[] attackVector = Weights(0.85m, 0.62m, 0.55m, 0.2m);
    private static readonly T[] attackComplexity = Weights(0.77m, 0.44m);
    private static readonly T[] privileges = Weights(0.85m, 0.62m, 0.27m);
    private static readonly T[] privilegesAcross = Weights(0.85m, 0.68m, 0.5m);
    private static readonly T[] interaction = Weights(0.85m, 0.62m);
    private static readonly T[] impact = Weights(0.56m, 0.22m, 0);
    private static readonly T[] exploitability = Stated(1, 1, 0.97m, 0.94m, 0.91m);
    private static readonly T[] remediation = Stated(1, 1, 0.97m, 0.96m, 0.95m);
    private static readonly T[] confidence = Stated(1, 1, 0.96m, 0.92m);
    private static readonly T[] requirement = Stated(1, 1.5m, 1, 0.5m);
    private static readonly T[] constants = Plain(8.22m, 6.42m, 7.52m, 0.029m, 3.25m, 0.02m, 0.9731m, 1.08m, 0.915m, 10, 100_000);

    public static CvssScores Score(CvssVector vector)
    {
        var late = exploitability[vector[Exploit]] * remediation[vector[Exploit + 1]] * confidence[vector[Exploit + 2]];
        var lost = T.One - Spared(vector[Loss], T.One) * Spared(vector[Loss + 1], T.One) * Spared(vector[Loss + 2], T.One);
        var baseScore = Sum(vector[Scope] == 2, lost, Reach(vector[0], vector[1], vector[2], vector[3], vector[Scope] == 2), 15, T.One);
        var temporal = RoundUp(baseScore * late);
        var environmental = RoundUp(Local(vector) * late);
        var final = vector.Defines(Requirement, End) ? environmental : vector.Defines(Exploit, Requirement) ? temporal : baseScore;
        return new(vector.Version, Tenths(baseScore), Tenths(temporal), Tenths(environmental), Tenths(final));
    }

    /// <summary>The modified base score: what the asset's own metrics say, and the base's where they say nothing.</summary>
    private static T Local(CvssVector vector)
    {
        var isChanged = Own(vector, Scope, 3) == 2;
        var spared = T.One;
        for (var i = 0; i < 3; i++)
            spared *= Spared(Own(vector, Loss + i, 4), requirement[vector[Requirement + i]]);
        var lost = T.Min(T.One - spared, constants[8]);
        var reach = Reach(Own(vector, 0, 5), Own(vector, 1, 3), Own(vector, 2, 4), Own(vector, 3, 3), isChanged);
        return isExact ? Sum(isChanged, lost, reach, 13, constants[6]) : Sum(isChanged, lost, reach, 15, T.One);
    }

    private static int Own(CvssVector vector, int metric, int undefined) =>
        vector[Modified + metric] is var own && own != 0 && own != undefined ? own : vector[metric];

    private static T Reach(int av, int ac, int pr, int ui, bool isChanged) =>
        constants[0] * attackVector[av] * attackComplexity[ac] * (isChanged ? privilegesAcross : privileges)[pr] * interaction[ui];

    private static T Spared(int loss, T weight) => T.One - weight * impact[loss];

    private static T Sum(bool isChanged, T lost, T reach, int power, T shrink)
    {
        var loss = isChanged ? constants[2] * (lost - constants[3]) - constants[4] * Power(lost * shrink - constants[5], power)
            : constants[1] * lost;
        if (loss <= T.Zero) return T.Zero;
        return RoundUp(T.Min(isChanged ? constants[7] * (loss + reach) : loss + reach, constants[9]));
    }

    /// <summary>To the 13th or 15th.</summary>
    private static T Power(T value, int power)
    {
        var square = value * value;
        var fourth = square * square;
        var thirteenth = fourth * fourth * fourth * value;
        return power == 13 ? thirteenth : thirteenth * square;
    }

    private static T RoundUp(T value)
    {
        if (!isExact) return T.CreateChecked(Math.Ceiling(double.CreateChecked(value * constants[9]))) / constants[9];
        var whole = (int)Math.Round(decimal.CreateChecked(value * constants[10]), MidpointRounding.AwayFromZero);
        return T.CreateChecked((whole + 9_999) / 10_000) / constants[9];
    }

    private static int Tenths(T score) => (int)Math.Round(double.CreateChecked(score * constants[9]));

    /// <summary>Weights by the place of the value from 1.</summary>
    private static T[] Weights(params decimal[] weights) => [T.Zero, .. Plain(weights)];

    /// <summary>The same where a metric may be left out, which weighs as much as "not defined".</summary>
    private static T[] Stated(params decimal[] weights) => [T.One, .. Plain(weights)];

    private static T[] Plain(params decimal[] weights) => [.. weights.Select(weight => T.CreateChecked(weight))];
}
