using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Digital.Portfolio.Selection;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Portfolio.Plans;

/// <summary>A quarter of a calendar year.</summary>
/// <param name="Index">Quarters since the year 0: four times the year, plus 0 to 3.</param>
public readonly record struct YearQuarter(int Index) : IComparable<YearQuarter>
{
    /// <summary>The first quarter of a year.</summary>
    public static YearQuarter FirstOf(int year) => new(4 * year);

    /// <summary>Its year.</summary>
    public int Year => Index / 4;

    /// <summary>So many quarters later.</summary>
    public YearQuarter Plus(int quarters) => new(Index + quarters);

    /// <inheritdoc/>
    public int CompareTo(YearQuarter other) => Index.CompareTo(other.Index);

    /// <summary>As printed: <c>2027 Q3</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Year} Q{Index % 4 + 1}");
}

/// <summary>When the work on a funded initiative runs.</summary>
/// <param name="Initiative">The initiative.</param>
/// <param name="First">The quarter in which it begins.</param>
/// <param name="Last">The quarter in which it ends.</param>
public sealed record RoadmapBar(Initiative Initiative, YearQuarter First, YearQuarter Last);

/// <summary>Lays the funded initiatives along the quarters: each begins with the first quarter of its year, or when what it needs has ended
/// if that is still in its year, and runs for its quarters, or for the years in which it costs something.</summary>
public static class LayRoadmap
{
    /// <summary>The bars by their first quarter. Finding: work that begins before what it needs has ended
    /// (<c>begins-before-need</c>).</summary>
    public static Outcome<ImmutableArray<RoadmapBar>> Run(PortfolioCase of, PortfolioSelection selection)
    {
        var initiatives = of.Initiatives.ToDictionary(each => each.Id, StringComparer.Ordinal);
        var bars = new Dictionary<string, RoadmapBar>(StringComparer.Ordinal);
        var findings = new List<Finding>();
        // What is needed starts no later; a circle of needs was refused before anything was selected.
        void Lay(ChosenInitiative chosen)
        {
            if (bars.ContainsKey(chosen.Id)) return;
            var initiative = initiatives[chosen.Id];
            foreach (var need in selection.Chosen.Where(each => initiative.DependsOn.Contains(each.Id))) Lay(need);
            var first = YearQuarter.FirstOf(chosen.StartYear);
            var free = initiative.DependsOn.Where(bars.ContainsKey).Select(id => bars[id].Last.Plus(1)).Append(first).Max();
            if (free.Year == chosen.StartYear) first = free;
            else if (free.CompareTo(first) > 0)
                findings.Add(new("begins-before-need", Severity.Note, $"It begins {first}, before what it needs has ended", chosen.Id,
                    "laid side by side"));
            bars[chosen.Id] = new(initiative, first, first.Plus(QuartersOf(initiative) - 1));
        }
        foreach (var chosen in selection.Chosen) Lay(chosen);
        return Outcome.Of(bars.Values.OrderBy(each => each.First).ThenBy(each => each.Last)
            .ThenBy(each => each.Initiative.Id, StringComparer.Ordinal).ToImmutableArray(), findings);
    }

    private static int QuartersOf(Initiative initiative)
    {
        if (initiative.Quarters is { } stated) return stated;
        var years = initiative.CostUsd.Length;
        while (years > 1 && initiative.CostUsd[years - 1] == 0) years--;
        return 4 * Math.Max(1, years);
    }
}
