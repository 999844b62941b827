using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Detection;

/// <summary>Makes a line of a selection into a test of an event. Source: Sigma specification 2, appendix "Modifiers".</summary>
internal static class ValueTests
{
    private static readonly ImmutableHashSet<string> known =
    [
        "contains", "startswith", "endswith", "all", "re", "i", "m", "s", "cidr", "base64", "base64offset", "wide", "utf16", "utf16le",
        "utf16be", "windash", "cased", "exists", "fieldref", "gt", "gte", "lt", "lte", "neq",
    ];

    private static readonly ImmutableHashSet<string> comparisons = ["re", "cidr", "exists", "fieldref", "gt", "gte", "lt", "lte"];

    /// <summary>The test. Refuses modifiers we do not run (<c>unsupported-modifier</c>), pairs that contradict each other
    /// (<c>modifiers-clash</c>) and values they cannot take (<c>bad-value</c>, and what <see cref="LinearRegex"/> refuses).</summary>
    public static Outcome<Func<SecurityEvent, bool>> Make(FieldTest test, string where)
    {
        var modifiers = test.Modifiers.ToHashSet();
        if (test.Modifiers.FirstOrDefault(each => !known.Contains(each)) is { } foreign)
            return new Refusal("unsupported-modifier", $"The modifier '{foreign}' is not run", where, "Say it with another.");
        var kinds = comparisons.Where(modifiers.Contains).Order().ToList();
        if (kinds.Count > 1 || kinds.Count == 1 && kinds[0] != "fieldref" && modifiers.Overlaps(["contains", "startswith", "endswith"]))
            return new Refusal("modifiers-clash", $"'{string.Join("|", test.Modifiers)}' compares in two ways", where, "Keep one.");
        var parts = new List<Func<SecurityEvent, bool>>();
        foreach (var value in test.Values)
        {
            var made = One(test.Field, value, modifiers, where);
            if (made is Outcome<Func<SecurityEvent, bool>>.Refused refused) return refused.Refusal;
            parts.Add(made.OrThrow());
        }
        Func<SecurityEvent, bool> whole = modifiers.Contains("all") ? it => parts.TrueForAll(part => part(it))
            : parts.Count == 1 ? parts[0] : it => parts.Exists(part => part(it));
        if (!modifiers.Contains("neq")) return whole;
        return new Outcome<Func<SecurityEvent, bool>>.Done(it => !whole(it), []);
    }

    private static Outcome<Func<SecurityEvent, bool>> One(string field, string? value, HashSet<string> modifiers, string where)
    {
        if (value is null) return Done(it => it[field].IsEmpty);
        if (modifiers.Contains("exists"))
            return value.ToLowerInvariant() switch
            {
                "true" or "yes" => Done(it => !it[field].IsEmpty),
                "false" or "no" => Done(it => it[field].IsEmpty),
                _ => Bad(value, "true or false", where),
            };
        if (modifiers.Contains("fieldref")) return Done(FieldReference(field, value, modifiers));
        return Text(value, modifiers, where).Select<Func<SecurityEvent, bool>>(fits => field.Length == 0
            ? it => it.Texts.Any(fits)
            : it =>
            {
                foreach (var each in it[field])
                    if (fits(each)) return true;
                return false;
            });
    }

    private static Func<SecurityEvent, bool> FieldReference(string field, string other, HashSet<string> modifiers)
    {
        var comparison = modifiers.Contains("cased") ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        Func<string, string, bool> compare = modifiers.Contains("contains") ? (left, right) => left.Contains(right, comparison)
            : modifiers.Contains("startswith") ? (left, right) => left.StartsWith(right, comparison)
            : modifiers.Contains("endswith") ? (left, right) => left.EndsWith(right, comparison)
            : (left, right) => left.Equals(right, comparison);
        return it => it[field].Any(left => it[other].Any(right => compare(left, right)));
    }

    private static Outcome<Func<string, bool>> Text(string value, HashSet<string> modifiers, string where)
    {
        if (modifiers.Contains("re"))
        {
            var options = (modifiers.Contains("i") ? RegexOptions.IgnoreCase : 0) | (modifiers.Contains("m") ? RegexOptions.Multiline : 0)
                | (modifiers.Contains("s") ? RegexOptions.Singleline : 0);
            return LinearRegex.Make(value, options, where).Select<Func<string, bool>>(regex => regex.IsMatch);
        }
        if (modifiers.Contains("cidr"))
            return IPNetwork.TryParse(value, out var network)
                ? new Outcome<Func<string, bool>>.Done(text => IPAddress.TryParse(text, out var address) && network.Contains(address), [])
                : Bad(value, "a network as 10.0.0.0/8", where);
        if (comparisons.FirstOrDefault(modifiers.Contains) is { } order) return Order(value, order, where);
        return Encoded(value, modifiers, where);
    }

    private static Outcome<Func<string, bool>> Order(string value, string order, string where)
    {
        if (!IsNumber(value, out var limit)) return Bad(value, "a number", where);
        return new Outcome<Func<string, bool>>.Done(text => IsNumber(text, out var number) && order switch
        {
            "gt" => number > limit,
            "gte" => number >= limit,
            "lt" => number < limit,
            _ => number <= limit,
        }, []);
    }

    private static Outcome<Func<string, bool>> Encoded(string value, HashSet<string> modifiers, string where)
    {
        var isCased = modifiers.Contains("cased");
        var isBase64 = modifiers.Overlaps(["base64", "base64offset"]);
        var isWide = modifiers.Overlaps(["wide", "utf16", "utf16le", "utf16be"]);
        if (isWide && !isBase64)
            return new Refusal("modifiers-clash", "A UTF-16 modifier stands without base64", where, "Add base64 or base64offset.");
        if (!isBase64)
        {
            var pattern = TextPattern.Parse(value, modifiers.Overlaps(["contains", "endswith"]),
                modifiers.Overlaps(["contains", "startswith"]), modifiers.Contains("windash"), isCased);
            return new Outcome<Func<string, bool>>.Done(pattern.Fits, []);
        }
        if (TextPattern.Plain(value) is not { } plain) return Bad(value, "a text without wildcards under base64", where);
        var encoding = modifiers.Contains("utf16be") ? Encoding.BigEndianUnicode : isWide ? Encoding.Unicode : Encoding.UTF8;
        byte[] bytes = modifiers.Contains("utf16") ? [.. encoding.GetPreamble(), .. encoding.GetBytes(plain)] : encoding.GetBytes(plain);
        if (!modifiers.Contains("base64offset"))
        {
            var whole = TextPattern.Parse(Convert.ToBase64String(bytes), modifiers.Overlaps(["contains", "endswith"]),
                modifiers.Overlaps(["contains", "startswith"]), isDashed: false, isCased: true);
            return new Outcome<Func<string, bool>>.Done(whole.Fits, []);
        }
        ImmutableArray<TextPattern> shifted = [.. Enumerable.Range(0, 3).Select(shift => TextPattern.Within(Shifted(bytes, shift), true))];
        return new Outcome<Func<string, bool>>.Done(text => shifted.Any(each => each.Fits(text)), []);
    }

    /// <summary>The letters of base64 that are the same whatever stands before and after the bytes.</summary>
    private static string Shifted(byte[] bytes, int shift)
    {
        var text = Convert.ToBase64String([.. new byte[shift], .. bytes]);
        var cut = ((bytes.Length + shift) % 3) switch { 0 => 0, 1 => 3, _ => 2 };
        return text[(shift switch { 0 => 0, 1 => 2, _ => 3 })..^cut];
    }

    private static bool IsNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static Outcome<Func<SecurityEvent, bool>> Done(Func<SecurityEvent, bool> test) =>
        new Outcome<Func<SecurityEvent, bool>>.Done(test, []);

    private static Refusal Bad(string value, string wanted, string where) =>
        new("bad-value", $"'{value}' is not {wanted}", where, "Correct the value.");
}
