using System.Collections.Immutable;
using Busbar.Digital.Portfolio.Landscapes;
using Busbar.Host.Screens.Shell;
using NodaTime.Text;
using static Busbar.Host.Screens.Portfolio.PortfolioTables;
using static Busbar.Host.Screens.Shell.Column;

namespace Busbar.Host.Screens.Portfolio;

/// <summary>What the portfolio stands in: capabilities and what supports them, applications in their quadrants, technologies and how long
/// they are supported, objectives and what is spent on them.</summary>
public static class LandscapeTables
{
    private const int SoonDays = 365;

    /// <summary>Capabilities, the parts of each after it, with what supports them and where that stands.</summary>
    public static ScreenTable Capabilities(ScreenView view) => Table(view, "capabilities", "Capabilities",
        [Words("Capability"), Words("Part of"), Words("Supported by"), Numbers("Yearly cost", "USD"), Words("Note")],
        review =>
        {
            var names = review.Case.Landscape.Capabilities.DistinctBy(each => each.Id)
                .ToDictionary(each => each.Id, each => each.Name, StringComparer.Ordinal);
            var placed = review.Applications.DistinctBy(each => each.Application.Id)
                .ToDictionary(each => each.Application.Id, StringComparer.Ordinal);
            var parents = review.Capabilities.Select(each => each.Capability.Parent).ToHashSet(StringComparer.Ordinal);
            return Ordered(review.Capabilities, "").Select(each => (ImmutableArray<Cell>)
            [
                Cell.Of(each.Capability.Name), Cell.Of(names.GetValueOrDefault(each.Capability.Parent, "")),
                Cell.Of(string.Join(", ", each.Applications.Select(id =>
                    $"{placed[id].Application.Name} ({placed[id].Quadrant.ToString().ToLowerInvariant()})"))),
                each.YearlyCostUsd == 0 ? Cell.Empty : Cell.Of(each.YearlyCostUsd, 0),
                each.IsOverlap ? Cell.Of("several do the same")
                    : each.Applications.IsEmpty && !parents.Contains(each.Capability.Id) ? Cell.Of("gap").As(Tone.Bad) : Cell.Empty,
            ]);
        }, isMain: true);

    /// <summary>The technology radar, what ends first at the top.</summary>
    public static ScreenTable Radar(ScreenView view) => Table(view, "technology-radar", "Technology radar",
        [Words("Technology"), Words("Ring"), Words("Support ends"), Numbers("Left", "d"), Words("Used by")],
        review => review.Radar.OrderBy(each => each.DaysLeft ?? int.MaxValue).Select(each => (ImmutableArray<Cell>)
        [
            Cell.Of(each.Technology.Name), Cell.Of(each.Technology.Ring).As(each.Technology.Ring == "hold" ? Tone.Bad : Tone.Plain),
            each.Technology.SupportEnds is { } ends ? Cell.Of(LocalDatePattern.Iso.Format(ends)) : Cell.Empty,
            each.DaysLeft is { } days ? Cell.Count(days).As(days < 0 ? Tone.Bad : days > SoonDays ? Tone.Good : Tone.Plain) : Cell.Empty,
            each.Applications.IsEmpty ? Cell.Of("nothing").As(Tone.Faint) : Cell.Of(string.Join(", ", each.Applications)),
        ]));

    /// <summary>Applications in their quadrants.</summary>
    public static ScreenTable Applications(ScreenView view) => Table(view, "applications", "Applications (TIME)",
        [Words("Application"), Words("Quadrant"), Numbers("Business fit", ""), Numbers("Technical fit", ""), Numbers("Yearly cost", "USD"),
            Words("Supports"), Words("Made of")],
        review => review.Applications.Select(each => (ImmutableArray<Cell>)
        [
            Cell.Of(each.Application.Name), Cell.Of(each.Quadrant.ToString().ToLowerInvariant()), Cell.Of(each.Application.BusinessFit, 1),
            Cell.Of(each.Application.TechnicalFit, 1), Cell.Of(each.Application.YearlyCostUsd, 0),
            Cell.Of(string.Join(", ", each.Application.Capabilities)), Cell.Of(string.Join(", ", each.Application.Technologies)),
        ]));

    /// <summary>Objectives, whether their metric moves, and what is spent on them.</summary>
    public static ScreenTable Alignment(ScreenView view) => Table(view, "alignment", "Alignment",
        [Words("Objective"), Words("Metric"), Words("Moves"), Numbers("Spend", "USD")],
        review => review.Alignment.Objectives.Select(each => (ImmutableArray<Cell>)
        [
            Cell.Of(each.Objective.Name), Cell.Of(each.Objective.Metric),
            each.IsMoving ? Cell.Of("yes").As(Tone.Good) : Cell.Of("no").As(Tone.Bad), Cell.Of(each.SpendUsd, 0),
        ]));

    private static IEnumerable<CoveredCapability> Ordered(ImmutableArray<CoveredCapability> all, string parent, int depth = 0) =>
        depth > all.Length ? [] : all.Where(each => each.Capability.Parent == parent
            || (parent == "" && all.All(other => other.Capability.Id != each.Capability.Parent)))
            .SelectMany(each => Ordered(all, each.Capability.Id, depth + 1).Prepend(each));
}
