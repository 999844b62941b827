using System.Collections.Immutable;
using System.Xml.Linq;
using Busbar.Digital.Handoffs.Delivery;

namespace Busbar.Gateways.TestReports;

/// <summary>xUnit.net's report: assemblies of classes (version 1) or collections (version 2 and later). A test is its method, so the rows
/// of a theory are runs of one test. Source: xunit.net, Format of the XML.</summary>
internal static class XUnitReport
{
    public static TestReport Read(string name, XElement root, ReportReading reading)
    {
        var assemblies = root.Name.LocalName == "assembly" ? [root] : root.Elements("assembly").ToArray();
        var suites = ImmutableArray.CreateBuilder<TestSuite>();
        var stated = new List<StatedSuite>();
        foreach (var assembly in assemblies)
        {
            var cases = new List<TestCase>();
            var parts = assembly.Elements().Where(part => part.Name.LocalName is "collection" or "class").ToArray();
            foreach (var part in parts)
            {
                var own = part.Elements("test").Select(one => Case(one, reading)).ToImmutableArray();
                suites.Add(new(part.Attribute("name")?.Value ?? "", own));
                cases.AddRange(own);
            }
            var broken = assembly.Elements("errors").Elements("error").Select(Broken).ToImmutableArray();
            if (parts.Length == 0 || !broken.IsEmpty) suites.Add(new(assembly.Attribute("name")?.Value ?? "", broken));
            cases.AddRange(broken);
            stated.Add(new(assembly, reading.Count(assembly, "total"), reading.Count(assembly, "skipped"),
                reading.Count(assembly, "failed"), reading.Count(assembly, "errors"), reading.Seconds(assembly, "time"),
                StatedSuite.CountOf(cases), cases.Sum(one => one.Seconds)));
        }
        var (counts, seconds) = reading.Total(stated);
        return new("xunit", name, suites.ToImmutable(), counts, seconds);
    }

    private static TestCase Case(XElement one, ReportReading reading)
    {
        var outcome = one.Attribute("result")?.Value switch
        {
            "Pass" => TestOutcome.Passed,
            "Fail" => TestOutcome.Failed,
            _ => TestOutcome.Skipped,
        };
        var method = one.Attribute("method")?.Value is { Length: > 0 } named ? named : one.Attribute("name")?.Value ?? "";
        var failure = one.Element("failure");
        var message = failure?.Element("message")?.Value ?? one.Element("reason")?.Value ?? "";
        return new(one.Attribute("type")?.Value ?? "", method, outcome, reading.Seconds(one, "time") ?? 0, message,
            failure is null ? "" : message + failure.Element("stack-trace")?.Value, one.Attribute("source-file")?.Value ?? "",
            reading.Count(one, "source-line"));
    }

    /// <summary>What broke outside any test: a fixture that did not come up, a clean-up.</summary>
    private static TestCase Broken(XElement error) => new("",
        error.Attribute("name")?.Value ?? error.Attribute("type")?.Value ?? "error", TestOutcome.Errored, 0,
        error.Element("failure")?.Element("message")?.Value ?? "", error.Element("failure")?.Value ?? "", "", null);
}
