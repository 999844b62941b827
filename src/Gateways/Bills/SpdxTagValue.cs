using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Gateways.Shapes;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Bills;

/// <summary>SPDX's own text, a tag and a value a line, said as its JSON says it. Annotations, reviews and what SPDX 2.3 deprecates are
/// passed over.</summary>
internal sealed class SpdxTagValue
{
    /// <summary>Tags and the JSON field they become: with [] one of a list, with ? a flag; a tag alone is passed over, one with a star
    /// begins an element.</summary>
    private static readonly FrozenDictionary<string, string> fields = """
        SPDXVersion=document.spdxVersion DataLicense=document.dataLicense SPDXID=SPDXID DocumentName=document.name
        DocumentNamespace=document.documentNamespace DocumentComment=document.comment
        LicenseListVersion=creationInfo.licenseListVersion Creator=creationInfo.creators[] Created=creationInfo.created
        CreatorComment=creationInfo.comment
        PackageName=*packages.name PackageVersion=versionInfo PackageFileName=packageFileName PackageSupplier=supplier
        PackageOriginator=originator PackageDownloadLocation=downloadLocation FilesAnalyzed=filesAnalyzed? PackageHomePage=homepage
        PackageSourceInfo=sourceInfo PackageLicenseConcluded=licenseConcluded PackageLicenseInfoFromFiles=licenseInfoFromFiles[]
        PackageLicenseDeclared=licenseDeclared PackageLicenseComments=licenseComments PackageCopyrightText=copyrightText
        PackageSummary=summary PackageDescription=description PackageComment=comment PackageAttributionText=attributionTexts[]
        PrimaryPackagePurpose=primaryPackagePurpose ReleaseDate=releaseDate BuiltDate=builtDate ValidUntilDate=validUntilDate
        FileName=*files.fileName FileType=fileTypes[] LicenseConcluded=licenseConcluded LicenseInfoInFile=licenseInfoInFiles[]
        LicenseComments=licenseComments FileCopyrightText=copyrightText FileComment=comment FileNotice=noticeText
        FileContributor=fileContributors[] FileAttributionText=attributionTexts[]
        SnippetSPDXID=*snippets.SPDXID SnippetFromFileSPDXID=snippetFromFile SnippetLicenseConcluded=licenseConcluded
        LicenseInfoInSnippet=licenseInfoInSnippets[] SnippetLicenseComments=licenseComments SnippetCopyrightText=copyrightText
        SnippetComment=comment SnippetName=name SnippetAttributionText=attributionTexts[]
        LicenseID=*hasExtractedLicensingInfos.licenseId ExtractedText=extractedText LicenseName=name LicenseCrossReference=seeAlsos[]
        LicenseComment=comment RelationshipComment ExternalRefComment Annotator AnnotationDate AnnotationComment AnnotationType SPDXREF
        Reviewer ReviewDate ReviewComment FileDependency ArtifactOfProjectName ArtifactOfProjectHomePage ArtifactOfProjectURI
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split('=')).ToFrozenDictionary(
            each => each[0], each => each.Length > 1 ? each[1] : "");

    private readonly Builder document = new(1);
    private readonly string file;
    private Builder element;

    private SpdxTagValue(string file) => (this.file, element) = (file, document);

    /// <summary>The document. Refuses (<c>not-tag-value</c>) a line that is neither a tag with its value, a comment nor blank, a tag that
    /// SPDX does not know, and a text without end.</summary>
    public static Outcome<Node.Map> Read(string file, ReadOnlySpan<byte> text)
    {
        var (reading, lines) = (new SpdxTagValue(file), Encoding.UTF8.GetString(text).TrimStart('\uFEFF').Split('\n'));
        for (var i = 0; i < lines.Length; i++)
        {
            var (line, start) = (lines[i].TrimEnd('\r'), i + 1);
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#')) continue;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) return reading.Refuse(start, $"'{Shown(line)}' is no tag with a value");
            var (tag, value) = (line[..colon].Trim(), line[(colon + 1)..].Trim());
            if (value.StartsWith("<text>", StringComparison.Ordinal))
            {
                var whole = new StringBuilder(value);
                while (!lines[i].Contains("</text>", StringComparison.Ordinal))
                    if (++i < lines.Length) whole.Append('\n').Append(lines[i].TrimEnd('\r'));
                    else return reading.Refuse(start, $"The text of {tag} has no end");
                value = whole.ToString().Trim()["<text>".Length..].Replace("</text>", "", StringComparison.Ordinal);
            }

            if (reading.Take(tag, value, start) is { } fault) return reading.Refuse(start, fault);
        }

        return reading.document.Done();
    }

    private string? Take(string tag, string value, int line)
    {
        if (fields.TryGetValue(tag, out var path)) return Place(path, value, line);
        var words = value.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        switch (tag, words)
        {
            case ("PackageChecksum" or "FileChecksum", [var algorithm, var sum]):
                element.List("checksums", line).Add(Map(line, ("algorithm", algorithm.TrimEnd(':')), ("checksumValue", sum)));
                return null;
            case ("PackageVerificationCode", [var code, ..]):
                element.Put("packageVerificationCode", Map(line, ("packageVerificationCodeValue", code.Split('(')[0])));
                return null;
            case ("ExternalRef", [var category, var type, var locator]):
                element.List("externalRefs", line).Add(Map(line, ("referenceCategory", category), ("referenceType", type),
                    ("referenceLocator", locator)));
                return null;
            case ("Relationship", [var from, var type, var to]):
                document.List("relationships", line).Add(Map(line, ("spdxElementId", from), ("relationshipType", type),
                    ("relatedSpdxElement", to)));
                return null;
            case ("ExternalDocumentRef", [var id, var uri, var sum]) when sum.Split(':', 2, StringSplitOptions.TrimEntries)
                is [var algorithm, var hash]:
                document.List("externalDocumentRefs", line).Add(new Node.Map(line, 1, [KeyValuePair.Create("externalDocumentId",
                    Leaf(id, line)), KeyValuePair.Create("spdxDocument", Leaf(uri, line)), KeyValuePair.Create<string, Node>("checksum",
                    Map(line, ("algorithm", algorithm), ("checksumValue", hash)))]));
                return null;
            case ("SnippetByteRange" or "SnippetLineRange", [var range]) when range.Split(':') is [var start, var end]:
                Node.Map Pointer(string at) => new(line, 1, [KeyValuePair.Create("reference", Leaf("", line)), KeyValuePair.Create(
                    tag == "SnippetByteRange" ? "offset" : "lineNumber", Number(at, line))]);
                element.List("ranges", line).Add(new Node.Map(line, 1, [KeyValuePair.Create<string, Node>("startPointer", Pointer(start)),
                    KeyValuePair.Create<string, Node>("endPointer", Pointer(end))]));
                return null;
            default:
                return $"SPDX knows no '{tag}' with the value '{Shown(value)}'";
        }
    }

    private string? Place(string path, string value, int line)
    {
        if (path.Length == 0) return null;
        var (home, name) = path.Split('.') is [var first, var second] ? (first, second) : ("", path);
        if (home.StartsWith('*')) document.Children(home[1..], line).Add(element = new Builder(line));
        var into = home switch { "document" => document, "creationInfo" => document.Child(home, line), _ => element };
        if (name.EndsWith("[]", StringComparison.Ordinal)) into.List(name[..^2], line).Add(Leaf(value, line));
        else if (name.EndsWith('?')) return into.Put(name[..^1], new Node.Leaf(line, 1, value is "true" or "false"
            ? Cell.Of(value == "true") : Cell.Of(value)));
        else return into.Put(name, Leaf(value, line));
        return null;
    }

    private Refusal Refuse(int line, string what) => new("not-tag-value", what, $"{file}:{line}", "Correct the line.");

    private static Node.Map Map(int line, params ReadOnlySpan<(string Name, string Value)> entries)
    {
        var all = ImmutableArray.CreateBuilder<KeyValuePair<string, Node>>();
        foreach (var (name, value) in entries) all.Add(KeyValuePair.Create(name, Leaf(value, line)));
        return new(line, 1, all.ToImmutable());
    }

    private static Node Leaf(string value, int line) => new Node.Leaf(line, 1, Cell.Of(value));

    private static Node Number(string value, int line) =>
        double.TryParse(value, out var number) ? new Node.Leaf(line, 1, Cell.Of(number)) : Leaf(value, line);

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";

    /// <summary>A map while it grows.</summary>
    private sealed class Builder(int line)
    {
        private readonly List<KeyValuePair<string, Func<Node>>> entries = [];
        private readonly Dictionary<string, object> grown = [];

        /// <summary>Null; or that the field is there already.</summary>
        public string? Put(string name, Node node)
        {
            if (!grown.TryAdd(name, node)) return $"'{name}' comes twice in one element";
            entries.Add(KeyValuePair.Create(name, () => node));
            return null;
        }

        public List<Node> List(string name, int at) => Grow(name, () => new List<Node>(), list => new Node.List(at, 1, [.. list]));

        public List<Builder> Children(string name, int at) =>
            Grow(name, () => new List<Builder>(), list => new Node.List(at, 1, [.. list.Select(each => each.Done())]));

        public Builder Child(string name, int at) => Grow(name, () => new Builder(at), child => child.Done());

        public Node.Map Done() => new(line, 1, [.. entries.Select(each => KeyValuePair.Create(each.Key, each.Value()))]);

        private T Grow<T>(string name, Func<T> make, Func<T, Node> done) where T : class
        {
            if (grown.TryGetValue(name, out var there)) return (T)there;
            var made = make();
            grown.Add(name, made);
            entries.Add(KeyValuePair.Create(name, () => done(made)));
            return made;
        }
    }
}
