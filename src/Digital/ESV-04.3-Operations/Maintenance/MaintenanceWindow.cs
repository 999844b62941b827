using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Operations.Maintenance;

/// <summary>Time in which services may be down on purpose, once or again and again.</summary>
/// <param name="Id">Unique; usually the change's number.</param>
/// <param name="PublicTitle">What the status page says of it; empty to say nothing.</param>
/// <param name="Services">The services, by name in the map.</param>
/// <param name="Zone">The IANA name of the clock it keeps.</param>
/// <param name="Start">When it starts the first time, on that clock.</param>
/// <param name="Length">How long it lasts in true time; positive.</param>
/// <param name="Rule">When it starts again, as a recurrence rule; empty for once.</param>
/// <param name="Except">Starts that are left out.</param>
/// <param name="RequestedBy">Who wants it.</param>
/// <param name="ApprovedBy">Who let it; another person, or null while nobody has.</param>
public sealed record MaintenanceWindow(
    string Id, string PublicTitle, ImmutableArray<string> Services, string Zone, LocalDateTime Start, Duration Length, string Rule,
    ImmutableArray<LocalDateTime> Except, string RequestedBy, string? ApprovedBy);

/// <summary>One occurrence of an approved window.</summary>
public sealed record MaintenanceSpan(string Window, string PublicTitle, ImmutableArray<string> Services, Instant From, Instant To);
