using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Handoffs.Cybersecurity;

/// <summary>A security advisory: what its publisher says of vulnerabilities in its products.</summary>
/// <param name="Id">The publisher's own: <c>ICSA-24-158-01</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Publisher">Who says so.</param>
/// <param name="Category">Its profile: <c>csaf_security_advisory</c>, <c>csaf_vex</c>.</param>
/// <param name="Format">The standard with its version.</param>
/// <param name="Released">When this version came out.</param>
/// <param name="Products">The products it names.</param>
/// <param name="Vulnerabilities">In the order of the document.</param>
public sealed record Advisory(string Id, string Title, string Publisher, string Category, string Format, Instant Released,
    ImmutableArray<AdvisoryProduct> Products, ImmutableArray<AdvisoryVulnerability> Vulnerabilities);

/// <summary>A product of an advisory.</summary>
/// <param name="Id">How the document refers to it.</param>
/// <param name="Name">With its version.</param>
/// <param name="PackageUrl">As it is written; null where there is none.</param>
public sealed record AdvisoryProduct(string Id, string Name, string? PackageUrl);

/// <summary>One vulnerability of an advisory.</summary>
/// <param name="Id">CVE, or the publisher's own; empty where there is none.</param>
/// <param name="Title">Empty where there is none.</param>
/// <param name="Scores">As they are published.</param>
/// <param name="Statements">Where the products stand.</param>
/// <param name="HasVendorFix">The publisher offers a fix.</param>
/// <param name="IsNoFixPlanned">The publisher says that none will come: a mitigation plan is needed.</param>
public sealed record AdvisoryVulnerability(string Id, string Title, ImmutableArray<AdvisoryScore> Scores,
    ImmutableArray<VexStatement> Statements, bool HasVendorFix, bool IsNoFixPlanned);

/// <summary>A CVSS score as it is published.</summary>
/// <param name="Version">2.0, 3.0, 3.1 or 4.0.</param>
/// <param name="Vector">The vector's text.</param>
/// <param name="BaseScore">The number's text.</param>
/// <param name="BaseSeverity">Null where none is stated.</param>
/// <param name="Properties">All that is stated beside the vector, by the schema's names.</param>
/// <param name="Where">File and line.</param>
public sealed record AdvisoryScore(string Version, string Vector, string BaseScore, string? BaseSeverity,
    ImmutableSortedDictionary<string, string> Properties, string Where);
