using System.Collections.Immutable;
using Busbar.Gateways.Shapes;

namespace Busbar.Gateways.Advisories.Rules;

/// <summary>Mandatory test 6.1.27.13 of 2.1: what is fixed was affected before, in another version of the same product.</summary>
internal static class CorrespondenceRules
{
    private static readonly ImmutableHashSet<string> versions = ["product_version", "product_version_range", "patch_level", "service_pack"];

    public static ImmutableArray<CsafRule> All { get; } =
        [new("6.1.27.13", file => file.IsV21 && file.Category == "csaf_security_advisory" ? Find(file) : [])];

    private static IEnumerable<CsafFault> Find(CsafDocument file)
    {
        var lines = RangeRules.Paths(file).Where(path => path[^1]["product"] is not null)
            .Select(path => (Id: CsafDocument.Map(path[^1], "product").Text("product_id")!, Line: string.Join('/', path
                .Where(each => !versions.Contains(each.Text("category")!)).Select(each => each.Text("name")))))
            .DistinctBy(each => each.Id).ToDictionary(each => each.Id, each => each.Line);
        var made = file.Tree.Maps("product_paths").Select(each => (Id: CsafDocument.Map(each, "full_product_name").Text("product_id")!,
            Begin: each.Text("beginning_product_reference")!, Steps: each.Maps("subpaths").ToImmutableArray())).ToList();
        // A product without branches is of one line with all such: nothing tells them apart.
        string Line(string id) => made.Find(each => each.Id == id) is { Id: not null } path ? Along(path.Begin, path.Steps)
            : lines.GetValueOrDefault(id, "");
        string Along(string begin, IEnumerable<Node.Map> steps) => lines.GetValueOrDefault(begin, "")
            + string.Concat(steps.Select(step => $" {step.Text("category")} {step.Text("next_product_reference")}"));
        foreach (var vulnerability in file.Vulnerabilities)
        {
            var status = CsafDocument.Map(vulnerability, "product_status");
            var affected = new[] { "first_affected", "known_affected", "last_affected" }.SelectMany(name => status.Texts(name)).Select(Line)
                .ToHashSet();
            // A hotfix is installed with what it mends; without it the rest of the path is the product before.
            bool IsHotfix(string id) => made.Exists(path => Enumerable.Range(0, path.Steps.Length).Any(at =>
                path.Steps[at].Text("category") == "installed_with" && affected.Contains(Along(path.Begin, path.Steps.Take(at)))
                && (path.Id == id || path.Steps[at].Text("next_product_reference") == id)));
            foreach (var id in status.Texts("first_fixed").Concat(status.Texts("fixed")))
                if (!affected.Contains(Line(id)) && !IsHotfix(id))
                    yield return new(status, $"The product '{id}' is fixed and no version of it was affected");
        }
    }
}
