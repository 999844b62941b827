using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;

namespace Busbar.Host.Screens.ServiceDesk;

/// <summary>Shows a note's Markdown. HTML in it is text; a link goes to the web or to a mailbox and says where, when its words say
/// another place; a picture is a link, so that no note makes a reader's browser call anywhere.</summary>
public static class NoteMarkdown
{
    private static readonly MarkdownPipeline pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().Build();
    private static readonly string[] schemes = ["http", "https", "mailto"];

    /// <summary>The note as safe HTML.</summary>
    public static MarkupString Show(string text)
    {
        var document = Markdown.Parse(text, pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToList()) Tame(link);
        foreach (var link in document.Descendants<AutolinkInline>().ToList())
            if (!link.IsEmail && !IsSafe(link.Url)) link.ReplaceBy(new LiteralInline(link.Url));
        using var html = new StringWriter();
        var renderer = new HtmlRenderer(html);
        pipeline.Setup(renderer);
        renderer.Render(document);
        return new(html.ToString());
    }

    private static void Tame(LinkInline link)
    {
        var address = link.Url ?? "";
        var words = string.Concat(link.Descendants<LiteralInline>().Select(literal => literal.Content.ToString()));
        if (!IsSafe(address))
        {
            link.ReplaceBy(new LiteralInline(words == "" ? address : $"{words} ({address})"), copyChildren: false);
            return;
        }
        link.IsImage = false;
        if (words == "") link.AppendChild(new LiteralInline(address));
        else if (Lies(words, address)) link.InsertAfter(new LiteralInline($" (goes to {HostOf(address)})"));
    }

    /// <summary>True when the words look like another place than the address.</summary>
    private static bool Lies(string words, string address) =>
        words.Contains('.', StringComparison.Ordinal) && !words.Contains(' ', StringComparison.Ordinal) && HostOf(address) is var host
        && !string.Equals(HostOf(words.Contains("://", StringComparison.Ordinal) ? words : $"http://{words}"), host,
            StringComparison.OrdinalIgnoreCase);

    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme, StringComparer.OrdinalIgnoreCase);

    private static string HostOf(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Host : address;
}
