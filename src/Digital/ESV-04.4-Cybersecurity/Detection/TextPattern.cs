using System.Collections.Immutable;
using System.Text;

namespace Busbar.Digital.Cybersecurity.Detection;

/// <summary>A value of a rule with its wildcards, made ready to be held against texts. Never tries the same star twice, so that no text
/// makes it slow beyond its length times the value's. Source: Sigma specification 2, section "Wildcards and escaping".</summary>
internal sealed class TextPattern
{
    private const string Dashes = "-/\u2013\u2014\u2015";

    private enum Kind { Letter, One, Run, Dash }

    private readonly record struct Piece(Kind Kind, char Letter);

    private readonly ImmutableArray<ImmutableArray<Piece>> segments;
    private readonly ImmutableArray<string?> literals;
    private readonly bool isCased;

    private TextPattern(IEnumerable<Piece> pieces, bool isCased)
    {
        this.isCased = isCased;
        var all = new List<ImmutableArray<Piece>>();
        var current = ImmutableArray.CreateBuilder<Piece>();
        foreach (var piece in pieces)
            if (piece.Kind == Kind.Run) all.Add(current.DrainToImmutable());
            else current.Add(piece);
        all.Add(current.DrainToImmutable());
        segments = [.. all];
        literals = [.. segments.Select(each => each.All(piece => piece.Kind == Kind.Letter)
            ? string.Concat(each.Select(piece => piece.Letter)) : null)];
    }

    /// <summary>A value with <c>*</c>, <c>?</c> and backslashes before them.</summary>
    /// <param name="isOpenLeft">True when anything may come before it.</param>
    /// <param name="isOpenRight">True when anything may come after it.</param>
    /// <param name="isDashed">True when a dash that begins an option may be any of the five that Windows takes.</param>
    public static TextPattern Parse(string value, bool isOpenLeft, bool isOpenRight, bool isDashed, bool isCased)
    {
        var pieces = new List<Piece>();
        if (isOpenLeft) pieces.Add(new(Kind.Run, '*'));
        for (var i = 0; i < value.Length; i++)
        {
            var one = value[i];
            if (one == '\\' && i + 1 < value.Length && value[i + 1] is '*' or '?' or '\\') pieces.Add(new(Kind.Letter, value[++i]));
            else if (one == '*') pieces.Add(new(Kind.Run, one));
            else if (one == '?') pieces.Add(new(Kind.One, one));
            else if (isDashed && one is '-' or '/' && (i == 0 || !IsWord(value[i - 1])) && i + 1 < value.Length && IsWord(value[i + 1]))
                pieces.Add(new(Kind.Dash, one));
            else pieces.Add(new(Kind.Letter, one));
        }
        if (isOpenRight) pieces.Add(new(Kind.Run, '*'));
        return new(pieces, isCased);
    }

    /// <summary>A value as it stands, found anywhere.</summary>
    public static TextPattern Within(string value, bool isCased) =>
        new([new(Kind.Run, '*'), .. value.Select(one => new Piece(Kind.Letter, one)), new(Kind.Run, '*')], isCased);

    /// <summary>The value without its escapes; null where it holds a wildcard.</summary>
    public static string? Plain(string value)
    {
        var text = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
            if (value[i] == '\\' && i + 1 < value.Length && value[i + 1] is '*' or '?' or '\\') text.Append(value[++i]);
            else if (value[i] is '*' or '?') return null;
            else text.Append(value[i]);
        return text.ToString();
    }

    public bool Fits(string text)
    {
        var (first, last) = (segments[0], segments[^1]);
        if (segments.Length == 1) return text.Length == first.Length && FitsAt(0, text, 0);
        if (text.Length < first.Length + last.Length || !FitsAt(0, text, 0)) return false;
        var end = text.Length - last.Length;
        if (!FitsAt(segments.Length - 1, text, end)) return false;
        var from = first.Length;
        for (var i = 1; i < segments.Length - 1; i++)
        {
            var found = Find(i, text, from, end);
            if (found < 0) return false;
            from = found + segments[i].Length;
        }
        return true;
    }

    private int Find(int segment, string text, int from, int end)
    {
        if (literals[segment] is { } literal)
        {
            var found = text.AsSpan(from, end - from).IndexOf(literal,
                isCased ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
            return found < 0 ? -1 : from + found;
        }
        for (var at = from; at + segments[segment].Length <= end; at++)
            if (FitsAt(segment, text, at)) return at;
        return -1;
    }

    private bool FitsAt(int segment, string text, int at)
    {
        var pieces = segments[segment];
        for (var i = 0; i < pieces.Length; i++)
        {
            var one = text[at + i];
            var fits = pieces[i].Kind switch
            {
                Kind.One => true,
                Kind.Dash => Dashes.Contains(one, StringComparison.Ordinal),
                _ => one == pieces[i].Letter || !isCased && char.ToUpperInvariant(one) == char.ToUpperInvariant(pieces[i].Letter),
            };
            if (!fits) return false;
        }
        return true;
    }

    private static bool IsWord(char one) => char.IsLetterOrDigit(one) || one == '_';
}
