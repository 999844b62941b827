using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime;

namespace Busbar.Supply.Trading.Deals;

/// <summary>A deal in one line, as traders type it. The grammar, one word after the other:
/// <code>
/// buy|sell QUANTITY MW|MMBTU/d|REC LOCATION… [to SINK…] [award|virtual|utc|ftr|ftr-option|arr|anc SERVICE|FUEL|rec PROGRAM VINTAGE]
/// [BLOCK] TERM [swap PRICE DA|RT | call|put STRIKE prem PREMIUM daily|monthly DA|RT | PRICE] COUNTERPARTY [book= trader= broker= fee= market=]
/// </code>
/// inc and dec stand for sell and buy of a virtual. FUEL is gas, oil, coal, or fuel NAME. TERM is a day, day..day, Mar-27, Mar-27..May-27, Q1-27 or
/// Cal-27. PRICE is a number, DA+1.50, RT-2 or INDEX+0.05. Text with spaces that could be read otherwise stands in double quotes.</summary>
public static class DealLine
{
    internal const string To = "to", Award = "award", Virtual = "virtual", Path = "utc", Ancillary = "anc", Certificate = "rec", Fuel = "fuel", Swap = "swap",
        Premium = "prem", Call = "call", Put = "put", Increment = "inc", Decrement = "dec";

    internal static readonly ImmutableArray<string> Fuels = ["gas", "oil", "coal"];
    internal static readonly ImmutableArray<string> Options = ["book", "trader", "broker", "fee", "market"];

    /// <summary>The words of a transmission right and what the form calls it.</summary>
    internal static readonly ImmutableDictionary<string, string> Rights = new Dictionary<string, string>
        { ["ftr"] = "obligation", ["ftr-option"] = "option", ["arr"] = "auction-revenue" }.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

    internal static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary>The line of a ticket; <see cref="ReadDealLine"/> reads it back to the same ticket.</summary>
    public static string Write(TradeTicket ticket)
    {
        var answers = TicketForm.Write(ticket).ToDictionary();
        string Of(string name) => Quoted(answers.GetValueOrDefault(name, ""));
        string[] words =
        [
            Of("side"), Of("quantity"), Of("unit"), Place(answers["location"]),
            .. answers.TryGetValue("sink", out var sink) ? [To, Place(sink)] : Array.Empty<string>(),
            .. Kind(answers["kind"], Of), answers.GetValueOrDefault("block", ""), Term(ticket.Terms), .. Money(answers["kind"], Of),
            Of("counterparty"), $"book={Of("book")}", $"trader={Of("trader")}", $"market={Of("market")}",
            ticket.Broker.Length == 0 ? "" : $"broker={Of("broker")}", ticket.Fee.Value == 0 ? "" : $"fee={Of("fee")}",
        ];
        return string.Join(' ', words.Where(word => word.Length > 0));
    }

    /// <summary>True when a word of a location could be read as what comes after it.</summary>
    internal static bool EndsLocation(string word) =>
        word.Equals(To, StringComparison.OrdinalIgnoreCase) || IsKind(word) || TicketWords.Blocks.ContainsKey(word) || ReadTerm(word) is not null;

    internal static bool IsKind(string word) => Rights.ContainsKey(word)
        || new[] { Award, Virtual, Path, Ancillary, Certificate, Fuel }.Concat(Fuels).Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <summary>First and last day of a term, or null when the word is none.</summary>
    internal static (OperatingDay First, OperatingDay Last)? ReadTerm(string word)
    {
        var ends = word.Split("..");
        if (ends.Length > 2 || Stretch(ends[0]) is not { } first) return null;
        return ends.Length == 1 ? first : Stretch(ends[1]) is { } last ? (first.First, last.Last) : null;
    }

    private static (OperatingDay First, OperatingDay Last)? Stretch(string word)
    {
        if (NodaTime.Text.LocalDatePattern.Iso.Parse(word) is { Success: true, Value: var date }) return (new(date), new(date));
        if (word.Split('-') is not [var name, { Length: 2 } digits] || !int.TryParse(digits, out var year) || year < 0) return null;
        var month = Array.FindIndex(Months, each => each.Equals(name, StringComparison.OrdinalIgnoreCase)) + 1;
        if (month > 0) return Span(year, month, 1);
        if (name.Equals("Cal", StringComparison.OrdinalIgnoreCase)) return Span(year, 1, 12);
        return name is ['Q' or 'q', >= '1' and <= '4' and var quarter] ? Span(year, (quarter - '1') * 3 + 1, 3) : null;
    }

    private static (OperatingDay, OperatingDay) Span(int year, int month, int months)
    {
        var first = new LocalDate(2000 + year, month, 1);
        return (new(first), new(first.PlusMonths(months).PlusDays(-1)));
    }

    private static string Term(TradeTerms terms)
    {
        var (first, last) = (terms.FirstDay, terms.LastDay);
        var month = FormattableString.Invariant($"{Months[first.Date.Month - 1]}-{first.Date.Year % 100:00}");
        if (ReadTerm(month) is { } whole && whole == (first, last)) return month;
        return first == last ? first.ToString() : $"{first}..{last}";
    }

    private static string[] Kind(string kind, Func<string, string> of) => kind switch
    {
        "award" => [Award],
        "virtual" => [Virtual],
        "up-to-congestion" => [Path],
        "transmission-right" => [Rights.First(word => word.Value == of("right")).Key],
        "ancillary" => [Ancillary, of("service")],
        "fuel" => Fuels.Contains(of("fuel")) ? [of("fuel")] : [Fuel, of("fuel")],
        "certificate" => [Certificate, of("program"), of("vintage")],
        _ => [],
    };

    private static string[] Money(string kind, Func<string, string> of) => kind switch
    {
        "swap" => [Swap, of("price"), of("index")],
        "option" => [of("option"), of("strike"), Premium, of("premium"), of("exercise"), of("index")],
        "award" => [of("price"), of("index")],
        "virtual" or "up-to-congestion" => [],
        _ => [of("price")],
    };

    private static string Quoted(string text) => text.Any(letter => letter is ' ' or '=') ? $"\"{text}\"" : text;

    /// <summary>A location, quoted only where its words could be read as what comes after it.</summary>
    private static string Place(string text) =>
        text.Split(' ').Any(word => word.Length == 0 || EndsLocation(word)) ? $"\"{text}\"" : text;
}
