using System.Text;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Gateways.ServiceLevels;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.Tests.ServiceLevels;

public sealed class ServiceLevelYamlTests
{
    [Fact]
    public void Every_published_example_is_read_or_refused_for_what_it_is()
    {
        var read = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var objectives = 0;
        foreach (var (path, bytes) in VectorArchive.Files("slo.tar.gz").Where(file => file.Key.EndsWith("ml", StringComparison.Ordinal)
            && !file.Key.Contains("/_gen/", StringComparison.Ordinal)))
        {
            var outcome = Read(Encoding.UTF8.GetString(bytes), path);
            var answer = Refusal(outcome) is { } refusal ? refusal.Code : "read";
            read[answer] = read.GetValueOrDefault(answer) + 1;
            if (answer == "read") objectives += outcome.OrThrow().Objectives.Length;
            if (answer == "no-objective")
                Assert.DoesNotContain("\nkind: ServiceLevelObjective\n", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
            if (answer is not ("read" or "no-objective"))
                Assert.True(path.Contains("/bad", StringComparison.Ordinal) || path.Contains("invalid", StringComparison.Ordinal), path);
        }
        Assert.Equal("duplicate-objective 1, missing-field 2, no-indicator 1, no-objective 69, read 105, target-out-of-range 3, "
            + "unknown-version 1", string.Join(", ", read.Select(each => $"{each.Key} {each.Value}")));
        Assert.Equal(137, objectives);
    }

    [Fact]
    public void A_calendar_week_in_New_York_with_minute_slices_is_read_from_OpenSLO_v1_and_v2alpha()
    {
        foreach (var version in new[] { "v1", "v2alpha" })
        {
            var text = VectorArchive.Text("slo.tar.gz", $"go-sdk/pkg/openslo/{version}/examples/slos.yaml");
            var objective = Assert.Single(Read(text).OrThrow().Objectives);
            Assert.Equal(("web-availability", "web", 0.995m, BudgetingMethod.Timeslices, 0.95m, Duration.FromMinutes(1)),
                (objective.Name, objective.Service, objective.Target, objective.Method, objective.SliceTarget, objective.Slice));
            Assert.Equal(new ObjectiveWindow.Calendar(new(2022, 1, 1, 12, 0), "America/New_York", Period.FromWeeks(1)), objective.Window);
            Assert.Contains("2xx|4xx", objective.Indicator.Good, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Alert_policies_stand_in_the_objective_or_in_the_file_and_take_the_place_of_the_workbooks_windows()
    {
        const string Apart = """
            apiVersion: openslo/v1
            kind: AlertPolicy
            metadata: {name: fast}
            spec: {conditions: [{conditionRef: burning}]}
            ---
            apiVersion: openslo/v1
            kind: AlertCondition
            metadata: {name: burning}
            spec: {severity: page, condition: {kind: burnrate, op: gt, threshold: 14.4, lookbackWindow: 1h, alertAfter: 5m}}
            ---

            """;
        const string Named = "\n  alertPolicies: [fast]";
        const string Inline = "\n  alertPolicies:\n  - kind: AlertPolicy\n    metadata: {name: slow}\n    spec:\n      conditions:\n"
            + "      - kind: AlertCondition\n        spec: {severity: warning, condition: {kind: burnrate, op: gte, threshold: 2, "
            + "lookbackWindow: 1d}}";
        var named = Read(Apart + Slo() + Named);
        var rule = Assert.Single(Assert.Single(named.OrThrow().Objectives).BurnRules);
        Assert.Equal((AlertUrgency.Page, Duration.FromHours(1), Duration.FromMinutes(5), 14.4),
            (rule.Urgency, rule.Long, rule.Short, rule.Factor));
        Assert.Equal(0.02, rule.BudgetShare * (LengthOf(named).TotalDays / 30), 12); // the workbook's two in a hundred of thirty days
        var inline = Assert.Single(Assert.Single(Read(Slo() + Inline).OrThrow().Objectives).BurnRules);
        Assert.Equal((AlertUrgency.Ticket, Duration.FromDays(1), Duration.FromDays(1), 2.0),
            (inline.Urgency, inline.Long, inline.Short, inline.Factor));
        foreach (var (text, code) in new[]
        {
            (Slo() + Named, "alert-elsewhere"),
            (Apart.Replace("burnrate", "latency", StringComparison.Ordinal) + Slo() + Named, "unknown-condition"),
            (Apart.Replace("op: gt", "op: lt", StringComparison.Ordinal) + Slo() + Named, "unknown-condition"),
        })
        {
            var outcome = Read(text);
            Assert.Contains(Findings(outcome), finding => finding.Code == code);
            Assert.Equal(4, Assert.Single(outcome.OrThrow().Objectives).BurnRules.Length);
        }
        Assert.Equal("bad-burn-rate", Refusal(Read(Apart.Replace("14.4", "0", StringComparison.Ordinal) + Slo() + Named))!.Code);

        static Duration LengthOf(Outcome<ServiceLevelFile> file) =>
            Assert.IsType<ObjectiveWindow.Rolling>(file.OrThrow().Objectives[0].Window).Length;
    }

    [Fact]
    public void A_month_written_as_a_minute_is_told()
    {
        var text = VectorArchive.Text("slo.tar.gz", "OpenSLO/examples/budgeting-method/timeslices-slo.yaml");
        Assert.Contains(Findings(Read(text)), finding => finding.Code == "window-of-a-minute");
    }

    [Fact]
    public void A_slice_without_length_a_plugin_and_a_document_of_another_kind_are_told()
    {
        Assert.Contains(Findings(Read(Slo(method: "RatioTimeslices"))), finding => finding.Code == "slice-assumed");
        Assert.Contains(Findings(Read("kind: Service\napiVersion: openslo/v1\n---\n" + Slo())), finding => finding.Code == "other-kind");
        var plugin = VectorArchive.Text("slo.tar.gz", "sloth/examples/plugin-getting-started.yml");
        Assert.Contains(Findings(Read(plugin)), finding => finding.Code == "plugin" && finding.Where == "slo.yaml, line 14, column 9");
    }

    [Fact]
    public void An_indicator_that_stands_alone_is_found_by_its_name()
    {
        const string Indicator = """
            apiVersion: openslo/v1
            kind: SLI
            metadata: {name: bids}
            spec: {ratioMetric: {good: {metricSource: {spec: {query: ok}}}, total: {metricSource: {spec: {query: all}}}}}
            ---

            """;
        var objective = Assert.Single(Read(Indicator + Slo("indicatorRef: bids")).OrThrow().Objectives);
        Assert.Equal(new ServiceIndicator("ratio", "ok", "", "all"), objective.Indicator);
    }

    [Theory]
    [InlineData("a: [", "bad-yaml")]
    [InlineData("a: 1\na: 2", "bad-yaml")]
    [InlineData("- just text", "wrong-shape")]
    [InlineData("kind: Service", "no-objective")]
    [InlineData("version: prometheus/v2", "unknown-version")]
    [InlineData("version: prometheus/v1\nservice: x\nslos: []", "missing-field")]
    [InlineData("version: prometheus/v1\nservice: x\nslos: 3", "wrong-shape")]
    [InlineData("version: prometheus/v1\nservice: x\nslos: [{name: a, objective: many}]", "not-a-number")]
    public void A_file_that_is_no_service_level_is_refused(string text, string code) => Assert.Equal(code, Refusal(Read(text))!.Code);

    [Fact]
    public void What_an_OpenSLO_document_may_not_say_is_refused_with_line_and_column()
    {
        Assert.Equal("no-indicator", Refusal(Read(Slo("indicatorRef: gone")))!.Code);
        Assert.Equal("unknown-method", Refusal(Read(Slo(method: "Sometimes")))!.Code);
        Assert.Equal("bad-duration", Refusal(Read(Slo(window: "duration: 1M")))!.Code);
        Assert.Equal("bad-duration", Refusal(Read(Slo(window: "count: 2, unit: Fortnight")))!.Code);
        Assert.Equal("missing-field", Refusal(Read(Slo(window: "duration: 1w, isRolling: false")))!.Code);
        Assert.Equal("bad-calendar", Refusal(Read(Slo(window: "duration: 1w, calendar: {startTime: noon, timeZone: Etc/UTC}")))!.Code);
        Assert.Equal("bad-calendar",
            Refusal(Read(Slo(window: "duration: 1w, calendar: {startTime: 2026-01-01 00:00:00, timeZone: Mars/Base}")))!.Code);
        var target = Refusal(Read(Slo(target: "1")))!;
        Assert.Equal(("target-out-of-range", "slo.yaml, line 9, column 25"), (target.Code, target.Where));
    }

    [Fact]
    public void Windows_that_cannot_alert_are_refused()
    {
        const string Windows = "apiVersion: sloth.slok.dev/v1\nkind: AlertWindows\n"
            + "spec: {sloPeriod: 30d, page: {quick: Q, slow: Q}, ticket: {quick: Q, slow: Q}}";
        string With(string pair) => Windows.Replace("Q", pair, StringComparison.Ordinal);
        Assert.Equal("bad-window", Refusal(Read(With("{errorBudgetPercent: 2, shortWindow: 1h, longWindow: 1h}")))!.Code);
        Assert.Equal("bad-window", Refusal(Read(With("{errorBudgetPercent: 0, shortWindow: 5m, longWindow: 1h}")))!.Code);
        Assert.Equal("bad-duration", Refusal(Read(With("{errorBudgetPercent: 2, shortWindow: soon, longWindow: 1h}")))!.Code);
    }

    [Fact]
    public void Hostile_YAML_is_refused_before_a_tree_is_built()
    {
        Assert.Equal("too-much-yaml", Refusal(Read(new string('[', 100)))!.Code);
        Assert.Equal("too-much-yaml", Refusal(Read("a: &x 1\nb: [" + string.Join(",", Enumerable.Repeat("*x", 101)) + "]"))!.Code);
        Assert.Equal("too-much-yaml", Refusal(Read("[" + string.Join(",", Enumerable.Repeat("1", 200_001)) + "]"))!.Code);
        Assert.Equal("too-much-yaml", Refusal(Read(new string(' ', 5_000_000)))!.Code);
    }

    private static string Slo(string indicator = "indicator: {spec: {ratioMetric: {good: {query: g}, total: {query: t}}}}",
        string method = "Occurrences", string window = "duration: 4w, isRolling: true", string target = "0.99") => $$"""
        apiVersion: openslo/v1
        kind: SLO
        metadata: {name: bids}
        spec:
          service: day-ahead
          {{indicator}}
          timeWindow: [{ {{window}} }]
          budgetingMethod: {{method}}
          objectives: [{target: {{target}}, op: gt}]
        """;

    private static Outcome<ServiceLevelFile> Read(string text, string where = "slo.yaml") =>
        ServiceLevelYaml.Read(text, where, BurnWindows.Workbook);

    private static IEnumerable<Finding> Findings<T>(Outcome<T> outcome) => ((Outcome<T>.Done)outcome).Findings;

    private static Refusal? Refusal<T>(Outcome<T> outcome) => (outcome as Outcome<T>.Refused)?.Refusal;
}
