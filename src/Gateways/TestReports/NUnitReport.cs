using System.Collections.Immutable;
using System.Xml.Linq;
using Busbar.Digital.Handoffs.Delivery;

namespace Busbar.Gateways.TestReports;

/// <summary>NUnit's reports: version 2 (<c>test-results</c>: executed, success, time; names are whole) and version 3 (<c>test-run</c>:
/// result, duration, class names; suites state their counts). Source: docs.nunit.org, Test Result XML Format, and NUnit 2.5's
/// schema.</summary>
internal static class NUnitReport
{
    public static TestReport Read(string name, XElement root, ReportReading reading)
    {
        var isThree = root.Name.LocalName != "test-results";
        var outermost = isThree && root.Name.LocalName == "test-suite" ? [root] : root.Elements("test-suite").ToArray();
        var suites = ImmutableArray.CreateBuilder<TestSuite>();
        var stated = new List<StatedSuite>();
        foreach (var top in outermost)
        {
            var cases = new List<TestCase>();
            foreach (var suite in top.DescendantsAndSelf("test-suite"))
            {
                var inner = isThree ? suite : suite.Element("results") ?? suite;
                if (inner.Element("test-case") is null && inner.Element("test-suite") is not null) continue;
                var own = inner.Elements("test-case").Select(one => Case(one, isThree, reading)).ToImmutableArray();
                suites.Add(new(suite.Attribute("fullname")?.Value ?? suite.Attribute("name")?.Value ?? "", own));
                cases.AddRange(own);
            }
            stated.Add(new(top, reading.Count(top, "total"), reading.Count(top, "skipped"), reading.Count(top, "failed"),
                Errored: null, Seconds: null, StatedSuite.CountOf(cases), cases.Sum(one => one.Seconds)));
        }
        var (counts, seconds) = reading.Total(stated);
        return new(isThree ? "nunit3" : "nunit2", name, suites.ToImmutable(), counts, seconds);
    }

    private static TestCase Case(XElement one, bool isThree, ReportReading reading)
    {
        var outcome = OutcomeOf(one);
        var story = one.Element("failure") ?? one.Element("error") ?? one.Element("reason");
        return new(one.Attribute("classname")?.Value ?? "", one.Attribute("name")?.Value ?? "", outcome,
            reading.Seconds(one, isThree ? "duration" : "time") ?? 0, story?.Element("message")?.Value ?? "",
            ReportReading.Story(story?.Element("stack-trace")?.Value ?? "", outcome, one.Element("output")), "", null);
    }

    private static TestOutcome OutcomeOf(XElement one) => one.Attribute("result")?.Value switch
    {
        "Success" or "Passed" or "Warning" => TestOutcome.Passed,
        "Failure" or "Failed" => TestOutcome.Failed,
        "Error" or "Cancelled" => TestOutcome.Errored,
        not null => TestOutcome.Skipped,
        null when one.Attribute("executed")?.Value is "False" or "false" => TestOutcome.Skipped,
        null => one.Element("error") is not null ? TestOutcome.Errored
            : one.Element("failure") is not null ? TestOutcome.Failed : TestOutcome.Passed,
    };
}
