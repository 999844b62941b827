using System.Collections.Immutable;

namespace Busbar.Digital.DataQuality.Catalogue;

/// <summary>A dataset that the product holds or reads.</summary>
/// <param name="Name">Unique, as breaches and lineage call it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Owner">The team that answers for it; empty where nobody is named yet.</param>
/// <param name="Contract">The id of its contract; null where it has none.</param>
/// <param name="Place">Where it lies: a table, a file, a feed.</param>
/// <param name="IsExternal">True when another company holds it.</param>
/// <param name="Columns">Its columns; empty where nobody has said.</param>
public sealed record Dataset(
    string Name, string Title, string Owner, string? Contract, string Place, bool IsExternal, ImmutableArray<DatasetColumn> Columns);

/// <summary>A column of a dataset.</summary>
/// <param name="Name">As the store spells it.</param>
/// <param name="Type">The store's type.</param>
/// <param name="Unit">MW, USD/MWh and so on; empty of a column without one.</param>
/// <param name="Classification">How secret it is: public, internal, confidential, BCSI; empty where nobody has said.</param>
public sealed record DatasetColumn(string Name, string Type, string Unit, string Classification);
