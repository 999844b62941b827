using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>V4.BLANK: an empty number is empty, not a blank. FERC's own sample has blanks; they are read as empty.</summary>
public static class BlankNumbers
{
    /// <summary>The rule.</summary>
    public static EqrRule Rule { get; } = EqrRule.OfFields("V4.BLANK", "Empty numbers are empty", Severity.Note,
        field => field.Kind == EqrKind.Number,
        (table, row, field, text) => text.Length == 0 && row.Values[table.Layout.PlaceOf(field.Name)].Length > 0
            ? "The number is a blank; read as empty" : null);
}
