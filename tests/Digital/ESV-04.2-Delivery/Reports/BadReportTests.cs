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
    [InlineData("<!DOCTYPE t [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><testsuite><testcase name='a'>&x;</testcase></testsuite>",
        "broken-xml")]
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
            for (var i = 0; i <= ReadDeliveryReport.BytesMost >> 20; i++) zip.Write(new byte[1 << 20]);
        Assert.Equal("too-much-text", SharedFiles.RefusalOf(ReadDeliveryReport.Read(new("bomb.xml.gz", packed.ToArray()))).Code);
        Assert.Equal("broken-gzip", SharedFiles.RefusalOf(ReadDeliveryReport.Read(new("cut.xml.gz", packed.ToArray()[..1000]))).Code);
    }

    [Fact]
    public void A_packed_report_is_read_and_an_external_document_type_is_passed_over()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write("<!DOCTYPE coverage SYSTEM 'http://nowhere.invalid/coverage-04.dtd'><coverage/>"u8);
        Assert.IsType<DeliveryReport.Coverage>(ReadDeliveryReport.Read(new("c.xml.gz", packed.ToArray())).OrThrow());
    }

    [Theory]
    [InlineData("<testsuite tests='5' skipped='0' failures='0' errors='0' time='1'><testcase name='a'/></testsuite>", "counts-differ")]
    [InlineData("<testsuite tests='many'><testcase name='a'/></testsuite>", "bad-count")]
    [InlineData("<testsuite><testcase name='a' time='-1'/></testsuite>", "bad-time")]
    [InlineData("<testsuite><testcase name='a' time='NaN'/></testsuite>", "bad-time")]
    [InlineData("<testsuite><testcase name='a' time='0,5'/></testsuite>", "decimal-comma")]
    [InlineData("<coverage lines-valid='3'/>", "coverage-differs")]
    [InlineData("<coverage><packages><package><classes><class><lines><line number='x' hits='1'/></lines></class></classes></package>"
        + "</packages></coverage>", "bad-count bad-line")]
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
        var read = Read($"<testsuite><testcase name='a' time='{time}'/></testsuite>").OrThrow();
        var report = Assert.IsType<DeliveryReport.Tests>(read).Report;
        Assert.Equal(seconds, report.Suites[0].Cases[0].Seconds, 9);
    }

    [Fact]
    public void A_plan_and_modules_are_read_by_their_header_and_one_bad_row_refuses_them()
    {
        const string plan = "package,budget_usd,start,finish,done,spent_usd\ndesign,1000,2026-01-01,2026-01-10,0.5,400.25\n";
        var package = Assert.Single(Assert.IsType<DeliveryReport.Plan>(Read(plan).OrThrow()).Packages);
        Assert.Equal((1000m, 0.5m, 400.25m), (package.Budget.Value, package.Done, package.Spent.Value));
        var modules = Assert.IsType<DeliveryReport.Modules>(Read("module,content,lines,defects\na,x,100,3\n").OrThrow()).Rows;
        Assert.Equal(new CodeModule("a", "x", 100, 3), Assert.Single(modules));
        foreach (var bad in new[] { plan.Replace("1000", "much", StringComparison.Ordinal), plan.Replace("2026-01-10", "soon",
            StringComparison.Ordinal),
            "module,content,lines,defects\na,x,-1,3\n" })
            Assert.Equal("not-a-value", SharedFiles.RefusalOf(Read(bad)).Code);
        Assert.Equal("wrong-columns", SharedFiles.RefusalOf(Read("module,lines\n")).Code);
    }

    private static Outcome<DeliveryReport> Read(string text) => ReadDeliveryReport.Read(new("r.xml", Encoding.UTF8.GetBytes(text)));
}
