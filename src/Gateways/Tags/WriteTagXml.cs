using System.Collections.Immutable;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Busbar.Supply.Handoffs.Contracts.Tags;

namespace Busbar.Gateways.Tags;

/// <summary>Writes a tag as XML of our layout (<see cref="ReadTagXml"/>), UTF-8 without a byte order mark. Equal tags make equal
/// bytes.</summary>
public static class WriteTagXml
{
    /// <summary>The document of a tag that can flow.</summary>
    public static byte[] Of(ETag tag)
    {
        var root = Element("Tag",
            Element("TagID", Leaf("GCACode", tag.Id.Source), Leaf("PSECode", tag.Id.Author), Leaf("TagCode", tag.Id.Code),
                Leaf("LCACode", tag.Id.Sink)),
            Element("MarketSegmentList", tag.Market.Select((owner, i) => Element("MarketSegment", Leaf("MarketSegmentID", i + 1),
                Leaf("PSECode", owner.Pse), Leaf("EnergyProductRef", owner.Product), Leaf("ContractNumber", owner.Contract)))),
            Element("PhysicalSegmentList", tag.Physical.Select((segment, i) =>
                Element("PhysicalSegment", Leaf("PhysicalSegmentID", i + 1), Segment(segment)))),
            Element("ProfileSet", Element("BaseProfile", tag.Energy.Select(Block))),
            Element("TransmissionAllocationList", tag.Physical.SelectMany((segment, i) =>
                segment.Reservations.Select(held => (Held: held, Parent: i + 1))).Select((each, i) => Allocation(each.Held, each.Parent,
                    i + 1))),
            Element("LossAccountingList", tag.Physical.Select((segment, i) => Element("LossAccounting", Leaf("PhysicalSegmentRef", i + 1),
                Leaf(segment.Losses.ToString(), TagWords.Text(segment.LossFraction))))),
            Element("CCList", tag.CarbonCopies.Select(entity => Leaf("CCEntity", entity))));
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes,
            new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" }))
            new XDocument(root).Save(writer);
        return bytes.ToArray();
    }

    private static XElement Segment(PhysicalSegment segment) => segment.Kind switch
    {
        SegmentKind.Generation => Element("Generation", Leaf("BACode", segment.Entity), Leaf("TaggingPointID", segment.From),
            Leaf("POD", segment.To)),
        SegmentKind.Transmission => Element("Transmission", Leaf("TPCode", segment.Entity), Leaf("POR", segment.From),
            Leaf("POD", segment.To)),
        _ => Element("Load", Leaf("BACode", segment.Entity), Leaf("POR", segment.From), Leaf("TaggingPointID", segment.To)),
    };

    private static XElement Allocation(TransmissionAllocation held, int parent, int id) => Element("TransmissionAllocation",
        Leaf("TransmissionAllocationID", id), Leaf("ParentSegmentRef", parent), Leaf("ContractNumber", held.Oasis),
        Leaf("TransmissionCustomerCode", held.Customer), Element("AllocationBaseProfile", held.Capacity.Select(Block)));

    private static XElement Block(ProfileBlock block) => Element("ProfileBlock",
        Leaf("StartDateTime", TagWords.Time.Format(block.Interval.Start)), Leaf("StopDateTime", TagWords.Time.Format(block.Interval.End)),
        Leaf("MWLevel", TagWords.Text(block.Mw.Value)), Leaf("StartRampDuration", TagWords.Minutes(block.RampAtStart)),
        Leaf("StopRampDuration", TagWords.Minutes(block.RampAtEnd)));

    private static XElement Leaf(string name, string value) => new(TagWords.Layout + name, value);

    private static XElement Leaf(string name, int value) => Leaf(name, TagWords.Text(value));

    private static XElement Element(string name, params object[] content) => new(TagWords.Layout + name, content);
}
