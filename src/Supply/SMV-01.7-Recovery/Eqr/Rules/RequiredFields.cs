using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>V4.REQUIRED: a field that the dictionary requires is filled. Source: dictionary 4.0. Former layouts have no such
/// list.</summary>
public static class RequiredFields
{
    /// <summary>The rule. Fields required of some products or filings only have rules of their own.</summary>
    public static EqrRule Rule { get; } = EqrRule.OfFields("V4.REQUIRED", "Required fields are filled", Severity.Error,
        field => field.Need == EqrNeed.Always,
        (table, _, _, text) => text.Length == 0 && table.Layout.IsCurrent ? "The field is empty; the dictionary requires it" : null);
}
