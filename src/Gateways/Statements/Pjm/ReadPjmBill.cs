using System.Collections.Immutable;
using System.Globalization;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Statements.Pjm;

/// <summary>Reads a PJM billing statement as CSV: rows of a name and a value (invoice number, customer, billing period, due date, total
/// due), then a table of billing line items. PJM prints charges (codes 1xxx) and credits (codes 2xxx) both as positive numbers: credits are
/// turned here. A charge may be negative where PJM corrects it. Source: PJM, Monthly Billing Statement Example (an invoice number is year,
/// month, day and customer id; names of customer and period) and PJM Billing Statement Line Items (codes); the names of the columns are
/// from memory of MSRS, of which no file was at hand.</summary>
public static class ReadPjmBill
{
    private static readonly LocalDatePattern date = LocalDatePattern.CreateWithInvariantCulture("MM'/'dd'/'uuuu");
    private static readonly string[] preface =
        ["Invoice Number", "Customer Account", "Customer ID", "Billing Period Start", "Billing Period End", "Invoice Date", "Due Date",
            "Total Due"];

    private static readonly string[] columns = ["Billing Line Item Code", "Billing Line Item", "Adjustment", "Source Period", "Amount"];

    /// <summary>Reads the file; the due date ends at 17:00 Eastern. Refuses a name that is missing, a code that is neither charge nor
    /// credit, and lines that do not add up to the total.</summary>
    public static Outcome<MarketInvoice> Read(SourceFile file)
    {
        using var rows = file.OpenText();
        var (named, header) = (new Dictionary<string, string>(), (Header?)null);
        while (header is null && rows.Read())
            if (rows.Text(0) == columns[0]) header = new([.. Enumerable.Range(0, rows.Count).Select(rows.Text)]);
            else named[rows.Text(0).TrimEnd(':')] = rows.Count > 1 ? rows.Text(1) : "";
        if (rows.Refusal is null && (header is null || preface.Any(name => !named.ContainsKey(name))))
            rows.Refuse("wrong-columns", $"The statement does not state {string.Join(", ", preface.Append(columns[0])
                .Where(name => name == columns[0] ? header is null : !named.ContainsKey(name)))}", "",
                "Export the billing statement whole.");
        if (rows.Refusal is { } missing) return missing;
        var lines = Lines(rows, header!);
        LocalDate Date(string name)
        {
            if (date.Parse(named[name]) is { Success: true } read) return read.Value;
            rows.Refuse("bad-date", $"'{named[name]}' is no date", name, "Write it as 11/03/2024.");
            return default;
        }
        var (from, to, issued, due) = (Date(preface[3]), Date(preface[4]), Date("Invoice Date"), Date("Due Date"));
        var total = Number(rows, named["Total Due"], "Total Due");
        var sum = lines.Sum(line => line.Amount.Value);
        if (rows.Refusal is null && Math.Abs(sum - total) > 0.01m)
            rows.Refuse("totals-differ", FormattableString.Invariant($"The line items add up to {sum}, the total due is {total}"),
                "Total Due",
                "Fetch the statement again, or ask PJM.");
        return rows.Refusal is { } refusal ? refusal : Outcome.Of(new MarketInvoice(MarketCalendar.Pjm.Name, "billing",
            named["Customer Account"], named["Customer ID"], named["Invoice Number"],
            $"{LocalDatePattern.Iso.Format(from)} to {LocalDatePattern.Iso.Format(to)}", issued,
            MarketCalendar.Pjm.At(new(due), new LocalTime(17, 0)), null, lines, new(total),
            named.GetValueOrDefault("Note") == "SIMULATED"), rows.Findings);
    }

    private static ImmutableArray<MarketInvoiceLine> Lines(CsvRows rows, Header header)
    {
        var lines = ImmutableArray.CreateBuilder<MarketInvoiceLine>();
        if (header.Places(rows, "pjm-bill", columns) is not { } places) return [];
        while (rows.Read() && rows.Text(0) != "End of Report" && header.Fits(rows))
        {
            var code = rows.Text(places[0]);
            if (code.Length != 4 || !code.All(char.IsAsciiDigit) || code[0] is not ('1' or '2'))
                rows.Refuse("unknown-word", $"'{code}' is no code of a charge (1xxx) or a credit (2xxx)", columns[0], "Ask PJM.");
            var amount = Number(rows, rows.Text(places[4]), "Amount");
            lines.Add(new(code[..Math.Min(1, code.Length)] == "2" ? "credits" : "charges", code, rows.Text(places[1]), null,
                $"{rows.Text(places[2])} {rows.Text(places[3])}".Trim(), new(code is ['2', ..] ? -amount : amount)));
        }
        return lines.ToImmutable();
    }

    private static decimal Number(CsvRows rows, string text, string field)
    {
        if (decimal.TryParse(text, NumberStyles.Number | NumberStyles.AllowParentheses, CultureInfo.InvariantCulture, out var value))
            return value;
        rows.Refuse("not-a-number", $"'{text}' is no amount", field, "Write it as 1,234.56 or (1,234.56).");
        return 0;
    }
}
