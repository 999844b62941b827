using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;

namespace Busbar.Digital.DataQuality.Lineage;

/// <summary>Reads the facet columnLineage of an output: each field from the input fields it was made of, and the whole dataset from those
/// that shaped its rows.</summary>
internal static class ColumnLineage
{
    public static IEnumerable<FieldEdge> Of(LineageDataset output)
    {
        if (output.Facets["columnLineage"] is not Term.Map facet) yield break;
        var dataset = new DatasetKey(output.Namespace, output.Name);
        foreach (var (field, value) in (facet["fields"] as Term.Map)?.Entries ?? [])
            foreach (var from in Inputs((value as Term.Map)?["inputFields"])) yield return new(new(dataset, field), from);
        foreach (var from in Inputs(facet["dataset"])) yield return new(new(dataset, FieldKey.Whole), from);
    }

    private static IEnumerable<FieldKey> Inputs(Term? list) => ((list as Term.List)?.Items ?? []).OfType<Term.Map>()
        .Select(input => new FieldKey(new(Text(input, "namespace"), Text(input, "name")), Text(input, "field")));

    private static string Text(Term.Map map, string name) => (map[name] as Term.Leaf)?.Value?.Text ?? "";
}
