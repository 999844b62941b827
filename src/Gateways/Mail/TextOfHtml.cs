using System.Net;
using System.Text;

namespace Busbar.Gateways.Mail;

/// <summary>The words of an HTML mail as plain text: scripts, styles and comments are dropped with what is in them, tags become line ends,
/// characters are decoded once. What comes out is text and is never read as HTML again.</summary>
internal static class TextOfHtml
{
    private static readonly string[] silent = ["script", "style", "head", "title", "template", "object", "iframe", "svg"];

    private static readonly string[] lines = ["p", "div", "br", "tr", "li", "h1", "h2", "h3", "table", "blockquote"];

    public static string Of(string html)
    {
        var text = new StringBuilder();
        for (var i = 0; i < html.Length;)
        {
            var open = html.IndexOf('<', i);
            if (open < 0) open = html.Length;
            text.Append(html, i, open - i);
            if (open == html.Length) break;
            i = After(html, open, text);
        }
        var decoded = WebUtility.HtmlDecode(text.ToString()).Replace('\u00A0', ' ');
        return string.Join('\n', decoded.Split('\n').Select(line => line.Trim()).Aggregate(new List<string>(), (kept, line) =>
        {
            if (line != "" || kept.Count > 0 && kept[^1] != "") kept.Add(line);
            return kept;
        })).Trim();
    }

    /// <summary>Where reading goes on after a tag; an open tag that never ends swallows the rest.</summary>
    private static int After(string html, int open, StringBuilder text)
    {
        if (html.AsSpan(open).StartsWith("<!--")) return EndOf(html, "-->", open + 4);
        var close = html.IndexOf('>', open);
        if (close < 0) return html.Length;
        var name = string.Concat(html[(open + 1)..close].TrimStart('/').TakeWhile(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        if (lines.Contains(name)) text.Append('\n');
        return html[open + 1] != '/' && silent.Contains(name) && html[close - 1] != '/' ? EndOf(html, $"</{name}", close + 1) is var end
            && html.IndexOf('>', end) is >= 0 and var shut ? shut + 1 : html.Length : close + 1;
    }

    private static int EndOf(string html, string mark, int from) =>
        html.IndexOf(mark, from, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? at + mark.Length : html.Length;
}
