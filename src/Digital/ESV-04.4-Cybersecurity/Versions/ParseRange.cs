using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Versions;

/// <summary>Reads a VERS range: <c>vers:npm/&gt;=1.0.0|&lt;2.0.0</c>.</summary>
public static class ParseRange
{
    private static readonly ImmutableArray<string> operators = [">=", "<=", "!=", "<", ">", "="];

    /// <summary>The range. Refuses (<c>range-form</c>) what is not VERS, and (<c>range-order</c>) bounds out of order or written otherwise
    /// than VERS' canonical form unless any order is taken; <c>unknown-scheme</c> as <see cref="CompareVersions.SchemeOf"/>.</summary>
    public static Outcome<VersRange> Run(string text, bool inAnyOrder = false)
    {
        if (!text.StartsWith("vers:", StringComparison.Ordinal) || text.IndexOf('/', StringComparison.Ordinal) is var slash && slash < 6)
            return Refuse("range-form", "A range is written vers:SCHEME/BOUND|BOUND", text);
        var ecosystem = text[5..slash];
        var scheme = CompareVersions.SchemeOf(ecosystem);
        if (scheme is Outcome<VersionScheme>.Refused refused) return refused.Refusal;
        var constraints = new List<VersConstraint>();
        foreach (var bound in text[(slash + 1)..].Split('|'))
        {
            if (bound.Length == 0 || bound.Any(char.IsWhiteSpace))
                return Refuse("range-form", "A bound is empty or holds a space", text);
            var sign = operators.FirstOrDefault(each => bound.StartsWith(each, StringComparison.Ordinal)) ?? "";
            var version = Uri.UnescapeDataString(bound[sign.Length..]);
            if (bound == "*") constraints.Add(new("*", ""));
            else if (version.Length == 0) return Refuse("range-form", $"The bound '{bound}' has no version", text);
            else constraints.Add(new(sign.Length == 0 ? "=" : sign, version));
        }

        if (constraints.Count > 1 && constraints.Exists(each => each.Operator == "*"))
            return Refuse("range-form", "A star stands alone", text);
        var made = VersRange.Of(ecosystem, scheme.OrThrow(), constraints);
        if (!inAnyOrder && made is Outcome<VersRange>.Done { Value: var range } && range.ToString() != text)
            return Refuse("range-order", $"The canonical form is {range}", text);
        return made;
    }

    private static Refusal Refuse(string code, string what, string text) =>
        new(code, what, $"'{(text.Length > 80 ? text[..80] + "…" : text)}'", "Correct the range.");
}
