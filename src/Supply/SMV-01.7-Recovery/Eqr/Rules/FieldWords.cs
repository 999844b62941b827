using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>F.23.1.1 to F.23.10, D.3.1.2, V4.UNITS, V4.RATE-UNITS: a field with a list holds a word of its list (class, term, increment,
/// peaking, product type, product, type of rate, time zone, filing type, units), in any case. Source: dictionary 4.0. The list of balancing
/// authorities is not in the transcription and not checked.</summary>
public static class FieldWords
{
    /// <summary>The rule; a fault carries the id of its field's list.</summary>
    public static EqrRule Rule { get; } = EqrRule.OfFields("F.23", "Fields hold words of their lists", Severity.Error,
        field => field.Words is not null,
        (_, _, field, text) => text.Length == 0 || Holds(field.Words!, text) ? null : $"'{text}' is not in the dictionary's list",
        field => field.Words?.RuleId);

    private static bool Holds(EqrWords list, string text) => list.Words.Contains(text, StringComparer.OrdinalIgnoreCase);
}
