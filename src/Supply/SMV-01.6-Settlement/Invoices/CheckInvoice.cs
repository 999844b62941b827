using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Supply.Settlement.Invoices;

/// <summary>What an invoice is checked against.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="Participant">Who we are to the market.</param>
/// <param name="Statements">Every statement kept of the market.</param>
/// <param name="Earlier">Every invoice of the market taken before.</param>
public sealed record CheckInvoiceInputs(
    MarketInvoice Invoice, string Participant, ImmutableArray<MarketStatement> Statements, ImmutableArray<MarketInvoice> Earlier);

/// <summary>One line of an invoice held against the statement it bills.</summary>
/// <param name="Line">The line.</param>
/// <param name="Statement">The statement's net amount; null when it bills none that is kept.</param>
/// <param name="Said">What is wrong; empty when it agrees or bills no statement.</param>
public sealed record CheckedInvoiceLine(MarketInvoiceLine Line, Usd? Statement, string Said);

/// <summary>An invoice held against the statements.</summary>
/// <param name="Invoice">The invoice.</param>
/// <param name="Lines">Its lines in order.</param>
/// <param name="LinesSum">What its lines add up to.</param>
/// <param name="Agreed">The sum of the lines that agree with a statement.</param>
public sealed record InvoiceCheck(MarketInvoice Invoice, ImmutableArray<CheckedInvoiceLine> Lines, Usd LinesSum, Usd Agreed)
{
    /// <summary>True when it may be paid without a question: it foots, and every line agrees or bills no statement.</summary>
    public bool IsClean => LinesSum == Invoice.Amount && Lines.All(line => line.Said == "");
}

/// <summary>Holds an invoice against the statements that it bills: each line is the net amount of a statement we keep, none was billed
/// before, and the lines add up. Differences are shown, never forced to zero.</summary>
public static class CheckInvoice
{
    /// <summary>The check; refused when the invoice is another participant's or was taken before.</summary>
    public static Outcome<InvoiceCheck> Run(CheckInvoiceInputs inputs)
    {
        var invoice = inputs.Invoice;
        if (invoice.Participant != inputs.Participant)
            return new Refusal("another-participant", $"It bills {invoice.Participant}, we are {inputs.Participant}", invoice.InvoiceId,
                "Send it back to the market; it is not ours.");
        if (inputs.Earlier.Any(each => each.InvoiceId == invoice.InvoiceId))
            return new Refusal("invoice-twice", "An invoice of that number was taken before", invoice.InvoiceId,
                "Leave it; a corrected invoice has a number of its own.");
        var billed = inputs.Earlier.SelectMany(each => each.Lines.Select(line => (line.Reference, each.InvoiceId)))
            .ToLookup(each => each.Reference, each => each.InvoiceId);
        var statements = inputs.Statements.ToLookup(each => each.StatementId);
        ImmutableArray<CheckedInvoiceLine> lines = [.. invoice.Lines.Select((line, i) => Check(line,
            statements[line.Reference].FirstOrDefault(),
            billed[line.Reference].FirstOrDefault() ?? (invoice.Lines.Take(i).Any(each => BillsTheSame(each, line)) ? invoice.InvoiceId
                : null)))];
        var sum = lines.Aggregate(Usd.Zero, (total, each) => total + each.Line.Amount);
        return Outcome.Of(new InvoiceCheck(invoice, lines, sum,
                lines.Where(each => each is { Said: "", Statement: not null }).Aggregate(Usd.Zero, (total, each) => total
                    + each.Line.Amount)),
            FindingsOf(invoice, lines, sum));
    }

    private static bool BillsTheSame(MarketInvoiceLine one, MarketInvoiceLine other) =>
        one.OperatingDay is not null && one.Reference == other.Reference;

    private static CheckedInvoiceLine Check(MarketInvoiceLine line, MarketStatement? statement, string? earlier) =>
        line.OperatingDay is null ? new(line, null, "")
        : statement is null ? new(line, null, "no statement of that number is kept")
        : earlier is not null ? new(line, statement.NetAmount, $"invoice {earlier} has billed that statement")
        : line.Amount != statement.NetAmount ? new(line, statement.NetAmount, $"the statement's net amount is {statement.NetAmount}")
        : new(line, statement.NetAmount, "");

    private static IEnumerable<Finding> FindingsOf(MarketInvoice invoice, ImmutableArray<CheckedInvoiceLine> lines, Usd sum)
    {
        if (sum != invoice.Amount)
            yield return new("invoice-does-not-foot", Severity.Error, $"Its lines add up to {sum}, it asks {invoice.Amount}",
                invoice.InvoiceId, "Kept as it is; ask the market.");
        foreach (var line in lines.Where(each => each.Said != ""))
            yield return new("invoice-line-differs", Severity.Warning, $"{line.Line.Amount}: {line.Said}",
                $"{invoice.InvoiceId} {line.Line.Reference}", "Kept as it is; dispute the line before the invoice's window closes.");
    }
}
