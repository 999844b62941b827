using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Busbar.Digital.Cybersecurity.Detection;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Intelligence;

/// <summary>Reads a STIX pattern over single events: comparisons joined by AND and OR, observations joined by OR. A network compared with
/// <c>=</c> holds of every address in it, as published indicators mean it. Source: STIX 2.1, section 9.</summary>
internal sealed partial class ReadPattern
{
    private const int MaxWords = 5_000;
    private const int MaxDepth = 50;

    private readonly ImmutableArray<string> words;
    private readonly string where;
    private int at;
    private int depth;
    private Refusal? fault;

    private ReadPattern(string pattern, string where) => (words, this.where) =
        ([.. Word().Matches(pattern).Select(match => match.Value).Where(word => !string.IsNullOrWhiteSpace(word))], where);

    /// <summary>The question over an event. Refuses a pattern that does not parse (<c>bad-pattern</c>), asks for several events
    /// (<c>unsupported-pattern</c>) or for what no event of ours says (<c>path-not-mapped</c>), and expressions as
    /// <see cref="LinearRegex"/> does.</summary>
    public static Outcome<Func<SecurityEvent, bool>> Run(string pattern, string where)
    {
        var reading = new ReadPattern(pattern, where);
        if (reading.words.Length > MaxWords) return new Refusal("bad-pattern", $"It has more than {MaxWords} words", where, "Split it.");
        if (reading.words.FirstOrDefault(word => word is "FOLLOWEDBY" or "WITHIN" or "REPEATS" or "START" or "STOP") is { } foreign)
            return new Refusal("unsupported-pattern", $"'{foreign}' asks for several events", where, "Ask for one.");
        var whole = reading.Observations();
        if (reading.at < reading.words.Length && reading.words[reading.at] == "AND")
            return new Refusal("unsupported-pattern", "It asks for two observations together", where, "Ask for one.");
        if (reading.at < reading.words.Length) reading.Fail($"'{reading.words[reading.at]}' is left over");
        return reading.fault is { } refusal ? refusal : new Outcome<Func<SecurityEvent, bool>>.Done(whole, []);
    }

    private Func<SecurityEvent, bool> Observations() => Joined("OR", () =>
    {
        var isBracket = Take("(");
        if (!isBracket && !Take("[")) return Fail("an observation begins with [");
        var inner = isBracket ? Observations() : Either();
        return Take(isBracket ? ")" : "]") ? inner : Fail("a bracket stays open");
    });

    private Func<SecurityEvent, bool> Either() => Joined("OR", Both);

    private Func<SecurityEvent, bool> Both()
    {
        var left = Comparison();
        while (Take("AND"))
        {
            var (first, second) = (left, Comparison());
            left = it => first(it) && second(it);
        }
        return left;
    }

    private Func<SecurityEvent, bool> Joined(string word, Func<Func<SecurityEvent, bool>> read)
    {
        if (++depth > MaxDepth) return Fail("it is nested too deep");
        var parts = new List<Func<SecurityEvent, bool>> { read() };
        while (Take(word)) parts.Add(read());
        depth--;
        return it => parts.Exists(part => part(it));
    }

    private Func<SecurityEvent, bool> Comparison()
    {
        if (Take("("))
        {
            var inner = Either();
            return Take(")") ? inner : Fail("a bracket stays open");
        }
        if (fault is not null || at + 2 >= words.Length) return Fail("it breaks off");
        var path = words[at++].Replace("'", "", StringComparison.Ordinal);
        if (!path.Contains(':', StringComparison.Ordinal)) return Fail($"'{path}' is no object path");
        if (!ObservedValues.Knows(path))
        {
            fault ??= new("path-not-mapped", $"No event says '{path}'", where, "Nothing is to be done: it can match no log of ours.");
            return _ => false;
        }
        var isNot = Take("NOT");
        if (at >= words.Length) return Fail("it breaks off");
        var fits = Fits(words[at++], path);
        return it => ObservedValues.Of(path, it).Any(value => fits(value) != isNot);
    }

    private Func<string, bool> Fits(string comparison, string path)
    {
        if (comparison == "IN")
        {
            var values = new List<Func<string, bool>>();
            if (!Take("(")) return Wrong("a set begins with (");
            do
                values.Add(Same(Value(), path));
            while (Take(","));
            return Take(")") ? text => values.Exists(value => value(text)) : Wrong("a set stays open");
        }
        var operand = Value();
        return comparison switch
        {
            "=" => Same(operand, path),
            "!=" when Same(operand, path) is var same => text => !same(text),
            ">" => Order(operand, order => order > 0),
            ">=" => Order(operand, order => order >= 0),
            "<" => Order(operand, order => order < 0),
            "<=" => Order(operand, order => order <= 0),
            "LIKE" => TextPattern.Parse(operand.Replace("*", "\\*", StringComparison.Ordinal).Replace("?", "\\?", StringComparison.Ordinal)
                .Replace('%', '*').Replace('_', '?'), isOpenLeft: false, isOpenRight: false, isDashed: false, isCased: true).Fits,
            "MATCHES" => Expression(operand),
            "ISSUBSET" when IPNetwork.TryParse(Net(operand), out var network) => text => IPAddress.TryParse(text, out var address)
                && network.Contains(address),
            _ => Wrong($"'{comparison}' is no comparison with '{operand}'"),
        };
    }

    private Func<string, bool> Expression(string pattern)
    {
        var made = LinearRegex.Make(pattern, RegexOptions.Singleline, where);
        if (made is Outcome<Regex>.Done done) return done.Value.IsMatch;
        fault ??= ((Outcome<Regex>.Refused)made).Refusal;
        return _ => false;
    }

    private static Func<string, bool> Same(string operand, string path)
    {
        if (path is "ipv4-addr:value" or "ipv6-addr:value" && IPNetwork.TryParse(Net(operand), out var network))
            return text => IPAddress.TryParse(text, out var address) && network.Contains(address);
        var comparison = path is "domain-name:value" || ObservedValues.IsHash(path) ? StringComparison.OrdinalIgnoreCase
            : StringComparison.Ordinal;
        return text => text.Equals(operand, comparison);
    }

    /// <summary>A network as the runtime takes it: bits beyond the prefix are cleared, a single address is a network of one.</summary>
    private static string Net(string text)
    {
        var parts = text.Split('/');
        if (!IPAddress.TryParse(parts[0], out var address)) return text;
        var bytes = address.GetAddressBytes();
        var bits = parts.Length == 2 && int.TryParse(parts[1], out var said) && said >= 0 && said <= bytes.Length * 8 ? said
            : bytes.Length * 8;
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)(bytes[i] & (bits >= (i + 1) * 8 ? 0xFF : bits <= i * 8 ? 0 : 0xFF << ((i + 1) * 8 - bits) & 0xFF));
        return FormattableString.Invariant($"{new IPAddress(bytes)}/{bits}");
    }

    private static Func<string, bool> Order(string operand, Func<int, bool> holds) => text =>
        decimal.TryParse(text, CultureInfo.InvariantCulture, out var left)
            && decimal.TryParse(operand, CultureInfo.InvariantCulture, out var right)
            ? holds(left.CompareTo(right)) : holds(string.CompareOrdinal(text, operand));

    private string Value()
    {
        if (at >= words.Length) Fail("it breaks off");
        var word = at < words.Length ? words[at++] : "''";
        if (word is ['t' or 'h' or 'b', '\'', ..]) word = word[1..];
        if (word is ['\'', .., '\'']) return Escape().Replace(word[1..^1], "$1");
        if (!char.IsAsciiDigit(word[0]) && word[0] is not '-' and not '+' && word is not ("true" or "false")) Fail($"'{word}' is no value");
        return word;
    }

    private bool Take(string word)
    {
        if (fault is not null || at >= words.Length || words[at] != word) return false;
        at++;
        return true;
    }

    private Func<SecurityEvent, bool> Fail(string what)
    {
        fault ??= new("bad-pattern", $"The pattern does not parse: {what}", where, "Correct it by STIX 2.1, section 9.");
        return _ => false;
    }

    private Func<string, bool> Wrong(string what)
    {
        Fail(what);
        return _ => false;
    }

    [GeneratedRegex(@"[thb]?'(?:[^'\\]|\\.)*'|[a-z0-9-]+:(?:[A-Za-z0-9_.\-\[\]*]|'[^']*')+|[\[\](),]|!=|[<>]=?|=|[^\s\[\](),=<>!']+|.",
        RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Word();

    [GeneratedRegex(@"\\(.)", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Escape();
}
