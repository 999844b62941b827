using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>V4.DECIMALS: a number has at most the decimals of its field: 4 in contracts, 10 in transactions, 2 in charges. Source:
/// dictionary 4.0.</summary>
public static class NumberDecimals
{
    /// <summary>The rule. Zeros at the end do not count.</summary>
    public static EqrRule Rule { get; } = new("V4.DECIMALS", "Numbers keep to their decimals", Severity.Error, given =>
        from table in (EqrTable[])[given.Filing.Contracts, given.Filing.Transactions]
        from row in table.Rows
        from column in table.Layout.Columns
        where column.Field.Kind == EqrKind.Number
        let number = table.NumberOf(row, column.Field.Name)
        where number is { } value && decimal.Round(value, column.Field.Decimals) != value
        select new EqrFault(EqrPlaces.Of(table, row, column.Field.Name),
            FormattableString.Invariant($"{number} has more than {column.Field.Decimals} decimals")));
}
