using System.Globalization;
using Busbar.Supply.Handoffs.Recovery.Eqr;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Supply.Recovery.Eqr;

/// <summary>Says where in a report something stands, and what ties its tables together.</summary>
internal static class EqrPlaces
{
    private static readonly LocalDatePattern day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");
    private static readonly LocalDatePattern formerDay = LocalDatePattern.CreateWithInvariantCulture("M/d/uuuu");
    private static readonly LocalDateTimePattern minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMddHHmm");

    /// <summary>Table, line, the row's own name and the field: <c>transactions:3 T2 Price</c>.</summary>
    public static string Of(EqrTable table, EqrRow row, string field)
    {
        var id = table.Layout.Section switch
        {
            EqrSection.Contracts => table.Of(row, "Contract Unique ID"),
            EqrSection.Transactions => table.Of(row, "Transaction Unique ID") is { Length: > 0 } unique ? unique
                : table.Of(row, "Transaction Identifier"),
            _ => "",
        };
        var section = table.Layout.Section.ToString().ToLowerInvariant();
        return string.Create(CultureInfo.InvariantCulture, $"{section}:{row.Line} {(id.Length > 0 ? id + " " : "")}{field}");
    }

    /// <summary>What names an agreement in both tables: seller, customer, tariff and service agreement, whatever the case.</summary>
    public static (string, string, string, string) AgreementOf(EqrTable table, EqrRow row) =>
        (Key(table, row, "Seller"), Key(table, row, "Customer Company Name"), Key(table, row, "FERC Tariff Reference"),
            Key(table, row, "Contract Service Agreement ID"));

    /// <summary>A field in capitals, by which words are compared.</summary>
    public static string Key(EqrTable table, EqrRow row, string field) => table.Of(row, field).ToUpperInvariant();

    /// <summary>A field as a minute on the row's clock; a day alone is its midnight. Null when it is neither.</summary>
    public static LocalDateTime? MinuteOf(EqrTable table, EqrRow row, string field) =>
        minute.Parse(table.Of(row, field)) is { Success: true, Value: var at } ? at : DayOf(table, row, field)?.AtMidnight();

    /// <summary>A field as a day. The former layout also writes month/day/year. Null when it is none.</summary>
    public static LocalDate? DayOf(EqrTable table, EqrRow row, string field)
    {
        var text = table.Of(row, field);
        if (day.Parse(text) is { Success: true, Value: var date }) return date;
        return !table.Layout.IsCurrent && formerDay.Parse(text) is { Success: true, Value: var former } ? former : null;
    }
}
