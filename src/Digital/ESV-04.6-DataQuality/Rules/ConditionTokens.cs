using System.Globalization;
using Busbar.Digital.Handoffs.DataQuality;

namespace Busbar.Digital.DataQuality.Rules;

/// <summary>The words of a condition, one after another: names (bare, or in backticks or brackets), numbers, texts in single or double
/// quotes, true, false, and signs.</summary>
internal sealed class ConditionTokens
{
    private readonly string text;
    private int end;

    public ConditionTokens(string text)
    {
        this.text = text;
        Next();
    }

    /// <summary>Where the current word starts.</summary>
    public int Start { get; private set; }

    public string Current => text[Start..end];

    public bool IsAtEnd => Start >= text.Length;

    public void Stop() => Start = end = text.Length;

    public bool Peek(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (string.Equals(Current, word, StringComparison.OrdinalIgnoreCase)) return !IsAtEnd;
        return false;
    }

    /// <summary>Goes on if the current word is one of these.</summary>
    public bool Take(params ReadOnlySpan<string> words)
    {
        if (!Peek(words)) return false;
        Next();
        return true;
    }

    /// <summary>The literal at hand, and goes on; null where there is none.</summary>
    public Cell? Literal()
    {
        if (IsAtEnd) return null;
        var word = Current;
        Cell? literal = word[0] is '\'' or '"' && word.Length > 1 && word[^1] == word[0]
            ? Cell.Of(word[1..^1].Replace($"{word[0]}{word[0]}", $"{word[0]}", StringComparison.Ordinal))
            : double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !char.IsLetter(word[0])
                ? Cell.Of(number)
                : word.ToUpperInvariant() switch { "TRUE" => Cell.Of(true), "FALSE" => Cell.Of(false), _ => null };
        if (literal is not null) Next();
        return literal;
    }

    /// <summary>The name at hand, and goes on; null where there is none.</summary>
    public string? Name()
    {
        if (IsAtEnd) return null;
        var word = Current;
        var name = word[0] == '`' && word.Length > 2 && word[^1] == '`' ? word[1..^1]
            : char.IsLetter(word[0]) || word[0] == '_' ? word : null;
        if (name is not null) Next();
        return name;
    }

    private void Next()
    {
        Start = end;
        while (Start < text.Length && char.IsWhiteSpace(text[Start])) Start++;
        end = Start;
        if (IsAtEnd) return;
        var first = text[Start];
        if (first is '\'' or '"' or '`') EndQuoted(first);
        else if (char.IsLetterOrDigit(first) || first is '_' or '.' || (first == '-' && Start + 1 < text.Length
            && char.IsDigit(text[Start + 1]))) EndWord();
        else end = Start + (Start + 1 < text.Length && text[Start..(Start + 2)] is "==" or "!=" or "<>" or "<=" or ">=" ? 2 : 1);
    }

    private void EndQuoted(char quote)
    {
        end = Start + 1;
        while (end < text.Length)
            if (text[end++] == quote)
            {
                if (end >= text.Length || text[end] != quote) return;
                end++;
            }
    }

    private void EndWord()
    {
        var isNumber = !char.IsLetter(text[Start]) && text[Start] != '_';
        end = Start + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '.'
            || (isNumber && text[end] is '-' or '+' && text[end - 1] is 'e' or 'E'))) end++;
    }
}
