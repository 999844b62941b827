using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Busbar.Digital.Handoffs.Delivery;

namespace Busbar.Gateways.TestReports;

/// <summary>JUnit's report as Ant, Maven, pytest, Jest, Bazel and many others write it: suites in suites, results as child elements. There
/// is no standard; the fields are those of the Jenkins JUnit schema.</summary>
internal static class JUnitReport
{
    private static readonly ImmutableHashSet<string> notRun = ["disabled", "notrun", "ignored", "skipped"];

    public static TestReport Read(string name, XElement root, ReportReading reading)
    {
        var outermost = root.Name.LocalName == "testsuite" ? [root] : root.Elements("testsuite").ToArray();
        var suites = ImmutableArray.CreateBuilder<TestSuite>();
        var stated = new List<StatedSuite>();
        foreach (var top in outermost)
        {
            var first = suites.Count;
            foreach (var suite in top.DescendantsAndSelf("testsuite"))
                if (suite.Element("testcase") is not null || suite.Element("testsuite") is null)
                    suites.Add(new(Text(suite, "name"), [.. suite.Elements("testcase").Select(one => Case(one, reading))]));
            stated.Add(Stated(top, suites.Skip(first).Sum(suite => suite.Cases.Sum(one => one.Seconds)), reading));
        }
        var (counts, seconds) = reading.Total(stated);
        return new("junit", name, suites.ToImmutable(), counts, seconds);
    }

    private static StatedSuite Stated(XElement top, double seconds, ReportReading reading)
    {
        // A case with several results counts under each of them, as the format's own writers do.
        var cases = top.Descendants("testcase").ToArray();
        int Of(string result) => cases.Sum(one => one.Elements(result).Count());
        return new(top, reading.Count(top, "tests"), reading.Count(top, "skipped"), reading.Count(top, "failures"),
            reading.Count(top, "errors"), reading.Seconds(top, "time"),
            new(cases.Length, Of("skipped"), Of("failure"), Of("error")), seconds);
    }

    private static TestCase Case(XElement one, ReportReading reading)
    {
        var (outcome, results) = one.Elements("error").Any() ? (TestOutcome.Errored, one.Elements("error"))
            : one.Elements("failure").Any() ? (TestOutcome.Failed, one.Elements("failure"))
            : one.Elements("skipped").Any() ? (TestOutcome.Skipped, one.Elements("skipped"))
            : (notRun.Contains(Text(one, "status")) ? TestOutcome.Skipped : TestOutcome.Passed, []);
        return new(Text(one, "classname"), Text(one, "name"), outcome, reading.Seconds(one, "time") ?? 0,
            string.Join('\n', results.Select(result => Text(result, "message")).Where(text => text.Length > 0)),
            ReportReading.Story(string.Join('\n', results.Select(result => result.Value).Where(text => text.Length > 0)), outcome,
                one.Element("system-out"), one.Element("system-err")), Text(one, "file"),
            int.TryParse(Text(one, "line"), NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : null);
    }

    private static string Text(XElement at, string attribute) => at.Attribute(attribute)?.Value ?? "";
}
