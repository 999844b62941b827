using System.IO.Compression;
using System.Text;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Gateways.TestReports;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Delivery.Tests.Reports;

public sealed class BadReportTests
{
    [Theory]
    [InlineData("<testsuite><testcase name='a'>", "broken-xml")]
    [InlineData("<!DOCTYPE t [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><testsuite name='&b;'/>", "broken-xml")]
    [InlineData("<!DOCTYPE t [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><testsuite><testcase name='a'>&x;</testcase></testsuite>", "broken-xml")]
    [InlineData("<html/>", "other-report")]
    [InlineData("  \n", "empty-file")]
    [InlineData("{\"a\":1}", "other-report")]
    [InlineData("{\"protocolVersion\":\"0.1.1\"}\n{\"type\":", "not-json")]
    public void A_file_that_is_no_report_is_refused(string text, string code) => Assert.Equal(code, SharedFiles.RefusalOf(Read(text)).Code);

    [Fact]
    public void Suites_in_suites_without_end_and_bombs_are_refused()
    {
        Assert.Equal("too-deep", SharedFiles.RefusalOf(Read(
            string.Concat(Enumerable.Repeat("<testsuite>", 5000)) + string.Concat(Enumerable.Repeat("</testsuite>", 5000)))).Code);
        Assert.Equal("not-json", SharedFiles.RefusalOf(Read(new string('[', 100_000))).Code);
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            for (var i = 0; i <= ReadBuildReport.BytesMost >> 20; i++) zip.Write(new byte[1 << 20]);
        Assert.Equal("too-much-text", SharedFiles.RefusalOf(ReadBuildReport.Read(new("bomb.xml.gz", packed.ToArray()))).Code);
        Assert.Equal("broken-gzip", SharedFiles.RefusalOf(ReadBuildReport.Read(new("cut.xml.gz", packed.ToArray()[..1000]))).Code);
    }

    [Fact]
    public void A_packed_report_is_read_and_an_external_document_type_is_passed_over()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write("<!DOCTYPE coverage SYSTEM 'http://nowhere.invalid/coverage-04.dtd'><coverage/>"u8);
        Assert.IsType<BuildReport.Coverage>(ReadBuildReport.Read(new("c.xml.gz", packed.ToArray())).OrThrow());
    }

    [Theory]
    [InlineData("<testsuite tests='5' skipped='0' failures='0' errors='0' time='1'><testcase name='a'/></testsuite>", "counts-differ")]
    [InlineData("<testsuite tests='many'><testcase name='a'/></testsuite>", "bad-count")]
    [InlineData("<testsuite><testcase name='a' time='-1'/></testsuite>", "bad-time")]
    [InlineData("<testsuite><testcase name='a' time='NaN'/></testsuite>", "bad-time")]
    [InlineData("<testsuite><testcase name='a' time='0,5'/></testsuite>", "decimal-comma")]
    [InlineData("<coverage lines-valid='3'/>", "coverage-differs")]
    [InlineData("<coverage><packages><package><classes><class><lines><line number='x' hits='1'/></lines></class></classes></package></packages></coverage>", "bad-count bad-line")]
    public void What_is_imperfect_is_said(string text, string codes) =>
        Assert.Equal(codes.Split(' '), SharedFiles.FindingsOf(Read(text)));

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData("1,234.5", 1234.5)]
    [InlineData("0,288", 0.288)]
    [InlineData("00:01:30.5", 90.5)]
    [InlineData("", 0)]
    public void Times_are_read_as_their_writers_meant_them(string time, double seconds)
    {
        var report = Assert.IsType<BuildReport.Tests>(Read($"<testsuite><testcase name='a' time='{time}'/></testsuite>").OrThrow()).Report;
        Assert.Equal(seconds, report.Suites[0].Cases[0].Seconds, 9);
    }

    private static Outcome<BuildReport> Read(string text) => ReadBuildReport.Read(new("r.xml", Encoding.UTF8.GetBytes(text)));
}
