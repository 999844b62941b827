using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways.Shapes;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Gateways.Advisories;

/// <summary>Reads an OpenVEX document, version 0.2.0 of its specification: statements that a product does or does not suffer from a
/// vulnerability.</summary>
internal static class ReadOpenVex
{
    private const string Offered = "https://openvex.dev/ns/v0.2.0";

    /// <summary>The document as an advisory, with findings (<c>bad-purl</c>, <c>updated-before-issued</c>). Refuses another version
    /// (<c>advisory-version</c>) and (<c>bad-advisory</c>) what the specification does not allow; a document that stands alone must name
    /// the products of every statement, as nothing around it does.</summary>
    public static Outcome<Advisory> Run(string file, Node.Map node)
    {
        if (node.Text("@context") is { } context && context != Offered)
            return new Refusal("advisory-version", $"The document is of '{context}'", $"{file}:{node.Line}:{node.Column}",
                $"Give OpenVEX of version 0.2.0, {Offered}.");
        var faults = new Faults(file);
        OpenVexShapes.Document.Check(node, "", faults);
        if (faults.Count == 0)
            foreach (var statement in node.Maps("statements"))
                if (Missing(statement) is { } missing) faults.Add(statement, "the statement", missing);
        return faults.Refusal("bad-advisory", "Correct the document by the OpenVEX specification 0.2.0.") is { } refusal ? refusal
            : Outcome.Of(Advisory(node), Findings(file, node));
    }

    private static string? Missing(Node.Map statement) => statement.Text("status") switch
    {
        _ when !statement.Maps("products").Any() => "names no product",
        "not_affected" when statement["justification"] is null && statement["impact_statement"] is null =>
            "says 'not_affected' with neither justification nor impact_statement",
        "affected" when statement["action_statement"] is null => "says 'affected' and no action_statement what to do",
        _ => null,
    };

    private static Advisory Advisory(Node.Map node)
    {
        var statements = node.Maps("statements").SelectMany(each => Statements(node, each)).ToList();
        return new(node.Text("@id")!, "", node.Text("author")!, "openvex", "OpenVEX 0.2.0", At(node)!.Value,
            [.. node.Maps("statements").SelectMany(each => each.Maps("products")).DistinctBy(Name)
                .Select(each => new AdvisoryProduct(Name(each), each.Text("@id") ?? Name(each), Purl(each)))],
            [.. node.Maps("statements").Select(each => (Node.Map)each["vulnerability"]!).DistinctBy(each => each.Text("name"))
                .Select(each => Vulnerability(each, [.. statements.Where(one => one.Vulnerability == each.Text("name"))]))]);
    }

    private static AdvisoryVulnerability Vulnerability(Node.Map node, ImmutableArray<VexStatement> statements) => new(node.Text("name")!,
        node.Text("description") ?? "", [], statements, statements.Any(each => each.Status == VexStatus.Fixed), IsNoFixPlanned: false);

    /// <summary>One statement for the products that have the same subcomponents.</summary>
    private static IEnumerable<VexStatement> Statements(Node.Map document, Node.Map statement)
    {
        var vulnerability = (Node.Map)statement["vulnerability"]!;
        var status = statement.Text("status") switch
        {
            "not_affected" => VexStatus.NotAffected, "affected" => VexStatus.Affected, "fixed" => VexStatus.Fixed,
            _ => VexStatus.UnderInvestigation,
        };
        return statement.Maps("products").GroupBy(each => string.Join('\n', each.Maps("subcomponents").Select(Name))).Select(group =>
            new VexStatement(vulnerability.Text("name")!, vulnerability.Texts("aliases"), [.. group.Select(Name)],
                [.. group.First().Maps("subcomponents").Select(Name)], status, statement.Text("justification") ?? "",
                statement.Text(status == VexStatus.Affected ? "action_statement" : "impact_statement")
                    ?? statement.Text("status_notes") ?? "", statement.Text("supplier") ?? document.Text("author")!,
                At(statement) ?? At(document), int.Parse(statement.Text("version") ?? document.Text("version")!,
                    CultureInfo.InvariantCulture)));
    }

    private static Instant? At(Node.Map node) =>
        (node.Text("last_updated") ?? node.Text("timestamp")) is { } text ? Moment.Of(text) : null;

    private static string Name(Node.Map component)
    {
        var names = CsafDocument.Map(component, "identifiers");
        return Purl(component) ?? component.Text("@id") ?? names.Text("cpe23") ?? names.Text("cpe22")!;
    }

    private static string? Purl(Node.Map component) => CsafDocument.Map(component, "identifiers").Text("purl")
        ?? (component.Text("@id") is { } id && id.StartsWith("pkg:", StringComparison.Ordinal) ? id : null);

    private static IEnumerable<Finding> Findings(string file, Node.Map document)
    {
        foreach (var each in document.Maps("statements").Prepend(document))
            if (each.Text("timestamp") is { } first && each.Text("last_updated") is { } last && Moment.Of(last) < Moment.Of(first))
                yield return new("updated-before-issued", Severity.Warning, $"last_updated is {last}, before {first}",
                    $"{file}:{each.Line}", "the update's instant counts");
        foreach (var each in document.Maps("statements").SelectMany(each => each.Maps("products")
            .Concat(each.Maps("products").SelectMany(product => product.Maps("subcomponents")))))
            if (Purl(each) is { } purl && PackageUrl.Parse(purl, isTolerant: true) is Outcome<PackageUrl>.Refused bad)
                yield return new("bad-purl", Severity.Warning, $"{bad.Refusal.What} ({bad.Refusal.Where})", $"{file}:{each.Line}",
                    "kept as it is written");
    }
}
