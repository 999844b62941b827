using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Gateways.Telemetry;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Operations.Tests.Telemetry;

public sealed class ExpositionTests
{
    [Fact]
    public void Every_valid_text_of_the_OpenMetrics_suite_is_read_and_every_invalid_one_refused_with_its_line()
    {
        var files = VectorArchive.Files("openmetrics.tar.gz");
        var (wrong, valid, invalid) = (new List<string>(), 0, 0);
        foreach (var (path, bytes) in files.Where(file => file.Key.EndsWith("/test.json", StringComparison.Ordinal)))
        {
            var folder = Path.GetDirectoryName(path)!;
            using var test = JsonDocument.Parse(bytes);
            var isValid = test.RootElement.GetProperty("shouldParse").GetBoolean();
            var refusal = Refusal(Exposition.Read(files[$"{folder}/metrics"], "metrics", ExpositionFormat.OpenMetrics,
                TelemetryLimits.Default));
            if (isValid) valid++;
            else invalid++;
            if (isValid != refusal is null) wrong.Add($"{Path.GetFileName(folder)}: {refusal}");
            else if (refusal is not null) Assert.Contains("line ", refusal.Where, StringComparison.Ordinal);
        }
        Assert.Empty(wrong);
        Assert.Equal((44, 167), (valid, invalid));
    }

    [Fact]
    public void Every_Prometheus_sample_of_the_suite_is_read_with_as_many_numbers_as_it_has_lines_that_are_no_comment()
    {
        var files = VectorArchive.Files("prometheus.tar.gz").Where(file =>
            file.Key.Contains("/fixtures/e2e-output", StringComparison.Ordinal) || file.Key.EndsWith(".prom.txt", StringComparison.Ordinal)
            || file.Key.EndsWith("/metrics-test.prom", StringComparison.Ordinal)
            || file.Key.Contains("/dump-test-", StringComparison.Ordinal) && file.Key.EndsWith(".prom", StringComparison.Ordinal))
            .ToArray();
        Assert.Equal(13, files.Length);
        foreach (var (path, bytes) in files)
        {
            var lines = Encoding.UTF8.GetString(bytes).Split('\n').Count(line => line.Trim().Length > 0 && line[0] != '#');
            Assert.Equal(lines, Read(bytes, ExpositionFormat.Prometheus, path).Sum(family => family.Samples.Length));
        }
    }

    [Fact]
    public void Prometheus_own_OpenMetrics_samples_are_read_but_for_the_one_whose_sum_is_negative()
    {
        var files = VectorArchive.Files("prometheus.tar.gz").Where(file =>
            file.Key.EndsWith(".om.txt", StringComparison.Ordinal) || file.Key.Contains("dump-openmetrics-", StringComparison.Ordinal)
            && file.Key.EndsWith(".prom", StringComparison.Ordinal)).ToArray();
        Assert.Equal(4, files.Length);
        Assert.All(files, file => Assert.Equal(ExpositionFormat.OpenMetrics, Exposition.FormatOf("", file.Value)));
        var refused = Assert.Single(files, file => Refusal(Exposition.Read(file.Value, file.Key, ExpositionFormat.OpenMetrics,
            TelemetryLimits.Default)) is { } refusal && refusal.What == "'rpc_durations_histogram_seconds_sum' is negative");
        Assert.EndsWith("alltypes.5mfs.om.txt", refused.Key, StringComparison.Ordinal);
        Assert.All(files.Except([refused]), file => Assert.NotEmpty(Read(file.Value, ExpositionFormat.OpenMetrics, file.Key)));
    }

    [Fact]
    public void A_line_gives_its_name_labels_value_time_and_exemplar()
    {
        var family = Assert.Single(Read("""
            # TYPE bids_seconds histogram
            # UNIT bids_seconds seconds
            # HELP bids_seconds Time to\nsubmit
            bids_seconds_bucket{market="a\"b\\",le="0.5"} 2 12.5 # {trace="4f"} 0.25 12
            bids_seconds_bucket{market="a\"b\\",le="+Inf"} 3 12.5
            # EOF

            """u8, ExpositionFormat.OpenMetrics));
        Assert.Equal(("bids_seconds", TelemetryKind.Histogram, "seconds", "Time to\nsubmit"),
            (family.Name, family.Kind, family.Unit, family.Help));
        var first = family.Samples[0];
        Assert.Equal(("bids_seconds_bucket", "a\"b\\", "0.5", 2.0, 12.5m),
            (first.Name, first["market"], first["le"], first.Value, first.UnixSeconds));
        Assert.Equal((0.25, 12m, "4f"), (first.Exemplar!.Value, first.Exemplar.UnixSeconds, first.Exemplar.Labels[0].Value));
    }

    [Fact]
    public void Prometheus_counts_time_in_milliseconds_and_may_give_the_name_as_a_label()
    {
        var families = Read("up{ a = \"1\" , } 1 1500\n\n# a word\n{__name__=\"down\", b=\"2\"}\t-Inf"u8, ExpositionFormat.Prometheus);
        Assert.Equal(1.5m, families[0].Samples[0].UnixSeconds);
        Assert.Equal(("down", "2", double.NegativeInfinity), (families[1].Name, families[1].Samples[0]["b"], families[1].Samples[0].Value));
    }

    [Theory]
    [InlineData("a 1\na 2\n# EOF", "there twice")]
    [InlineData("# TYPE a counter\na 1\n# EOF", "no number of a metric of kind")]
    [InlineData("# TYPE a summary\na_sum NaN\n# EOF", "not a number")]
    public void What_the_suite_leaves_open_is_refused_as_the_standard_says(string text, string why) =>
        Assert.Contains(why, Refusal(Exposition.Read(Encoding.UTF8.GetBytes(text), "m", ExpositionFormat.OpenMetrics,
            TelemetryLimits.Default))!.What, StringComparison.Ordinal);

    [Theory]
    [InlineData("# TYPE a counter\n# TYPE a counter\n", "more than one TYPE")]
    [InlineData("# HELP a b\n# HELP a b\n", "more than one HELP")]
    [InlineData("a 1\n# TYPE a counter\n", "after its numbers")]
    [InlineData("# TYPE a stateset\n", "no kind of metric")]
    [InlineData("{a=\"b\"} 1\n", "neither a name")]
    [InlineData("a 1 1.5\n", "whole milliseconds")]
    [InlineData("a 0x10\n", "not a number")]
    public void A_bad_Prometheus_line_is_refused(string text, string why) =>
        Assert.Contains(why, Refusal(Exposition.Read(Encoding.UTF8.GetBytes(text), "m", ExpositionFormat.Prometheus,
            TelemetryLimits.Default))!.What, StringComparison.Ordinal);

    [Fact]
    public void A_scrape_beyond_its_limits_or_in_another_code_is_refused()
    {
        var small = new TelemetryLimits(MaxBytes: 20, MaxSamples: 2, MaxLabels: 1);
        Assert.Equal("too-much-telemetry", Refusal(Exposition.Read(new byte[21], "m", ExpositionFormat.Prometheus, small))!.Code);
        Assert.Equal("too-much-telemetry", Refusal(Exposition.Read("a 1\nb 1\nc 1\n"u8, "m", ExpositionFormat.Prometheus, small))!.Code);
        Assert.Contains("more than 1 labels",
            Refusal(Exposition.Read("a{b=\"\",c=\"\"} 1"u8, "m", ExpositionFormat.Prometheus, small))!.What, StringComparison.Ordinal);
        Assert.Equal("not-utf8", Refusal(Exposition.Read([0x61, 0xff], "m", ExpositionFormat.Prometheus, small))!.Code);
    }

    private static ImmutableArray<TelemetryFamily> Read(ReadOnlySpan<byte> text, ExpositionFormat format, string where = "m") =>
        Exposition.Read(text, where, format, TelemetryLimits.Default).OrThrow();

    private static Refusal? Refusal<T>(Outcome<T> outcome) => (outcome as Outcome<T>.Refused)?.Refusal;
}
