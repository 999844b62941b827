using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>V4.DECIMALS: a number has at most the decimals of its field: 4 in contracts, 10 in transactions, 2 in charges. Source:
/// dictionary 4.0.</summary>
public static class NumberDecimals
{
    /// <summary>The rule. Zeros at the end do not count.</summary>
    public static EqrRule Rule { get; } = EqrRule.OfFields("V4.DECIMALS", "Numbers keep to their decimals", Severity.Error,
        field => field.Kind == EqrKind.Number,
        (table, row, field, text) => text.Length > 0 && table.NumberOf(row, field.Name) is { } number
            && decimal.Round(number, field.Decimals) != number
            ? FormattableString.Invariant($"{number} has more than {field.Decimals} decimals") : null);
}
