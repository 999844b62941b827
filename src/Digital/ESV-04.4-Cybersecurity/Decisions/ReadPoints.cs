using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Decisions;

/// <summary>Takes published decision points into their terms. Feeds drift in case; the values do not.</summary>
public static class ReadPoints
{
    /// <summary>The points, with a finding (<c>point-case</c>) where the case drifted. Refuses (<c>cve-rejected</c>, <c>point-missing</c>,
    /// <c>point-unknown</c>) what decides nothing.</summary>
    public static Outcome<SsvcPoints> Run(PublishedPoints published)
    {
        if (published.IsRejected)
            return Refuse("cve-rejected", $"{published.Cve} was rejected and has no decision points", published, "Drop the vulnerability.");
        string[] texts = [published.Exploitation, published.Automatable, published.TechnicalImpact];
        if (texts.Any(string.IsNullOrWhiteSpace))
            return Refuse("point-missing", $"{published.Cve} has not all three decision points", published, "Ask for them, or state them.");
        var lower = texts.Select(text => text.ToLowerInvariant()).ToArray();
        Exploitation? exploitation = lower[0] switch
        {
            "none" => Exploitation.None, "poc" or "public poc" => Exploitation.PublicPoc, "active" => Exploitation.Active, _ => null,
        };
        bool? isAutomatable = lower[1] switch { "yes" => true, "no" => false, _ => null };
        TechnicalImpact? impact = lower[2] switch { "partial" => TechnicalImpact.Partial, "total" => TechnicalImpact.Total, _ => null };
        if (exploitation is null || isAutomatable is null || impact is null)
            return Refuse("point-unknown", $"{published.Cve} has a decision point that SSVC does not know: {string.Join(", ", texts)}",
                published, "Use none, poc, active; yes, no; partial, total.");
        var drifted = texts.Where(text => text.Any(char.IsAsciiLetterUpper)).ToList();
        return Outcome.Of(new SsvcPoints(exploitation.Value, isAutomatable.Value, impact.Value), drifted.Count == 0 ? [] :
            [new Finding("point-case", Severity.Note, $"{string.Join(", ", drifted)} is not in small letters", published.Where,
                "read without regard to case")]);
    }

    private static Refusal Refuse(string code, string what, PublishedPoints published, string remedy) =>
        new(code, what, published.Where, remedy);
}
