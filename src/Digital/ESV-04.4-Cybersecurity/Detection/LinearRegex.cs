using System.Globalization;
using System.Text.RegularExpressions;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Detection;

/// <summary>Regular expressions of outsiders, run in time linear in the text or not at all.</summary>
internal static class LinearRegex
{
    private const int MaxLength = 2_000;
    private const int MaxRepeats = 1_000;

    private static readonly Regex repeats = new(@"\{(\d*)(,(\d*))?\}", RegexOptions.NonBacktracking);

    /// <summary>The expression. Refuses one that does not parse (<c>bad-regex</c>), that needs backtracking (<c>regex-not-linear</c>:
    /// look-around, back references, atomic groups), or whose machine would be too large (<c>regex-too-large</c>).</summary>
    public static Outcome<Regex> Make(string pattern, RegexOptions options, string where)
    {
        var states = repeats.Matches(pattern).Aggregate(1.0, (all, match) =>
            all * Math.Max(1, Math.Max(Number(match, 1), Number(match, 3))));
        if (pattern.Length > MaxLength || states > MaxRepeats)
            return new Refusal("regex-too-large", $"The expression has {pattern.Length} letters and counts repeats up to {states:R}", where,
                $"Keep it below {MaxLength} letters and {MaxRepeats} repeats.");
        try
        {
            return new Regex(pattern, options | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException)
        {
            return new Refusal("regex-not-linear", $"'{pattern}' looks around, refers back or holds on, and may take for ever", where,
                "Say it without.");
        }
        catch (ArgumentException fault)
        {
            return new Refusal("bad-regex", fault.Message, where, "Correct the expression.");
        }
    }

    private static double Number(Match match, int group) =>
        double.TryParse(match.Groups[group].Value, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
