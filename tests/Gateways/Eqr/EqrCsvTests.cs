using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Busbar.Gateways.Eqr;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Eqr;
using NodaTime;

namespace Busbar.Gateways.Tests.Eqr;

public sealed class EqrCsvTests
{
    private const string Header = "Filing_Type,Seller,Seller_CID,Seller_Contact,Seller_Contact_Phone,Seller_Contact_Email,Filing_Quarter,"
        + "Filing_Year,Qualifying_Facility,Notes\n";

    private const string Row = "NEW,\"Power, Light & \"\"Heat\"\" Co\",C000123,A. Desk,555,desk@example.org,4,2024,N,\n";

    private static readonly Instant filedAt = Instant.FromUtc(2025, 1, 31, 12, 0);

    [Theory]
    [InlineData("regulatory/eqr/ferc_sample_contract_old_format.csv", 22, EqrSection.Contracts)]
    [InlineData("regulatory/eqr/ferc_sample_transactions_old_format.csv", 3, EqrSection.Transactions)]
    public void Fercs_samples_read_and_write_to_the_same_bytes(string path, int rows, EqrSection section)
    {
        var file = SharedFiles.Load(path);
        var table = EqrCsv.Read(file).OrThrow();
        Assert.Equal((rows, section, false), (table.Rows.Length, table.Layout.Section, table.Layout.IsCurrent));
        Assert.Equal(file.Content.ToArray(), Encoding.UTF8.GetBytes(EqrCsv.Write(table)));
    }

    [Fact]
    public void Quotes_commas_and_columns_in_another_order_are_read()
    {
        var table = EqrCsv.Read(Texts.File(Header + Row)).OrThrow();
        Assert.Equal("Power, Light & \"Heat\" Co", table.Of(table.Rows[0], "Seller"));
        Assert.Equal(Header + Row, EqrCsv.Write(table));
        var turned = EqrCsv.Read(Texts.File(Header.Replace("Filing_Type,Seller,", "Seller,Filing_Type,")
            + Row.Replace("NEW,\"Power, Light & \"\"Heat\"\" Co\"", "Power,NEW"))).OrThrow();
        Assert.Equal(("NEW", "Power"), (turned.Of(turned.Rows[0], "Filing Type"), turned.Of(turned.Rows[0], "Seller")));
    }

    [Theory]
    [InlineData("NEW,\"Power \"Light\" Co\",C000123,A,5,d@e.f,4,2024,N,\n", "broken-quotes")]
    [InlineData("NEW,Power, Light,C000123,A,5,d@e.f,4,2024,N,\n", "field-count")]
    public void Bad_rows_are_refused_by_their_line(string row, string code)
    {
        var refusal = Texts.RefusalOf(EqrCsv.Read(Texts.File(Header + Row + row)));
        Assert.Equal(code, refusal.Code);
        Assert.Contains("file.csv:3", refusal.Where);
    }

    [Fact]
    public void A_name_in_latin_1_is_read_and_its_line_told()
    {
        var text = Header + Row + "NEW,Énergie,C000123,A,5,d@e.f,4,2024,N,\n";
        var done = Assert.IsType<Outcome<EqrTable>.Done>(EqrCsv.Read(Texts.File(text, encoding: Encoding.Latin1)));
        Assert.Equal("Énergie", done.Value.Of(done.Value.Rows[1], "Seller"));
        Assert.Equal(("latin-1", "file.csv:3"), (done.Findings[0].Code, done.Findings[0].Where));
    }

    [Fact]
    public void Another_table_and_one_table_twice_are_refused()
    {
        Assert.Equal("wrong-columns", Texts.RefusalOf(EqrCsv.Read(Texts.File("a,b\n1,2\n"))).Code);
        var file = Texts.File(Header + Row);
        Assert.Equal("table-twice", Texts.RefusalOf(EqrCsv.ReadFiling([file, file], filedAt)).Code);
        Assert.Equal("wrong-columns", Texts.RefusalOf(EqrCsv.ReadFiling([file, Texts.File("a,b\n")], filedAt)).Code);
    }

    [Fact]
    public void A_package_reads_back_is_the_same_bytes_each_time_and_describes_its_tables()
    {
        var filing = EqrCsv.ReadFiling([Texts.File(Header + Row)], filedAt).OrThrow();
        var package = Package(filing);
        Assert.Equal(package, Package(filing));
        var back = EqrPackage.Read(new("package.zip", package), filedAt).OrThrow();
        Assert.Equal(EqrCsv.Write(filing.Identification), EqrCsv.Write(back.Identification));
        Assert.Equal(new EqrQuarter(2024, 4), back.Quarter);

        using var zip = new ZipArchive(new MemoryStream(package), ZipArchiveMode.Read);
        Assert.Equal(["C000123-2024Q4/META-INF/reportPackage.json", "C000123-2024Q4/reports/eqr.json",
            "C000123-2024Q4/reports/identification.csv", "C000123-2024Q4/reports/contracts.csv",
            "C000123-2024Q4/reports/transactions.csv"], zip.Entries.Select(entry => entry.FullName));
        using var json = JsonDocument.Parse(zip.Entries[1].Open());
        var root = json.RootElement;
        Assert.Equal("https://xbrl.org/2021/xbrl-csv", root.GetProperty("documentInfo").GetProperty("documentType").GetString());
        Assert.Equal("2024-10-01T00:00:00/2025-01-01T00:00:00", root.GetProperty("dimensions").GetProperty("period").GetString());
        foreach (var table in root.GetProperty("tables").EnumerateObject())
        {
            var columns = root.GetProperty("tableTemplates").GetProperty(table.Value.GetProperty("template").GetString()!)
                .GetProperty("columns");
            var path = "C000123-2024Q4/reports/" + table.Value.GetProperty("url").GetString();
            using var reader = new StreamReader(zip.GetEntry(path)!.Open());
            Assert.Equal(reader.ReadLine()!.Split(','), columns.EnumerateObject().Select(column => column.Name));
        }
    }

    [Fact]
    public void A_package_that_cannot_be_is_refused()
    {
        var nameless = EqrCsv.ReadFiling([], filedAt).OrThrow();
        Assert.Equal("filing-without-quarter", Texts.RefusalOf(EqrPackage.Write(nameless, "t", "c")).Code);
        var former = EqrCsv.ReadFiling([Texts.File(Header + Row)], filedAt).OrThrow()
            with { Contracts = new(EqrLayout.Former[0], []) };
        Assert.Equal("former-layout", Texts.RefusalOf(EqrPackage.Write(former, "t", "c")).Code);
        Assert.Equal("broken-archive", Texts.RefusalOf(EqrPackage.Read(Texts.File("no zip"), filedAt)).Code);
        using var empty = new MemoryStream();
        using (var zip = new ZipArchive(empty, ZipArchiveMode.Create, leaveOpen: true)) zip.CreateEntry("readme.txt");
        Assert.Equal("no-tables", Texts.RefusalOf(EqrPackage.Read(new("package.zip", empty.ToArray()), filedAt)).Code);
    }

    private static byte[] Package(EqrFiling filing) =>
        EqrPackage.Write(filing, "https://example.org/eqr/entry.xsd", "https://example.org/eqr").OrThrow().ToArray();
}
