using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Cip;

/// <summary>A version of a NERC reliability standard and when it binds.</summary>
/// <param name="Standard"><c>CIP-007</c>.</param>
/// <param name="Version"><c>CIP-007-6</c>.</param>
/// <param name="From">The first day on which it binds, or every day that a source names where they differ.</param>
/// <param name="Source">Who says so.</param>
public sealed record StandardVersion(string Standard, string Version, ImmutableArray<LocalDate> From, string Source)
{
    /// <summary>True when the sources agree on the first day.</summary>
    public bool IsSettled => From.Length == 1;
}

/// <summary>The version that binds on a day.</summary>
/// <param name="Version">The one that surely does.</param>
/// <param name="Disputed">A later one that does by some of its sources; null where there is none.</param>
public sealed record VersionInForce(StandardVersion Version, StandardVersion? Disputed);

/// <summary>The versions of the standards as data, each with its first day. Order 919 approves eleven of them; which first of April or July
/// they bind on is unsettled, so that both days stand here.</summary>
public static class CipStandards
{
    private const string Order919 =
        "FERC Order 919 (2026-03-19, effective 2026-05-26); 1 April 2028 by one law firm, 1 July 2028 by another and "
        + "by counting 24 months to a quarter's first day: unsettled";

    /// <summary>Every version held, by standard and day.</summary>
    public static ImmutableArray<StandardVersion> All { get; } =
    [
        new("CIP-007", "CIP-007-6", [new(2016, 7, 1)], "NERC, United States mandatory standards"),
        new("CIP-007", "CIP-007-7.1", [new(2028, 4, 1), new(2028, 7, 1)], Order919),
        new("CIP-008", "CIP-008-6", [new(2021, 1, 1)], "NERC, United States mandatory standards"),
        new("CIP-008", "CIP-008-7.1", [new(2028, 4, 1), new(2028, 7, 1)], Order919),
        new("CIP-010", "CIP-010-4", [new(2022, 10, 1)], "NERC, United States mandatory standards"),
        new("CIP-010", "CIP-010-5", [new(2028, 4, 1), new(2028, 7, 1)], Order919),
        new("CIP-015", "CIP-015-1", [new(2028, 9, 2), new(2028, 10, 1)],
            "FERC Order 907 (effective 2025-09-02): about three years, some systems five; the day is unsettled"),
    ];

    /// <summary>The version of a standard that binds on a day; null where none does yet.</summary>
    public static VersionInForce? InForce(string standard, LocalDate day)
    {
        var begun = All.Where(each => each.Standard == standard && each.From.Min() <= day).OrderBy(each => each.From.Min()).ToList();
        var sure = begun.LastOrDefault(each => each.From.Max() <= day);
        return sure is null ? null : new(sure, begun.LastOrDefault(each => each.From.Max() > day));
    }
}
