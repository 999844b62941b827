namespace Busbar.Supply.Commitment.Systems.Dispatch;

/// <summary>Rows that segments of an hour count in by different amounts: downward reserve and budgets. With the segments eliminated such a
/// row acts on the hour's output by a mean weight, and on itself by what is left.</summary>
internal sealed class ExtraRows(int[] rows, double[][] gives)
{
    private readonly double[] mean = new double[rows.Length];
    private readonly double[] own = new double[rows.Length * rows.Length];

    /// <summary>The rows, or null when there are none.</summary>
    public static ExtraRows? Of(List<(int Row, double[] Gives)> rows) =>
        rows.Count == 0 ? null : new([.. rows.Select(each => each.Row)], [.. rows.Select(each => each.Gives)]);

    public int Count => rows.Length;
    public int Row(int x) => rows[x];

    /// <summary>Weight of the row on the hour's output.</summary>
    public double Mean(int x) => mean[x];

    public double Gives(int x, int segment) => gives[x][segment];

    /// <summary>What prices of these rows are worth to a segment.</summary>
    public double Worth(double[] prices, int segment)
    {
        var sum = 0d;
        for (var x = 0; x < rows.Length; x++) sum += gives[x][segment] * prices[rows[x]];
        return sum;
    }

    /// <summary>Takes in the curvatures of the segments; the hour's stiffness is one over the sum of their inverses.</summary>
    public void Weigh(BoundPairs segment, int first, int segments, double stiff)
    {
        for (var x = 0; x < rows.Length; x++)
        {
            mean[x] = 0;
            for (var l = 0; l < segments; l++)
                if (segment.IsUsed[first + l]) mean[x] += stiff * gives[x][l] / segment.Curve(first + l);
        }
        for (var a = 0; a < rows.Length; a++)
            for (var b = 0; b < rows.Length; b++)
            {
                var sum = 0d;
                for (var l = 0; l < segments; l++)
                    if (segment.IsUsed[first + l]) sum += gives[a][l] * gives[b][l] / segment.Curve(first + l);
                own[a * rows.Length + b] = sum - mean[a] * mean[b] / stiff;
            }
    }

    /// <summary>Adds what the rows are to each other.</summary>
    public void AddTo(double[] matrix, int order)
    {
        for (var a = 0; a < rows.Length; a++)
            for (var b = 0; b < rows.Length; b++)
                if (rows[a] <= rows[b]) matrix[rows[a] * order + rows[b]] += own[a * rows.Length + b];
    }

    /// <summary>What prices of these rows push the hour's output by.</summary>
    public double Push(double[] prices)
    {
        var sum = 0d;
        for (var x = 0; x < rows.Length; x++) sum += mean[x] * prices[rows[x]];
        return sum;
    }

    /// <summary>Takes the segments' pull on these rows from the rows' right-hand side.</summary>
    public void Pull(double[] y, BoundPairs segment, int first, int segments, double lean, double move, double[] rowsRight)
    {
        for (var x = 0; x < rows.Length; x++)
        {
            var sum = mean[x] * (move - lean);
            for (var l = 0; l < segments; l++)
                if (segment.IsUsed[first + l]) sum += gives[x][l] * segment.PullOf(first + l) / segment.Curve(first + l);
            for (var b = 0; b < rows.Length; b++) sum += own[x * rows.Length + b] * y[rows[b]];
            rowsRight[rows[x]] -= sum;
        }
    }
}
