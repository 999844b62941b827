using System.Collections.Immutable;
using System.Text;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Handoffs.Cybersecurity;

/// <summary>A package by its package URL (ECMA-427): what bills of materials, scanners and advisories agree on when they name software.
/// Two that are equal by <see cref="ToString"/> are the same package and version.</summary>
/// <param name="Type">The ecosystem, in small letters: <c>npm</c>.</param>
/// <param name="Namespace">Maven's group, npm's scope, a distribution; null where there is none.</param>
/// <param name="Name">The package.</param>
/// <param name="Version">Null where none is stated.</param>
/// <param name="Qualifiers">Sorted by key; no key twice.</param>
/// <param name="Subpath">A folder in the package; null where there is none.</param>
public sealed record PackageUrl(string Type, string? Namespace, string Name, string? Version,
    ImmutableArray<KeyValuePair<string, string>> Qualifiers, string? Subpath)
{
    private const int MaxLength = 4_096;
    private const string PathNamed = "git";
    private const string Unreserved = "-._~:";

    /// <summary>Reads one. A tolerant reader lowers the case of qualifiers' keys as the standard's canonical form has them; a strict one
    /// refuses them. Refuses (<c>purl-form</c>, <c>purl-type</c>, <c>purl-name</c>, <c>purl-qualifier</c>, <c>purl-rule</c>).</summary>
    public static Outcome<PackageUrl> Parse(string text, bool isTolerant = false)
    {
        if (text.Length > MaxLength || !text.StartsWith("pkg:", StringComparison.Ordinal))
            return Refuse("purl-form", $"A package URL begins with pkg: and has at most {MaxLength} characters", text);
        var (rest, subpath) = CutLast(text[4..].TrimStart('/'), '#');
        (rest, var qualifiers) = CutLast(rest, '?');
        rest = rest.Trim('/');
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return Refuse("purl-form", "The package URL has a type and no name", text);
        var path = rest[(slash + 1)..];
        var at = path.LastIndexOf('@') is var mark && mark > path.LastIndexOf('/') ? mark : -1;
        var version = at < 0 ? null : Decode(path[(at + 1)..]);
        var segments = (at < 0 ? path : path[..at]).Split('/');
        if (segments[^1].Length == 0) return Refuse("purl-name", "The package URL has no name", text);
        // A git host is the namespace; the whole path on it is the name.
        var parted = rest[..slash].Equals(PathNamed, StringComparison.OrdinalIgnoreCase) ? 1 : segments.Length - 1;
        var space = string.Join('/', segments[..parted].Where(each => each.Length > 0).Select(Decode));
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var pair in (qualifiers ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0) return Refuse("purl-qualifier", $"The qualifier '{pair}' has no value", text);
            // The suite takes "repositorY_url" and refuses "Platform": a key begins with a small letter.
            var key = isTolerant || char.IsAsciiLetterLower(pair[0]) ? pair[..equals].ToLowerInvariant() : pair[..equals];
            pairs.Add(KeyValuePair.Create(key, Decode(pair[(equals + 1)..])));
        }

        return Build(rest[..slash], space, Decode(string.Join('/', segments[parted..])), version, pairs, subpath is null ? null : Decode(subpath));
    }

    /// <summary>Makes one of its parts in the canonical form of its type. Refuses as <see cref="Parse"/> does.</summary>
    public static Outcome<PackageUrl> Build(string? type, string? space, string? name, string? version,
        IEnumerable<KeyValuePair<string, string>> qualifiers, string? subpath)
    {
        type = type?.ToLowerInvariant() ?? "";
        if (type.Length == 0 || !char.IsAsciiLetter(type[0]) || !type.All(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '-'))
            return Refuse("purl-type", "A type is letters, digits, dots and dashes after a letter", type);
        if (string.IsNullOrEmpty(name)) return Refuse("purl-name", "A package has a name", type);
        var kept = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in qualifiers)
        {
            if (key.Length == 0 || !(key[0] is >= 'a' and <= 'z') || !key.All(one => one is >= 'a' and <= 'z' or >= '0' and <= '9' or '.'
                or '-' or '_')) return Refuse("purl-qualifier", $"The qualifier '{key}' is not of small letters, digits, . - _", name);
            if (value.Length > 0 && !kept.TryAdd(key, value)) return Refuse("purl-qualifier", $"The qualifier '{key}' comes twice", name);
        }

        var folders = (subpath ?? "").Split('/').Where(each => each.Length > 0 && each is not "." and not "..");
        var made = new PackageUrl(type, NullIfEmpty(space?.Trim('/')), name, NullIfEmpty(version), [.. kept],
            NullIfEmpty(string.Join('/', folders)));
        return PackageTypes.Check(made) is { } fault ? Refuse("purl-rule", fault, made.ToString()) : PackageTypes.Canonical(made);
    }

    /// <summary>The value of a qualifier; null where it is not there.</summary>
    public string? Qualifier(string key) => Qualifiers.FirstOrDefault(each => each.Key == key).Value;

    /// <summary>The same package in any version, which is what an advisory's range is about.</summary>
    public string Package => $"pkg:{Type}/{(Namespace is null ? "" : Encode(Namespace, "/") + "/")}{Encode(Name, Type == PathNamed ? "/" : "")}";

    /// <summary>The canonical text.</summary>
    public override string ToString() => Package + (Version is null ? "" : "@" + Encode(Version))
        + (Qualifiers.IsEmpty ? "" : "?" + string.Join('&', Qualifiers.Select(each => $"{each.Key}={Encode(each.Value)}")))
        + (Subpath is null ? "" : "#" + Encode(Subpath, "/"));

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static (string Left, string? Right) CutLast(string text, char mark) =>
        text.LastIndexOf(mark) is var at && at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);

    private static string Decode(string text) => Uri.UnescapeDataString(text);

    private static string Encode(string text, string also = "")
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var one in Encoding.UTF8.GetBytes(text))
            if (char.IsAsciiLetterOrDigit((char)one) || Unreserved.Contains((char)one, StringComparison.Ordinal)
                || also.Contains((char)one, StringComparison.Ordinal)) encoded.Append((char)one);
            else encoded.Append('%').Append(one.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        return encoded.ToString();
    }

    private static Refusal Refuse(string code, string what, string where) =>
        new(code, what, $"'{(where.Length > 80 ? where[..80] + "…" : where)}'", "Correct the package URL, or leave it out.");
}
