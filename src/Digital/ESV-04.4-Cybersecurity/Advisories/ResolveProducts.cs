using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Digital.Cybersecurity.Advisories;

/// <summary>A document's statements with package URLs in the place of its own references: what is told of a product can then be held
/// against findings. What has no package URL stays as the document names it.</summary>
public static class ResolveProducts
{
    /// <summary>The statements of an advisory.</summary>
    public static ImmutableArray<VexStatement> Run(Advisory advisory) => Run(advisory.Vulnerabilities.SelectMany(each => each.Statements),
        advisory.Products.Where(each => each.PackageUrl is not null).Select(each => (each.Id, each.PackageUrl!)));

    /// <summary>The statements of a bill of materials.</summary>
    public static ImmutableArray<VexStatement> Run(BillOfMaterials bill) => Run(bill.Statements,
        bill.Components.Where(each => each.Package is not null).Select(each => (each.Ref, each.Package!.ToString())));

    private static ImmutableArray<VexStatement> Run(IEnumerable<VexStatement> statements, IEnumerable<(string Ref, string Purl)> products)
    {
        var purls = products.GroupBy(each => each.Ref, each => each.Purl).ToDictionary(group => group.Key, group => group.First(),
            StringComparer.Ordinal);
        ImmutableArray<string> Of(ImmutableArray<string> names) => [.. names.Select(name => purls.GetValueOrDefault(name, name))];
        return [.. statements.Select(each => each with { Products = Of(each.Products), Subcomponents = Of(each.Subcomponents) })];
    }
}
