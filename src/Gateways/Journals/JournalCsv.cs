using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Ledger;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Journals;

/// <summary>One line of a journal for the general ledger: a debit positive, a credit negative, in whole cents.</summary>
/// <param name="Date">The accounting date.</param>
/// <param name="Entry">The entry it belongs to.</param>
/// <param name="Account">FERC account.</param>
/// <param name="Book">Whose; empty where the line belongs to no book.</param>
/// <param name="Asset">What caused it; empty where the line belongs to no asset.</param>
/// <param name="Reference">The settled line or document it comes from.</param>
public sealed record JournalLine(LocalDate Date, string Entry, Account Account, string Book, string Asset, Usd Amount, string Reference);

/// <summary>Writes journals as the general ledger of Finance takes them: <c>date,entry,account,title,book,asset,debit,credit,reference</c>.
/// UTF-8, a line feed ends a row, debit and credit without sign, one of the two in a row.</summary>
public static class JournalCsv
{
    /// <summary>The text; refused where an entry is not balanced (<c>unbalanced-journal</c>) or an amount not in cents
    /// (<c>not-in-cents</c>): nothing half posted leaves.</summary>
    public static Outcome<string> Of(ImmutableArray<JournalLine> lines)
    {
        if (lines.FirstOrDefault(line => line.Amount != line.Amount.ToCents()) is { } fine)
            return new Refusal("not-in-cents", $"A line of {fine.Amount} is not in whole cents", fine.Entry, "Post whole cents.");
        foreach (var entry in lines.GroupBy(line => line.Entry))
            if (entry.Sum(line => line.Amount.Value) is var difference and not 0)
                return new Refusal("unbalanced-journal", $"Debits and credits differ by {new Usd(difference)}", entry.Key,
                    "Post the missing side.");
        var text = new StringBuilder().AppendCsv(
            ["date", "entry", "account", "title", "book", "asset", "debit", "credit", "reference"]);
        foreach (var line in lines)
            text.AppendCsv([LocalDatePattern.Iso.Format(line.Date), line.Entry, line.Account.Number, line.Account.Title, line.Book,
                line.Asset, line.Amount > Usd.Zero ? Money(line.Amount) : "", line.Amount > Usd.Zero ? "" : Money(-line.Amount),
                line.Reference]);
        return text.ToString();
    }

    private static string Money(Usd amount) => amount.Value.ToString("0.00", CultureInfo.InvariantCulture);
}
