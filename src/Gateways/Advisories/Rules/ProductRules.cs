using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways.Shapes;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Advisories.Rules;

/// <summary>Mandatory tests about products: 6.1.1 to 6.1.5, 6.1.13, 6.1.25, 6.1.31, and 2.1's 6.1.34, 6.1.42 to 6.1.44, 6.1.61.</summary>
internal static partial class ProductRules
{
    private const int MaxBranches = 30;

    public static ImmutableArray<CsafRule> All { get; } =
    [
        new("6.1.1", Undefined), new("6.1.2", DefinedTwice), new("6.1.3", Circular),
        new("6.1.4", file => Missing(file.GroupReferences, file.Groups.Select(group => group.Id), "group")),
        new("6.1.5", file => Twice(file.Groups.Select(group => (group.Id, (Node)group.Node)), "The group")),
        new("6.1.13", PackageUrls), new("6.1.25", HashTwice), new("6.1.31", RangeAsVersion), new("6.1.34", TooDeep),
        new("6.1.42", PurlsDiffer), new("6.1.43", file => Stars(file, "model_numbers")),
        new("6.1.44", file => Stars(file, "serial_numbers")), new("6.1.61", StarsInside),
    ];

    private static IEnumerable<CsafFault> Undefined(CsafDocument file) =>
        Missing(file.ProductReferences, file.Products.Select(product => product.Id), "product");

    private static IEnumerable<CsafFault> Missing(IEnumerable<(string Id, Node Node)> named, IEnumerable<string> defined, string what)
    {
        var known = defined.ToHashSet();
        return named.Where(each => !known.Contains(each.Id)).Select(each => new CsafFault(each.Node, $"No {what} is called '{each.Id}'"));
    }

    private static IEnumerable<CsafFault> DefinedTwice(CsafDocument file) =>
        Twice(file.Products.Select(product => (product.Id, (Node)product.Node)), "The product");

    /// <summary>Every item whose key was there before.</summary>
    internal static IEnumerable<CsafFault> Twice<TKey>(IEnumerable<(TKey Key, Node Node)> items, string what)
    {
        var seen = new HashSet<TKey>();
        return items.Where(item => !seen.Add(item.Key)).Select(item => new CsafFault(item.Node, $"{what} '{item.Key}' comes twice"));
    }

    /// <summary>A product that a relationship makes of itself.</summary>
    private static IEnumerable<CsafFault> Circular(CsafDocument file)
    {
        var made = file.Tree.Maps("relationships").Select(each => (Node: each,
                Of: new[] { each.Text("product_reference")!, each.Text("relates_to_product_reference")! }))
            .Concat(file.Tree.Maps("product_paths").Select(each => (Node: each, Of: each.Maps("subpaths")
                .Select(step => step.Text("next_product_reference")!).Prepend(each.Text("beginning_product_reference")!).ToArray())))
            .ToLookup(each => CsafDocument.Map(each.Node, "full_product_name").Text("product_id")!);
        bool Reaches(string from, string id, HashSet<string> seen) => seen.Add(from)
            && made[from].SelectMany(each => each.Of).Any(part => part == id || Reaches(part, id, seen));
        return made.Where(group => Reaches(group.Key, group.Key, [])).Select(group =>
            new CsafFault(group.First().Node, $"The product '{group.Key}' is made of itself"));
    }

    private static IEnumerable<(string Text, Node Node)> Urls(Node.Map product)
    {
        var names = CsafDocument.Map(product, "product_identification_helper");
        return names.Texts("purls").Concat(names.Text("purl") is { } purl ? [purl] : []).Select(text => (text, (Node)names));
    }

    private static IEnumerable<CsafFault> PackageUrls(CsafDocument file) => file.Products.SelectMany(product => Urls(product.Node))
        .Where(each => PackageUrl.Parse(each.Text) is Outcome<PackageUrl>.Refused)
        .Select(each => new CsafFault(each.Node, $"'{each.Text}' is no package URL"));

    /// <summary>Several package URLs of one product may differ in their qualifiers only.</summary>
    private static IEnumerable<CsafFault> PurlsDiffer(CsafDocument file) => file.Products.Where(product => Urls(product.Node)
            .Select(each => each.Text.Split('?')[0].Split('#')[0]).Distinct().Count() > 1)
        .Select(product => new CsafFault(product.Node, "The package URLs differ in more than their qualifiers"));

    private static IEnumerable<CsafFault> HashTwice(CsafDocument file) => file.Products
        .SelectMany(product => CsafDocument.Map(product.Node, "product_identification_helper").Maps("hashes"))
        .SelectMany(hashes => Twice(hashes.Maps("file_hashes").Select(hash => (hash.Text("algorithm")!, (Node)hash)), "The algorithm"));

    private static IEnumerable<(Node.Map Branch, int Depth)> Branches(Node.Map node, int depth = 1) =>
        node.Maps("branches").SelectMany(branch => Branches(branch, depth + 1).Prepend((branch, depth)));

    private static IEnumerable<CsafFault> RangeAsVersion(CsafDocument file) => Branches(file.Tree)
        .Where(each => each.Branch.Text("category") == "product_version" && SaysRange().IsMatch(each.Branch.Text("name")!))
        .Select(each => new CsafFault(each.Branch, $"'{each.Branch.Text("name")}' is a range, not a version"));

    private static IEnumerable<CsafFault> TooDeep(CsafDocument file) => file.IsV21
        ? Branches(file.Tree).Where(each => each.Depth > MaxBranches).Take(1)
            .Select(each => new CsafFault(each.Branch, $"Branches are nested deeper than {MaxBranches}"))
        : [];

    private static IEnumerable<CsafFault> Stars(CsafDocument file, string numbers) => !file.IsV21 ? [] : file.Products
        .SelectMany(product => CsafDocument.Map(product.Node, "product_identification_helper").Texts(numbers)
            .Where(text => Plain(text).Count(one => one == '*') > 1)
            .Select(text => new CsafFault(product.Node, $"'{text}' has more than one star")));

    /// <summary>A stock number may leave its beginning and its end open, not its middle.</summary>
    private static IEnumerable<CsafFault> StarsInside(CsafDocument file) => !file.IsV21 ? [] : file.Products
        .SelectMany(product => CsafDocument.Map(product.Node, "product_identification_helper").Texts("skus")
            .Where(text => Plain(text) is var plain && plain.IndexOf('*', 1) is var star && star >= 0 && star < plain.Length - 1)
            .Select(text => new CsafFault(product.Node, $"'{text}' has a star inside")));

    /// <summary>What is escaped said by an x.</summary>
    private static string Plain(string text) => Escaped().Replace(text, "x");

    [GeneratedRegex(@"\\.")]
    private static partial Regex Escaped();

    [GeneratedRegex(@"[<>]|(^|\s)(after|all|before|earlier|later|prior|versions)(\s|$)", RegexOptions.IgnoreCase |
        RegexOptions.CultureInvariant)]
    private static partial Regex SaysRange();
}
