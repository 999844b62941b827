using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Busbar.Host.Screens.Shell;

namespace Busbar.Host.Screens.Commitment;

/// <summary>Draws an hour's merit order as SVG: a bar a block, as wide as its megawatts and as high as its price; filled as far as it
/// cleared; a line across at the day-ahead price and one upright at our load.</summary>
public static class StackDrawing
{
    private const double Wide = 1000;
    private const double High = 320;
    private const double Left = 56;
    private const double Bottom = 28;

    /// <summary>Colour classes by technology; what is not named shares the last.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["nuclear", "hydro", "wind", "solar", "coal", "gas", "storage", "oil"];

    /// <summary>The drawing.</summary>
    public static string Draw(ImmutableArray<MeritBlock> blocks, double price, double load)
    {
        var total = Math.Max(1, (double)blocks.Sum(block => block.Mw));
        var across = Math.Max(total, double.IsFinite(load) ? load : 0) * 1.02;
        var (low, high) = Range(blocks, price);
        double X(double mw) => Left + mw / across * (Wide - Left - 8);
        double Y(double usd) => 8 + (high - Math.Clamp(usd, low, high)) / (high - low) * (High - Bottom - 8);
        var svg = new StringBuilder(Of($"<svg viewBox=\"0 0 {Wide} {High}\" role=\"img\" "))
            .Append("aria-label=\"Merit order of the hour; the table below holds the same in numbers\">");
        foreach (var tick in Ticks(low, high))
            svg.Append(Of($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Wide - 8}\" y1=\"{Y(tick):0.#}\" y2=\"{Y(tick):0.#}\" />"))
                .Append(Of($"<text class=\"axis\" x=\"{Left - 6}\" y=\"{Y(tick) + 4:0.#}\">{tick:0}</text>"));
        foreach (var tick in Ticks(0, across))
            svg.Append(Of($"<text class=\"axis mid\" x=\"{X(tick):0.#}\" y=\"{High - 8}\">{tick:#,0}</text>"));
        var from = 0d;
        foreach (var block in blocks)
        {
            DrawBlock(svg, block, X(from), X(from + (double)block.Mw), Y((double)block.Price), Y(Math.Max(0, low)));
            from += (double)block.Mw;
        }
        if (double.IsFinite(price)) svg.Append(Of($"<line class=\"price\" x1=\"{Left}\" x2=\"{Wide - 8}\" y1=\"{Y(price):0.#}\" "))
            .Append(Of($"y2=\"{Y(price):0.#}\" /><text class=\"mark\" x=\"{Left + 6}\" y=\"{Y(price) - 5:0.#}\">"))
            .Append(Of($"day-ahead {price:0.00}</text>"));
        if (double.IsFinite(load)) svg.Append(Of($"<line class=\"load\" x1=\"{X(load):0.#}\" x2=\"{X(load):0.#}\" y1=\"8\" "))
            .Append(Of($"y2=\"{High - Bottom}\" /><text class=\"mark\" x=\"{X(load) - 6:0.#}\" y=\"20\" text-anchor=\"end\">"))
            .Append(Of($"our load {load:#,0} MW</text>"));
        return svg.Append("</svg>").ToString();
    }

    private static void DrawBlock(StringBuilder svg, MeritBlock block, double left, double right, double top, double zero)
    {
        var kind = Kinds.Contains(block.Kind) ? block.Kind : Kinds[^1];
        var (y, height) = (Math.Min(top, zero), Math.Max(2, Math.Abs(zero - top)));
        var share = block.Mw > 0 ? (double)(block.Awarded / block.Mw) : 0;
        var title = HtmlEncoder.Default.Encode(FormattableString.Invariant(
            $"{block.Unit}, {block.Part}: {block.Mw:0.#} MW at {block.Price:0.00} USD/MWh, {block.Awarded:0.#} MW awarded"));
        svg.Append(Of($"<g class=\"block {kind}\"><title>{title}</title><rect class=\"offered\" x=\"{left:0.##}\" y=\"{y:0.#}\" "))
            .Append(Of($"width=\"{Math.Max(0.5, right - left):0.##}\" height=\"{height:0.#}\" />"));
        if (share > 0)
            svg.Append(Of($"<rect class=\"taken\" x=\"{left:0.##}\" y=\"{y:0.#}\" width=\"{(right - left) * share:0.##}\" "))
                .Append(Of($"height=\"{height:0.#}\" />"));
        svg.Append("</g>");
    }

    /// <summary>From zero, or the lowest price below it, to a fifth above the dearest block or the price, at most four times the price of
    /// the middle block, so that one dear unit does not flatten the rest.</summary>
    private static (double Low, double High) Range(ImmutableArray<MeritBlock> blocks, double price)
    {
        var prices = blocks.Select(block => (double)block.Price).Order().ToList();
        if (prices.Count == 0) return (0, 100);
        var top = Math.Min(prices[^1], Math.Max(4 * prices[prices.Count / 2], 50));
        var high = 1.2 * Math.Max(top, double.IsFinite(price) ? price : 0);
        return (Math.Min(0, Math.Min(prices[0], double.IsFinite(price) ? price : 0)), Math.Max(high, 10));
    }

    private static IEnumerable<double> Ticks(double low, double high)
    {
        var rough = (high - low) / 6;
        var size = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = size * (rough / size < 2 ? 2 : rough / size < 5 ? 5 : 10);
        for (var tick = Math.Ceiling(low / step) * step; tick <= high; tick += step) yield return tick;
    }

    private static string Of(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
