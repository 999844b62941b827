using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace Busbar.Supply.Handoffs.Recovery.Eqr;

/// <summary>One row as filed: text in the order of the layout, kept as it was written so that a wrong value can be shown and filed back
/// unchanged.</summary>
/// <param name="Line">Line of the file it was read from, or its number in the table we built.</param>
/// <param name="Values">One text a column.</param>
/// <param name="Source">The trade or settled hour that we built it from; empty when it was read.</param>
public sealed record EqrRow(int Line, ImmutableArray<string> Values, string Source = "");

/// <summary>One table of a report.</summary>
public sealed record EqrTable(EqrLayout Layout, ImmutableArray<EqrRow> Rows)
{
    /// <summary>A field of a row without the blanks around it; empty in a layout without the field.</summary>
    public string Of(EqrRow row, string field) => Layout.PlaceOf(field) is >= 0 and var place ? row.Values[place].Trim() : "";

    /// <summary>A field as a number; null when it is blank or no number.</summary>
    public decimal? NumberOf(EqrRow row, string field) =>
        decimal.TryParse(Of(row, field), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A table without rows, in the current layout.</summary>
    public static EqrTable Empty(EqrSection section) => new(EqrLayout.CurrentOf(section), []);
}

/// <summary>A seller's Electric Quarterly Report of one quarter (18 CFR 35.10b). It is never changed: a refiling is another
/// report.</summary>
/// <param name="FiledAt">When it was filed, or built.</param>
/// <param name="Identification">Who files; one row, or none when a file does not say.</param>
/// <param name="Contracts">Under which agreements.</param>
/// <param name="Transactions">What was sold.</param>
public sealed record EqrFiling(Instant FiledAt, EqrTable Identification, EqrTable Contracts, EqrTable Transactions)
{
    /// <summary>NEW, REPLACE, DELETE or NOACTION, as written.</summary>
    public string Type => Says("Filing Type");

    /// <summary>The quarter as 2026Q1; null when the report does not say.</summary>
    public EqrQuarter? Quarter =>
        int.TryParse(Says("Filing Year"), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 2100
        && Says("Filing Quarter") is [>= '1' and <= '4' and var quarter] ? new(year, quarter - '0') : null;

    /// <summary>A field of the identification; empty when there is none.</summary>
    public string Says(string field) => Identification.Rows is [var row, ..] ? Identification.Of(row, field) : "";
}

/// <summary>A calendar quarter.</summary>
/// <param name="Year">2000 to 2100.</param>
/// <param name="Number">1 to 4.</param>
public readonly record struct EqrQuarter(int Year, int Number)
{
    /// <summary>Its first day.</summary>
    public LocalDate FirstDay => new(Year, 3 * Number - 2, 1);

    /// <summary>Its last day.</summary>
    public LocalDate LastDay => FirstDay.PlusMonths(3).PlusDays(-1);

    /// <summary>As <c>2026Q1</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Year}Q{Number}");
}
