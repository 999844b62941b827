using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.RiskFiles;

/// <summary>Which portfolio each trade belongs to, from Open Source Risk Engine's portfolio file. Trades of several portfolios count in the
/// first; trades of none are not listed. Refuses what is not such a file, and a trade without id or twice.</summary>
public static class OrePortfolioXml
{
    /// <summary>Portfolio by trade.</summary>
    public static Outcome<ImmutableDictionary<string, string>> Read(SourceFile file)
    {
        XElement root;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(file.Content.ToArray(), writable: false),
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = SourceFile.MaxBytes });
            root = XDocument.Load(reader).Root!;
        }
        catch (XmlException fault)
        {
            return new Refusal("not-xml", fault.Message, $"{file.Name}:{fault.LineNumber}", "Export the portfolio again.");
        }
        if (root.Name.LocalName != "Portfolio")
            return new Refusal("wrong-document", $"the document is a '{root.Name.LocalName}'", file.Name, "Give a portfolio.");
        var books = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var trade in root.Elements("Trade"))
        {
            var id = (string?)trade.Attribute("id") ?? "";
            if (id.Length == 0 || !seen.Add(id))
                return new Refusal("trade-twice", $"trade '{id}' has no id or comes twice", file.Name, "Give each trade its own id.");
            if (trade.Descendants("PortfolioId").FirstOrDefault()?.Value is { Length: > 0 } book) books.Add(id, book);
        }
        return books.ToImmutable();
    }
}
