using System.Collections.Immutable;
using System.Xml.Linq;
using Busbar.Gateways.Xml;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Contracts.Tags;

namespace Busbar.Gateways.Tags;

/// <summary>Reads a tag as <see cref="WriteTagXml"/> writes it: no document type, no entities, at most <see cref="MostBytes"/>, every
/// element in its place and nothing else, lists numbered from 1. Whatever is read is written again as it was. Whether the tag can flow is
/// the Contracts stage's to say. Refusals are listed in the gateways' README.</summary>
public static class ReadTagXml
{
    /// <summary>Largest document: 1 MB, some three thousand blocks.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>The tag.</summary>
    public static Outcome<ETag> Read(SourceFile file)
    {
        var loaded = GuardedXml.Load(file, MostBytes, "Write one tag a file.");
        if (loaded is Outcome<XElement>.Refused refused) return refused.Refusal;
        var (fields, root) = (new TagFields(file.Name), loaded.OrThrow());
        if (root.Name != TagWords.Layout + "Tag")
            fields.Refuse("unexpected-element", root, $"<{root.Name.LocalName}> stands where our <Tag> was expected",
                $"Write a tag of the namespace {TagWords.Layout}.");
        var children = fields.Open(root);
        var id = Id(fields, fields.Take(root, children, "TagID"));
        var market = List(fields, root, children, "MarketSegmentList", "MarketSegment", 1, TagWords.MostSegments);
        var physical = List(fields, root, children, "PhysicalSegmentList", "PhysicalSegment", 1, TagWords.MostSegments);
        var profile = fields.Take(root, children, "ProfileSet");
        var held = List(fields, root, children, "TransmissionAllocationList", "TransmissionAllocation", 0, TagWords.MostReservations);
        var losses = List(fields, root, children, "LossAccountingList", "LossAccounting", physical.Count, physical.Count);
        var copies = List(fields, root, children, "CCList", "CCEntity", 0, TagWords.MostSegments);
        fields.Close(children);
        if (fields.Refusal is { } misplaced) return misplaced;
        var segments = WithReservations(fields, [.. physical.Select((each, i) => Segment(fields, each, losses[i], i + 1))], held);
        var tag = new ETag(id!, id!.Author, [.. market.Select((each, i) => Owner(fields, each, i + 1))], segments, Energy(fields, profile),
            [.. copies.Select(each => fields.Name(each))]);
        return fields.Refusal is { } refusal ? refusal : tag;
    }

    private static TagId? Id(TagFields fields, XElement element)
    {
        var children = fields.Open(element);
        string[] codes = [.. new[] { "GCACode", "PSECode", "TagCode", "LCACode" }.Select(name => fields.Name(element, children, name))];
        fields.Close(children);
        if (TagId.Parse(string.Join('_', codes)) is Outcome<TagId>.Done done) return done.Value;
        fields.Refuse("bad-tag-id", element, $"'{string.Join('_', codes)}' is no tag id",
            "Give authorities and author of at most six letters or digits, and a code of seven.");
        return null;
    }

    private static List<XElement> List(TagFields fields, XElement root, Queue<XElement> children, string list, string item, int least,
        int most)
    {
        var element = fields.Take(root, children, list);
        if (fields.Refusal is not null) return [];
        var items = fields.Open(element);
        var taken = fields.TakeMany(element, items, item, least, most);
        fields.Close(items);
        return taken;
    }

    private static MarketSegment Owner(TagFields fields, XElement element, int number)
    {
        var children = fields.Open(element);
        fields.Ordinal(element, children, "MarketSegmentID", number);
        var owner = new MarketSegment(fields.Name(element, children, "PSECode"), fields.Name(element, children, "EnergyProductRef"),
            fields.Name(element, children, "ContractNumber", mayBeEmpty: true));
        fields.Close(children);
        return owner;
    }

    private static PhysicalSegment Segment(TagFields fields, XElement element, XElement loss, int number)
    {
        var children = fields.Open(element);
        fields.Ordinal(element, children, "PhysicalSegmentID", number);
        var kind = children.TryPeek(out var next) ? next.Name.LocalName switch
        {
            "Generation" => SegmentKind.Generation,
            "Load" => SegmentKind.Load,
            _ => SegmentKind.Transmission,
        } : SegmentKind.Transmission;
        var body = fields.Take(element, children, $"{kind}");
        fields.Close(children);
        var parts = fields.Open(body);
        string[] names = kind switch
        {
            SegmentKind.Generation => ["BACode", "TaggingPointID", "POD"],
            SegmentKind.Transmission => ["TPCode", "POR", "POD"],
            _ => ["BACode", "POR", "TaggingPointID"],
        };
        string[] values = [.. names.Select(name => fields.Name(body, parts, name))];
        fields.Close(parts);
        var (fraction, method) = Loss(fields, loss, number);
        return new(kind, values[0], values[1], values[2], [], fraction, method);
    }

    private static (decimal, LossMethod) Loss(TagFields fields, XElement element, int number)
    {
        var children = fields.Open(element);
        fields.Ordinal(element, children, "PhysicalSegmentRef", number);
        var method = children.TryPeek(out var next) && next.Name.LocalName == nameof(LossMethod.InKind) ? LossMethod.InKind
            : LossMethod.Financial;
        var fraction = fields.Number(element, children, $"{method}");
        fields.Close(children);
        return (fraction, method);
    }

    private static ImmutableArray<PhysicalSegment> WithReservations(
        TagFields fields, ImmutableArray<PhysicalSegment> segments, List<XElement> allocations)
    {
        var parents = 1;
        for (var i = 0; i < allocations.Count; i++)
        {
            var (element, children) = (allocations[i], fields.Open(allocations[i]));
            fields.Ordinal(element, children, "TransmissionAllocationID", i + 1);
            var reference = fields.Take(element, children, "ParentSegmentRef");
            var parent = fields.Number(reference);
            if (parent < parents || parent > segments.Length || parent != decimal.Truncate(parent))
                fields.Refuse("unknown-segment", reference, $"'{parent}' is no segment, or one before the last reservation's",
                    "List reservations in the order of the physical path.");
            var held = new TransmissionAllocation(fields.Name(element, children, "ContractNumber"),
                fields.Name(element, children, "TransmissionCustomerCode"),
                fields.Blocks(fields.Take(element, children, "AllocationBaseProfile")));
            fields.Close(children);
            if (fields.Refusal is not null) return segments;
            parents = (int)parent;
            segments = segments.SetItem(parents - 1, segments[parents - 1] with
                { Reservations = segments[parents - 1].Reservations.Add(held) });
        }
        return segments;
    }

    private static ImmutableArray<ProfileBlock> Energy(TagFields fields, XElement set)
    {
        var children = fields.Open(set);
        var profile = fields.Take(set, children, "BaseProfile");
        fields.Close(children);
        return fields.Refusal is null ? fields.Blocks(profile) : [];
    }
}
