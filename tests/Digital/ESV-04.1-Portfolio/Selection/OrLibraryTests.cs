using System.Collections.Immutable;
using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Digital.Portfolio.Selection;
using Busbar.Numerics.IntegerPrograms;

namespace Busbar.Digital.Portfolio.Tests.Selection;

public sealed class OrLibraryTests
{
    [Theory]
    [InlineData("mknapcb1.txt", new[] { 24381, 24274, 23551 })]
    [InlineData("mknapcb4.txt", new[] { 23064, 22801 })]
    public void Knapsacks_of_the_OR_Library_are_proven_at_their_known_optima(string file, int[] optima)
    {
        foreach (var (of, optimum) in Cases(file).Zip(optima))
        {
            var best = SelectInitiatives.Run(of, SearchLimits.Proof).OrThrow();
            Assert.True(best.IsProven);
            Assert.Equal(optimum, best.ValueUsd, 1e-6);
        }
    }

    // Profits as values, the first row as the budget, the others as skills of one year.
    private static IEnumerable<PortfolioCase> Cases(string file)
    {
        using var numbers = Text(file).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => int.Parse(word, CultureInfo.InvariantCulture)).GetEnumerator();
        int Next() => numbers.MoveNext() ? numbers.Current : throw new InvalidDataException($"{file} ends too soon.");
        int[] Row(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];
        for (var left = Next(); left > 0; left--)
        {
            var (items, rows, _) = (Next(), Next(), Next());
            var profits = Row(items);
            int[][] weights = [.. Enumerable.Range(0, rows).Select(_ => Row(items))];
            var limits = Row(rows);
            yield return SmallCase.Case([limits[0]], [.. profits.Select((profit, j) =>
                SmallCase.Initiative($"x{j:00}", profit, weights[0][j]) with
                {
                    Skills = [.. Enumerable.Range(1, rows - 1).Select(i => new SkillNeed($"r{i}", [weights[i][j]]))],
                })]) with
            {
                Skills = [.. Enumerable.Range(1, rows - 1).Select(i => new SkillCapacity($"r{i}", [limits[i]]))],
            };
        }
    }

    private static string Text(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Busbar.slnx"))) folder = folder.Parent;
        var archive = Path.Combine(folder!.FullName, "..", "shared", "data", "service", "vectors", "orlib_mkp.tar.gz");
        if (!File.Exists(archive)) Assert.Skip("../shared/data/service/vectors/orlib_mkp.tar.gz is absent");
        using var tar = new TarReader(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress));
        while (tar.GetNextEntry(copyData: true) is { } entry)
            if (entry.DataStream is { } text && Path.GetFileName(entry.Name) == file) return new StreamReader(text).ReadToEnd();
        throw new FileNotFoundException(file);
    }
}
