namespace Busbar.Digital.DataQuality.Rules;

/// <summary>The functions behind test statistics. Source: Press, Teukolsky, Vetterling and Flannery, Numerical Recipes, 3rd edition,
/// sections
/// 6.1, 6.2, 6.4 and 14.3.3 (formulas, not code).</summary>
internal static class SpecialFunctions
{
    private const double Smallest = 1e-300;
    private const double Close = 1e-15;
    private const int MaxTerms = 10_000;

    /// <summary>Lanczos's coefficients with g = 7, n = 9 (Godfrey, 2001); good to 1e-15.</summary>
    private static ReadOnlySpan<double> Lanczos =>
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
        -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>ln Γ(x), x &gt; 0.</summary>
    public static double LogGamma(double x)
    {
        if (x < 0.5) return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++) sum += Lanczos[i] / (x - 1 + i);
        var t = x + 6.5;
        return 0.5 * Math.Log(2 * Math.PI) + (x - 0.5) * Math.Log(t) - t + Math.Log(sum);
    }

    /// <summary>P(a, x), the share of the gamma distribution below x: a series below a + 1, else one less the continued
    /// fraction.</summary>
    public static double LowerGamma(double a, double x)
    {
        if (x <= 0) return 0;
        if (x >= a + 1) return 1 - UpperGamma(a, x);
        var (term, sum) = (1 / a, 1 / a);
        for (var n = 1; n < MaxTerms && term > sum * Close; n++) sum += term *= x / (a + n);
        return sum * Math.Exp(-x + a * Math.Log(x) - LogGamma(a));
    }

    /// <summary>Q(a, x) = 1 − P(a, x), without loss far in the tail.</summary>
    public static double UpperGamma(double a, double x)
    {
        if (x < a + 1) return 1 - LowerGamma(a, x);
        return Math.Exp(-x + a * Math.Log(x) - LogGamma(a)) * Fraction(x + 1 - a, n => (-n * (n - a), x + 1 - a + 2 * n));
    }

    /// <summary>I_x(a, b), the share of the beta distribution below x.</summary>
    public static double Beta(double a, double b, double x)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        if (x > (a + 1) / (a + b + 2)) return 1 - Beta(b, a, 1 - x);
        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * Math.Log(x) + b * Math.Log(1 - x)) / a;
        return front * Fraction(1, n => (int)n / 2 is var m && n % 2 == 0
            ? (m * (b - m) * x / ((a + n - 1) * (a + n)), 1) : (-(a + m) * (a + b + m) * x / ((a + n - 1) * (a + n)), 1));
    }

    /// <summary>How likely a distance of λ/√n or more is, 2 Σ (−1)^(k−1) exp(−2k²λ²).</summary>
    public static double Kolmogorov(double lambda)
    {
        if (lambda < 0.2) return 1;
        var sum = 0.0;
        for (var k = 1; k <= 100; k++) sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2.0 * k * k * lambda * lambda);
        return Math.Clamp(sum, 0, 1);
    }

    /// <summary>1/(b₀ + a₁/(b₁ + a₂/(b₂ + …))) by Lentz's method.</summary>
    private static double Fraction(double first, Func<double, (double A, double B)> terms)
    {
        var (c, d) = (1 / Smallest, 1 / first);
        var value = d;
        for (var n = 1; n < MaxTerms; n++)
        {
            var (a, b) = terms(n);
            d = 1 / NotZero(a * d + b);
            c = NotZero(b + a / c);
            value *= c * d;
            if (Math.Abs(c * d - 1) < Close) break;
        }
        return value;
    }

    private static double NotZero(double value) => Math.Abs(value) < Smallest ? Smallest : value;
}
