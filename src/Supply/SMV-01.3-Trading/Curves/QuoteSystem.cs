using System.Collections.Immutable;

namespace Busbar.Supply.Trading.Curves;

/// <summary>Sorts the equations of the quotes into those that say something new and those that follow from the ones before, by Gaussian
/// elimination that keeps the combinations. Source: Golub and Van Loan, Matrix Computations, 4th ed., section 3.4.</summary>
internal sealed class QuoteSystem
{
    private const double Nothing = 1e-9;

    // Prices are quoted in whole cents.
    private const double HalfCent = 0.005;

    /// <summary>A quote that follows from others, how far its price stands from theirs, and how far the rounding of all of them to the cent
    /// can set it apart.</summary>
    public readonly record struct Dependent(int Quote, ImmutableArray<int> On, double Apart, double Rounding)
    {
        public bool IsContradiction => Math.Abs(Apart) > Rounding + Nothing;
    }

    public QuoteSystem(IReadOnlyList<double[]> rows, IReadOnlyList<double> prices)
    {
        var reduced = new List<(double[] Row, double[] Mix, int Pivot)>();
        for (var quote = 0; quote < rows.Count; quote++)
        {
            var (row, mix) = ((double[])rows[quote].Clone(), new double[rows.Count]);
            mix[quote] = 1;
            foreach (var done in reduced)
            {
                var factor = row[done.Pivot];
                if (factor == 0) continue;
                Subtract(row, factor, done.Row);
                Subtract(mix, factor, done.Mix);
            }
            var pivot = 0;
            for (var cell = 1; cell < row.Length; cell++)
                if (Math.Abs(row[cell]) > Math.Abs(row[pivot])) pivot = cell;
            if (Math.Abs(row[pivot]) < Nothing)
                Dependents.Add(new(quote,
                    [.. Enumerable.Range(0, quote).Where(other => Math.Abs(mix[other]) > Nothing)],
                    mix.Select((share, other) => share * prices[other]).Sum(), HalfCent * mix.Sum(Math.Abs)));
            else
            {
                Independents.Add(quote);
                var scale = 1 / row[pivot];
                reduced.Add(([.. row.Select(x => x * scale)], [.. mix.Select(x => x * scale)], pivot));
            }
        }
    }

    public List<int> Independents { get; } = [];

    public List<Dependent> Dependents { get; } = [];

    private static void Subtract(double[] from, double factor, double[] row)
    {
        for (var i = 0; i < from.Length; i++) from[i] -= factor * row[i];
    }
}
