using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Counts;
using Busbar.Gateways.Telemetry;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.Tests.Telemetry;

public sealed class OtlpJsonTests
{
    private static readonly Instant at = Instant.FromUnixTimeMilliseconds(1544712660300);

    [Fact]
    public void The_published_metrics_are_read_as_a_scrape_would_show_them()
    {
        var families = Example("metrics").Families;
        Assert.Equal(["my.counter Counter 1 True", "my.gauge Gauge 1 False", "my.histogram Histogram 1 True",
            "my.exponential.histogram Histogram 1 True"],
            families.Select(family => $"{family.Name} {family.Kind} {family.Unit} {family.IsDelta}"));
        Assert.Equal(["my.counter 5", "my.gauge 10", "my.histogram_bucket 1", "my.histogram_bucket 2", "my.histogram_count 2",
            "my.histogram_sum 2"], families.Take(3).SelectMany(family => family.Samples).Select(sample => $"{sample.Name} {sample.Value}"));
        // Scale 0: base 2; offset 1 and counts 0, 2 put two observations in (4, 8], one is zero.
        Assert.Equal(["0 1", "4 1", "8 3", "+Inf 3"],
            families[3].Samples.Where(sample => sample.Name.EndsWith("_bucket", StringComparison.Ordinal))
                .Select(sample => $"{sample["le"]} {sample.Value}"));
        var counter = families[0].Samples[0];
        Assert.Equal(("some value", "my.service", 1544712660.3m),
            (counter["my.counter.attr"], counter["service.name"], counter.UnixSeconds));
    }

    [Fact]
    public void The_published_logs_events_and_traces_are_read()
    {
        var log = Assert.Single(Example("logs").Logs);
        Assert.Equal((at, 10, "Example log record", "my.service", "5b8efff798038103d269b633813fc60c"),
            (log.At, log.Severity, log.Body, log.Service, log.TraceId));
        Assert.Equal(["some string", "true", "10", "637.704"], log.Labels.Take(4).Select(label => label.Value));
        Assert.Contains("guidgenerator", Assert.Single(Example("events").Logs).Body, StringComparison.Ordinal);
        var span = Assert.Single(Example("trace").Spans);
        Assert.Equal(("I'm a server span", "eee19b7ec3c1b173", Duration.FromSeconds(1), false),
            (span.Name, span.ParentId, span.End - span.Start, span.IsError));
    }

    [Fact]
    public void A_service_s_requests_are_counted_by_the_minute_each_once_and_without_its_own_inner_steps()
    {
        TelemetrySpan Span(string id, string parent, int start, int end, bool isError = false, string service = "bids") => new(
            "t", id, parent, "", service, at + Duration.FromSeconds(start), at + Duration.FromSeconds(end), isError, []);
        ImmutableArray<TelemetrySpan> spans = [Span("1", "", 0, 1), Span("2", "1", 0, 1, isError: true), Span("1", "", 0, 1),
            Span("3", "x", 1, 6), Span("4", "", 2, 3, isError: true), Span("5", "", 90, 91), Span("6", "", 0, 1, service: "prices")];
        var minute = Instant.FromUnixTimeSeconds(1544712720);
        Assert.Equal([new EventCount(minute, 1, 3), new(minute + Duration.FromMinutes(1), 1, 1)],
            CountSpans.Run(new(spans, "bids", Duration.FromSeconds(4))));
        Assert.Equal(2, CountSpans.Run(new(spans, "bids", null))[0].Good);
    }

    [Fact]
    public void Log_lines_are_counted_from_a_severity_on_the_gravest_first()
    {
        TelemetryLog Log(int severity, string service) => new(at, severity, "", service, "", []);
        Assert.Equal(["bids 21 1", "bids 17 2", "prices 17 1"],
            CountLogs.Run(new([Log(17, "prices"), Log(17, "bids"), Log(9, "bids"), Log(21, "bids"), Log(17, "bids")], 17))
                .Select(count => $"{count.Service} {count.Severity} {count.Lines}"));
    }

    [Fact]
    public void Numbers_of_64_bits_may_be_texts_or_numbers_and_unknown_fields_are_left_alone()
    {
        foreach (var value in new[] { "\"9007199254740993\"", "9007199254740993" })
        {
            var family = Assert.Single(Read(Metric($$$"""
                "new": [1], "sum": {"isMonotonic": true, "aggregationTemporality": 2, "dataPoints": [{"asInt": {{{value}}}, "else": {}}]}
                """)).OrThrow().Families);
            Assert.Equal((9007199254740992.0, null, false), (family.Samples[0].Value, family.Samples[0].UnixSeconds, family.IsDelta));
        }
        var summary = Assert.Single(Read(Metric("""
            "summary": {"dataPoints": [{"count": 3, "sum": 6, "quantileValues": [{"quantile": 0.5, "value": 2}]}]}
            """)).OrThrow().Families);
        Assert.Equal(["m 2 0.5", "m_count 3 ", "m_sum 6 "],
            summary.Samples.Select(sample => $"{sample.Name} {sample.Value} {sample["quantile"]}"));
    }

    [Theory]
    [InlineData("[1]", "an object was expected")]
    [InlineData("""{"resourceMetrics": 3}""", "a list was expected")]
    [InlineData("""{"resourceLogs": [{"scopeLogs": [{"logRecords": [{}]}]}]}""", "neither when")]
    [InlineData("""{"resourceLogs": [{"scopeLogs": [{"logRecords": [{"timeUnixNano": "1", "severityNumber": 25}]}]}]}""", "0 to 24")]
    [InlineData("""{"resourceLogs": [{"scopeLogs": [{"logRecords": [{"timeUnixNano": "1.5"}]}]}]}""", "no whole number")]
    [InlineData("""{"resourceLogs": [{"scopeLogs": [{"logRecords": [{"timeUnixNano": "-1"}]}]}]}""", "before 1970")]
    [InlineData("""{"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "ab"}]}]}]}""", "its times")]
    [InlineData("""
        {"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "xy", "startTimeUnixNano": 1, "endTimeUnixNano": 2}]}]}]}
        """, "32 hexadecimal digits")]
    public void A_post_of_a_wrong_shape_is_refused_with_its_path(string json, string why)
    {
        var refusal = Refusal(Read(json))!;
        Assert.Equal("bad-otlp", refusal.Code);
        Assert.Contains(why, refusal.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"gauge\": {\"dataPoints\": [{}]}", "no number")]
    [InlineData("\"gauge\": {\"dataPoints\": [{\"asDouble\": \"much\"}]}", "no number")]
    [InlineData("\"histogram\": {\"dataPoints\": [{\"count\": 2, \"bucketCounts\": [1, 2], \"explicitBounds\": [1]}]}", "add up")]
    [InlineData("\"histogram\": {\"dataPoints\": [{\"count\": 2, \"bucketCounts\": [2], \"explicitBounds\": [1]}]}", "do not go with")]
    [InlineData("\"exponentialHistogram\": {\"dataPoints\": [{\"count\": 0, \"scale\": 99}]}", "scale 99")]
    [InlineData("\"name\": \"\"", "no name")]
    public void A_metric_that_contradicts_itself_is_refused(string fields, string why) =>
        Assert.Contains(why, Refusal(Read(Metric(fields)))!.What, StringComparison.Ordinal);

    [Fact]
    public void Broken_deep_and_large_posts_are_refused()
    {
        Assert.Equal("broken-json", Refusal(Read("{"))!.Code);
        Assert.Equal("broken-json", Refusal(Read(string.Concat(Enumerable.Repeat("{\"a\":", 70)) + "1" + new string('}', 70)))!.Code);
        var json = Encoding.UTF8.GetBytes(Metric("\"gauge\": {\"dataPoints\": [{\"asInt\": 1}, {\"asInt\": 1}]}"));
        Assert.Equal("too-much-telemetry", Refusal(OtlpJson.Read(json, "post", new(10, 10, 10)))!.Code);
        Assert.Equal("too-much-telemetry", Refusal(OtlpJson.Read(json, "post", new(1000, 2, 10)))!.Code);
        Assert.Contains("more than 1 attributes", Refusal(OtlpJson.Read(Encoding.UTF8.GetBytes("""
            {"resourceLogs": [{"scopeLogs": [{"logRecords": [{"timeUnixNano": "1", "attributes": [{"key": "a"}, {"key": "b"}]}]}]}]}
            """), "post", new(1000, 2, 1)))!.What, StringComparison.Ordinal);
    }

    private static OtlpPost Example(string name) =>
        Read(VectorArchive.Text("otlp.tar.gz", $"opentelemetry-proto/examples/{name}.json")).OrThrow();

    private static string Metric(string fields) =>
        """{"resourceMetrics": [{"scopeMetrics": [{"metrics": [{"name": "m", """ + fields + "}]}]}]}";

    private static Outcome<OtlpPost> Read(string json) => OtlpJson.Read(Encoding.UTF8.GetBytes(json), "post", TelemetryLimits.Default);

    private static Refusal? Refusal<T>(Outcome<T> outcome) => (outcome as Outcome<T>.Refused)?.Refusal;
}
