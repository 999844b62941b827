using System.IO.Compression;
using System.Text;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways;
using Busbar.Gateways.Scanners;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Tests.Scanners;

/// <summary>Reports that are broken, hostile or another tool's.</summary>
public sealed class BrokenReportsTests
{
    [Theory]
    [InlineData("acme", "{}", "unknown-scanner")]
    [InlineData("trivy", "{\"matches\":[]}", "not-this-scanner")]
    [InlineData("grype", "{\"Results\":[]}", "not-this-scanner")]
    [InlineData("sarif", "[]", "not-this-scanner")]
    [InlineData("semgrep", "{}", "not-this-scanner")]
    [InlineData("snyk", "{}", "not-this-scanner")]
    [InlineData("osv-scanner", "{}", "not-this-scanner")]
    [InlineData("osv-scanner", "", "broken-json")]
    [InlineData("npm-audit", "{}", "not-this-scanner")]
    [InlineData("dependency-track", "{}", "not-this-scanner")]
    [InlineData("cyclonedx", "{\"bomFormat\":\"SPDX\"}", "not-this-scanner")]
    [InlineData("cyclonedx", "<sbom/>", "not-this-scanner")]
    [InlineData("generic", "{}", "not-this-scanner")]
    [InlineData("generic", "", "empty-file")]
    [InlineData("generic", "Date,Severity\n", "not-this-scanner")]
    [InlineData("generic", "Title\n\"a", "broken-quotes")]
    [InlineData("nessus", "Host,Port\n", "not-this-scanner")]
    [InlineData("nessus", "<nmaprun/>", "not-this-scanner")]
    [InlineData("openvas", "<nmaprun/>", "not-this-scanner")]
    [InlineData("zap", "<nmaprun/>", "not-this-scanner")]
    [InlineData("nmap", "<report/>", "not-this-scanner")]
    [InlineData("nmap", "<nmaprun>", "broken-xml")]
    [InlineData("npm-audit", "{\"error\":{\"summary\":\"no registry\"}}", "scan-failed")]
    [InlineData("trivy", "{\"Results\":[],\"Results\":[]}", "broken-json")]
    [InlineData("trivy", "{\"ArtifactName\":\"\\ud800\",\"Results\":[]}", "broken-json")]
    public void A_broken_or_foreign_report_is_refused(string scanner, string text, string code) =>
        Assert.Equal(code, RefusalOf(scanner, text).Code);

    [Fact]
    public void A_row_longer_than_the_limit_is_refused() =>
        Assert.Equal("line-too-long", RefusalOf("generic", "Title\n" + new string('x', 2 << 20)).Code);

    [Fact]
    public void Nesting_beyond_the_limit_is_refused() =>
        Assert.Equal("broken-json", RefusalOf("trivy", new string('[', 100_000) + new string(']', 100_000)).Code);

    [Theory]
    [InlineData("<!DOCTYPE nmaprun [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><nmaprun><host>&a;</host></nmaprun>")]
    [InlineData("<!DOCTYPE nmaprun [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><nmaprun>&b;</nmaprun>")]
    [InlineData("<!DOCTYPE nmaprun SYSTEM \"http://example.invalid/nmap.dtd\"><nmaprun/>")]
    [InlineData("<!DOCTYPE nmaprun><nmaprun>&a;</nmaprun>")]
    public void Document_types_that_declare_and_entities_are_refused(string text) =>
        Assert.Equal("broken-xml", RefusalOf("nmap", text).Code);

    [Fact]
    public void A_bare_document_type_of_nmap_is_passed_over() =>
        Assert.Empty(ReadScanReport.Read("nmap", File("<?xml version=\"1.0\"?>\n<!DOCTYPE nmaprun>\n<nmaprun/>")).OrThrow().Findings);

    [Fact]
    public void A_compressed_bomb_is_refused()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            for (var part = 0; part < 513; part++) gzip.Write(new byte[1 << 20]);
        Assert.Equal("too-much-text", Refused(ReadScanReport.Read("trivy", new SourceFile("bomb.gz", packed.ToArray()))).Code);
        var half = packed.ToArray()[..1000];
        Assert.Equal("broken-gzip", Refused(ReadScanReport.Read("trivy", new SourceFile("half.gz", half))).Code);
    }

    [Fact]
    public void A_table_with_a_header_alone_has_no_findings() =>
        Assert.Empty(ReadScanReport.Read("generic", File("Date,Title,CweId,Url,Severity\n,,,,\n")).OrThrow().Findings);

    [Fact]
    public void An_impossible_date_is_left_out_with_a_finding()
    {
        var read = (Outcome<ScanReport>.Done)ReadScanReport.Read("osv-scanner", File("""
            {"results":[{"packages":[{"package":{"name":"a"},"vulnerabilities":[{"id":"CVE-2023-1","published":"2023-02-30T00:00:00Z"}]}]}]}
            """));
        Assert.Equal("impossible-date", Assert.Single(read.Findings).Code);
        Assert.Null(Assert.Single(read.Value.Findings).PublishedOn);
    }

    [Fact]
    public void An_entry_without_rule_and_text_in_latin_1_leave_findings()
    {
        var read = (Outcome<ScanReport>.Done)ReadScanReport.Read("generic",
            new SourceFile("f.csv", Encoding.Latin1.GetBytes("Title,Severity\ncafé,High\n")));
        Assert.Equal(["latin-1", "no-rule"], read.Findings.Select(finding => finding.Code).Order());
        Assert.Equal("café", Assert.Single(read.Value.Findings).Rule);
    }

    [Fact]
    public void Notes_beyond_a_thousand_are_counted_out()
    {
        var read = (Outcome<ScanReport>.Done)ReadScanReport.Read("generic",
            File("Title,Url\n" + string.Concat(Enumerable.Range(0, 1200).Select(row => $"t{row},h\n"))));
        Assert.Equal(1200, read.Value.Findings.Length);
        Assert.Equal(("more-notes", 1001), (read.Findings[^1].Code, read.Findings.Length));
    }

    [Theory]
    [InlineData("Jan 5, 2021 10:24:08 MST", "2021-01-05")]
    [InlineData("2010/04/21", "2010-04-21")]
    [InlineData("28/02/2021", "2021-02-28")]
    [InlineData("1463421419", "2016-05-16")]
    [InlineData("2023-06-28T11:50:44.895Z", "2023-06-28")]
    [InlineData("2018-11-18 23:31:42.814", "2018-11-18")]
    [InlineData("Mon Jul  1 11:47:23 2013", "2013-07-01")]
    public void Dates_are_read_in_every_form_that_scanners_write(string written, string expected)
    {
        var report = ReadScanReport.Read("generic", File($"Title,CVE,Published\nt,CVE-2020-1,\"{written}\"\n")).OrThrow();
        Assert.Equal(expected, NodaTime.Text.LocalDatePattern.Iso.Format(Assert.Single(report.Findings).PublishedOn!.Value));
    }

    private static Refusal RefusalOf(string scanner, string text) => Refused(ReadScanReport.Read(scanner, File(text)));

    private static Refusal Refused(Outcome<ScanReport> read) => Assert.IsType<Outcome<ScanReport>.Refused>(read).Refusal;

    private static SourceFile File(string text) => new("report", Encoding.UTF8.GetBytes(text));
}
