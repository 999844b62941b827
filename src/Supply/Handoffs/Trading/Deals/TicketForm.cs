using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Handoffs.Trading.Deals;

/// <summary>The written form of a ticket: its fields as data, and the way from the fields' text to the ticket and back. A pasted line, a
/// screen, a deal file and a counterparty's paper all go through it, so that they mean the same.</summary>
public static class TicketForm
{
    /// <summary>Most days of a deal that is given, or unfolded, hour by hour.</summary>
    public const int MostHourlyDays = 366;

    private static readonly ImmutableArray<string> Shaped = ["power", "swap", "option", "transmission-right", "ancillary"];
    private static readonly ImmutableArray<string> Cleared = ["virtual", "up-to-congestion"];
    private static readonly ImmutableArray<string> Paths = ["transmission-right", "up-to-congestion"];

    /// <summary>Every field, in the order in which they are asked.</summary>
    public static ImmutableArray<TicketField> Fields { get; } =
    [
        Choice("kind", TicketWords.Kinds, "power"),
        Choice("side", [.. TicketWords.Sides.Keys], null),
        new("quantity", TicketAnswer.Hourly, "MW, MMBTU/d or REC", [], null, []),
        Choice("unit", ["MW", "MMBTU/d", "REC"], ""),
        Choice("market", [.. MarketCalendar.All.Select(calendar => calendar.Name)], null),
        Text("location", null),
        Text("sink", null, Paths),
        new("first_day", TicketAnswer.Day, "", [], null, []),
        new("last_day", TicketAnswer.Day, "", [], null, []),
        Choice("block", [.. TicketWords.Blocks.Keys], "", [.. Shaped, .. Cleared]),
        Text("price", null, ["power", "swap", "award", "transmission-right", "fuel", "certificate", "ancillary"]),
        Choice("index", [.. TicketWords.Indexes.Keys], "DA", ["swap", "option", "award"]),
        Choice("option", ["call", "put"], null, ["option"]),
        Choice("exercise", [.. TicketWords.Exercises.Keys], "daily", ["option"]),
        Number("strike", "USD/MWh", ["option"]),
        Number("premium", "USD/MWh", ["option"]),
        Choice("right", TicketWords.Rights, "obligation", ["transmission-right"]),
        Text("fuel", "gas", ["fuel"]),
        Text("program", null, ["certificate"]),
        Number("vintage", "year", ["certificate"]),
        Text("service", null, ["ancillary"]),
        Text("counterparty", null),
        Text("book", null),
        Text("trader", null),
        Text("broker", ""),
        new("fee", TicketAnswer.Number, "USD", [], "0", []),
    ];

    /// <summary>The kind of a deal, as its JSON and its form name it: <c>power</c>, <c>swap</c>.</summary>
    public static string KindOf(TradeTerms terms) => terms switch
    {
        PowerDeal => "power",
        PowerSwap => "swap",
        PowerOption => "option",
        MarketAward => "award",
        VirtualBid => "virtual",
        UpToCongestion => "up-to-congestion",
        TransmissionRight => "transmission-right",
        FuelDeal => "fuel",
        CertificateDeal => "certificate",
        AncillaryDeal => "ancillary",
        _ => throw new ArgumentOutOfRangeException(nameof(terms), terms, "Not a kind of deal."),
    };

    /// <summary>The ticket that the answers make; <paramref name="answer"/> gives the text of a field, empty when it was not
    /// answered. Refuses an answer that is missing or not of its sort; the refusal's place is the field's name.</summary>
    public static Outcome<TradeTicket> Read(Func<string, string> answer)
    {
        var answers = new TicketAnswers(answer);
        var terms = TicketTerms.Read(answers);
        var ticket = new TradeTicket(answers.Text("book"), answers.Text("trader"), answers.Text("counterparty"), answers.Text("broker"),
            new Usd(answers.Number("fee")), terms);
        return answers.Refusal is { } refusal ? refusal : ticket;
    }

    /// <summary>A ticket's answers, in the order of <see cref="Fields"/>; fields that its kind lacks are left out.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Write(TradeTicket ticket)
    {
        var answers = TicketTerms.Write(ticket.Terms);
        answers["counterparty"] = ticket.Counterparty;
        answers["book"] = ticket.Book;
        answers["trader"] = ticket.Trader;
        answers["broker"] = ticket.Broker;
        answers["fee"] = TicketWords.Text(ticket.Fee.Value);
        return [.. Fields.Where(field => answers.ContainsKey(field.Name))
            .Select(field => KeyValuePair.Create(field.Name, answers[field.Name]))];
    }

    private static TicketField Choice(string name, ImmutableArray<string> choices, string? otherwise, ImmutableArray<string> kinds = default) =>
        new(name, TicketAnswer.Choice, "", choices, otherwise, kinds.IsDefault ? [] : kinds);

    private static TicketField Text(string name, string? otherwise, ImmutableArray<string> kinds = default) =>
        new(name, TicketAnswer.Text, "", [], otherwise, kinds.IsDefault ? [] : kinds);

    private static TicketField Number(string name, string unit, ImmutableArray<string> kinds) =>
        new(name, TicketAnswer.Number, unit, [], null, kinds);
}
