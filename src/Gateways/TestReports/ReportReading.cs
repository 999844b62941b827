using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Busbar.Digital.Handoffs.Delivery;
using Busbar.Kernel.Outcomes;

namespace Busbar.Gateways.TestReports;

/// <summary>Reads the numbers of a report's elements and gathers what was imperfect about them.</summary>
/// <param name="file">The file's name.</param>
internal sealed partial class ReportReading(string file)
{
    private readonly Dictionary<string, Finding> findings = [];

    /// <summary>One of a kind, the first place of it.</summary>
    public IEnumerable<Finding> Findings => findings.Values;

    /// <summary>A time in seconds, or as hours, minutes and seconds. Null where it is missing or empty.</summary>
    public double? Seconds(XElement at, string attribute)
    {
        if (at.Attribute(attribute)?.Value.Trim() is not { Length: > 0 } text) return null;
        if (text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span)) return span.TotalSeconds;
        var plain = text;
        if (text.Contains(','))
        {
            // 1,234.5 and 1,234,567 group thousands; 0,288 is a decimal comma of the machine that wrote it.
            plain = Grouped().IsMatch(text) ? text.Replace(",", "", StringComparison.Ordinal) : text.Replace(',', '.');
            if (plain.Contains('.') && !text.Contains('.')) Find(at, "decimal-comma", $"The time '{text}' has a decimal comma",
                $"read it as {plain} seconds");
        }
        if (double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1e9)
            return seconds;
        Find(at, "bad-time", $"The time '{text}' is no number of seconds", "took it as 0");
        return 0;
    }

    /// <summary>A count. Null where it is missing, 0 where it is empty.</summary>
    public int? Count(XElement at, string attribute)
    {
        if (at.Attribute(attribute)?.Value.Trim() is not { } text) return null;
        if (text.Length == 0) return 0;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return count;
        Find(at, "bad-count", $"{attribute} is '{text}', not a count", "counted the tests instead");
        return null;
    }

    /// <summary>Keeps the first finding of a code.</summary>
    public void Find(XElement at, string code, string what, string done) =>
        findings.TryAdd(code, new(code, Severity.Warning, what, $"{file}:{((IXmlLineInfo)at).LineNumber} {at.Name.LocalName}", done));

    /// <summary>The counts and the time of the outermost suites: what each states, and what was counted where it does not.</summary>
    public (RunCounts Counts, double Seconds) Total(IEnumerable<StatedSuite> outermost)
    {
        var (counts, seconds) = (new RunCounts(0, 0, 0, 0), 0.0);
        foreach (var suite in outermost)
        {
            var stated = new RunCounts(suite.Tests ?? suite.Counted.Runs, suite.Skipped ?? suite.Counted.Skipped,
                suite.Failed ?? suite.Counted.Failed, suite.Errored ?? suite.Counted.Errored);
            if (stated != suite.Counted)
                Find(suite.At, "counts-differ", $"The suite states {Shown(stated)}; its tests are {Shown(suite.Counted)}",
                    "kept both: runs as stated, tests as counted");
            counts = new(checked(counts.Runs + stated.Runs), checked(counts.Skipped + stated.Skipped),
                checked(counts.Failed + stated.Failed), checked(counts.Errored + stated.Errored));
            // A suite that leaves out some of its numbers has a time of other things than its tests: set-up, other fixtures.
            var isWhole = suite is { Tests: not null, Skipped: not null, Failed: not null, Errored: not null };
            seconds += isWhole && suite.Seconds is { } time ? time : suite.CountedSeconds;
        }
        return (counts, seconds);
    }

    /// <summary>A run's story: its stack, and if it is bad what it printed.</summary>
    public static string Story(string stack, TestOutcome outcome, params ReadOnlySpan<XElement?> printed)
    {
        if (outcome is not (TestOutcome.Failed or TestOutcome.Errored)) return stack;
        foreach (var output in printed)
            if (output?.Value.Trim() is { Length: > 0 }) stack = $"{stack.TrimEnd()}\n{output.Value.TrimEnd()}";
        return stack;
    }

    private static string Shown(RunCounts counts) =>
        $"{counts.Runs} runs, {counts.Skipped} skipped, {counts.Failed} failed, {counts.Errored} with errors";

    [GeneratedRegex(@"^\d{1,3}(,\d{3})+\.\d*$|^\d{1,3}(,\d{3}){2,}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Grouped();
}

/// <summary>An outermost suite: what it states of itself and what was counted in it.</summary>
internal sealed record StatedSuite(
    XElement At, int? Tests, int? Skipped, int? Failed, int? Errored, double? Seconds, RunCounts Counted, double CountedSeconds)
{
    /// <summary>The counts of cases, each under its one outcome.</summary>
    public static RunCounts CountOf(IReadOnlyCollection<TestCase> cases) => new(cases.Count, Of(cases, TestOutcome.Skipped),
        Of(cases, TestOutcome.Failed), Of(cases, TestOutcome.Errored));

    private static int Of(IEnumerable<TestCase> cases, TestOutcome outcome) => cases.Count(one => one.Outcome == outcome);
}
