using System.Collections.Immutable;

namespace Busbar.Gateways.ServiceHistory;

/// <summary>How another desk's columns and words are read.</summary>
/// <param name="Columns">Our field to its column: <c>number</c>, <c>opened</c> and <c>title</c> are needed.</param>
/// <param name="Words">By field (<c>kind</c>, <c>state</c>), its words to ours; a word that is not here is refused.</param>
/// <param name="InstantPattern">How its instants are written, as NodaTime's pattern of a local date and time.</param>
/// <param name="Zone">The zone they are written in, by its IANA name.</param>
public sealed record DeskMapping(
    string Name, ImmutableSortedDictionary<string, string> Columns,
    ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Words, string InstantPattern, string Zone);
