using System.Collections.Immutable;

namespace Busbar.Digital.Handoffs.DataQuality;

/// <summary>What a dataset promises its readers, by the Open Data Contract Standard (Bitol, versions 3.0 and 3.1): its schema, the rules
/// its
/// data keep, when they arrive, and who answers for them.</summary>
/// <param name="Id">Unique among contracts.</param>
/// <param name="Version">The contract's own version.</param>
/// <param name="Standard">The standard's version, <c>v3.1.0</c>.</param>
/// <param name="Status">Draft, active, deprecated and the like; the standard leaves the words open.</param>
/// <param name="Terms">Name, domain, tenant, data product, purpose, limitations, usage and other texts, where given.</param>
/// <param name="Tags">Labels.</param>
/// <param name="Schemas">The tables or documents it is about.</param>
/// <param name="ServiceLevels">Latency, frequency, retention and the like.</param>
/// <param name="Servers">Where the data lie.</param>
/// <param name="Team">Who answers for them, as far as it is named.</param>
/// <param name="Roles">Who may read or write.</param>
/// <param name="Support">Where to ask.</param>
/// <param name="Price">What a reader pays; null where nothing is said.</param>
/// <param name="Custom">Properties of the house's own.</param>
public sealed record DataContract(
    string Id, string Version, string Standard, string Status, ImmutableSortedDictionary<string, string> Terms, ImmutableArray<string> Tags,
    ImmutableArray<ContractSchema> Schemas, ImmutableArray<ServiceLevel> ServiceLevels, ImmutableArray<ContractServer> Servers,
    ContractTeam Team, ImmutableArray<ContractRole> Roles, ImmutableArray<SupportChannel> Support, ContractPrice? Price, Term.Map Custom);

/// <summary>A table or document of a contract.</summary>
/// <param name="Name">What the contract calls it.</param>
/// <param name="PhysicalName">What the store calls it; the name where nothing else is said.</param>
/// <param name="Properties">Its fields.</param>
/// <param name="Quality">Rules about it as a whole.</param>
/// <param name="ForeignKeys">Fields that name rows of another table.</param>
/// <param name="Custom">Properties of the house's own.</param>
public sealed record ContractSchema(
    string Name, string PhysicalName, ImmutableArray<ContractProperty> Properties, ImmutableArray<QualityRule> Quality,
    ImmutableArray<ForeignKey> ForeignKeys, Term.Map Custom);

/// <summary>A field of a contract's table.</summary>
/// <param name="Name">What the contract calls it; empty of a list's items.</param>
/// <param name="PhysicalName">What the store calls it.</param>
/// <param name="LogicalType">string, date, timestamp, time, number, integer, object, array or boolean; empty where nothing is
/// said.</param>
/// <param name="PhysicalType">The store's type; empty where nothing is said.</param>
/// <param name="IsRequired">True when every row must have a value.</param>
/// <param name="IsUnique">True when no value comes twice.</param>
/// <param name="PrimaryKeyPosition">From 1, of a part of the primary key; null of other fields.</param>
/// <param name="Classification">How secret it is; empty where nothing is said.</param>
/// <param name="Options">Bounds of the logical type: <c>minimum</c>, <c>maxLength</c>, <c>pattern</c>, <c>format</c> and so on.</param>
/// <param name="Properties">Fields of an object.</param>
/// <param name="Items">What a list holds; null of other fields.</param>
/// <param name="Quality">Rules about it.</param>
/// <param name="ForeignKeys">What it refers to.</param>
/// <param name="Custom">Properties of the house's own.</param>
public sealed record ContractProperty(
    string Name, string PhysicalName, string LogicalType, string PhysicalType, bool IsRequired, bool IsUnique, int? PrimaryKeyPosition,
    string Classification, Term.Map Options, ImmutableArray<ContractProperty> Properties, ContractProperty? Items,
    ImmutableArray<QualityRule> Quality, ImmutableArray<ForeignKey> ForeignKeys, Term.Map Custom);

/// <summary>Fields that name rows of another table.</summary>
/// <param name="From">Of this table; empty where a single field states it of itself.</param>
/// <param name="To">As many, <c>table.field</c> or a path.</param>
public sealed record ForeignKey(ImmutableArray<string> From, ImmutableArray<string> To);

/// <summary>How a rule of a contract is stated.</summary>
public enum QualityKind
{
    /// <summary>For people to read; nothing checks it.</summary>
    Text,
    /// <summary>By one of the standard's metrics.</summary>
    Library,
    /// <summary>By a query that gives a number.</summary>
    Sql,
    /// <summary>In the words of another engine.</summary>
    Custom,
}

/// <summary>A rule of a contract.</summary>
/// <param name="Name">Its name, else its description; empty where neither is given.</param>
/// <param name="Kind">How it is stated.</param>
/// <param name="Metric">The library's metric, the query, or the engine's name.</param>
/// <param name="Arguments">Of the metric; the engine's implementation.</param>
/// <param name="Operator">How the number is held against a bound, <c>mustBeLessThan</c>; empty where it is not.</param>
/// <param name="Bounds">One number, or two of <c>mustBeBetween</c>.</param>
/// <param name="IsPercent">True when the number is a percentage of the rows.</param>
/// <param name="Dimension">Accuracy, completeness, conformity, consistency, coverage, timeliness or uniqueness; empty where nothing is
/// said.</param>
/// <param name="Severity">As the contract words it; empty where nothing is said.</param>
public sealed record QualityRule(
    string Name, QualityKind Kind, string Metric, Term.Map Arguments, string Operator, ImmutableArray<double> Bounds, bool IsPercent,
    string Dimension, string Severity);

/// <summary>A promise about time or service.</summary>
/// <param name="Property">latency, frequency, retention, timeOfAvailability and others.</param>
/// <param name="Value">As given.</param>
/// <param name="Unit">d, h, y and their words; empty where nothing is said.</param>
/// <param name="Element">The table and field it is about, <c>table.field</c>; empty where nothing is said.</param>
/// <param name="Driver">Why: regulatory, analytics, operational; empty where nothing is said.</param>
public sealed record ServiceLevel(string Property, Cell? Value, string Unit, string Element, string Driver);

/// <summary>Where data lie.</summary>
/// <param name="Name">What the contract calls it.</param>
/// <param name="Type">The kind of server: postgres, kafka, local and others.</param>
/// <param name="Environment">prod, dev and the like; empty where nothing is said.</param>
/// <param name="Settings">The rest: host, path, format.</param>
public sealed record ContractServer(string Name, string Type, string Environment, Term.Map Settings);

/// <summary>Who answers for a dataset.</summary>
/// <param name="Name">The team; empty where nothing is said.</param>
/// <param name="Members">User name and role of each.</param>
public sealed record ContractTeam(string Name, ImmutableArray<(string UserName, string Role)> Members)
{
    /// <summary>Whoever has the role of owner, else the team; empty where neither is named.</summary>
    public string Owner => Members.FirstOrDefault(member => member.Role.Equals("owner", StringComparison.OrdinalIgnoreCase)).UserName
        ?? Name;
}

/// <summary>A role that may reach the data.</summary>
/// <param name="Role">Its name.</param>
/// <param name="Access">read or write; empty where nothing is said.</param>
/// <param name="Approvers">Of the first and second level, where given.</param>
public sealed record ContractRole(string Role, string Access, ImmutableArray<string> Approvers);

/// <summary>Where to ask about the data.</summary>
public sealed record SupportChannel(string Channel, string Tool, string Scope, string Url);

/// <summary>What a reader pays.</summary>
public sealed record ContractPrice(double? Amount, string Currency, string Unit);
