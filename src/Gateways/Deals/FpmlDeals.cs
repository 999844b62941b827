using System.Collections.Frozen;
using System.Xml;
using System.Xml.Linq;
using Busbar.Gateways.Xml;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.Deals;

/// <summary>Reads deals written in the manner of FpML 5: <c>trade</c> with <c>tradeHeader</c> and a <c>commoditySwap</c> (a fixed leg
/// against an <c>electricityPhysicalLeg</c> is power, against a <c>floatingLeg</c> a swap) or a <c>commodityOption</c>; parties stand at
/// the end of the document. No document type, no entities, at most <see cref="MostBytes"/>, no element that is not listed here. Deviations
/// from FpML: times are UTC instants, a leg's delivery stands on the leg that is not fixed, <c>loadType</c> may be any block of
/// ours.</summary>
public static class FpmlDeals
{
    /// <summary>Largest document: 64 MB, some thirty thousand deals.</summary>
    public const int MostBytes = 64 << 20;

    private const string Header = "tradeHeader/partyTradeInformation/";

    /// <summary>Paths below a trade and the fields of the form that they answer; what begins with = must say so.</summary>
    private static readonly FrozenDictionary<string, string> Paths = new Dictionary<string, string>
    {
        ["tradeHeader/partyTradeIdentifier/partyReference"] = "", ["tradeHeader/partyTradeIdentifier/tradeId"] = "reference",
        [Header + "partyReference"] = "", [Header + "trader"] = "trader", [Header + "category"] = "book",
        [Header + "executionDateTime"] = "traded_at", ["tradeHeader/tradeDate"] = "",
        ["fixedLeg/payerPartyReference"] = "buyer", ["fixedLeg/receiverPartyReference"] = "seller", ["fixedLeg/fixedPrice/price"] = "price",
        ["fixedLeg/fixedPrice/priceCurrency"] = "=USD", ["fixedLeg/fixedPrice/priceUnit"] = "=MWh",
        ["leg/payerPartyReference"] = "leg seller", ["leg/receiverPartyReference"] = "leg buyer", ["leg/commodity/instrumentId"] = "index",
        ["leg/deliveryPeriods/periods/unadjustedFirstDate"] = "first_day", ["leg/deliveryPeriods/periods/unadjustedLastDate"] = "last_day",
        ["leg/loadType"] = "block", ["leg/deliveryConditions/market"] = "market", ["leg/deliveryConditions/deliveryPoint"] = "location",
        ["leg/deliveryQuantity/physicalQuantity/quantityUnit"] = "unit", ["leg/deliveryQuantity/physicalQuantity/quantity"] = "quantity",
        ["leg/buyerPartyReference"] = "buyer", ["leg/sellerPartyReference"] = "seller", ["leg/optionType"] = "option",
        ["leg/exercise/frequency"] = "exercise", ["leg/strikePricePerUnit/currency"] = "=USD", ["leg/strikePricePerUnit/amount"] = "strike",
        ["leg/premium/premiumPerUnit/currency"] = "=USD", ["leg/premium/premiumPerUnit/amount"] = "premium",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Loads = new Dictionary<string, string>
        { ["BaseLoad"] = "ATC", ["PeakLoad"] = "5x16", ["OffPeakLoad"] = "wrap" }.ToFrozenDictionary();

    /// <summary>The deals of a document, or the faults; <paramref name="ourParty"/> is the party id by which it knows us. Refused when it
    /// is no such document.</summary>
    public static Outcome<DealFile> Read(SourceFile file, string ourParty, TicketRule rule)
    {
        var loaded = GuardedXml.Load(file, MostBytes, "Split it, or send the deals as a table.");
        if (loaded is Outcome<XElement>.Refused refused) return refused.Refusal;
        var root = loaded.OrThrow();
        var parties = root.Elements().Where(element => element.Name.LocalName == "party").ToLookup(
            party => party.Attribute("id")?.Value ?? "", party =>
                party.Elements().FirstOrDefault(id => id.Name.LocalName == "partyId")?.Value ?? "");
        if (!parties.SelectMany(party => party).Contains(ourParty))
            return new Refusal("unknown-party", $"No party of the document is {ourParty}", $"{file.Name} party",
                "Name us among its parties.");
        var trades = root.Elements().Where(element => element.Name.LocalName != "party").Select(trade =>
            Written(trade, parties, ourParty)).ToArray();
        if (trades.Length == 0) return new Refusal("no-deals", "The document holds no trade", file.Name, "Add the trades.");
        var deals = new DealRows(file, rule);
        foreach (var trade in trades) deals.Check(trade);
        return deals.Close([], () => trades);
    }

    private static WrittenDeal Written(XElement trade, ILookup<string, string> parties, string ourParty)
    {
        var answers = new Dictionary<string, string>();
        Refusal? fault = null;
        if (trade.Name.LocalName != "trade") fault = Unexpected(trade, trade.Name.LocalName);
        foreach (var leaf in trade.Descendants().Where(element => !element.HasElements))
        {
            var path = string.Join('/', leaf.AncestorsAndSelf().TakeWhile(element => element != trade).Reverse().Select(element =>
                element.Name.LocalName).Where(name => name is not ("commoditySwap")))
                .Replace("electricityPhysicalLeg/", "leg/", StringComparison.Ordinal).Replace("floatingLeg/", "leg/",
                    StringComparison.Ordinal)
                .Replace("commodityOption/", "leg/", StringComparison.Ordinal);
            var value = leaf.Attribute("href")?.Value ?? leaf.Value.Trim();
            if (!Paths.TryGetValue(path, out var field)) fault ??= Unexpected(leaf, path);
            else if (field.StartsWith('=') && value != field[1..])
                fault ??= new("wrong-units", $"'{value}' stands where {field[1..]} was expected", path, $"Give the price in {field[1..]}.");
            else if (field.Length > 0 && !field.StartsWith('=') && !answers.TryAdd(field, value)) fault ??= Unexpected(leaf, path);
        }
        fault ??= Sides(answers, parties, ourParty);
        answers["kind"] = Has(trade, "commodityOption") ? "option" : Has(trade, "floatingLeg") ? "swap" : "power";
        if (answers.TryGetValue("block", out var load) && Loads.TryGetValue(load, out var block)) answers["block"] = block;
        string Answer(string name) => answers.GetValueOrDefault(name, "");
        return new(((IXmlLineInfo)trade).LineNumber, Answer("reference"), Answer("traded_at"), Answer, fault);
    }

    /// <summary>Which way the deal goes for us. A fixed price is paid by the buyer, who receives the other leg.</summary>
    private static Refusal? Sides(Dictionary<string, string> answers, ILookup<string, string> parties, string ourParty)
    {
        string Party(string role) => answers.TryGetValue(role, out var reference) ? parties[reference].FirstOrDefault("") : "";
        var (buyer, seller) = (Party("buyer"), Party("seller"));
        if (buyer.Length == 0 || seller.Length == 0 || (buyer == ourParty) == (seller == ourParty))
            return new("unknown-party", $"The deal is between '{buyer}' and '{seller}'; one of them, and only one, must be {ourParty}",
                "party",
                "Refer to the parties of the document.");
        if (answers.ContainsKey("leg buyer") && (Party("leg buyer"), Party("leg seller")) != (buyer, seller))
            return new("contradictory-sides", $"{buyer} pays the fixed price and does not receive the other leg", "party",
                "Correct payer and receiver of one of the legs.");
        (answers["side"], answers["counterparty"]) = buyer == ourParty ? ("buy", seller) : ("sell", buyer);
        return null;
    }

    private static bool Has(XElement trade, string name) => trade.Descendants().Any(element => element.Name.LocalName == name);

    private static Refusal Unexpected(XElement element, string path) => new("unexpected-element",
        $"<{element.Name.LocalName}> was not expected, or stands twice (line {((IXmlLineInfo)element).LineNumber})", path,
        "Keep to the elements that the gateway's README lists.");
}
