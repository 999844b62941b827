using System.Collections.Immutable;
using System.Text;
using System.Xml.Linq;
using Busbar.Gateways.Tags;
using Busbar.Gateways.Tests.Ercot;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts.Tags;
using NodaTime;

namespace Busbar.Gateways.Tests.Tags;

public sealed class TagXmlTests
{
    private static readonly OperatingDay[] days = [OperatingDay.Of(2026, 3, 6), OperatingDay.Of(2026, 3, 8), OperatingDay.Of(2026, 11, 1)];
    private static readonly ETag tag = Made(new Random(1), days[2]);

    /// <summary>A tag of one to four blocks over one to three systems.</summary>
    private static ETag Made(Random chance, OperatingDay day)
    {
        var hours = MarketCalendar.Pjm.HoursOf(day);
        ProfileBlock Block(int from, int to, decimal mw, int ramp) =>
            new(new(hours[from].Start, hours[to].End), new(mw), Duration.FromMinutes(ramp), Duration.FromMinutes(20));
        ImmutableArray<ProfileBlock> energy = [.. Enumerable.Range(0, chance.Next(1, 5)).Select(i =>
            Block(5 * i, 5 * i + 3, chance.Next(1, 100_000) / 1000m, chance.Next(0, 61)))];
        var systems = chance.Next(1, 4);
        return new(new("NYIS", "DESK", $"TAG{chance.Next(1000, 9999)}", "ISNE"), "DESK",
            [new("GENCO", "G-F", "C-1 & <more>"), new("DESK", "G-NF", "")],
            [
                new(SegmentKind.Generation, "NYIS", "PLANT 1", "P0", [], 0, LossMethod.Financial),
                .. Enumerable.Range(0, systems).Select(i => new PhysicalSegment(SegmentKind.Transmission, $"TP{i}", $"P{i}", $"P{i + 1}",
                    [.. Enumerable.Range(0, chance.Next(0, 3)).Select(n => new TransmissionAllocation($"OASIS-{n}", "DESK", energy))],
                    chance.Next(0, 100) / 1000m, chance.Next(2) == 0 ? LossMethod.InKind : LossMethod.Financial)),
                new(SegmentKind.Load, "ISNE", $"P{systems}", "LOAD", [], 0, LossMethod.Financial),
            ], energy, chance.Next(2) == 0 ? [] : ["RC1", "RC2"]);
    }

    private static Outcome<ETag> Read(byte[] bytes) => ReadTagXml.Read(new("tag.xml", bytes));

    /// <summary>Every value of a tag in one text: records compare their arrays by reference.</summary>
    private static string Flat(object? value) => value switch
    {
        System.Collections.IEnumerable list and not string => $"[{string.Join('|', list.Cast<object?>().Select(Flat))}]",
        ETag or PhysicalSegment or TransmissionAllocation => string.Join(';', value.GetType().GetProperties()
            .Where(property => property.Name != "EqualityContract").Select(property => Flat(property.GetValue(value)))),
        _ => $"{value}",
    };

    [Fact]
    public void What_is_written_reads_back_as_it_was_and_the_same_bytes_are_written_again()
    {
        var chance = new Random(2);
        for (var round = 0; round < 100; round++)
        {
            var made = Made(chance, days[round % days.Length]);
            var bytes = WriteTagXml.Of(made);
            var again = Read(bytes).OrThrow();
            Assert.Equal(Flat(made), Flat(again));
            Assert.Equal(bytes, WriteTagXml.Of(again));
        }
    }

    [Fact]
    public void Each_of_six_hundred_mutants_is_refused_with_its_line_or_read_without_losing_anything()
    {
        var chance = new Random(9);
        var (read, refused) = (0, 0);
        for (var i = 0; i < 600; i++)
        {
            var mutant = XmlMutant.Of(WriteTagXml.Of(Made(chance, days[i % days.Length])), chance);
            var outcome = Read(mutant);
            if (outcome is Outcome<ETag>.Refused { Refusal: var refusal })
            {
                refused++;
                Assert.Matches(@"^tag\.xml:\d+", refusal.Where);
                Assert.NotEmpty(refusal.Remedy);
                continue;
            }
            read++;
            var said = XDocument.Parse(Encoding.UTF8.GetString(mutant));
            said.DescendantNodes().OfType<XComment>().Remove();
            var kept = XDocument.Parse(Encoding.UTF8.GetString(WriteTagXml.Of(outcome.OrThrow())));
            Assert.Equal(said.Root!.ToString(), kept.Root!.ToString());
        }
        Assert.True(read > 50 && refused > 300, $"{read} read, {refused} refused");
    }

    [Fact]
    public void Each_of_two_hundred_files_with_broken_bytes_is_refused_or_says_exactly_what_is_read()
    {
        var (chance, good) = (new Random(5), WriteTagXml.Of(tag));
        for (var i = 0; i < 200; i++)
        {
            var bytes = good.ToArray();
            for (var n = chance.Next(1, 4); n > 0; n--) bytes[chance.Next(bytes.Length)] = (byte)chance.Next(256);
            if (i % 4 == 0) bytes = bytes[..chance.Next(bytes.Length)];
            if (Read(bytes) is Outcome<ETag>.Done { Value: var read })
                Assert.Equal(XDocument.Load(new MemoryStream(bytes)).Root!.Value,
                    XDocument.Load(new MemoryStream(WriteTagXml.Of(read))).Root!.Value);
        }
    }

    public static TheoryData<string, string, string> Slips => new()
    {
        { "<?xml version=\"1.0\" encoding=\"utf-8\"?>", "<!DOCTYPE Tag [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>", "broken-xml" },
        { "urn:busbar:e-tag:1", "urn:busbar:e-tag:2", "unexpected-element" },
        { "<TagCode>TAG", "<TagCode>", "bad-tag-id" },
        { "<TagCode>", "<TagCode id=\"1\">", "unexpected-attribute" },
        { "<TagCode>", "<TagCode><b/>", "unexpected-element" },
        { "<MarketSegmentList>", "<MarketSegmentList>loose", "unexpected-text" },
        { "<PSECode>GENCO", "<PSECode> GENCO", "bad-name" },
        { "<MarketSegmentID>1", "<MarketSegmentID>7", "wrong-number" },
        { "<Generation>", "<Wind>", "broken-xml" },
        { "T09:", "T25:", "bad-time" },
        { "<StartRampDuration>", "<StartRampDuration>9", "bad-ramp" },
        { "<MWLevel>", "<MWLevel>+", "not-a-number" },
        { "<MWLevel>", "<MWLevel>0", "not-a-number" },
        { "<CCList", "<CCLIST", "broken-xml" },
    };

    [Theory]
    [MemberData(nameof(Slips))]
    public void A_slip_is_refused_by_line(string from, string to, string code)
    {
        var text = Encoding.UTF8.GetString(WriteTagXml.Of(tag with { Energy = [tag.Energy[0] with
            { Interval = new(Instant.FromUtc(2026, 11, 1, 9, 0), Instant.FromUtc(2026, 11, 1, 12, 0)),
                RampAtStart = Duration.FromMinutes(20) }] }));
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, text);
        var refusal = Texts.RefusalOf(Read(Encoding.UTF8.GetBytes(text[..at] + to + text[(at + from.Length)..])));
        Assert.True(refusal.Code == code, refusal.ToString());
        Assert.StartsWith("tag.xml:", refusal.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_much_too_many_and_what_refers_to_nothing_are_refused()
    {
        Assert.Equal("file-too-large", Texts.RefusalOf(Read(new byte[ReadTagXml.MostBytes + 1])).Code);
        var held = new TransmissionAllocation("O-1", "DESK", tag.Energy);
        var root = XElement.Parse(Encoding.UTF8.GetString(WriteTagXml.Of(tag with
            { Physical = tag.Physical.SetItem(1, tag.Physical[1] with { Reservations = [held, held] }) })));
        string CodeAfter(Action<XElement> edit)
        {
            var copy = new XElement(root);
            edit(copy);
            return Texts.RefusalOf(Read(Encoding.UTF8.GetBytes(copy.ToString()))).Code;
        }
        XElement First(XElement of, string name) => of.Descendants(root.Name.Namespace + name).First();
        Assert.Equal("element-count", CodeAfter(copy => First(copy, "MarketSegmentList").RemoveNodes()));
        Assert.Equal("element-count", CodeAfter(copy => First(copy, "LossAccounting").Remove()));
        Assert.Equal("unknown-segment", CodeAfter(copy => First(copy, "ParentSegmentRef").Value = "9"));
        Assert.Equal("unknown-segment", CodeAfter(copy => First(copy, "ParentSegmentRef").Value = "3"));
        Assert.Equal("bad-span", CodeAfter(copy => First(copy, "StopDateTime").Value = First(copy, "StartDateTime").Value));
        Assert.Equal("unexpected-element", CodeAfter(copy => copy.Add(new XElement(root.Name.Namespace + "CCList"))));
    }
}
