using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Operations.Status;

/// <summary>How a service is, to the public.</summary>
public enum PublicState
{
    /// <summary>As it should be.</summary>
    Operational,
    /// <summary>Slow, or failing now and then.</summary>
    Degraded,
    /// <summary>Down.</summary>
    Outage,
    /// <summary>Down on purpose, or may be.</summary>
    Maintenance,
    /// <summary>We do not know.</summary>
    Unknown,
}

/// <summary>One day of a service.</summary>
/// <param name="Uptime">Share of the time that is known and outside maintenance in which it answered, 0 to 1; null where nothing is
/// known.</param>
/// <param name="Outage">How long it was down outside maintenance.</param>
public sealed record StatusBar(LocalDate Day, decimal? Uptime, Duration Outage);

/// <summary>A service now, and day by day, the oldest first.</summary>
public sealed record StatusLine(string Title, PublicState State, ImmutableArray<StatusBar> Bars);

/// <summary>What was said to the public, and when.</summary>
public sealed record StatusUpdate(Instant At, string Text);

/// <summary>An open incident; the latest update first.</summary>
public sealed record StatusIncident(string Title, ImmutableArray<string> Services, Instant Began, ImmutableArray<StatusUpdate> Updates);

/// <summary>Maintenance that is on or comes.</summary>
public sealed record StatusMaintenance(string Title, ImmutableArray<string> Services, Instant From, Instant To);

/// <summary>The public status page. It has no field for anything internal: no owner, host, label, cause or key.</summary>
public sealed record StatusPage(
    Instant AsOf, ImmutableArray<StatusLine> Services, ImmutableArray<StatusIncident> Incidents, ImmutableArray<StatusMaintenance> Ahead);
