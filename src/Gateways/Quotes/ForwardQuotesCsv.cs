using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Busbar.Gateways.Csv;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Curves;
using NodaTime;

namespace Busbar.Gateways.Quotes;

/// <summary>Forward quotes as a table of <c>location,term,block,price,unit</c>. A term is a month <c>2027-03</c>, a quarter
/// <c>2027-Q1</c>, a year <c>2027</c>, a strip of months <c>2027-01..2027-02</c>, or <c>balance</c>: the rest of the mark day's month. A
/// block is <c>5x16</c>, <c>2x16</c>, <c>7x8</c>, <c>7x24</c> (or <c>ATC</c>) or <c>off-peak</c> (2×16 and 7×8); fuel is
/// <c>7x24</c>. Refuses words it does not know and what is not a price; units are judged where the curve is built.</summary>
public static partial class ForwardQuotesCsv
{
    private static readonly string[] Wanted = ["location", "term", "block", "price", "unit"];

    /// <summary>Reads the file whole, or refuses it whole.</summary>
    public static Outcome<ImmutableArray<ForwardQuote>> Read(SourceFile file, Commodity commodity, OperatingDay markDay)
    {
        using var rows = file.OpenText();
        if (Header.Read(rows) is not { } header
            || header.Places(rows, "a table of quotes", Wanted) is not [var location, var term, var block, var price, var unit])
            return rows.Refusal!;
        var quotes = ImmutableArray.CreateBuilder<ForwardQuote>();
        var column = Column.Price("price");
        while (rows.Read() && header.Fits(rows))
        {
            var (termText, blockText) = (rows.Text(term).Trim(), rows.Text(block).Trim());
            if (TermOf(termText, markDay) is not var (first, last))
                rows.Refuse("unknown-term", $"'{termText}' is not a term", "term",
                    "Write 2027-03, 2027-Q1, 2027, 2027-01..2027-02 or balance.");
            else if (BlocksOf(blockText, commodity) is not { } blocks)
                rows.Refuse("unknown-block", $"'{blockText}' is not a block of {commodity}", "block",
                    commodity == Commodity.Fuel ? "Write 7x24." : "Write 5x16, 2x16, 7x8, 7x24, ATC or off-peak.");
            else
                quotes.Add(new($"{termText} {blockText}", rows.Text(location).Trim(), first, last, blocks, (double)column.Read(rows, price),
                    rows.Text(unit).Trim()));
        }
        if (quotes.Count == 0) rows.Refuse("header-only", "The table has a header and no quotes", "", "Give one row a quote.");
        return rows.Refusal is { } refusal ? refusal : Outcome.Of(quotes.ToImmutable(), rows.Findings);
    }

    private static (OperatingDay First, OperatingDay Last)? TermOf(string text, OperatingDay markDay)
    {
        if (text == "balance") return (markDay.Plus(1), LastOf(markDay.Date));
        if (TermShape().Match(text) is not { Success: true } match) return null;
        var year = int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture);
        if (match.Groups["quarter"] is { Success: true, ValueSpan: [var quarter] })
            return (OperatingDay.Of(year, 3 * (quarter - '0') - 2, 1), LastOf(new(year, 3 * (quarter - '0'), 1)));
        if (match.Groups["month"] is not { Success: true, Value: var month})
            return (OperatingDay.Of(year, 1, 1), OperatingDay.Of(year, 12, 31));
        var first = new LocalDate(year, int.Parse(month, CultureInfo.InvariantCulture), 1);
        if (!match.Groups["end"].Success) return (new(first), LastOf(first));
        var end = match.Groups["end"].Value;
        var last = LastOf(new(int.Parse(end[..4], CultureInfo.InvariantCulture), int.Parse(end[5..], CultureInfo.InvariantCulture), 1));
        return last.Date > first ? (new(first), last) : null;
    }

    private static OperatingDay LastOf(LocalDate month) => new(month.With(DateAdjusters.EndOfMonth));

    private static ImmutableArray<PeakBlock>? BlocksOf(string text, Commodity commodity) => (text, commodity == Commodity.Fuel) switch
    {
        ("7x24", true) => [PeakBlock.OnPeak],
        ("5x16", false) => [PeakBlock.OnPeak],
        ("2x16", false) => [PeakBlock.WeekendDay],
        ("7x8", false) => [PeakBlock.Night],
        ("off-peak", false) => [PeakBlock.WeekendDay, PeakBlock.Night],
        ("7x24" or "ATC", false) => [PeakBlock.OnPeak, PeakBlock.WeekendDay, PeakBlock.Night],
        _ => null,
    };

    [GeneratedRegex(@"^(?<year>20\d\d)(-Q(?<quarter>[1-4])|-(?<month>0[1-9]|1[0-2])(\.\.(?<end>20\d\d-(0[1-9]|1[0-2])))?)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex TermShape();
}
