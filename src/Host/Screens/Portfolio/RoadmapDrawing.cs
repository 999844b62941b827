using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Busbar.Digital.Portfolio.Plans;

namespace Busbar.Host.Screens.Portfolio;

/// <summary>Draws the roadmap as SVG: a lane an initiative, a column a quarter; what is mandatory has another colour.</summary>
public static class RoadmapDrawing
{
    private const double Left = 270, Lane = 24, Height = 16, Least = 46, Wide = 820;

    /// <summary>The drawing. Every name in it is encoded; the table beside it holds the same.</summary>
    public static string Draw(ImmutableArray<RoadmapBar> bars)
    {
        var first = YearQuarter.FirstOf(bars.Min(each => each.First).Year);
        var count = YearQuarter.FirstOf(bars.Max(each => each.Last).Year + 1).Index - first.Index;
        var quarter = Math.Max(Least, Wide / count);
        var svg = new StringBuilder(Of(
            $"<svg viewBox=\"0 0 {Left + quarter * count + 4:0} {34 + Lane * bars.Length:0}\" role=\"img\" "));
        svg.Append("aria-label=\"Which initiative is worked on in which quarter; the roadmap table holds the same in words\">");
        for (var i = 0; i < count; i++)
        {
            var x = Left + quarter * i;
            if (i % 4 == 0) svg.Append(Of($"<text class=\"tick\" x=\"{x + 2 * quarter:0.#}\" y=\"12\">{first.Plus(i).Year}</text>"));
            svg.Append(Of($"<text class=\"tick\" x=\"{x + quarter / 2:0.#}\" y=\"27\">Q{i % 4 + 1}</text>"));
        }
        for (var row = 0; row < bars.Length; row++) DrawBar(svg, bars[row], 34 + Lane * row, first, quarter, count);
        return svg.Append("</svg>").ToString();
    }

    private static void DrawBar(StringBuilder svg, RoadmapBar bar, double y, YearQuarter first, double quarter, int count)
    {
        var name = HtmlEncoder.Default.Encode(bar.Initiative.Name.Length <= 42 ? bar.Initiative.Name : bar.Initiative.Name[..41] + "…");
        var (x, length) = (Left + quarter * (bar.First.Index - first.Index), quarter * (bar.Last.Index - bar.First.Index + 1));
        svg.Append(Of($"<text class=\"unit\" x=\"{Left - 8}\" y=\"{y + 12:0.#}\">{name}</text>"))
            .Append(Of($"<rect class=\"lane\" x=\"{Left}\" y=\"{y:0.#}\" width=\"{quarter * count:0.#}\" height=\"{Height}\" />"))
            .Append(Of($"<rect class=\"on{(bar.Initiative.IsMandatory ? " mandatory" : "")}\" x=\"{x + 1:0.#}\" y=\"{y:0.#}\" rx=\"3\" "))
            .Append(Of($"width=\"{length - 2:0.#}\" height=\"{Height}\"><title>{HtmlEncoder.Default.Encode(bar.Initiative.Name)}: "))
            .Append(Of($"{bar.First} to {bar.Last}</title></rect>"));
    }

    private static string Of(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
