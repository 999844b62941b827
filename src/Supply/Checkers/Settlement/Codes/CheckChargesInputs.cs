using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Supply.Checkers.Settlement.Codes;

/// <summary>A settled day and what it claims to follow from.</summary>
/// <param name="Codes">The charges that were asked for.</param>
/// <param name="Subjects">All that may be billed.</param>
/// <param name="Series">The raw determinants.</param>
public sealed record CheckChargesInputs(
    MarketCalendar Calendar, OperatingDay Day, ImmutableArray<string> Codes, ShadowStatement Statement,
    ImmutableArray<CheckedSubject> Subjects, ImmutableArray<CheckedSeries> Series);

/// <summary>Who or what is billed.</summary>
/// <param name="Kind">As the settlement names it: <c>Load</c>, <c>Generation</c>, <c>Right</c> …</param>
/// <param name="Location">Where it settles; the sink of a path.</param>
/// <param name="PathSource">Where a path begins; null otherwise.</param>
public sealed record CheckedSubject(string Name, string Kind, string Location, string? PathSource, string Zone, string Region)
{
    /// <summary>Where its deviation nets with others of its category; empty where it stands alone.</summary>
    public string NettedAt { get; init; } = "";

    /// <summary>The place that a line of it must print.</summary>
    public string Place => PathSource is null ? Location : $"{PathSource} to {Location}";
}

/// <summary>A determinant as it came in, over the whole day.</summary>
/// <param name="At">Subject, location, zone or region; empty for the market.</param>
public sealed record CheckedSeries(string Name, string At, Series<decimal> Values);
