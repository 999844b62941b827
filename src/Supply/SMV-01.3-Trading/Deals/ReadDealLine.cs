using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Trading.Deals;

namespace Busbar.Supply.Trading.Deals;

/// <summary>A line to be read.</summary>
/// <param name="Line">As <see cref="DealLine"/> describes it.</param>
/// <param name="Market">The market meant when the line names none.</param>
/// <param name="Book">The book meant when the line names none.</param>
/// <param name="Trader">Who dealt when the line names nobody.</param>
public sealed record ReadDealLineInputs(string Line, string Market, string Book, string Trader);

/// <summary>Reads a deal from one line. Refuses the first word that does not belong: it names the word, its place in the line and what was
/// expected there.</summary>
public static class ReadDealLine
{
    private const int LongestLine = 20_000;

    /// <summary>The ticket, or the word that was not understood.</summary>
    public static Outcome<TradeTicket> Run(ReadDealLineInputs inputs)
    {
        if (inputs.Line.Length > LongestLine)
            return new Refusal("line-too-long", $"The line has {inputs.Line.Length} characters", "line", $"Give at most {LongestLine}.");
        var words = new DealWords(inputs.Line, TicketForm.Fields.Select(field => field.Name));
        words.Answer("market", inputs.Market);
        words.Answer("book", inputs.Book);
        words.Answer("trader", inputs.Trader);
        ReadWhat(words);
        ReadWhen(words);
        ReadMoney(words);
        words.Take("counterparty", "the counterparty's id");
        ReadOptions(words);
        if (words.Refusal is { } refusal) return refusal;
        return TicketForm.Read(words.AnswerOf) is Outcome<TradeTicket>.Refused refused
            ? refused.Refusal with { Where = words.PlaceOf(refused.Refusal.Where) }
            : TicketForm.Read(words.AnswerOf);
    }

    private static void ReadWhat(DealWords words)
    {
        var side = words.Take("side", "buy, sell, inc or dec", word => TicketWords.Sides.ContainsKey(word) || IsVirtual(word));
        if (IsVirtual(side))
        {
            words.Answer("kind", "virtual");
            words.Answer("side", Is(side, DealLine.Increment) ? "sell" : "buy");
        }
        words.Take("quantity", "a quantity as 50, or hour by hour as 50*8,60*16", word => char.IsAsciiDigit(word[0]) || word[0] is '-' or '+' or '.');
        words.Take("unit", "MW, MMBTU/d or REC", word => word.ToUpperInvariant() is "MW" or "MMBTU/D" or "REC");
        words.TakeLocation("location", "a location, then what is dealt (5x16, gas, award …) or a term");
        if (words.Next is { } next && Is(next, DealLine.To))
        {
            words.Skip();
            words.TakeLocation("sink", "the end of the path");
        }
        if (words.Next is { } kind && DealLine.IsKind(kind)) ReadKind(words);
        else if (words.HasAnswered("sink")) words.Expect("ftr, ftr-option, arr or utc, for the line names a path");
    }

    private static void ReadKind(DealWords words)
    {
        var word = words.Skip();
        if (DealLine.Rights.TryGetValue(word, out var right))
        {
            words.Answer("kind", "transmission-right");
            words.Answer("right", right);
        }
        else if (DealLine.Fuels.Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            words.Answer("kind", "fuel");
            words.Answer("fuel", word.ToLowerInvariant());
        }
        else if (Is(word, DealLine.Fuel))
        {
            words.Answer("kind", "fuel");
            words.Take("fuel", "the fuel");
        }
        else if (Is(word, DealLine.Ancillary))
        {
            words.Answer("kind", "ancillary");
            words.Take("service", "the service");
        }
        else if (Is(word, DealLine.Certificate))
        {
            words.Answer("kind", "certificate");
            words.Take("program", "the registry and class");
            words.Take("vintage", "the year of generation");
        }
        else
            words.Answer("kind", Is(word, DealLine.Path) ? "up-to-congestion" : Is(word, DealLine.Award) ? "award" : "virtual");
    }

    private static void ReadWhen(DealWords words)
    {
        if (words.Next is { } block && TicketWords.Blocks.ContainsKey(block)) words.Take("block", "a block");
        var term = words.Take("first_day", "a block as 5x16, or a term as Mar-27, Q1-27, Cal-27, 2027-03-01 or day..day",
            word => DealLine.ReadTerm(word) is not null);
        if (DealLine.ReadTerm(term) is not { } days) return;
        words.Answer("first_day", days.First.ToString());
        words.Answer("last_day", days.Last.ToString());
    }

    private static void ReadMoney(DealWords words)
    {
        var kind = words.AnswerOf("kind");
        if (kind is "virtual" or "up-to-congestion") return;
        if (kind.Length == 0 && words.Next is { } word && Is(word, DealLine.Swap))
        {
            words.Skip();
            words.Answer("kind", "swap");
            words.Take("price", "the fixed price", IsNumber);
            words.Take("index", "DA or RT", TicketWords.Indexes.ContainsKey);
        }
        else if (kind.Length == 0 && words.Next is { } option && (Is(option, DealLine.Call) || Is(option, DealLine.Put)))
        {
            words.Answer("kind", "option");
            words.Take("option", "call or put");
            words.Take("strike", "the strike", IsNumber);
            words.Take("", DealLine.Premium, premium => Is(premium, DealLine.Premium));
            words.Take("premium", "the premium", IsNumber);
            if (words.Next is { } exercise && TicketWords.Exercises.ContainsKey(exercise)) words.Take("exercise", "daily or monthly");
            TakeIndex(words);
        }
        else
        {
            words.Take("price", kind == "fuel" ? "a price as 3.45 or INDEX+0.05" : "a price as 41.25, DA+1.50 or RT, or swap, call or put", IsPrice);
            if (kind == "award") TakeIndex(words);
        }
    }

    private static void TakeIndex(DealWords words)
    {
        if (words.Next is { } index && TicketWords.Indexes.ContainsKey(index)) words.Take("index", "DA or RT");
    }

    private static void ReadOptions(DealWords words)
    {
        while (words.Next is { } word)
        {
            var name = DealLine.Options.FirstOrDefault(each => word.StartsWith(each + "=", StringComparison.OrdinalIgnoreCase));
            if (name is null)
            {
                words.Expect("the end, or " + string.Join(", ", DealLine.Options.Select(each => each + "=")));
                return;
            }
            words.Take(name, name);
            words.Answer(name, word[(name.Length + 1)..]);
        }
    }

    private static bool Is(string word, string keyword) => word.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    private static bool IsVirtual(string word) => Is(word, DealLine.Increment) || Is(word, DealLine.Decrement);

    private static bool IsNumber(string word) => word.Any(char.IsAsciiDigit) && word.All(letter => char.IsAsciiDigit(letter) || letter is '-' or '+' or '.');

    private static bool IsPrice(string word) => word.Length > 0 && (IsNumber(word) || word.Contains('*')
        || TicketWords.Indexes.Keys.Append("INDEX").Any(index => word.StartsWith(index, StringComparison.OrdinalIgnoreCase)
            && (word.Length == index.Length || word[index.Length] is '+' or '-')));
}
