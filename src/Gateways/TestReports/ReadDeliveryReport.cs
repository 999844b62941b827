using System.Xml;
using System.Xml.Linq;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Gateways.Xml;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.TestReports;

/// <summary>Reads what delivery leaves behind, whose kind shows by its content: JUnit, TRX, NUnit 2 and 3, xUnit.net, Cobertura (XML),
/// Mocha
/// and Dart (JSON), a plan or modules (CSV). A document type is passed over unread and no entity is ever resolved: a file that uses one of
/// its own is
/// refused.</summary>
public static class ReadDeliveryReport
{
    /// <summary>The longest report, unpacked: 128 MB.</summary>
    public const int BytesMost = 128 << 20;

    private const int DepthMost = 100;

    /// <summary>The report. Refuses <c>empty-file</c>, <c>file-too-large</c>, <c>too-much-text</c>, <c>broken-gzip</c>, <c>broken-xml</c>
    /// and <c>not-json</c> with line, <c>too-deep</c>, <c>other-report</c>, <c>not-a-value</c>; finds <c>counts-differ</c>,
    /// <c>decimal-comma</c>,
    /// <c>bad-time</c>, <c>bad-count</c>, <c>coverage-differs</c>, <c>bad-line</c>.</summary>
    public static Outcome<DeliveryReport> Read(SourceFile file)
    {
        var unfolded = file.ReadText(BytesMost);
        if (unfolded is Outcome<ReadOnlyMemory<byte>>.Refused { Refusal: var damaged }) return damaged;
        var text = unfolded.OrThrow();
        var start = text.Span.TrimStart(" \t\r\n\uFEFF"u8);
        if (start.IsEmpty) return new Refusal("empty-file", "The file holds nothing", file.Name, "Run the tests again with a report.");
        if (start[0] is (byte)'{' or (byte)'[') return JsonReports.Read(file.Name, text);
        if (start[0] is >= (byte)'a' and <= (byte)'z') return DeliveryTables.Read(new(file.Name, text));
        var loaded = GuardedXml.Load(new(file.Name, text), BytesMost, "Split the report.", DtdProcessing.Ignore);
        if (loaded is Outcome<XElement>.Refused { Refusal: var broken }) return broken;
        var root = loaded.OrThrow();
        return IsTooDeep(root)
            ? new Refusal("too-deep", $"Elements are nested deeper than {DepthMost}", file.Name, "Write suites less deep.")
            : Of(file.Name, root);
    }

    private static Outcome<DeliveryReport> Of(string name, XElement root)
    {
        var reading = new ReportReading(name);
        DeliveryReport? report = root.Name.LocalName switch
        {
            "testsuites" or "testsuite" => new DeliveryReport.Tests(JUnitReport.Read(name, root, reading)),
            "TestRun" => new DeliveryReport.Tests(TrxReport.Read(name, root, reading)),
            "test-results" or "test-run" or "test-suite" => new DeliveryReport.Tests(NUnitReport.Read(name, root, reading)),
            "assemblies" or "assembly" => new DeliveryReport.Tests(XUnitReport.Read(name, root, reading)),
            "coverage" => new DeliveryReport.Coverage(CoberturaReport.Read(name, root, reading)),
            _ => null,
        };
        return report is null
            ? new Refusal("other-report", $"The document is <{root.Name.LocalName}>, no report that is read here",
                $"{name}:{((IXmlLineInfo)root).LineNumber}", "Write JUnit, TRX, NUnit, xUnit.net or Cobertura.")
            : Outcome.Of(report, reading.Findings);
    }

    private static bool IsTooDeep(XElement root)
    {
        var open = new Stack<(XElement Element, int Depth)>([(root, 1)]);
        while (open.TryPop(out var at))
        {
            if (at.Depth > DepthMost) return true;
            foreach (var child in at.Element.Elements()) open.Push((child, at.Depth + 1));
        }
        return false;
    }
}
