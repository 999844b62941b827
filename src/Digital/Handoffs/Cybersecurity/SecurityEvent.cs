using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Handoffs.Cybersecurity;

/// <summary>One event of a log.</summary>
/// <param name="Id">Its place: file and number, <c>security.json#3</c>.</param>
/// <param name="At">When it happened; null where the log does not say.</param>
/// <param name="Product">What wrote it: <c>windows</c>.</param>
/// <param name="Service">The log it stands in: <c>sysmon</c>; may be empty.</param>
/// <param name="Categories">What kind of event it is, by every name rules use: <c>registry_set</c> and <c>registry_event</c>.</param>
/// <param name="Fields">Values by field, whatever the case of its letters; a field that comes twice has both.</param>
/// <param name="Raw">The line where it is one; else empty.</param>
public sealed record SecurityEvent(
    string Id, Instant? At, string Product, string Service, ImmutableArray<string> Categories,
    FrozenDictionary<string, ImmutableArray<string>> Fields, string Raw)
{
    /// <summary>The values of a field; none where it is missing.</summary>
    public ImmutableArray<string> this[string field] => Fields.TryGetValue(field, out var values) ? values : [];

    /// <summary>Everything it says: the line, or else every value.</summary>
    public IEnumerable<string> Texts => Raw.Length > 0 ? [Raw] : Fields.Values.SelectMany(values => values);
}
