using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using System.Xml.Schema;
using Busbar.Gateways.Statements.Ercot;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Gateways.Tests.Statements;

public sealed class ErcotDocumentTests
{
    private static List<XmlSchemaSet> OwnSchemas() =>
    [
        .. Directory.GetFiles(SharedFiles.Folder("settlement/ercot-xsd/snb"), "*.xsd").Select(path =>
        {
            var set = new XmlSchemaSet { XmlResolver = null };
            set.Add(null, path);
            set.Compile();
            return set;
        }),
    ];

    private static List<string> Faults(List<XmlSchemaSet> sets, byte[] document)
    {
        var parsed = XDocument.Load(new MemoryStream(document));
        foreach (var set in sets)
        {
            if (set.GlobalElements[new(parsed.Root!.Name.LocalName)] is null) continue;
            var faults = new List<string>();
            parsed.Validate(set, (_, fault) => faults.Add(fault.Message));
            return faults;
        }
        return ["no schema"];
    }

    [Fact]
    public void Generated_documents_are_valid_by_ERCOTs_own_schemas_and_read()
    {
        var schemas = ErcotSamples.Schemas();
        var files = ErcotSamples.All(1).Concat(ErcotSamples.All(2)).ToList();
        Assert.True(files.Count > 70);
        var own = OwnSchemas();
        Assert.All(files, file => Assert.Equal([], Faults(own, file.Content.ToArray())));
        Assert.All(files, file => Assert.Null(ErcotSamples.Refusal(file, schemas)));
        Assert.All(files, file => Assert.Null(ErcotSamples.Refusal(file)));
    }

    [Fact]
    public void Five_hundred_damaged_documents_are_each_refused_with_line_and_reason_with_ERCOTs_schemas_and_without()
    {
        var schemas = ErcotSamples.Schemas();
        var chance = new Random(500);
        var files = ErcotSamples.All(3);
        var seen = new Dictionary<string, int>();
        for (var round = 0; seen.Values.Sum() < 600; round++)
            foreach (var way in XmlDamage.Ways)
            {
                var file = files[chance.Next(files.Count)];
                if (XmlDamage.Of(file.Content.ToArray(), way, chance) is not { } damaged) continue;
                var broken = file with { Content = damaged };
                foreach (var refusal in new[] { ErcotSamples.Refusal(broken), ErcotSamples.Refusal(broken, schemas) })
                {
                    Assert.True(refusal is not null, $"{way}: {Encoding.UTF8.GetString(damaged)}");
                    Assert.Matches(new Regex($@"^{Regex.Escape(file.Name)}:[1-9]\d*"), refusal.Where);
                    Assert.NotEmpty(refusal.What);
                }
                seen[way] = seen.GetValueOrDefault(way) + 1;
            }
        Assert.Equal(XmlDamage.Ways.Length, seen.Count);
        Assert.All(seen, way => Assert.True(way.Value >= 10, $"{way.Key}: {way.Value}"));
    }

    [Fact]
    public void Whatever_our_reader_lets_through_ERCOTs_schema_accepts()
    {
        var schemas = ErcotSamples.Schemas();
        var chance = new Random(7);
        var (read, refused) = (0, 0);
        foreach (var file in ErcotSamples.All(4))
            for (var i = 0; i < 25; i++)
            {
                var mutant = file with { Content = Ercot.XmlMutant.Of(file.Content.ToArray(), chance) };
                if (ErcotSamples.Refusal(mutant) is not null) refused++;
                else
                {
                    read++;
                    Assert.Null(ErcotSamples.Refusal(mutant, schemas));
                }
            }
        Assert.True(read > 20 && refused > 500, $"{read} read, {refused} refused");
    }

    [Fact]
    public void The_tables_of_the_extract_have_the_columns_of_ERCOTs_schema_in_its_order()
    {
        var set = new XmlSchemaSet { XmlResolver = null };
        set.Add(null, Path.Combine(SharedFiles.Folder("settlement/ercot-xsd/snb"), "Settlements.xsd"));
        set.Compile();
        var tables = set.GlobalElements.Values.OfType<XmlSchemaElement>().Where(element => element.Name!.EndsWith("_DATA",
            StringComparison.Ordinal)).ToList();
        Assert.Equal(42, tables.Count);
        Assert.Equal(tables.Select(table => table.Name!).Order(StringComparer.Ordinal),
            ExtractTables.All.Select(table => table.Name).Order(StringComparer.Ordinal));
        foreach (var table in ExtractTables.All)
        {
            var row = (XmlSchemaElement)set.GlobalElements[new(table.Name[..^5])]!;
            var columns = ((XmlSchemaSequence)((XmlSchemaComplexType)row.ElementSchemaType!).ContentTypeParticle).Items
                .OfType<XmlSchemaElement>().Select(column => ($"{column.Name}", (int)column.MinOccurs,
                    $"{column.ElementSchemaType!.TypeCode}"));
            Assert.Equal(columns, table.Children.Single().Children.Select(column => (column.Name, column.Least,
                column.Value == XmlValue.Decimal ? "Decimal" : column.Value == XmlValue.DateTime ? "DateTime" : "String")));
        }
    }

    [Fact]
    public void A_statement_reads_back_as_it_was_with_the_quarters_of_its_day()
    {
        foreach (var (day, quarters, hours) in ErcotSamples.Days.Zip([100, 92, 96], [25, 23, 24]))
        {
            var first = SimulateErcotDocuments.Statement(day, StatementType.Initial, 1, 9);
            var sent = SimulateErcotDocuments.Statement(day, StatementType.Resettlement, 3, 9, first);
            var bytes = WriteErcotStatement.Of(sent);
            var read = ReadErcotStatement.Read(new("s.xml", bytes)).OrThrow();
            Assert.Equal(bytes, WriteErcotStatement.Of(read));
            Assert.Equal(sent with { Lines = default, PreviousTotals = default }, read with { Lines = default, PreviousTotals = default });
            Assert.Equal(sent.Lines, read.Lines);
            Assert.Equal(sent.PreviousTotals, read.PreviousTotals);
            Assert.Equal([quarters, quarters, hours], read.Lines.Take(3).Select(line => line.Intervals!.Count));
            Assert.True(read.IsSimulated);
        }
    }

    [Fact]
    public void Invoices_calendars_extracts_and_disputes_read_back_as_they_were()
    {
        foreach (var kind in ErcotSamples.InvoiceKinds)
        {
            var sent = ErcotSamples.Invoice(kind, ErcotSamples.Days[0], 5);
            var read = ReadErcotInvoice.Read(new("i.xml", WriteErcotInvoice.Of(sent))).OrThrow();
            Assert.Equal(sent with { Lines = default }, read with { Lines = default });
            Assert.Equal(sent.Lines, read.Lines);
        }
        var calendar = SimulateErcotDocuments.Calendar(ErcotSamples.Days[1]);
        Assert.Equal(calendar, ReadErcotCalendar.Read(new("c.xml", WriteErcotStatement.Of(calendar, true))).OrThrow());
        var extract = SimulateErcotDocuments.Extract(ErcotSamples.Days[0], 2, 5);
        var again = ReadErcotExtract.Read(WriteErcotExtract.Of(extract)).OrThrow();
        Assert.Equal(extract.Determinants, again.Determinants);
        Assert.Equal((extract.Table, true), (again.Table, again.IsSimulated));
        Assert.Equal([ErcotSamples.Dispute], ErcotDispute.Read(new("d.xml", WriteErcotDispute.Of([ErcotSamples.Dispute], true))).OrThrow());
    }

    [Fact]
    public void A_dispute_to_be_submitted_is_valid_by_ERCOTs_schema_and_an_incomplete_one_is_refused()
    {
        var day = ErcotSamples.Days[0];
        var span = Kernel.Time.MarketCalendar.Ercot.HoursOf(day)[2];
        var dispute = new ErcotDisputeSubmission("RTM", "Price", "RTEIAMT", new(1_352m), day, span, "Second 01:00 hour",
            "The repeated hour is missing", "000", "nobody@example.org");
        var set = new XmlSchemaSet { XmlResolver = new System.Xml.XmlUrlResolver() };
        set.Add(null, Path.Combine(SharedFiles.Folder("settlement/ercot-xsd/ews/xsds"), "ErcotDisputes.xsd"));
        set.Compile();
        foreach (var each in new[] { dispute, dispute with { Span = null, Amount = new(-0.01m) } })
            Assert.Equal([], Ercot.ErcotSchemas.Faults(set, WriteErcotDispute.Of(each).OrThrow()));
        Assert.Contains("2024-11-03T01:00:00-06:00", Encoding.UTF8.GetString(WriteErcotDispute.Of(dispute).OrThrow()),
            StringComparison.Ordinal);
        Assert.Equal("dispute-incomplete", Texts.RefusalOf(WriteErcotDispute.Of(dispute with { Reason = " " })).Code);
        Assert.Equal("dispute-incomplete", Texts.RefusalOf(WriteErcotDispute.Of(dispute with { Amount = new(0) })).Code);
        Assert.Equal("bad-span", Texts.RefusalOf(WriteErcotDispute.Of(dispute with { OperatingDay = day.Plus(1) })).Code);
    }

    public static TheoryData<string, string, string, string> Slips => new()
    {
        { "statement", "<StatementType>INITIAL<", "<StatementType>SOMETIME<", "unknown-word" },
        { "statement", "<AmountCode>BPDAMT<", "<AmountCode>RTEIAMT<", "duplicate-charge" },
        { "statement", "<NumberOfIntervals>100<", "<NumberOfIntervals>96<", "interval-count" },
        { "statement", "<IntervalEnding>02:00<", "<IntervalEnding>02:15<", "interval-label" },
        { "statement", "NUM=\"7\"", "NUM=\"6\"", "interval-order" },
        { "statement", " NUM=\"7\"", "", "missing-attribute" },
        { "statement", "<Statement>", "<Statement xmlns=\"urn:x\">", "wrong-document" },
        { "invoice", "</InvoiceTotal>", "e1</InvoiceTotal>", "totals-differ" },
        { "invoice", "<InvoiceTotal>", "<InvoiceTotal>EUR ", "bad-value" },
        { "invoice", "</Subtotal>", "e1</Subtotal>", "totals-differ" },
        { "calendar", "<SETTLEMENTTYPE>FINAL<", "<SETTLEMENTTYPE><", "missing-value" },
        { "calendar", "<SETTLEMENTTYPE>FINAL</SETTLEMENTTYPE>", "<SETTLEMENTTYPE>DAM</SETTLEMENTTYPE>", "" },
        { "disputes", "<DISPUTE_NUMBER>D-1<", "<DISPUTE_NUMBER><", "duplicate-entry" },
        { "disputes", "<END_OP_DATE>2024-11-03<", "<END_OP_DATE>2024-11-02<", "bad-span" },
        { "interval", "<INTERVALCOUNT>100<", "<INTERVALCOUNT>96<", "interval-count" },
        { "interval", "<SPI>900<", "<SPI>1800<", "bad-value" },
        { "interval", "<DSTPARTICIPANT>Y<", "<DSTPARTICIPANT>N<", "clock-change-mismatch" },
        { "interval", "<MAXIMUM>", "<MAXIMUM>9", "totals-differ" },
        { "interval", "<STARTTIME>2024-11-03T00:00:00<", "<STARTTIME>2024-11-03T01:00:00<", "bad-span" },
        { "interval", "<UIDRTMOUTPUTHEADER>1<", "<UIDRTMOUTPUTHEADER>77<", "no-header" },
        { "interval", "<UIDRTMOUTPUTHEADER>2<", "<UIDRTMOUTPUTHEADER>1<", "duplicate-entry" },
    };

    [Theory]
    [MemberData(nameof(Slips))]
    public void A_slip_of_meaning_is_refused_by_line_though_the_schema_would_let_it_pass(string kind, string from, string to, string code)
    {
        var day = ErcotSamples.Days[0];
        var bytes = kind switch
        {
            "statement" => WriteErcotStatement.Of(SimulateErcotDocuments.Statement(day, StatementType.Initial, 1, 6)),
            "invoice" => WriteErcotInvoice.Of(ErcotSamples.Invoice("settlement", day, 6)),
            "calendar" => WriteErcotStatement.Of(SimulateErcotDocuments.Calendar(day), true),
            "disputes" => WriteErcotDispute.Of([ErcotSamples.Dispute], true),
            _ => WriteErcotExtract.Of(SimulateErcotDocuments.Extract(day, 2, 6))[1].Content.ToArray(),
        };
        var text = Encoding.UTF8.GetString(bytes);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, text);
        var refusal = ErcotSamples.Refusal(new($"{kind}-x.xml", Encoding.UTF8.GetBytes(text[..at] + to + text[(at + from.Length)..])));
        Assert.Equal(code, refusal?.Code ?? "");
        if (refusal is not null) Assert.Matches(new Regex(@"^\w+-x\.xml:[1-9]\d* \w+$"), refusal.Where);
    }

    [Fact]
    public void A_statement_of_twenty_four_hours_for_the_autumn_day_is_refused_and_so_are_size_depth_and_a_folder_without_schemas()
    {
        var day = ErcotSamples.Days[2];
        var text = Encoding.UTF8.GetString(WriteErcotStatement.Of(SimulateErcotDocuments.Statement(day, StatementType.DayAhead, 1, 1)));
        var daily = Encoding.UTF8.GetString(WriteErcotStatement.Of(SimulateErcotDocuments.Statement(day, StatementType.Initial, 1, 1)));
        var last = daily.LastIndexOf("<SaveChannel>1<", StringComparison.Ordinal);
        Assert.Equal("no-amount", Texts.RefusalOf(ReadErcotStatement.Read(new("s.xml",
            Encoding.UTF8.GetBytes(daily[..last] + "<SaveChannel>4<" + daily[(last + 15)..])))).Code);
        var moved = Encoding.UTF8.GetBytes(text.Replace("<OperatingDay>07/01/2024<", "<OperatingDay>11/03/2024<",
            StringComparison.Ordinal));
        var refusal = Texts.RefusalOf(ReadErcotStatement.Read(new("s.xml", moved)));
        Assert.Equal("interval-count", refusal.Code);
        Assert.Contains("24 intervals are given; 2024-11-03 has 25, 100, 300", refusal.What, StringComparison.Ordinal);
        var deep = string.Concat(Enumerable.Repeat("<a>", 40)) + string.Concat(Enumerable.Repeat("</a>", 40));
        Assert.Equal("too-deep", Texts.RefusalOf(ReadErcotStatement.Read(new("s.xml", Encoding.UTF8.GetBytes(deep)))).Code);
        Assert.Equal("file-too-large", Texts.RefusalOf(ReadErcotStatement.Read(new("s.xml", new byte[ErcotDocument.MostBytes + 1]))).Code);
        Assert.Equal("no-schemas", Texts.RefusalOf(OfficialSchemas.Load(AppContext.BaseDirectory)).Code);
        Assert.Throws<ArgumentException>(() => WriteErcotInvoice.Of(ErcotSamples.Invoice("other", day, 1)));
    }

    [Fact]
    public void An_amount_taken_from_intervals_and_tables_that_hold_no_determinants_leave_findings()
    {
        var day = ErcotSamples.Days[1];
        var text = Encoding.UTF8.GetString(WriteErcotStatement.Of(SimulateErcotDocuments.Statement(day, StatementType.Initial, 1, 6)));
        var at = text.IndexOf("<SaveChannel>1<", StringComparison.Ordinal);
        var other = text[..at] + "<SaveChannel>4<" + text[(at + 15)..];
        var read = Assert.IsType<Outcome<MarketStatement>.Done>(ReadErcotStatement.Read(new("s.xml", Encoding.UTF8.GetBytes(other))));
        Assert.Equal("amount-from-intervals", Assert.Single(read.Findings).Code);
        Assert.Equal(SimulateErcotDocuments.Statement(day, StatementType.Initial, 1, 6).Lines[0].Amount, read.Value.Lines[0].Amount);
        const string Status = "<RTMOUTPUTSTATUS_DATA><RTMOUTPUTSTATUS><UIDRTMOUTPUTINTERVAL>1</UIDRTMOUTPUTINTERVAL>"
            + "<STARTTIME>2024-11-03T00:00:00</STARTTIME><STOPTIME>2024-11-03T23:59:59</STOPTIME><STATUS001>A</STATUS001>"
            + "</RTMOUTPUTSTATUS></RTMOUTPUTSTATUS_DATA>";
        var kept = Assert.IsType<Outcome<DeterminantExtract>.Done>(ReadErcotExtract.Read([new("x.xml", Encoding.UTF8.GetBytes(Status))],
            ErcotSamples.Schemas()));
        Assert.Equal("table-not-kept", Assert.Single(kept.Findings).Code);
    }
}
