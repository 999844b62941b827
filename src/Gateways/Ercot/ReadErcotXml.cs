using System.Collections.Immutable;
using System.Xml.Linq;
using Busbar.Gateways.Xml;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Gateways.Ercot;

/// <summary>Reads a BidSet of three-part or ancillary offers as we write them: no document type, no entities, at most
/// <see cref="MostBytes"/>, nothing that is not expected. What is read is valid by ERCOT's schema; a document that is valid and says more
/// than we do (an id, a status) is refused by name. Refusals are listed in the gateways' README.</summary>
public static class ReadErcotXml
{
    /// <summary>Largest document: 8 MB, some ten thousand offers.</summary>
    public const int MostBytes = 8 << 20;

    private const int MostOffers = 10_000;

    /// <summary>Reads the document.</summary>
    public static Outcome<ErcotBidSet> Read(SourceFile file)
    {
        var loaded = GuardedXml.Load(file, MostBytes, "Split it by resource.");
        if (loaded is Outcome<XElement>.Refused refused) return refused.Refusal;
        var root = loaded.OrThrow();
        var fields = new ErcotFields(file.Name);
        var set = BidSet(fields, root);
        return fields.Refusal is { } refusal ? refusal : set;
    }

    private static ErcotBidSet BidSet(ErcotFields fields, XElement root)
    {
        if (root.Name != ErcotWords.Ews + "BidSet")
            fields.Refuse("unexpected-element", root, $"<{root.Name.LocalName}> stands where ERCOT's <BidSet> was expected",
                "Give the payload of the message.");
        var children = fields.Open(root);
        var date = fields.Date(fields.Take(root, children, "tradingDate"));
        var threePart = fields.TakeMany(root, children, "ThreePartOffer", 0, MostOffers);
        var ancillary = threePart.Count > 0 ? [] : fields.TakeMany(root, children, "ASOffer", 0, MostOffers);
        fields.Close(children);
        if (fields.Refusal is not null) return new(date, [], []);
        return new(date, [.. threePart.Select(offer => ThreePart(fields, offer))], [.. ancillary.Select(offer => Ancillary(fields,
            offer))]);
    }

    private static ErcotThreePartOffer ThreePart(ErcotFields fields, XElement offer)
    {
        var children = fields.Open(offer);
        var span = fields.Span(offer, children);
        var expires = fields.Time(fields.Take(offer, children, "expirationTime"));
        var resource = fields.Name(fields.Take(offer, children, "resource"));
        var starts = fields.TakeMany(offer, children, "StartupCost", 0, ErcotWords.MostStretches);
        var minima = fields.TakeMany(offer, children, "MinimumEnergy", 0, ErcotWords.MostStretches);
        var curves = fields.TakeMany(offer, children, "EnergyOfferCurve", 0, ErcotWords.MostStretches);
        fields.Close(children);
        var read = new ErcotThreePartOffer(resource, span, expires, [.. starts.Select(each => StartUp(fields, each))],
            [.. minima.Select(each => Minimum(fields, each))], [.. curves.Select(each => Curve(fields, each))]);
        Apart(fields, offer, read.StartUp.Select(each => each.Span));
        Apart(fields, offer, read.MinimumEnergy.Select(each => each.Span));
        Apart(fields, offer, read.Curves.Select(each => each.Span));
        return read;
    }

    /// <summary>Stretches of one thing do not overlap.</summary>
    private static void Apart(ErcotFields fields, XElement offer, IEnumerable<DeliveryInterval> spans)
    {
        var sorted = spans.Order().ToList();
        if (sorted.Zip(sorted.Skip(1)).Any(pair => pair.Second.Start < pair.First.End))
            fields.Refuse("overlapping-stretches", offer, "Two stretches of hours overlap", "Give each hour one value.");
    }

    private static ErcotStartUp StartUp(ErcotFields fields, XElement element)
    {
        var children = fields.Open(element);
        var span = fields.Span(element, children);
        var costs = new StartCosts(new(fields.Number(fields.Take(element, children, "hot"), 2)),
            new(fields.Number(fields.Take(element, children, "intermediate"), 2)),
            new(fields.Number(fields.Take(element, children, "cold"), 2)));
        fields.Close(children);
        return new(span, costs);
    }

    private static ErcotMinimumEnergy Minimum(ErcotFields fields, XElement element)
    {
        var children = fields.Open(element);
        var minimum = new ErcotMinimumEnergy(
            fields.Span(element, children), new(fields.Number(fields.Take(element, children, "cost"), 2)));
        fields.Close(children);
        return minimum;
    }

    private static ErcotCurve Curve(ErcotFields fields, XElement element)
    {
        var children = fields.Open(element);
        var span = fields.Span(element, children);
        var style = fields.Take(element, children, "curveStyle");
        if (fields.Text(style) != "CURVE") fields.Refuse("unknown-word", style, $"The style '{style.Value}' is not CURVE", "Write CURVE.");
        var points = fields.TakeMany(element, children, "CurveData", 1, ErcotWords.MostPoints);
        fields.Close(children);
        return new(span, [.. points.Select(point => Point(fields, point))]);
    }

    private static OfferPoint Point(ErcotFields fields, XElement element)
    {
        var children = fields.Open(element);
        var point = new OfferPoint(new(fields.Number(fields.Take(element, children, "xvalue"), 1)),
            new(fields.Number(fields.Take(element, children, "y1value"), 2)));
        fields.Close(children);
        return point;
    }

    private static ErcotAncillaryOffer Ancillary(ErcotFields fields, XElement offer)
    {
        var children = fields.Open(offer);
        var span = fields.Span(offer, children);
        var expires = fields.Time(fields.Take(offer, children, "expirationTime"));
        var resource = fields.Name(fields.Take(offer, children, "resource"));
        var type = fields.Take(offer, children, "asType");
        var group = Enum.GetValues<AncillaryGroup>().Where(each => ErcotWords.AsType(each) == fields.Text(type)).ToList();
        if (group.Count == 0) fields.Refuse("unknown-word", type, $"'{type.Value}' is no type of ancillary offer",
            "Use the schema's types.");
        var curves = fields.TakeMany(offer, children, "ASPriceCurve", 1, ErcotWords.MostStretches);
        fields.Close(children);
        if (fields.Refusal is not null) return new(resource, span, expires, default, []);
        return new(resource, span, expires, group[0], [.. curves.Select(curve => Blocks(fields, curve, group[0]))]);
    }

    private static AncillaryOffer Blocks(ErcotFields fields, XElement curve, AncillaryGroup group)
    {
        var children = fields.Open(curve);
        var span = fields.Span(curve, children);
        var blocks = fields.TakeMany(curve, children, ErcotWords.BlockElement(group), 1, ErcotWords.MostBlocks);
        fields.Close(children);
        return new(group, span, [.. blocks.Select((block, i) => Block(fields, block, group, i))]);
    }

    private static AncillaryBlock Block(ErcotFields fields, XElement element, AncillaryGroup group, int index)
    {
        var children = fields.Open(element);
        var quantity = fields.Number(fields.Take(element, children, "xvalue"), 1);
        var prices = ImmutableArray.CreateBuilder<AncillaryPrice>();
        foreach (var (product, name) in ErcotWords.Prices(group))
            foreach (var price in fields.TakeMany(element, children, name, group == AncillaryGroup.RegulationDown ? 1 : 0, 1))
                prices.Add(new(product, new(fields.Number(price, 2))));
        var block = fields.Take(element, children, "block");
        if (fields.Number(block, 0) != index + 1 || fields.Text(block) != ErcotWords.Text(index + 1))
            fields.Refuse("unknown-word", block, $"Block '{block.Value}' stands where {index + 1} was expected",
                "Number the blocks from 1.");
        fields.Close(children);
        return new(new(quantity), prices.ToImmutable());
    }
}
