using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>V4.NOTES: a filing that replaces or deletes says why, and what was revised. Source: dictionary 4.0 (Order No. 917).</summary>
public static class RefilingNotes
{
    /// <summary>The rule.</summary>
    public static EqrRule Rule { get; } = EqrRule.OfFiling("V4.NOTES", "Refilings say why", Severity.Error, "Notes",
        filing => filing.Type.ToUpperInvariant() is "REPLACE" or "DELETE" && filing.Says("Notes").Length == 0
            ? $"{filing.Type} has no notes; give the reason and a summary of the revisions" : null);
}
