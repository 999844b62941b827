using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>F.23.1.1 to F.23.10, D.3.1.2, V4.UNITS, V4.RATE-UNITS: a field with a list holds a word of its list (class, term, increment,
/// peaking, product type, product, type of rate, time zone, filing type, units), in any case. Source: dictionary 4.0. The list of balancing
/// authorities is not in the transcription and not checked.</summary>
public static class FieldWords
{
    /// <summary>The rule; a fault carries the id of its field's list.</summary>
    public static EqrRule Rule { get; } = new("F.23", "Fields hold words of their lists", Severity.Error, given =>
        from table in (EqrTable[])[given.Filing.Identification, given.Filing.Contracts, given.Filing.Transactions]
        from row in table.Rows
        from column in table.Layout.Columns
        where column.Field.Words is not null
        let text = table.Of(row, column.Field.Name)
        where text.Length > 0 && !column.Field.Words!.Words.Contains(text, StringComparer.OrdinalIgnoreCase)
        select new EqrFault(EqrPlaces.Of(table, row, column.Field.Name), $"'{text}' is not in the dictionary's list",
            column.Field.Words!.RuleId));
}
