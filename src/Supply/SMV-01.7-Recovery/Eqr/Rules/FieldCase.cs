using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>V4.CASE: words and flags are written as the dictionary prints them. FERC's own sample has a lower-case n and ep.</summary>
public static class FieldCase
{
    /// <summary>The rule.</summary>
    public static EqrRule Rule { get; } = EqrRule.OfFields("V4.CASE", "Words are written as printed", Severity.Warning,
        field => field.Words is not null || field.Kind == EqrKind.Flag,
        (_, _, field, text) => PrintedOf(field, text) is { } printed && printed != text ? $"'{text}' is printed '{printed}'" : null);

    private static string? PrintedOf(EqrField field, string text) => field.Kind == EqrKind.Flag && text is "y" or "n"
        ? text.ToUpperInvariant() : field.Words?.Words.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase));
}
