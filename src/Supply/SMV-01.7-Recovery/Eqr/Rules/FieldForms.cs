using System.Globalization;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Eqr.Rules;

/// <summary>V4.FORM: a field has the form of its kind: Y or N, a day, a minute, a number, a quarter, a year, a DUNS of nine digits, an
/// e-mail address (F.16.8) and a CID of C and six digits (F.16.14.5). Source: dictionary 4.0.</summary>
public static class FieldForms
{
    /// <summary>The rule.</summary>
    public static EqrRule Rule { get; } = EqrRule.OfFields("V4.FORM", "Fields have the form of their kind", Severity.Error,
        field => field.Kind is not (EqrKind.Text or EqrKind.Word),
        (table, row, field, text) => text.Length == 0 || Fits(table, row, field, text) ? null : $"'{text}' is not {FormOf(field.Kind)}",
        field => field.Kind switch { EqrKind.Cid => "F.16.14.5", EqrKind.Email => "F.16.8", EqrKind.Duns => "F.17.4", _ => null });

    private static bool Fits(EqrTable table, EqrRow row, EqrField field, string text) => field.Kind switch
    {
        EqrKind.Flag => text is "Y" or "N" or "y" or "n",
        EqrKind.Day => EqrPlaces.DayOf(table, row, field.Name) is not null,
        EqrKind.Minute => text.Length == 12 && EqrPlaces.MinuteOf(table, row, field.Name) is not null,
        EqrKind.Number => table.NumberOf(row, field.Name) is not null,
        EqrKind.Quarter => text is "1" or "2" or "3" or "4",
        EqrKind.Year => text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        EqrKind.Cid => text is ['C', .. { Length: 6 } digits] && digits.All(char.IsAsciiDigit),
        EqrKind.Duns => text.Length == 9 && text.All(char.IsAsciiDigit),
        EqrKind.Email => text.Split('@') is [{ Length: > 0 }, var domain] && domain.Contains('.') && !text.Contains(' '),
        _ => true,
    };

    private static string FormOf(EqrKind kind) => kind switch
    {
        EqrKind.Flag => "Y or N",
        EqrKind.Day => "a day YYYYMMDD",
        EqrKind.Minute => "a minute YYYYMMDDHHMM",
        EqrKind.Number => "a number",
        EqrKind.Quarter => "a quarter 1 to 4",
        EqrKind.Year => "a year YYYY",
        EqrKind.Cid => "a CID, C and six digits",
        EqrKind.Duns => "a DUNS number of nine digits",
        _ => "an e-mail address",
    };
}
