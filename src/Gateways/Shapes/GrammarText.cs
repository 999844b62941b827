using System.Globalization;
using System.Text.RegularExpressions;

namespace Busbar.Gateways.Shapes;

/// <summary>The text of a grammar, read from the front: words, signs, and marks of the versions that something belongs to.</summary>
internal sealed class GrammarText(string text, int version)
{
    private int at;

    /// <summary>The next sign after white space; '\0' at the end.</summary>
    public char Peek()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at < text.Length ? text[at] : '\0';
    }

    /// <summary>The sign that follows at once; '\0' at the end.</summary>
    public char Here => at < text.Length ? text[at] : '\0';

    /// <summary>True before a mark of versions.</summary>
    public bool IsAtMark => Peek() == '@' && at + 1 < text.Length && (char.IsAsciiDigit(text[at + 1]) || text[at + 1] == '-');

    public bool Take(char one)
    {
        if (Peek() != one) return false;
        at++;
        return true;
    }

    public void Expect(char one)
    {
        if (!Take(one)) throw new FormatException($"'{one}' was expected at {at}: {text[at..Math.Min(text.Length, at + 40)]}");
    }

    public string Word(string stops)
    {
        Peek();
        var start = at;
        // JSON-LD's own names begin with an @, which else marks versions.
        if (Here == '@') at++;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && !stops.Contains(text[at], StringComparison.Ordinal)) at++;
        return at > start ? text[start..at] : throw new FormatException($"A word was expected at {at}.");
    }

    /// <summary>All up to a sign, which is passed over.</summary>
    public string Until(char end)
    {
        var start = at;
        at = text.IndexOf(end, start) + 1;
        return text[start..(at - 1)];
    }

    /// <summary>Reads the versions that something belongs to; without them it is everyone's.</summary>
    public bool IsOurs()
    {
        if (!IsAtMark) return true;
        at++;
        var bounds = Regex.Match(text[at..Math.Min(text.Length, at + 8)], @"^(\d*)(-(\d+))?");
        at += bounds.Length;
        int Bound(int group, int none) => bounds.Groups[group].Length == 0 ? none
            : int.Parse(bounds.Groups[group].Value, CultureInfo.InvariantCulture);
        return version >= Bound(1, 0) && version <= Bound(3, int.MaxValue);
    }

    /// <summary>Texts with ~ for a space up to a sign; a mark holds for those that follow it.</summary>
    public List<string> Texts(char end)
    {
        var (values, isOurs) = (new List<string>(), true);
        while (!Take(end))
            if (IsAtMark) isOurs = IsOurs();
            else if (Word(stops: end.ToString()).Replace('~', ' ') is var value && isOurs) values.Add(value);
        return values;
    }

    /// <summary>Bounds written <c>(low..high)</c>, either left out; null where there are none at once.</summary>
    public (string Low, string High)? Bounds()
    {
        if (Here != '(') return null;
        at++;
        return Until(')').Split("..") is [var low, var high] ? (low, high) : throw new FormatException($"Bounds were expected at {at}.");
    }
}
