using System.Xml.Linq;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Trading.Deals;
using NodaTime.Text;

namespace Busbar.Gateways.Deals;

/// <summary>Writes a deal in the manner of FpML 5, as <see cref="FpmlDeals"/> reads it; an index plus an adder stands where a fixed price
/// would, as our form writes it. Fees and brokers have no place in it.</summary>
public static class WriteFpml
{
    private static readonly XNamespace fpml = "http://www.fpml.org/FpML-5/confirmation";

    /// <summary>The document of one deal; <paramref name="ourParty"/> is the party id by which it knows us, the deal's reference ours.
    /// Refuses a kind of deal that has no such form: anything but power, swaps and options on it.</summary>
    public static Outcome<string> Of(Trade trade, string reference, string ourParty)
    {
        var ticket = trade.Ticket;
        var answers = TicketForm.Write(ticket).ToDictionary();
        string Says(string field) => answers.GetValueOrDefault(field, "");
        var (buyer, seller) = ticket.Terms.Side == Side.Buy ? ("us", "them") : ("them", "us");
        XElement? product = ticket.Terms switch
        {
            PowerDeal => Element("commoditySwap",
                Element("electricityPhysicalLeg", Payer(seller), Receiver(buyer), Delivery(Says)), FixedLeg(buyer, seller, Says)),
            PowerSwap => Element("commoditySwap", FixedLeg(buyer, seller, Says), Element("floatingLeg", Payer(seller), Receiver(buyer),
                Index(Says), Delivery(Says))),
            PowerOption => Element("commodityOption", Party("buyerPartyReference", buyer), Party("sellerPartyReference", seller),
                Text("optionType", Says("option")), Index(Says), Delivery(Says), Element("exercise", Text("frequency", Says("exercise"))),
                Element("strikePricePerUnit", Text("currency", "USD"), Text("amount", Says("strike"))),
                Element("premium", Element("premiumPerUnit", Text("currency", "USD"), Text("amount", Says("premium"))))),
            _ => null,
        };
        if (product is null)
            return new Refusal("no-xml", $"A deal of the kind {Says("kind")} has no XML here", trade.Id, "Send the letter alone.");
        return Element("dataDocument", Element("trade", Header(trade, reference), product), PartyOf("us", ourParty),
            PartyOf("them", ticket.Counterparty)).ToString();
    }

    private static XElement Header(Trade trade, string reference) => Element("tradeHeader",
        Element("partyTradeIdentifier", Party("partyReference", "us"), Text("tradeId", reference)),
        Element("partyTradeInformation", Party("partyReference", "us"), Text("trader", trade.Ticket.Trader),
            Text("category", trade.Ticket.Book), Text("executionDateTime", InstantPattern.General.Format(trade.TradedAt))),
        Text("tradeDate", MarketCalendar.Named(trade.Ticket.Terms.Market).DayOf(trade.TradedAt).ToString()));

    private static XElement FixedLeg(string buyer, string seller, Func<string, string> says) => Element("fixedLeg", Payer(buyer),
        Receiver(seller), Element("fixedPrice", Text("price", says("price")), Text("priceCurrency", "USD"), Text("priceUnit", "MWh")));

    private static XElement[] Delivery(Func<string, string> says) =>
    [
        Element("deliveryPeriods", Element("periods", Text("unadjustedFirstDate", says("first_day")),
            Text("unadjustedLastDate", says("last_day")))),
        .. says("block").Length == 0 ? Array.Empty<XElement>() : [Text("loadType", says("block"))],
        Element("deliveryConditions", Text("market", says("market")), Text("deliveryPoint", says("location"))),
        Element("deliveryQuantity", Element("physicalQuantity", Text("quantityUnit", says("unit")), Text("quantity", says("quantity")))),
    ];

    private static XElement Index(Func<string, string> says) => Element("commodity", Text("instrumentId", says("index")));

    private static XElement Payer(string party) => Party("payerPartyReference", party);

    private static XElement Receiver(string party) => Party("receiverPartyReference", party);

    private static XElement Party(string name, string id) => new(fpml + name, new XAttribute("href", id));

    private static XElement PartyOf(string id, string name) => new(fpml + "party", new XAttribute("id", id), Text("partyId", name));

    private static XElement Text(string name, string value) => new(fpml + name, value);

    private static XElement Element(string name, params object[] children) => new(fpml + name, children);
}
