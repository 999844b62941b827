using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Portfolio.Landscapes;

/// <summary>A technology, how long it is still supported, and what stands on it.</summary>
/// <param name="Technology">The technology.</param>
/// <param name="DaysLeft">Days of support left, negative after its end; null where no end is known.</param>
/// <param name="Applications">Ids of the applications that use it.</param>
public sealed record RadarEntry(Technology Technology, int? DaysLeft, ImmutableArray<string> Applications);

/// <summary>Reads the technology radar as of a day.</summary>
public static class ScanTechnologies
{
    private const int DaysAhead = 365;

    /// <summary>One a technology. Findings: support has ended and something still uses it (<c>support-ended</c>), it ends within a year
    /// (<c>support-ends</c>), something uses what is on hold (<c>on-hold</c>) or on no radar (<c>unknown-technology</c>).</summary>
    public static Outcome<ImmutableArray<RadarEntry>> Run(Landscape landscape, LocalDate asOf)
    {
        ImmutableArray<RadarEntry> entries = [.. landscape.Technologies.Select(each => new RadarEntry(each,
            each.SupportEnds is { } ends ? Period.DaysBetween(asOf, ends) : null,
            [.. landscape.Applications.Where(user => user.Technologies.Contains(each.Name)).Select(user => user.Id)]))];
        var known = landscape.Technologies.Select(each => each.Name).ToHashSet(StringComparer.Ordinal);
        var strangers = from each in landscape.Applications
            from name in each.Technologies
            where !known.Contains(name)
            select new Finding("unknown-technology", Severity.Note, $"{each.Id} uses '{name}', which is on no radar", each.Id,
                "nothing is said of its support");
        return Outcome.Of(entries, entries.SelectMany(Findings).Concat(strangers));
    }

    private static IEnumerable<Finding> Findings(RadarEntry entry)
    {
        if (entry.Applications.IsEmpty) yield break;
        var (name, users) = (entry.Technology.Name, string.Join(", ", entry.Applications));
        if (entry.DaysLeft < 0)
            yield return new("support-ended", Severity.Error, $"Support of {name} ended on {entry.Technology.SupportEnds:uuuu-MM-dd}",
                users, "listed first on the radar");
        else if (entry.DaysLeft <= DaysAhead)
            yield return new("support-ends", Severity.Warning, $"Support of {name} ends on {entry.Technology.SupportEnds:uuuu-MM-dd}",
                users, "listed on the radar");
        if (entry.Technology.Ring == "hold")
            yield return new("on-hold", Severity.Note, $"{name} is on hold and in use", users, "listed on the radar");
    }
}
