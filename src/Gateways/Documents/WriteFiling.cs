using System.Collections.Immutable;
using Busbar.Gateways.Documents.Office;
using Busbar.Gateways.Documents.Pdf;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Gateways.Documents;

/// <summary>A file of a filing: its name with extension, and its bytes.</summary>
public sealed record FilingFile(string Name, ImmutableArray<byte> Bytes);

/// <summary>Writes a filing package as files: <c>schedules.xlsx</c> with live formulas, every document as PDF, and those that are edited or
/// signed as DOCX too. Equal packages make equal bytes.</summary>
public static class WriteFiling
{
    /// <summary>The files; refused (<c>character-outside-winansi</c>, <c>table-too-wide</c>) when a document cannot be printed. Nothing is
    /// written then.</summary>
    public static Outcome<ImmutableArray<FilingFile>> Of(FilingPackage package)
    {
        var files = ImmutableArray.CreateBuilder<FilingFile>();
        foreach (var document in package.Documents)
        {
            var pdf = PdfFile.Of(document, package.Terms.Docket);
            if (pdf is Outcome<byte[]>.Refused refused) return refused.Refusal;
            files.Add(new(document.Name + ".pdf", [.. pdf.OrThrow()]));
            if (document.Layout != FilingLayout.Wide)
                files.Add(new(document.Name + ".docx", [.. DocxFile.Of(document, package.Terms.Docket)]));
        }

        files.Add(new("schedules.xlsx", [.. XlsxFile.Of(package.Sheets)]));
        return files.ToImmutable();
    }
}
