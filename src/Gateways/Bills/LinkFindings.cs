using Busbar.Gateways.Shapes;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Bills;

/// <summary>References inside a CycloneDX document: its schema cannot say that they are unique and lead somewhere.</summary>
internal static class LinkFindings
{
    /// <summary><c>ref-twice</c> for a reference given to two things, <c>ref-unknown</c> for a dependency on nothing in the document.</summary>
    public static IEnumerable<Finding> Of(string file, Node.Map bill)
    {
        var given = new HashSet<string>();
        foreach (var (text, node) in Given(bill))
            if (!given.Add(text))
                yield return new("ref-twice", Severity.Warning, $"The reference '{text}' is given twice", $"{file}:{node.Line}",
                    "dependencies lead to the first");
        foreach (var dependency in bill.Maps("dependencies"))
            foreach (var text in dependency.Texts("dependsOn").Append(dependency.Text("ref") ?? ""))
                if (!given.Contains(text) && !text.StartsWith("urn:cdx:", StringComparison.Ordinal))
                    yield return new("ref-unknown", Severity.Note, $"Nothing in the document is called '{text}'",
                        $"{file}:{dependency.Line}", "kept as it is written");
    }

    private static IEnumerable<(string Text, Node Node)> Given(Node node) => node switch
    {
        Node.Map map => map.Entries.SelectMany(entry => entry is { Key: "bom-ref", Value: Node.Leaf { Value: { } cell } }
            ? [(cell.ToString(), entry.Value)] : Given(entry.Value)),
        Node.List list => list.Items.SelectMany(Given),
        _ => [],
    };
}
