using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Busbar.Gateways.Tests.Documents;

/// <summary>A text on a page: where it stands, its size, its font's name.</summary>
internal sealed record PdfWords(string Text, decimal X, decimal Y, decimal Size, string Font);

/// <summary>Reads a PDF back by its cross-reference table, as a viewer does.</summary>
internal sealed partial class PdfReader
{
    private readonly string file;
    private readonly Dictionary<int, string> objects = [];

    public PdfReader(byte[] bytes)
    {
        file = Encoding.Latin1.GetString(bytes);
        Assert.StartsWith("%PDF-1.7\n", file);
        Assert.EndsWith("%%EOF\n", file);
        var table = Number(StartXref().Match(file).Groups[1].Value);
        var head = XrefHead().Match(file, table);
        Assert.Equal(table, head.Index);
        var count = Number(head.Groups[1].Value);
        for (var i = 0; i < count; i++)
        {
            var entry = file.Substring(head.Index + head.Length + 20 * i, 20);
            Assert.Matches("^[0-9]{10} [0-9]{5} [fn] \n$", entry);
            if (i == 0) continue;
            var offset = Number(entry[..10]);
            Assert.StartsWith($"{i} 0 obj\n", file[offset..]);
            objects[i] = file[(offset + $"{i} 0 obj\n".Length)..file.IndexOf("\nendobj\n", offset, StringComparison.Ordinal)];
        }

        Assert.Contains($"/Size {count} ", file[table..]);
        Catalog = objects[Number(Root().Match(file, table).Groups[1].Value)];
        Pages = [.. Kids(objects[Reference(Catalog, "Pages")])];
    }

    public string Catalog { get; }

    public ImmutableArray<(decimal Width, decimal Height, ImmutableArray<PdfWords> Words, string Content)> Pages { get; }

    /// <summary>Titles of the bookmarks, by their chain from the first on.</summary>
    public IEnumerable<(string Title, int Page)> Bookmarks()
    {
        var outlines = objects[Reference(Catalog, "Outlines")];
        var pages = Refs().Matches(KidsList().Match(objects[Reference(Catalog, "Pages")]).Groups[1].Value).Select(match =>
            match.Groups[1].Value).ToList();
        for (var at = outlines.Contains("/First", StringComparison.Ordinal) ? Reference(outlines, "First") : 0; at != 0;)
        {
            var item = objects[at];
            yield return (Unescape(Title().Match(item).Groups[1].Value), pages.IndexOf(Destination().Match(item).Groups[1].Value) + 1);
            at = item.Contains("/Next", StringComparison.Ordinal) ? Reference(item, "Next") : 0;
        }
    }

    private IEnumerable<(decimal, decimal, ImmutableArray<PdfWords>, string)> Kids(string tree)
    {
        var kids = Refs().Matches(KidsList().Match(tree).Groups[1].Value).Select(match => Number(match.Groups[1].Value)).ToList();
        Assert.Contains($"/Count {kids.Count} ", tree);
        foreach (var page in kids.Select(kid => objects[kid]))
        {
            var box = MediaBox().Match(page);
            var stream = objects[Reference(page, "Contents")];
            var length = Number(Length().Match(stream).Groups[1].Value);
            var content = stream[(stream.IndexOf("stream\n", StringComparison.Ordinal) + 7)..^"\nendstream".Length];
            Assert.Equal(length, content.Length);
            foreach (Match font in Fonts().Matches(page)) Assert.Contains("/Subtype /Type1 /BaseFont /Times-",
                objects[Number(font.Groups[1].Value)]);
            yield return (Decimal(box.Groups[1].Value), Decimal(box.Groups[2].Value),
                [.. Shown().Matches(content).Select(match => new PdfWords(
                Unescape(match.Groups[5].Value), Decimal(match.Groups[3].Value), Decimal(match.Groups[4].Value),
                    Decimal(match.Groups[2].Value),
                match.Groups[1].Value))], content);
        }
    }

    private static string Unescape(string literal)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = new List<byte>();
        for (var i = 0; i < literal.Length; i++)
            if (literal[i] != '\\') bytes.Add((byte)literal[i]);
            else if (char.IsDigit(literal[i + 1])) { bytes.Add(Convert.ToByte(literal[(i + 1)..(i + 4)], 8)); i += 3; }
            else bytes.Add((byte)literal[++i]);
        return Encoding.GetEncoding(1252).GetString([.. bytes]);
    }

    private static int Reference(string dictionary, string key) => Number(Regex.Match(dictionary, $"/{key} ([0-9]+) 0 R").Groups[1].Value);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static decimal Decimal(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("startxref\n([0-9]+)\n%%EOF")] private static partial Regex StartXref();
    [GeneratedRegex("xref\n0 ([0-9]+)\n")] private static partial Regex XrefHead();
    [GeneratedRegex("/Root ([0-9]+) 0 R")] private static partial Regex Root();
    [GeneratedRegex(@"/Kids \[([^\]]*)\]")] private static partial Regex KidsList();
    [GeneratedRegex("([0-9]+) 0 R")] private static partial Regex Refs();
    [GeneratedRegex("/F[12] ([0-9]+) 0 R")] private static partial Regex Fonts();
    [GeneratedRegex(@"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]")] private static partial Regex MediaBox();
    [GeneratedRegex("/Length ([0-9]+)")] private static partial Regex Length();
    [GeneratedRegex(@"/Title \(((?:\\.|[^\\)])*)\)")] private static partial Regex Title();
    [GeneratedRegex(@"/Dest \[([0-9]+) 0 R /XYZ")] private static partial Regex Destination();

    [GeneratedRegex(@"BT /(F[12]) ([0-9.]+) Tf 1 0 0 1 ([0-9.]+) ([0-9.]+) Tm \(((?:\\.|[^\\)])*)\) Tj ET")]
    private static partial Regex Shown();
}
