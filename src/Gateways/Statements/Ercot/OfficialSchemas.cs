using System.Xml;
using System.Xml.Schema;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Statements.Ercot;

/// <summary>ERCOT's own schemas of settlement and billing, from a folder that the user has fetched (ERCOT publishes them without a
/// licence, so none is shipped). A document is held against the one that its root names.</summary>
public sealed class OfficialSchemas
{
    private readonly string folder;
    private readonly Dictionary<string, XmlSchemaSet> compiled = [];

    private OfficialSchemas(string folder) => this.folder = folder;

    /// <summary>The schemas of a folder; refused when it has none of them.</summary>
    public static Outcome<OfficialSchemas> Load(string folder) =>
        File.Exists(Path.Combine(folder, "Statements.xsd")) ? new OfficialSchemas(folder)
            : new Refusal("no-schemas", "The folder does not hold ERCOT's settlement and billing schemas (Statements.xsd)", folder,
                "Fetch the folder snb of ERCOT's api-specs, or leave the argument out.");

    /// <summary>What the schema says against a document first; null when it is valid.</summary>
    internal Refusal? FirstFault(SourceFile file, string root, Func<XmlReaderSettings> settings)
    {
        if (SchemasOf(root) is not { } schemas)
            return new("no-schemas", $"The folder has no schema for <{root}>", file.Name,
                "Fetch the whole folder snb of ERCOT's api-specs.");
        Refusal? fault = null;
        var validating = settings();
        validating.ValidationType = ValidationType.Schema;
        validating.Schemas = schemas;
        validating.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        validating.ValidationEventHandler += (_, seen) => fault ??= new("not-by-schema", $"ERCOT's schema refuses it: {seen.Message}",
            $"{file.Name}:{seen.Exception.LineNumber}", "Fetch the document again, or ask ERCOT.");
        using var reader = XmlReader.Create(new MemoryStream(file.Content.ToArray(), writable: false), validating);
        while (fault is null && reader.Read()) { }
        return fault;
    }

    private XmlSchemaSet? SchemasOf(string root)
    {
        var name = root switch
        {
            "Statement" => "Statements.xsd",
            "STL_Invoice" => "Settlement_Invoice.xsd",
            "DEF_Invoice" => "Default_Uplift_Invoice.xsd",
            "CRRAuctionInvoice" => "CRR_Auction_Invoice.xsd",
            "SETTLEMENT_CALENDAR_DATA" => "Settlements_Calendar.xsd",
            "MPDISPUTE_DATA" => "edw_mp_disputes.xsd",
            _ when root.EndsWith("_Invoice", StringComparison.Ordinal) => $"{root}.xsd",
            _ => "Settlements.xsd",
        };
        if (compiled.TryGetValue(name, out var known)) return known;
        var path = Path.Combine(folder, name);
        if (!File.Exists(path)) return null;
        var set = new XmlSchemaSet { XmlResolver = null };
        using (var reader = XmlReader.Create(path, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null }))
            set.Add(null, reader);
        set.Compile();
        return compiled[name] = set;
    }
}
