using System.Collections.Immutable;
using System.Text.Json;
using Busbar.Digital.Delivery.Tests;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Gateways;
using Busbar.Gateways.TestReports;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Delivery.Tests.Reports;

/// <summary>The reports that publish-unit-test-result-action, junitxml and ReportGenerator publish, with the results the first states for
/// its own.</summary>
public sealed class PublishedReportTests
{
    private const string Files = "publish-unit-test-result-action/python/test/files/";

    /// <summary>Where the stated results are not followed, and why.</summary>
    private static readonly ImmutableDictionary<string, string> departures = ImmutableDictionary<string, string>.Empty
        .Add("xunit/mstest/jenkinsci/testcase3", "its times have a decimal comma: 0,288 is 0.288 seconds, not 288")
        .Add("xunit/mstest/jenkinsci/testcase6",
            "the assembly states no time, so its test's 36 seconds count; a test without a method keeps its name")
        .Add("junit-xml/no-attributes", "it states no text of tests without a name; ours are those of the file")
        .Add("mocha/tests", "Mocha's times are milliseconds; the stated texts have lost their line ends");

    private static readonly string[] sources = [".xml", ".trx", ".json"];

    [Fact]
    public void Counts_durations_and_texts_of_failures_are_those_stated()
    {
        var files = SharedFiles.Unpack("test_reports.tar.gz");
        var faults = new List<string>();
        var compared = 0;
        foreach (var (path, stated) in files.Where(file => file.Key.EndsWith(".results.json", StringComparison.Ordinal)))
        {
            var stem = path[..^".results.json".Length];
            // A corrupt file has a stated exception beside it; one stated result belongs to a file of another name.
            if (files.ContainsKey($"{stem}.exception")
                || sources.Select(end => stem + end).FirstOrDefault(files.ContainsKey) is not { } source)
                continue;
            compared++;
            var name = stem[Files.Length..];
            var outcome = ReadDeliveryReport.Read(new(name, files[source]));
            if (outcome is not Outcome<DeliveryReport>.Done { Value: DeliveryReport.Tests { Report: var report } })
                faults.Add($"{name}: {outcome}");
            else faults.AddRange(Differences(stated, report).Where(_ => !departures.ContainsKey(name)).Select(fault => $"{name}: {fault}"));
        }
        if (faults.Count > 0) Assert.Fail(string.Join('\n', faults));
        Assert.Equal(66, compared);
    }

    [Fact]
    public void Only_named_departures_differ_and_each_does()
    {
        var files = SharedFiles.Unpack("test_reports.tar.gz");
        foreach (var name in departures.Keys)
        {
            var source = sources.Select(end => $"{Files}{name}{end}").First(files.ContainsKey);
            var report = Assert.IsType<DeliveryReport.Tests>(ReadDeliveryReport.Read(new(name, files[source])).OrThrow()).Report;
            Assert.NotEmpty(Differences(files[$"{Files}{name}.results.json"], report));
        }
    }

    [Fact]
    public void Files_with_a_stated_exception_are_refused()
    {
        var files = SharedFiles.Unpack("test_reports.tar.gz");
        var refused = files.Keys.Where(path => path.EndsWith(".exception", StringComparison.Ordinal))
            .Select(path => path[..^".exception".Length])
            .Select(stem => sources.Select(end => stem + end).FirstOrDefault(files.ContainsKey)).OfType<string>()
            .ToDictionary(path => path[Files.Length..], path => ReadDeliveryReport.Read(new(Path.GetFileName(path), files[path])));
        Assert.Equal(
            """
            json/empty.json empty-file
            json/malformed-json.json not-json malformed-json.json:1:16
            json/non-json.json other-report non-json.json:1
            junit-xml/non-junit.xml other-report non-junit.xml:2
            junit-xml/pytest/corrupt-xml.xml broken-xml corrupt-xml.xml:11
            nunit/nunit3/jenkins/NUnit-issue17521.xml broken-xml NUnit-issue17521.xml:33
            nunit/nunit3/jenkins/NUnit-issue47367.xml broken-xml NUnit-issue47367.xml:5
            nunit/nunit3/jenkins/NUnit-sec1752-file.xml broken-xml NUnit-sec1752-file.xml:17
            nunit/nunit3/jenkins/NUnit-sec1752-https.xml broken-xml NUnit-sec1752-https.xml:17
            xml/empty.xml empty-file
            xml/non-xml.xml other-report non-xml.xml:1
            """.ReplaceLineEndings("\n"),
            string.Join('\n', refused.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one =>
            {
                var refusal = SharedFiles.RefusalOf(one.Value);
                return $"{one.Key} {refusal.Code}{(refusal.Where.Contains(':') ? " " + refusal.Where : "")}";
            })));
    }

    [Fact]
    public void Coverage_counted_from_lines_equals_what_writers_state()
    {
        var files = SharedFiles.Unpack("test_reports.tar.gz");
        var told = files.Where(file => file.Key.Contains("obertura", StringComparison.Ordinal) && file.Key.EndsWith(".xml",
            StringComparison.Ordinal))
            .Select(file =>
            {
                var outcome = ReadDeliveryReport.Read(new(Path.GetFileName(file.Key), file.Value));
                var report = Assert.IsType<DeliveryReport.Coverage>(outcome.OrThrow()).Report;
                return $"{report.Name} {report.LinesCovered}/{report.LinesValid} {report.BranchesCovered}/{report.BranchesValid}"
                    + string.Concat(SharedFiles.FindingsOf(outcome).Select(code => " " + code));
            });
        // Three were cut down by hand after they were written: their totals still speak of the lines that are gone.
        Assert.Equal(
            """
            Cobertura_CPPCoverage.xml 0/2 0/0
            Cobertura_altcover.xml 121/182 7/10
            Cobertura_coverlet.xml 156/255 9/14
            Cobertura_dotnet-coverage.xml 162/225 15/18 coverage-differs
            Cobertura_dotnettest.xml 162/225 15/18 coverage-differs
            Cobertura_dotnettest_old.xml 132/201 11/14 coverage-differs
            Cobertura2.1.1-MultiSource.xml 24/36 1/4
            Cobertura2.1.1.xml 24/36 1/4
            """.ReplaceLineEndings("\n"), string.Join('\n', told));
    }

    [Fact]
    public void Conventions_of_other_junit_writers_are_read()
    {
        var files = SharedFiles.Unpack("test_reports.tar.gz").Where(file => file.Key.StartsWith("junitxml/", StringComparison.Ordinal));
        var tallies = files.ToDictionary(file => Path.GetFileName(file.Key), file => CountTests.Run(
            [Assert.IsType<DeliveryReport.Tests>(ReadDeliveryReport.Read(new(file.Key, file.Value)).OrThrow()).Report]).OrThrow());
        Assert.Equal(5, tallies.Count);
        Assert.Equal((8, 1, 1, 1), (tallies["junit-complete.xml"].Tests, tallies["junit-complete.xml"].Skipped,
            tallies["junit-complete.xml"].Failed, tallies["junit-complete.xml"].Errored));
    }

    private static IEnumerable<string> Differences(byte[] stated, TestReport report)
    {
        using var results = JsonDocument.Parse(stated);
        var stats = results.RootElement.GetProperty("stats");
        var tally = CountTests.Run([report]).OrThrow();
        (string Name, int Value)[] counts =
        [
            ("suites", tally.Suites), ("duration", (int)tally.Seconds), ("tests", tally.Tests), ("tests_succ", tally.Passed),
            ("tests_skip", tally.Skipped), ("tests_fail", tally.Failed), ("tests_error", tally.Errored), ("runs", tally.Runs.Runs),
            ("runs_succ", tally.Runs.Passed), ("runs_skip", tally.Runs.Skipped), ("runs_fail", tally.Runs.Failed),
            ("runs_error", tally.Runs.Errored),
        ];
        foreach (var (name, value) in counts)
            if (stats.GetProperty(name).GetInt32() is var expected && expected != value) yield return $"{name} {value}, stated {expected}";
        var texts = results.RootElement.GetProperty("annotations").EnumerateArray()
            .Where(note => note.GetProperty("annotation_level").GetString() is "failure" or "warning"
                && !note.GetProperty("title").GetString()!.StartsWith("Logging on ", StringComparison.Ordinal))
            .Select(note => note.TryGetProperty("raw_details", out var details) ? details.GetString() ?? "" : "")
            .Order(StringComparer.Ordinal).ToArray();
        var ours = tally.Bad.Select(bad => bad.Case.Text).Order(StringComparer.Ordinal).ToArray();
        if (texts.Length != ours.Length) yield return $"{ours.Length} failures, stated {texts.Length}";
        foreach (var (expected, text) in texts.Zip(ours))
            if (expected != text) yield return $"text {Shown(text)}, stated {Shown(expected)}";
    }

    private static string Shown(string text) => JsonSerializer.Serialize(text.Length > 300 ? text[..300] : text);
}
