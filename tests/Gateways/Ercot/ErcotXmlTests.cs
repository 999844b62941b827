using System.Text;
using System.Xml.Linq;
using Busbar.Gateways.Ercot;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;

namespace Busbar.Gateways.Tests.Ercot;

public sealed class ErcotXmlTests
{
    private static readonly OperatingDay[] days = [OperatingDay.Of(2026, 3, 6), OperatingDay.Of(2026, 3, 8), OperatingDay.Of(2026, 11, 1)];

    private static Outcome<ErcotBidSet> Read(byte[] bytes) => ReadErcotXml.Read(new("offers.xml", bytes));

    private static List<byte[]> Documents(int seed, int rounds)
    {
        var chance = new Random(seed);
        return [.. Enumerable.Range(0, rounds).SelectMany(i =>
            ErcotMessages.Of(Sample.Set(chance, days[i % days.Length], chance.Next(1, 4)))).Select(WriteErcotXml.Of)];
    }

    [Fact]
    public void What_is_written_is_valid_by_ERCOTs_own_schema()
    {
        var schemas = ErcotSchemas.Load();
        var documents = Documents(1, 60);
        Assert.True(documents.Count > 80);
        Assert.All(documents, document => Assert.Equal([], ErcotSchemas.Faults(schemas, document)));
    }

    [Fact]
    public void What_is_written_reads_back_as_it_was_and_the_same_bytes_are_written_again()
    {
        var chance = new Random(2);
        for (var round = 0; round < 60; round++)
            foreach (var message in ErcotMessages.Of(Sample.Set(chance, days[round % days.Length], 2)))
            {
                var bytes = WriteErcotXml.Of(message);
                var again = Read(bytes).OrThrow();
                Assert.Equal(bytes, WriteErcotXml.Of(again));
                Assert.Equal(message.TradingDate, again.TradingDate);
                Assert.Equal(message.ThreePart.Select(offer => (offer.Resource, offer.Span, offer.ExpiresAt)),
                    again.ThreePart.Select(offer => (offer.Resource, offer.Span, offer.ExpiresAt)));
                Assert.Equal(message.ThreePart.SelectMany(offer => offer.StartUp), again.ThreePart.SelectMany(offer => offer.StartUp));
                Assert.Equal(message.ThreePart.SelectMany(offer => offer.MinimumEnergy),
                    again.ThreePart.SelectMany(offer => offer.MinimumEnergy));
                Assert.Equal(message.ThreePart.SelectMany(offer => offer.Curves).SelectMany(curve => curve.Points),
                    again.ThreePart.SelectMany(offer => offer.Curves).SelectMany(curve => curve.Points));
                Assert.Equal(message.Ancillary.SelectMany(offer => offer.Offers).SelectMany(offer => offer.Blocks).SelectMany(block =>
                    block.Prices),
                    again.Ancillary.SelectMany(offer => offer.Offers).SelectMany(offer => offer.Blocks).SelectMany(block => block.Prices));
            }
    }

    [Fact]
    public void Hours_that_say_the_same_are_one_stretch_on_a_clock_with_its_offset()
    {
        var set = Sample.Set(new Random(4), days[2], 1);
        var offer = set.Offers[0];
        var same = offer with { Hours = [.. offer.Hours.Select(hour => offer.Hours.First(one =>
            !one.Curve.IsEmpty) with { Interval = hour.Interval })] };
        var text = Encoding.UTF8.GetString(WriteErcotXml.Of(ErcotMessages.Of(set with { Offers = [same] })[0]));
        Assert.Equal(1, text.Split("<EnergyOfferCurve>").Length - 1);
        Assert.Contains("<startTime>2026-11-01T00:00:00-05:00</startTime>", text, StringComparison.Ordinal);
        Assert.Contains("<endTime>2026-11-02T00:00:00-06:00</endTime>", text, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ErcotMessages.Of(set with { Market = "PJM" }));
    }

    [Fact]
    public void Whatever_our_reader_lets_through_of_two_thousand_mutants_the_schema_accepts()
    {
        var schemas = ErcotSchemas.Load();
        var chance = new Random(9);
        var (mutants, read, refused) = (0, 0, 0);
        foreach (var document in Documents(3, 40))
            for (var i = 0; i < 40; i++)
            {
                var mutant = XmlMutant.Of(document, chance);
                mutants++;
                if (Read(mutant) is Outcome<ErcotBidSet>.Refused)
                {
                    refused++;
                    continue;
                }
                read++;
                Assert.True(ErcotSchemas.Faults(schemas, mutant) is [], Encoding.UTF8.GetString(mutant));
            }
        Assert.True(mutants >= 2_000 && read > 100 && refused > 1_000, $"{mutants} mutants, {read} read, {refused} refused");
    }

    public static TheoryData<string, string, string> Slips => new()
    {
        { "<BidSet ", "<BidSets ", "broken-xml" },
        { "<?xml version=\"1.0\" encoding=\"utf-8\"?>", "<!DOCTYPE BidSet [<!ENTITY a \"b\">]>", "broken-xml" },
        { "http://www.ercot.com/schema/2007-06/nodal/ews", "http://elsewhere", "unexpected-element" },
        { "<tradingDate>2026-03-06</tradingDate>", "", "unexpected-element" },
        { "<tradingDate>2026-03-06</tradingDate>", "<tradingDate>2026-02-30</tradingDate>", "bad-date" },
        { "<tradingDate>", "loose<tradingDate>", "unexpected-text" },
        { "<tradingDate>", "<tradingDate xml:lang=\"en\">", "unexpected-attribute" },
        { "<resource>UNIT_1</resource>", "<resource>UNIT 1</resource>", "bad-name" },
        { "<resource>UNIT_1</resource>", "<resource><name>UNIT_1</name></resource>", "unexpected-element" },
        { "T00:00:00-06:00", "T00:00:00-05:00", "bad-time" },
        { "<hot>", "<hot>x", "not-a-number" },
        { "<curveStyle>CURVE", "<curveStyle>FIXED", "unknown-word" },
    };

    [Theory]
    [MemberData(nameof(Slips))]
    public void A_slip_is_refused_by_line(string from, string to, string code)
    {
        var text = Encoding.UTF8.GetString(WriteErcotXml.Of(ErcotMessages.Of(Sample.Set(new Random(6), days[0], 1))[0]));
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, text);
        var refusal = Texts.RefusalOf(Read(Encoding.UTF8.GetBytes(text[..at] + to + text[(at + from.Length)..])));
        Assert.True(refusal.Code == code, refusal.ToString());
        Assert.StartsWith("offers.xml:", refusal.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_much_too_many_and_too_late_are_refused()
    {
        Assert.Equal("file-too-large", Texts.RefusalOf(Read(new byte[ReadErcotXml.MostBytes + 1])).Code);
        var root = XElement.Parse(Encoding.UTF8.GetString(WriteErcotXml.Of(ErcotMessages.Of(Sample.Set(new Random(6), days[0], 1))[0])));
        XNamespace ews = root.Name.Namespace;
        string CodeAfter(Action<XElement> edit)
        {
            var copy = new XElement(root);
            edit(copy);
            return Texts.RefusalOf(Read(Encoding.UTF8.GetBytes(copy.ToString()))).Code;
        }
        XElement Curve(XElement of) => of.Descendants(ews + "EnergyOfferCurve").First();
        Assert.Equal("element-count", CodeAfter(copy => Curve(copy).Elements(ews + "CurveData").Remove()));
        Assert.Equal("element-count", CodeAfter(copy =>
        {
            var point = Curve(copy).Elements(ews + "CurveData").First();
            for (var i = 0; i < 11; i++) point.AddAfterSelf(new XElement(point));
        }));
        Assert.Equal("overlapping-stretches", CodeAfter(copy => Curve(copy).AddAfterSelf(new XElement(Curve(copy)))));
        Assert.Equal("bad-span", CodeAfter(copy => Curve(copy).Element(ews + "endTime")!.Value = Curve(copy).Element(ews
            + "startTime")!.Value));
        Assert.Equal("unexpected-element", CodeAfter(copy => copy.Add(new XElement(ews + "ASOffer"))));
    }
}
