using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Busbar.Gateways.Bills;

/// <summary>A licence expression (SPDX 2.3, annex D): identifiers and references, WITH an exception, joined by AND, which binds closer, and
/// OR, in brackets where need be.</summary>
internal sealed partial class SpdxExpression
{
    private const int MaxDepth = 50;

    private readonly Queue<string> tokens;
    private readonly IReadOnlySet<string> defined;
    private readonly List<string> unknown = [];

    private SpdxExpression(string text, IReadOnlySet<string> defined) =>
        (tokens, this.defined) = (new(Token().Matches(text).Select(match => match.Value)), defined);

    /// <summary>What is wrong with a text that should be one: <c>licence-form</c>, or <c>licence-unknown</c> for an identifier that is not
    /// on the list and a reference that the document does not define; null where nothing is.</summary>
    public static (string Code, string What)? Fault(string text, IReadOnlySet<string> defined)
    {
        var expression = new SpdxExpression(text, defined);
        if (!expression.Any(0) || expression.tokens.Count > 0) return ("licence-form", $"'{text}' is no licence expression");
        return expression.unknown is [var first, ..] ? ("licence-unknown", $"The licence '{first}' is not known") : null;
    }

    private bool Any(int depth) => Joined("OR", () => Joined("AND", () => One(depth)));

    private bool Joined(string operation, Func<bool> part)
    {
        if (!part()) return false;
        while (tokens.TryPeek(out var next) && next == operation)
        {
            tokens.Dequeue();
            if (!part()) return false;
        }
        return true;
    }

    private bool One(int depth)
    {
        if (!tokens.TryDequeue(out var first) || depth > MaxDepth) return false;
        if (first == "(") return Any(depth + 1) && tokens.TryDequeue(out var end) && end == ")";
        if (!Name(first, "LicenseRef-", name => SpdxLicences.Licences.Contains(name)
            || SpdxLicences.Licences.Contains(name.TrimEnd('+')))) return false;
        if (!tokens.TryPeek(out var with) || with != "WITH") return true;
        tokens.Dequeue();
        return tokens.TryDequeue(out var addition) && Name(addition, "AdditionRef-", SpdxLicences.Exceptions.Contains);
    }

    /// <summary>A name of the list or of the document's own; one of another document is taken as it is.</summary>
    private bool Name(string token, string own, Func<string, bool> isKnown)
    {
        if (Reference().Match(token) is { Success: true } match)
        {
            if (match.Groups["kind"].Value != own) return false;
            if (!match.Groups["other"].Success && !defined.Contains(token)) unknown.Add(token);
            return true;
        }

        if (token is "AND" or "OR" or "WITH" || token.StartsWith("LicenseRef-", StringComparison.OrdinalIgnoreCase)
            || !Identifier().IsMatch(token)) return false;
        if (!isKnown(token.ToLowerInvariant())) unknown.Add(token);
        return true;
    }

    [GeneratedRegex(@"[()]|[^\s()]+")]
    private static partial Regex Token();

    [GeneratedRegex(@"^(?<other>DocumentRef-[A-Za-z0-9.-]+:)?(?<kind>LicenseRef-|AdditionRef-)[A-Za-z0-9.-]+$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();

    [GeneratedRegex(@"^[A-Za-z0-9.-]+\+?$")]
    private static partial Regex Identifier();
}
