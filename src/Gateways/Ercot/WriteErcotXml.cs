using System.Text;
using System.Xml;
using System.Xml.Linq;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Gateways.Ercot;

/// <summary>Writes a BidSet as XML of ERCOT's schema, UTF-8 without a byte order mark. Equal sets make equal bytes.</summary>
public static class WriteErcotXml
{
    /// <summary>The document.</summary>
    public static byte[] Of(ErcotBidSet set)
    {
        var root = Element("BidSet", Leaf("tradingDate", NodaTime.Text.LocalDatePattern.Iso.Format(set.TradingDate)),
            set.ThreePart.Select(ThreePart), set.Ancillary.Select(Ancillary));
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes,
            new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" }))
            new XDocument(root).Save(writer);
        return bytes.ToArray();
    }

    private static XElement ThreePart(ErcotThreePartOffer offer) => Element("ThreePartOffer",
        Span(offer.Span), Leaf("expirationTime", ErcotWords.Text(offer.ExpiresAt)), Leaf("resource", offer.Resource),
        offer.StartUp.Select(start => Element("StartupCost", Span(start.Span), Leaf("hot", ErcotWords.Text(start.Cost.Hot.Value)),
            Leaf("intermediate", ErcotWords.Text(start.Cost.Intermediate.Value)), Leaf("cold", ErcotWords.Text(start.Cost.Cold.Value)))),
        offer.MinimumEnergy.Select(minimum =>
            Element("MinimumEnergy", Span(minimum.Span), Leaf("cost", ErcotWords.Text(minimum.Cost.Value)))),
        offer.Curves.Select(curve => Element("EnergyOfferCurve", Span(curve.Span), Leaf("curveStyle", "CURVE"),
            curve.Points.Select(point => Element("CurveData", Leaf("xvalue", ErcotWords.Text(point.Output.Value)),
                Leaf("y1value", ErcotWords.Text(point.Price.Value)))))));

    private static XElement Ancillary(ErcotAncillaryOffer offer) => Element("ASOffer",
        Span(offer.Span), Leaf("expirationTime", ErcotWords.Text(offer.ExpiresAt)), Leaf("resource", offer.Resource),
        Leaf("asType", ErcotWords.AsType(offer.Group)),
        offer.Offers.Select(each => Element("ASPriceCurve", Span(each.Span), each.Blocks.Select((block, i) => Block(offer.Group, block,
            i)))));

    private static XElement Block(AncillaryGroup group, AncillaryBlock block, int index) => Element(ErcotWords.BlockElement(group),
        Leaf("xvalue", ErcotWords.Text(block.Quantity.Value)),
        ErcotWords.Prices(group).SelectMany(price => block.Prices.Where(own => own.Product == price.Product)
            .Select(own => Leaf(price.Element, ErcotWords.Text(own.Price.Value)))),
        Leaf("block", ErcotWords.Text(index + 1)));

    private static XElement[] Span(DeliveryInterval span) =>
        [Leaf("startTime", ErcotWords.Text(span.Start)), Leaf("endTime", ErcotWords.Text(span.End))];

    private static XElement Leaf(string name, string value) => new(ErcotWords.Ews + name, value);

    private static XElement Element(string name, params object[] content) => new(ErcotWords.Ews + name, content);
}
