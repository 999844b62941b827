using NodaTime;

namespace Busbar.Store;

/// <summary>What a holding of the store is made of.</summary>
public enum HoldingKind
{
    /// <summary>Interval values of one series.</summary>
    Series,
    /// <summary>Documents of one kind.</summary>
    Documents,
    /// <summary>Streams of one family of events: <c>ticket</c>.</summary>
    Events,
    /// <summary>A typed table that is made from documents.</summary>
    Projection,
}

/// <summary>A dataset that the store holds, for its catalogue.</summary>
/// <param name="Kind">What it is made of.</param>
/// <param name="Name">The series' path, the kind of document, the family of events, the table.</param>
/// <param name="Unit">Of a series; empty of the others.</param>
/// <param name="Rows">Values, documents, events or rows, every version counted.</param>
/// <param name="LastKnown">When the last of them became known; null of a table, and where there is none.</param>
public sealed record Holding(HoldingKind Kind, string Name, string Unit, long Rows, Instant? LastKnown);
