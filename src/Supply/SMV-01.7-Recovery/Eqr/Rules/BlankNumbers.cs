using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>V4.BLANK: an empty number is empty, not a blank. FERC's own sample has blanks; they are read as empty.</summary>
public static class BlankNumbers
{
    /// <summary>The rule.</summary>
    public static EqrRule Rule { get; } = new("V4.BLANK", "Empty numbers are empty", Severity.Note, given =>
        from table in (EqrTable[])[given.Filing.Contracts, given.Filing.Transactions]
        from row in table.Rows
        from place in Enumerable.Range(0, table.Layout.Columns.Length)
        let field = table.Layout.Columns[place].Field
        where field.Kind == EqrKind.Number && row.Values[place].Length > 0 && string.IsNullOrWhiteSpace(row.Values[place])
        select new EqrFault(EqrPlaces.Of(table, row, field.Name), "The number is a blank; read as empty"));
}
