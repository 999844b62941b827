using System.Collections.Immutable;

namespace Busbar.Digital.Handoffs.Cybersecurity;

/// <summary>What a piece of software is made of, as its maker or a scanner lists it.</summary>
/// <param name="Format">CycloneDX or SPDX, with its version.</param>
/// <param name="Serial">The document's own identifier; empty where it has none.</param>
/// <param name="Subject">What the list is of; empty where it does not say.</param>
/// <param name="Components">All of them, nested ones too, in the order of the document.</param>
/// <param name="Dependencies">What each needs, by reference.</param>
/// <param name="Statements">What its maker says of known vulnerabilities (VEX).</param>
public sealed record BillOfMaterials(string Format, string Serial, string Subject, ImmutableArray<BillComponent> Components,
    ImmutableArray<BillDependency> Dependencies, ImmutableArray<VexStatement> Statements);

/// <summary>One component of a bill of materials.</summary>
/// <param name="Ref">How the document refers to it; empty where it does not.</param>
/// <param name="Kind">library, application, firmware and the like.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Empty where none is stated.</param>
/// <param name="Package">Its package URL; null where none, or none that can be read, is stated.</param>
/// <param name="Cpe">Its name in the National Vulnerability Database; empty where none is stated.</param>
/// <param name="Licences">Identifiers, expressions or names.</param>
public sealed record BillComponent(
    string Ref, string Kind, string Name, string Version, PackageUrl? Package, string Cpe, ImmutableArray<string> Licences);

/// <summary>What one component needs.</summary>
public sealed record BillDependency(string Ref, ImmutableArray<string> DependsOn);
