using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Delivery.Quality;

/// <summary>Defects per thousand lines.</summary>
/// <param name="Rows">Modules as they came.</param>
/// <param name="Modules">Modules, each content once.</param>
/// <param name="Lines">Their lines.</param>
/// <param name="Defects">Their defects; a content that came with several numbers has the most.</param>
/// <param name="Density">Defects per 1,000 lines; null without lines.</param>
/// <param name="DensityOfRows">The same with every row counted, to see what duplicates do.</param>
/// <param name="DefectiveDensity">Modules with a defect per 1,000 lines, as the NASA MDP programme counts; null without lines.</param>
public sealed record DefectFigures(
    int Rows, int Modules, int Lines, int Defects, double? Density, double? DensityOfRows, double? DefectiveDensity);

/// <summary>Measures defect density over modules, each content once. In the NASA MDP sets up to 89 % of rows are duplicates (Shepperd et
/// al.,
/// IEEE TSE 39(9), 2013), which moves the density by as much. Finds <c>module-twice</c> and <c>defects-differ</c>.</summary>
public static class MeasureDefects
{
    /// <summary>The figures. Refuses a module with a negative number (<c>bad-module</c>).</summary>
    public static Outcome<DefectFigures> Run(ImmutableArray<CodeModule> modules)
    {
        if (modules.FirstOrDefault(module => module.Lines < 0 || module.Defects < 0) is { } bad)
            return new Refusal("bad-module", "Lines and defects are 0 or more", bad.Name, "Correct the numbers.");
        var once = modules.GroupBy(module => module.Content)
            .Select(group => (First: group.First(), Rows: group.ToArray(), Defects: group.Max(module => module.Defects))).ToArray();
        int lines = once.Sum(module => module.First.Lines), defects = once.Sum(module => module.Defects);
        var findings = new List<Finding>();
        foreach (var (first, rows, most) in once.Where(module => module.Rows.Length > 1))
        {
            findings.Add(new("module-twice", Severity.Note, $"{rows.Length} rows are this module", first.Name, "counted it once"));
            if (rows.Any(row => row.Defects != most))
                findings.Add(new("defects-differ", Severity.Warning, "The rows differ in their defects", first.Name,
                    $"took the most, {most}"));
        }
        return Outcome.Of(new DefectFigures(modules.Length, once.Length, lines, defects, Per(defects, lines),
            Per(modules.Sum(module => module.Defects), modules.Sum(module => module.Lines)),
            Per(once.Count(module => module.Defects > 0), lines)), findings);
    }

    private static double? Per(int count, int lines) => lines == 0 ? null : 1000.0 * count / lines;
}
