using Busbar.Numerics;

namespace Busbar.Supply.Risk.Measures;

/// <summary>Deltas and gammas of one piece of a book over numbered factors.</summary>
internal sealed class QuadraticBook(int factors)
{
    internal double[] Delta { get; } = new double[factors];

    internal Dictionary<(int Row, int Column), double> Gamma { get; } = [];

    internal void Add(int factor, double delta, double gamma)
    {
        Delta[factor] += delta;
        AddGamma(factor, factor, gamma);
    }

    internal void AddCross(int one, int other, double gamma)
    {
        AddGamma(one, other, gamma);
        AddGamma(other, one, gamma);
    }

    internal void Add(QuadraticBook other, double times)
    {
        for (var i = 0; i < Delta.Length; i++) Delta[i] += times * other.Delta[i];
        foreach (var (at, gamma) in other.Gamma) AddGamma(at.Row, at.Column, times * gamma);
    }

    internal double[] TimesGamma(double[] vector)
    {
        var product = new double[vector.Length];
        foreach (var (at, gamma) in Gamma) product[at.Row] += gamma * vector[at.Column];
        return product;
    }

    // Σ Γᵢⱼ·Mᵢⱼ, which is tr(Γ·M) for a symmetric M.
    internal double Against(double[] matrix)
    {
        var sum = 0.0;
        foreach (var (at, gamma) in Gamma) sum += gamma * matrix[at.Row * Delta.Length + at.Column];
        return sum;
    }

    // M·Γ·S for square matrices.
    internal double[] Between(double[] left, double[] right)
    {
        var n = Delta.Length;
        var product = new double[n * n];
        foreach (var (at, gamma) in Gamma)
            for (var i = 0; i < n; i++)
                Spans.AddScaled(product.AsSpan(i * n, n), left[i * n + at.Row] * gamma, right.AsSpan(at.Column * n, n));
        return product;
    }

    private void AddGamma(int row, int column, double gamma)
    {
        if (gamma == 0) return;
        Gamma.TryGetValue((row, column), out var sum);
        Gamma[(row, column)] = sum + gamma;
    }
}

/// <summary>Mean, variance, third and fourth cumulant of ½·x'Γx + δ'x for normal x, or the rates at which they grow with a part.</summary>
internal readonly record struct Cumulants(double Mean, double Variance, double Third, double Fourth);

/// <summary>The cumulants of a book and their slopes along its parts: κᵣ = ½(r − 1)!·[tr((ΓΣ)ʳ) + r·δ'Σ(ΓΣ)ʳ⁻²δ]. Source: Mathai and
/// Provost,
/// Quadratic Forms in Random Variables (1992), theorem 3.2b.3.</summary>
internal sealed class CumulantSlopes
{
    private readonly double[] covariance;
    private readonly double[] once;
    private readonly double[] twice;
    private readonly double[] thrice;
    private readonly double[] moved;
    private readonly double[] movedTwice;
    private readonly double[] movedThrice;

    internal CumulantSlopes(QuadraticBook book, double[] covariance)
    {
        this.covariance = covariance;
        once = book.Between(covariance, covariance);
        twice = book.Between(once, covariance);
        thrice = book.Between(twice, covariance);
        moved = Times(book.Delta);
        movedTwice = Times(book.TimesGamma(moved));
        movedThrice = Times(book.TimesGamma(movedTwice));
        Of = new(book.Against(covariance) / 2, Spans.Dot(book.Delta, moved) + book.Against(once) / 2,
            3 * Spans.Dot(book.Delta, movedTwice) + book.Against(twice),
            12 * Spans.Dot(book.Delta, movedThrice) + 3 * book.Against(thrice));
    }

    /// <summary>Of the whole.</summary>
    internal Cumulants Of { get; }

    /// <summary>Σδ: what the book's deltas make the factors count for.</summary>
    internal ReadOnlySpan<double> Moved => moved;

    /// <summary>How fast they grow as a part grows: r times the cumulants when the part is the whole.</summary>
    internal Cumulants Along(QuadraticBook part)
    {
        var bent = part.TimesGamma(moved);
        return new(part.Against(covariance) / 2, 2 * Spans.Dot(part.Delta, moved) + part.Against(once),
            6 * Spans.Dot(part.Delta, movedTwice) + 3 * Spans.Dot(moved, bent) + 3 * part.Against(twice),
            24 * (Spans.Dot(part.Delta, movedThrice) + Spans.Dot(movedTwice, bent)) + 12 * part.Against(thrice));
    }

    private double[] Times(double[] vector)
    {
        var n = vector.Length;
        return [.. Enumerable.Range(0, n).Select(i => Spans.Dot(covariance.AsSpan(i * n, n), vector))];
    }
}
