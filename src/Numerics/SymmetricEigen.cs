namespace Busbar.Numerics;

/// <summary>Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations: accurate to the last digits of the largest
/// eigenvalue. Source: Golub and Van Loan, Matrix Computations, 4th ed., algorithm 8.5.2.</summary>
/// <param name="Values">Eigenvalues in no order.</param>
/// <param name="Vectors">Column k, read at row · n + k, belongs to the k-th value.</param>
public sealed record SymmetricEigen(double[] Values, double[] Vectors)
{
    private const int MostSweeps = 60;

    /// <summary>Decomposes a row-major matrix; only its lower triangle counts.</summary>
    /// <exception cref="ArgumentException">The span is not n × n, or not finite.</exception>
    public static SymmetricEigen Of(ReadOnlySpan<double> matrix, int n)
    {
        if (matrix.Length != n * n) throw new ArgumentException($"A matrix of order {n} has {n * n} entries.", nameof(matrix));
        var (a, vectors) = (new double[n * n], new double[n * n]);
        for (var i = 0; i < n; i++)
        {
            vectors[i * n + i] = 1;
            for (var j = 0; j <= i; j++) a[i * n + j] = a[j * n + i] = matrix[i * n + j];
        }
        var scale = Math.Sqrt(Spans.Dot(a, a));
        if (!double.IsFinite(scale)) throw new ArgumentException("A matrix has finite entries.", nameof(matrix));
        for (var sweep = 0; sweep < MostSweeps && OffDiagonal(a, n) > 1e-15 * scale; sweep++)
            for (var p = 0; p < n; p++)
                for (var q = p + 1; q < n; q++) Rotate(a, vectors, n, p, q);
        return new([.. Enumerable.Range(0, n).Select(i => a[i * n + i])], vectors);
    }

    /// <summary>The matrix with every eigenvalue below 0 set to 0: the nearest positive semidefinite one in Frobenius norm. Source: Higham,
    /// Linear Algebra and its Applications 103, 1988, theorem 2.1.</summary>
    public double[] NearestSemidefinite()
    {
        var n = Values.Length;
        var result = new double[n * n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < n; k++) sum += Math.Max(0, Values[k]) * Vectors[i * n + k] * Vectors[j * n + k];
                result[i * n + j] = result[j * n + i] = sum;
            }
        return result;
    }

    private static double OffDiagonal(double[] a, int n)
    {
        var sum = 0.0;
        for (var i = 0; i < n; i++)
            for (var j = 0; j < i; j++) sum += 2 * a[i * n + j] * a[i * n + j];
        return Math.Sqrt(sum);
    }

    private static void Rotate(double[] a, double[] vectors, int n, int p, int q)
    {
        var off = a[p * n + q];
        if (off == 0) return;
        var tau = (a[q * n + q] - a[p * n + p]) / (2 * off);
        var t = (tau >= 0 ? 1 : -1) / (Math.Abs(tau) + Math.Sqrt(1 + tau * tau));
        var c = 1 / Math.Sqrt(1 + t * t);
        var s = t * c;
        for (var k = 0; k < n; k++) (a[k * n + p], a[k * n + q]) = Turn(a[k * n + p], a[k * n + q], c, s);
        for (var k = 0; k < n; k++) (a[p * n + k], a[q * n + k]) = Turn(a[p * n + k], a[q * n + k], c, s);
        for (var k = 0; k < n; k++) (vectors[k * n + p], vectors[k * n + q]) = Turn(vectors[k * n + p], vectors[k * n + q], c, s);
    }

    private static (double, double) Turn(double x, double y, double c, double s) => (c * x - s * y, s * x + c * y);
}
