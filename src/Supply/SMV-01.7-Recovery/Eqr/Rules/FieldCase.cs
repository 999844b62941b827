using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>V4.CASE: words and flags are written as the dictionary prints them. FERC's own sample has a lower-case n and ep.</summary>
public static class FieldCase
{
    /// <summary>The rule.</summary>
    public static EqrRule Rule { get; } = new("V4.CASE", "Words are written as printed", Severity.Warning, given =>
        from table in (EqrTable[])[given.Filing.Identification, given.Filing.Contracts, given.Filing.Transactions]
        from row in table.Rows
        from column in table.Layout.Columns
        let text = table.Of(row, column.Field.Name)
        let printed = PrintedOf(column.Field, text)
        where printed is not null && printed != text
        select new EqrFault(EqrPlaces.Of(table, row, column.Field.Name), $"'{text}' is printed '{printed}'"));

    private static string? PrintedOf(EqrField field, string text) => field.Kind == EqrKind.Flag && text is "y" or "n" ? text.ToUpperInvariant()
        : field.Words?.Words.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase));
}
