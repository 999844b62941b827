using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Busbar.Gateways.Tests.Ercot;

/// <summary>ERCOT's own schemas, beside the project; a test that needs them is skipped where they are absent.</summary>
internal static class ErcotSchemas
{
    private static readonly string[] files = ["ErcotTransactions.xsd", "ErcotTransactionTypes.xsd", "ErcotCommonTypes.xsd"];

    /// <summary>The compiled schemas of market transactions.</summary>
    public static XmlSchemaSet Load()
    {
        var folder = SharedFiles.Folder("settlement/ercot-xsd/ews/xsds");
        var set = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        set.Add(null, Path.Combine(folder, files[0]));
        set.Compile();
        return set;
    }

    /// <summary>What the schemas say against a document; empty when it is valid.</summary>
    public static List<string> Faults(XmlSchemaSet schemas, byte[] document)
    {
        var faults = new List<string>();
        try
        {
            var parsed = XDocument.Load(new MemoryStream(document));
            parsed.Validate(schemas, (_, fault) => faults.Add(fault.Message));
            if (schemas.GlobalElements[Name(parsed.Root!)] is null) faults.Add("unknown root");
        }
        catch (XmlException fault)
        {
            faults.Add(fault.Message);
        }
        return faults;
    }

    private static XmlQualifiedName Name(XElement element) => new(element.Name.LocalName, element.Name.NamespaceName);
}
