using System.Collections.Immutable;

namespace Busbar.Digital.Handoffs.Operations;

/// <summary>Where alerts go and which hold others back, as another alerting program is told; matchers as it writes them:
/// <c>severity="page"</c>.</summary>
/// <param name="DefaultTeam">Who is told where no route fits.</param>
/// <param name="Routes">The first that fits decides.</param>
public sealed record AlertRules(string DefaultTeam, ImmutableArray<WrittenRoute> Routes, ImmutableArray<WrittenInhibition> Inhibitions);

/// <summary>A route: alerts that fit all matchers go to a team.</summary>
/// <param name="Name">Where it stands in the file.</param>
public sealed record WrittenRoute(string Name, ImmutableArray<string> Matchers, string Team);

/// <summary>While an alert lasts that fits the sources, those that fit the targets are held back where the labels are alike.</summary>
public sealed record WrittenInhibition(
    string Name, ImmutableArray<string> Sources, ImmutableArray<string> Targets, ImmutableArray<string> Equal);
