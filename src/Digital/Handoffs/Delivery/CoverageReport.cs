using System.Collections.Immutable;

namespace Busbar.Digital.Handoffs.Delivery;

/// <summary>A line that the compiler made code of.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Hits">How often the tests ran it.</param>
/// <param name="Branches">Ways on from it; 0 where it does not branch.</param>
/// <param name="BranchesCovered">Those that were taken.</param>
public sealed record CoveredLine(int Number, long Hits, int Branches, int BranchesCovered);

/// <summary>The lines of one class.</summary>
/// <param name="Module">The package or assembly.</param>
/// <param name="Name">The class.</param>
/// <param name="File">Its source file as the report spells it.</param>
public sealed record CoveredClass(string Module, string Name, string File, ImmutableArray<CoveredLine> Lines);

/// <summary>Which lines the tests ran: one Cobertura file, coverlet's among them.</summary>
/// <param name="Name">The file.</param>
/// <param name="Classes">In the order of the file.</param>
public sealed record CoverageReport(string Name, ImmutableArray<CoveredClass> Classes)
{
    /// <summary>Lines that could have run. A line that two classes hold counts twice, as the format's own totals do.</summary>
    public int LinesValid => Classes.Sum(one => one.Lines.Length);

    /// <summary>Lines that ran.</summary>
    public int LinesCovered => Classes.Sum(one => one.Lines.Count(line => line.Hits > 0));

    /// <summary>Ways on from lines that branch.</summary>
    public int BranchesValid => Classes.Sum(one => one.Lines.Sum(line => line.Branches));

    /// <summary>Those that were taken.</summary>
    public int BranchesCovered => Classes.Sum(one => one.Lines.Sum(line => line.BranchesCovered));
}
