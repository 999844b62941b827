using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;
using NodaTime;

namespace Busbar.Gateways.Eqr;

/// <summary>A report as an xBRL-CSV report package: a zip of the three tables, the metadata that says what their columns are, and the
/// package's own description. Source: xBRL-CSV 1.0 and Report Packages 1.0 (XBRL International). FERC's taxonomy was not found: the caller
/// names its entry point, and the names of concepts are ours, the dictionary's fields without blanks. Same report, same bytes.</summary>
public static class EqrPackage
{
    private const string Metadata = "reports/eqr.json";
    private static readonly Instant stamp = Instant.FromUtc(1980, 1, 1, 0, 0);

    /// <summary>The package's bytes.</summary>
    /// <param name="filing">The report; it must say its seller's CID and its quarter.</param>
    /// <param name="taxonomy">Address of the taxonomy's entry point.</param>
    /// <param name="concepts">Namespace of its concepts.</param>
    public static Outcome<ReadOnlyMemory<byte>> Write(EqrFiling filing, string taxonomy, string concepts)
    {
        if (filing.Quarter is not { } quarter || filing.Says("Seller CID") is not { Length: > 0 } cid)
            return new Refusal("filing-without-quarter", "The report does not say its seller's CID and its quarter", "identification",
                "Give its identification.");
        if (Tables(filing).Any(table => !table.Layout.IsCurrent))
            return new Refusal("former-layout", "A table is laid out as before 2013; a package holds dictionary 4.0", "layout",
                "Build the report anew.");
        var folder = $"{cid}-{quarter}/";
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            var package = new JsonObject { ["documentType"] = "https://xbrl.org/report-package/2023" };
            Put(zip, folder + "META-INF/reportPackage.json", new JsonObject { ["documentInfo"] = package }.ToString());
            Put(zip, folder + Metadata, MetadataOf(filing, cid, quarter, taxonomy, concepts).ToString());
            foreach (var table in Tables(filing)) Put(zip, $"{folder}reports/{FileOf(table.Layout)}", EqrCsv.Write(table));
        }
        return new ReadOnlyMemory<byte>(bytes.ToArray());
    }

    /// <summary>Reads a package back. Refuses what is no zip, or holds no tables.</summary>
    public static Outcome<EqrFiling> Read(SourceFile file, Instant filedAt)
    {
        var tables = ZippedTables.Read(file);
        if (tables is Outcome<ImmutableArray<SourceFile>>.Refused refused) return refused.Refusal;
        return tables.OrThrow() is { IsEmpty: false } found ? EqrCsv.ReadFiling(found, filedAt)
            : new Refusal("no-tables", "The package holds no CSV", file.Name, "Give a report package with its tables.");
    }

    private static JsonObject MetadataOf(EqrFiling filing, string cid, EqrQuarter quarter, string taxonomy, string concepts) => new()
    {
        ["documentInfo"] = new JsonObject
        {
            ["documentType"] = "https://xbrl.org/2021/xbrl-csv",
            ["namespaces"] = new JsonObject
            {
                ["eqr"] = concepts, ["cid"] = "http://www.ferc.gov/CID", ["iso4217"] = "http://www.xbrl.org/2003/iso4217",
            },
            ["taxonomy"] = new JsonArray(taxonomy),
        },
        ["dimensions"] = new JsonObject
        {
            ["entity"] = $"cid:{cid}",
            ["period"] = FormattableString.Invariant(
                $"{quarter.FirstDay:uuuu-MM-dd}T00:00:00/{quarter.LastDay.PlusDays(1):uuuu-MM-dd}T00:00:00"),
        },
        ["tableTemplates"] = new JsonObject(Tables(filing).Select(table => KeyValuePair.Create(NameOf(table.Layout), TemplateOf(table)))),
        ["tables"] = new JsonObject(Tables(filing).Select(table => KeyValuePair.Create(NameOf(table.Layout), (JsonNode?)new JsonObject
        {
            ["template"] = NameOf(table.Layout), ["url"] = FileOf(table.Layout),
        }))),
    };

    /// <summary>A table's template: each column its concept; a row is told from the others by its unique id.</summary>
    private static JsonNode? TemplateOf(EqrTable table)
    {
        var key = table.Layout.Columns.FirstOrDefault(column => column.Field.Name.EndsWith("Unique ID", StringComparison.Ordinal));
        var template = new JsonObject
        {
            ["columns"] = new JsonObject(table.Layout.Columns.Select(column =>
                KeyValuePair.Create(column.Header, column == key ? new JsonObject() : ColumnOf(column)))),
        };
        if (key is not null) template["dimensions"] = new JsonObject { [$"eqr:{ConceptOf(key)}Axis"] = "$" + key.Header };
        return template;
    }

    private static JsonNode? ColumnOf(EqrColumn column)
    {
        var made = new JsonObject { ["dimensions"] = new JsonObject { ["concept"] = "eqr:" + ConceptOf(column) } };
        if (column.Field.Kind == EqrKind.Number) made["decimals"] = column.Field.Decimals;
        if (column.Field.Name.EndsWith("Charge", StringComparison.Ordinal)) made["dimensions"]!["unit"] = "iso4217:USD";
        return made;
    }

    private static string ConceptOf(EqrColumn column) => string.Concat(column.Field.Name.Where(char.IsAsciiLetterOrDigit));

    private static ImmutableArray<EqrTable> Tables(EqrFiling filing) => [filing.Identification, filing.Contracts, filing.Transactions];

    private static string NameOf(EqrLayout layout) => layout.Section.ToString().ToLowerInvariant();

    private static string FileOf(EqrLayout layout) => NameOf(layout) + ".csv";

    private static void Put(ZipArchive zip, string path, string text)
    {
        var entry = zip.CreateEntry(path);
        entry.LastWriteTime = stamp.ToDateTimeOffset();
        using var content = entry.Open();
        content.Write(Encoding.UTF8.GetBytes(text));
    }
}
