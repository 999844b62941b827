using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Risk;

namespace Busbar.Gateways.RiskFiles;

/// <summary>A covariance as Open Source Risk Engine reads it: a line a pair, two factors and a number, between blanks, tabs or commas. A
/// pair
/// that is not there is 0. Refuses lines of another form, a factor that comes under two tenors, and a pair that is given two
/// values.</summary>
public static class CovarianceTable
{
    private const int MaxBytes = 256 << 20;

    /// <summary>Reads the file; its moves are in <see cref="OreSensitivityCsv.Step"/> unless another step is named.</summary>
    public static Outcome<FactorCovariance> Read(SourceFile file, string step = OreSensitivityCsv.Step)
    {
        var text = file.ReadText(MaxBytes);
        if (text is Outcome<ReadOnlyMemory<byte>>.Refused refused) return refused.Refusal;
        var lines = Encoding.UTF8.GetString(text.OrThrow().Span).Split('\n');
        var (numbers, tenors) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<string>());
        var pairs = new Dictionary<(int, int), double>();
        for (var i = 0; i < lines.Length; i++)
        {
            var fields = lines[i].Split([' ', '\t', ',', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length == 0 || fields[0][0] == '#') continue;
            if (Add(fields) is var (code, what)) return new Refusal(code, what, $"{file.Name}:{i + 1}",
                "Give two factors and a number a line.");
        }
        if (numbers.Count == 0) return new Refusal("empty-file", "The file holds no covariance", file.Name, "Fetch the file again.");
        var n = numbers.Count;
        var matrix = new double[n * n];
        foreach (var ((row, column), value) in pairs) matrix[row * n + column] = matrix[column * n + row] = value;
        return new FactorCovariance([.. numbers.OrderBy(pair => pair.Value).Select(pair => pair.Key)], [.. tenors], step, [.. matrix]);

        (string, string)? Add(string[] fields)
        {
            if (fields.Length != 3 || OreFactor.Of(fields[0]) is not { } one || OreFactor.Of(fields[1]) is not { } other
                || !double.TryParse(fields[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
                return ("wrong-line", "The line is not two factors and a number");
            if (Number(one) is not { } row || Number(other) is not { } column)
                return ("factor-twice", "A factor stands here with another tenor than before");
            var pair = (Math.Min(row, column), Math.Max(row, column));
            if (pairs.TryGetValue(pair, out var before) && before != value)
                return ("pair-twice", FormattableString.Invariant($"The pair was {before} before and is {value} here"));
            pairs[pair] = value;
            return null;
        }

        int? Number((string Key, string Tenor) factor)
        {
            if (numbers.TryGetValue(factor.Key, out var number)) return tenors[number] == factor.Tenor ? number : null;
            numbers.Add(factor.Key, number = tenors.Count);
            tenors.Add(factor.Tenor);
            return number;
        }
    }
}
