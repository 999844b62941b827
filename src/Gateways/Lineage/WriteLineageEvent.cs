using System.Text.Json;
using Busbar.Digital.Handoffs.DataQuality;
using NodaTime.Text;

namespace Busbar.Gateways.Lineage;

/// <summary>Writes an event of lineage as OpenLineage's JSON (2-0-2).</summary>
public static class WriteLineageEvent
{
    /// <summary>One document, without line ends.</summary>
    public static byte[] Of(LineageEvent lineage)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("eventTime", InstantPattern.ExtendedIso.Format(lineage.Time));
            json.WriteString("producer", lineage.Producer);
            json.WriteString("schemaURL", lineage.SchemaUrl);
            if (lineage.State is { } state) json.WriteString("eventType", state.ToString().ToUpperInvariant());
            if (lineage.Run is { } run)
            {
                json.WriteStartObject("run");
                json.WriteString("runId", run.Id);
                Facets(json, "facets", run.Facets);
                json.WriteEndObject();
            }
            if (lineage.Job is { } job)
            {
                json.WriteStartObject("job");
                Named(json, job.Namespace, job.Name, job.Facets);
                json.WriteEndObject();
                Datasets(json, "inputs", "inputFacets", lineage.Inputs);
                Datasets(json, "outputs", "outputFacets", lineage.Outputs);
            }
            if (lineage.Dataset is { } dataset)
            {
                json.WriteStartObject("dataset");
                Named(json, dataset.Namespace, dataset.Name, dataset.Facets);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static void Datasets(Utf8JsonWriter json, string name, string use, IEnumerable<LineageDataset> datasets)
    {
        json.WriteStartArray(name);
        foreach (var dataset in datasets)
        {
            json.WriteStartObject();
            Named(json, dataset.Namespace, dataset.Name, dataset.Facets);
            Facets(json, use, dataset.UseFacets);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Named(Utf8JsonWriter json, string space, string name, Term.Map facets)
    {
        json.WriteString("namespace", space);
        json.WriteString("name", name);
        Facets(json, "facets", facets);
    }

    private static void Facets(Utf8JsonWriter json, string name, Term.Map facets)
    {
        if (facets.Entries.IsEmpty) return;
        json.WritePropertyName(name);
        Write(json, facets);
    }

    private static void Write(Utf8JsonWriter json, Term term)
    {
        switch (term)
        {
            case Term.Map map:
                json.WriteStartObject();
                foreach (var (name, value) in map.Entries)
                {
                    json.WritePropertyName(name);
                    Write(json, value);
                }
                json.WriteEndObject();
                break;
            case Term.List list:
                json.WriteStartArray();
                foreach (var item in list.Items) Write(json, item);
                json.WriteEndArray();
                break;
            case Term.Leaf { Value: { } cell }:
                if (cell.Kind == CellKind.Flag) json.WriteBooleanValue(cell.Number != 0);
                else if (cell.Kind == CellKind.Number) json.WriteRawValue(cell.ToString());
                else json.WriteStringValue(cell.ToString());
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
