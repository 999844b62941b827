using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Delivery;

namespace Busbar.Digital.Delivery.Quality;

/// <summary>What the tests of a build covered together.</summary>
/// <param name="LinesValid">Lines of code, each line of a file once.</param>
/// <param name="LinesCovered">Those any test ran.</param>
/// <param name="BranchesValid">Ways on from them.</param>
/// <param name="BranchesCovered">Those taken, by the best report of each line.</param>
public sealed record CoverageTotal(int LinesValid, int LinesCovered, int BranchesValid, int BranchesCovered)
{
    /// <summary>Covered lines in percent; null without lines.</summary>
    public double? LinePercent => LinesValid == 0 ? null : 100.0 * LinesCovered / LinesValid;
}

/// <summary>Merges coverage of several test projects: a line is covered when one of them ran it.</summary>
public static class MergeCoverage
{
    /// <summary>The total.</summary>
    public static CoverageTotal Run(ImmutableArray<CoverageReport> reports)
    {
        var lines = reports.SelectMany(report => report.Classes)
            .SelectMany(one => one.Lines.Select(line => (one.File, line)))
            .GroupBy(pair => (pair.File, pair.line.Number), pair => pair.line)
            .Select(same => (Hits: same.Max(line => line.Hits), Branches: same.Max(line => line.Branches),
                Covered: same.Max(line => line.BranchesCovered)))
            .ToArray();
        return new(lines.Length, lines.Count(line => line.Hits > 0), lines.Sum(line => line.Branches), lines.Sum(line => line.Covered));
    }
}
