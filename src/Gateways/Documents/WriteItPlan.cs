using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;
using Busbar.Gateways.Documents.Office;
using Busbar.Gateways.Documents.Pdf;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Gateways.Documents;

/// <summary>Writes the IT plan as a document, by the writers that filings have. Equal plans make equal bytes.</summary>
public static class WriteItPlan
{
    private const string Footer = "IT plan";

    /// <summary>As PDF; refused (<c>character-outside-winansi</c>, <c>table-too-wide</c>) when it cannot be printed.</summary>
    public static Outcome<ImmutableArray<byte>> AsPdf(ItPlan plan) =>
        PdfFile.Of(Document(plan), Footer).Select(bytes => ImmutableArray.Create(bytes));

    /// <summary>As DOCX.</summary>
    public static ImmutableArray<byte> AsDocx(ItPlan plan) => [.. DocxFile.Of(Document(plan), Footer)];

    private static FilingDocument Document(ItPlan plan) => new("it-plan", plan.Title, FilingLayout.Wide,
        [new FilingBlock.Centred(plan.Title), .. plan.Sections.SelectMany(Blocks)]);

    private static IEnumerable<FilingBlock> Blocks(PlanSection section)
    {
        yield return new FilingBlock.Heading(section.Heading);
        foreach (var text in section.Text) yield return new FilingBlock.Paragraph("", false, [new(text)]);
        if (!section.Rows.IsEmpty)
            yield return new FilingBlock.Table(section.Columns,
                [.. section.Rows.Select(row => new FilingTableRow([.. row.Select(cell => ImmutableArray.Create(new FilingRun(cell)))]))]);
    }
}
