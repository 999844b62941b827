using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Gateways.Documents.Pdf;

/// <summary>Paper and type of a layout, in points.</summary>
internal sealed record PdfPaper(
    decimal Width, decimal Height, decimal Left, decimal Right, decimal Top, decimal Bottom, decimal Size, decimal Leading, decimal Gap,
    bool NumbersLines)
{
    /// <summary>From the left margin to the right.</summary>
    public decimal Measure => Width - Left - Right;

    public static PdfPaper Of(FilingLayout layout) => layout switch
    {
        FilingLayout.Letter => new(612, 792, 72, 72, 72, 72, 12, 15, 8, NumbersLines: false),
        FilingLayout.Numbered => new(612, 792, 90, 72, 72, 72, 12, 24, 0, NumbersLines: true),
        FilingLayout.Wide => new(792, 612, 40, 40, 54, 60, 11, 14, 6, NumbersLines: false),
        _ => throw new ArgumentOutOfRangeException(nameof(layout), layout, "No such layout."),
    };
}
