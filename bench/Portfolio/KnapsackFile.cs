using System.Globalization;
using System.Text;
using Busbar.Numerics.IntegerPrograms;
using Busbar.Numerics.LinearPrograms;

namespace Busbar.Portfolio.Bench;

/// <summary>A multi-constraint knapsack of the OR-Library: profits, weights by row, limits.</summary>
internal sealed record KnapsackFile(string Name, int[] Profits, int[][] Weights, int[] Limits)
{
    /// <summary>The instances of a file of Chu and Beasley's form.</summary>
    public static IEnumerable<KnapsackFile> Read(string name, string text)
    {
        var numbers = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => double.Parse(word, CultureInfo.InvariantCulture)).GetEnumerator();
        int Next() => numbers.MoveNext() ? (int)numbers.Current : throw new InvalidDataException($"{name} ends too soon.");
        int[] Row(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];
        var instances = Next();
        for (var i = 0; i < instances; i++)
        {
            var (variables, rows, _) = (Next(), Next(), Next());
            var profits = Row(variables);
            int[][] weights = [.. Enumerable.Range(0, rows).Select(_ => Row(variables))];
            yield return new($"{name}-{i:00}", profits, weights, Row(rows));
        }
    }

    public IntegerProgram ToProgram()
    {
        var program = new IntegerProgram();
        for (var j = 0; j < Profits.Length; j++) program.AddWhole($"x{j}", 0, 1, -Profits[j]);
        for (var i = 0; i < Limits.Length; i++)
            program.AddRow($"r{i}", [.. Weights[i].Select((weight, j) => new LinearTerm(j, weight))], double.NegativeInfinity, Limits[i]);
        return program;
    }

    /// <summary>The instance as CPLEX LP text, for the peer.</summary>
    public string ToLp()
    {
        var text = new StringBuilder("Minimize\n obj:");
        for (var j = 0; j < Profits.Length; j++) text.Append($" - {Profits[j]} x{j}\n");
        text.Append("Subject To\n");
        for (var i = 0; i < Limits.Length; i++)
        {
            text.Append($" r{i}:");
            for (var j = 0; j < Profits.Length; j++) text.Append($" + {Weights[i][j]} x{j}\n");
            text.Append($" <= {Limits[i]}\n");
        }
        text.Append("Binaries\n");
        for (var j = 0; j < Profits.Length; j++) text.Append($" x{j}\n");
        return text.Append("End\n").ToString();
    }
}
