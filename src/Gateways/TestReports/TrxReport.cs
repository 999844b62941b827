using System.Xml.Linq;
using Busbar.Digital.Handoffs.Delivery;

namespace Busbar.Gateways.TestReports;

/// <summary>Visual Studio's report (TRX, namespaces of 2006 and 2010): results, and definitions that name the class of each. Source:
/// vstst.xsd of Visual Studio; outcomes other than passed and failed did not say, and are skipped.</summary>
internal static class TrxReport
{
    public static TestReport Read(string name, XElement root, ReportReading reading)
    {
        var space = root.Name.Namespace;
        var classes = root.Elements(space + "TestDefinitions").Elements()
            .Where(test => test.Attribute("id") is not null)
            .GroupBy(test => test.Attribute("id")!.Value)
            .ToDictionary(group => group.Key, group => group.First().Element(space + "TestMethod")?.Attribute("className")?.Value ?? "");
        var cases = root.Elements(space + "Results").Elements().Select(result => Case(result, space, classes, reading)).ToArray();
        var counted = new StatedSuite(root, null, null, null, null, null, StatedSuite.CountOf(cases), cases.Sum(one => one.Seconds));
        var (counts, seconds) = reading.Total([counted]);
        return new("trx", name, [new(root.Attribute("name")?.Value ?? "", [.. cases])], counts, seconds);
    }

    private static TestCase Case(XElement result, XNamespace space, Dictionary<string, string> classes, ReportReading reading)
    {
        // An assembly-qualified class name carries its assembly after a comma.
        var owner = classes.GetValueOrDefault(result.Attribute("testId")?.Value ?? "", "").Split(',')[0];
        var shown = result.Attribute("testName")?.Value ?? "";
        var error = result.Element(space + "Output")?.Element(space + "ErrorInfo");
        var message = error?.Element(space + "Message")?.Value ?? "";
        var outcome = result.Attribute("outcome")?.Value switch
        {
            // The schema's default outcome is a failure; runners leave the attribute out only there.
            "Passed" or "PassedButRunAborted" or "Completed" or "Warning" => TestOutcome.Passed,
            "Failed" or null => TestOutcome.Failed,
            "Error" or "Timeout" => TestOutcome.Errored,
            _ => TestOutcome.Skipped,
        };
        return new(owner, owner.Length > 0 && shown.StartsWith(owner + ".", StringComparison.Ordinal) ? shown[(owner.Length + 1)..] : shown,
            outcome, reading.Seconds(result, "duration") ?? 0, message,
            error is null ? "" : message + error.Element(space + "StackTrace")?.Value, "", null);
    }
}
