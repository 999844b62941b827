using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Operations.Alerts;

/// <summary>A condition on one label, as Alertmanager writes it: <c>severity="page"</c>, <c>!=</c>, <c>=~</c> and <c>!~</c> with a pattern
/// that must fit the whole value. A label that is absent counts as empty.</summary>
/// <param name="Label">The label's name.</param>
/// <param name="Operator">One of the four.</param>
/// <param name="Value">The value or pattern.</param>
public sealed record LabelMatcher(string Label, string Operator, string Value)
{
    private readonly Regex? pattern = Operator is "=~" or "!~"
        ? new Regex($@"\A(?:{Value})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant) : null;

    /// <summary>Reads a matcher. Refuses one that is none (<c>bad-matcher</c>), a pattern that backtracks among them.</summary>
    public static Outcome<LabelMatcher> Parse(string text)
    {
        var parts = Regex.Match(text, """^\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*(=~|!~|!=|=)\s*(?:"([^"]*)"|([^"\s]*))\s*$""",
            RegexOptions.NonBacktracking);
        if (!parts.Success) return Bad(text, "A label, one of = != =~ !~, and a value were expected");
        try
        {
            return new LabelMatcher(parts.Groups[1].Value, parts.Groups[2].Value, parts.Groups[3].Value + parts.Groups[4].Value);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return Bad(text, fault.Message);
        }
    }

    /// <summary>True when the labels meet the condition.</summary>
    public bool Fits(ImmutableSortedDictionary<string, string> labels)
    {
        var value = labels.GetValueOrDefault(Label) ?? "";
        return Operator switch
        {
            "=" => value == Value,
            "!=" => value != Value,
            "=~" => pattern!.IsMatch(value),
            _ => !pattern!.IsMatch(value),
        };
    }

    private static Refusal Bad(string text, string what) => new("bad-matcher", what, $"matcher '{text}'",
        "Write it as severity=\"page\" or service=~\"price.*\".");
}

/// <summary>Asks all matchers at once.</summary>
internal static class LabelMatchers
{
    public static bool FitAll(this ImmutableArray<LabelMatcher> matchers, ImmutableSortedDictionary<string, string> labels)
    {
        foreach (var matcher in matchers)
            if (!matcher.Fits(labels)) return false;
        return true;
    }
}
