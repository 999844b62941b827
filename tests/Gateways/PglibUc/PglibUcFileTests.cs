using System.Text;
using Busbar.Gateways.PglibUc;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.Tests.PglibUc;

/// <summary>Cases of pglib-uc are read with every field in its place; what is wrong is told by line, column, path and remedy.</summary>
public sealed class PglibUcFileTests
{
    [Fact]
    public void Every_field_has_its_place()
    {
        var read = Read(CaseText.Whole);
        Assert.Equal("case", read.Name);
        Assert.Equal(StartRule.PglibUc, read.StartRule);
        Assert.Equal([100.5, 90], read.DemandMw);
        Assert.Equal([10, 0], read.SpinningMw);
        var unit = Assert.Single(read.Thermal);
        Assert.Equal(("A", true, 20.5, 50d, 11d, 12d), (unit.Name, unit.IsMustRun, unit.MinMw, unit.MaxMw, unit.RampUpMwPerHour,
            unit.RampDownMwPerHour));
        Assert.Equal((30d, 31d, 3, 4), (unit.StartUpMw, unit.ShutDownMw, unit.MinUpHours, unit.MinDownHours));
        Assert.Equal(new CaseState(true, 7, 25), unit.Before);
        Assert.Equal([new(4, 100), new(9, 250.5)], unit.Starts);
        Assert.Equal([new(20.5, 500), new(40, 900), new(50, 1200)], unit.Cost);
        var plant = Assert.Single(read.Renewable);
        Assert.Equal("W", plant.Name);
        Assert.Equal([0, 1], plant.MinMw);
        Assert.Equal([5, 6.25], plant.MaxMw);
    }

    [Theory]
    [InlineData("pglib-uc/rts_gmlc_2020-01-27", 48, 73, 81)]
    [InlineData("pglib-uc/rts_gmlc_2020-07-06", 48, 73, 81)]
    [InlineData("pglib-uc/rts_gmlc_2020-10-27", 48, 73, 81)]
    [InlineData("pglib-uc/ca_2015-06-01_reserves_3", 48, 610, 0)]
    [InlineData("pglib-uc/ca_Scenario400_reserves_3", 48, 610, 1)]
    [InlineData("pglib-uc/ferc_2015-01-01_lw", 48, 934, 1)]
    [InlineData("pglib-uc/ferc_2015-07-01_hw", 48, 978, 1)]
    [InlineData("kazarlis/kaz_10", 24, 10, 0)]
    [InlineData("kazarlis/kaz_20", 24, 20, 0)]
    [InlineData("kazarlis/kaz_40", 24, 40, 0)]
    [InlineData("kazarlis/kaz_60", 24, 60, 0)]
    [InlineData("kazarlis/kaz_80", 24, 80, 0)]
    [InlineData("kazarlis/kaz_100", 24, 100, 0)]
    public void Published_cases_are_read_and_written_back_the_same(string name, int hours, int thermal, int renewable)
    {
        var outcome = PglibUcFile.Read(SharedFiles.Load($"dispatch/{name}.json.gz"));
        var read = outcome.OrThrow();
        Assert.Equal((hours, thermal, renewable), (read.Hours, read.Thermal.Length, read.Renewable.Length));
        Assert.All(((Outcome<CommitmentCase>.Done)outcome).Findings, finding => Assert.Equal("curve-ends-snapped", finding.Code));
        var written = PglibUcText.Write(read).OrThrow();
        var again = PglibUcFile.Read(new($"{read.Name}.json", written)).OrThrow();
        Same.Cases(read, again);
        Assert.Equal(written.Span, PglibUcText.Write(again).OrThrow().Span);
    }

    [Theory]
    [InlineData("missing-field", "\"demand\": [100.5, 90],", "", "$")]
    [InlineData("missing-field", "\"must_run\": 1,", "", "$.thermal_generators.A")]
    [InlineData("missing-field", "\"power_output_maximum\": 50,", "", "$.thermal_generators.A")]
    [InlineData("missing-field", "\"time_up_minimum\": 3,", "", "$.thermal_generators.A")]
    [InlineData("missing-field", "\"lag\": 9, ", "", "$.thermal_generators.A.startup[1]")]
    [InlineData("missing-field", ", \"cost\": 900", "", "$.thermal_generators.A.piecewise_production[1]")]
    [InlineData("missing-field", "\"power_output_minimum\": [0, 1],", "", "$.renewable_generators.W")]
    [InlineData("duplicate-field", "\"demand\"", "\"time_periods\": 2, \"demand\"", "$")]
    [InlineData("duplicate-field", "\"must_run\"", "\"must_run\": 0, \"must_run\"", "$.thermal_generators.A")]
    [InlineData("duplicate-field", "\"W\": {", "\"W\": {\"power_output_minimum\": [0, 1], \"power_output_maximum\": [5, 5]}, \"W\": {",
        "$.renewable_generators")]
    [InlineData("wrong-length", "[100.5, 90]", "[100.5]", "$")]
    [InlineData("wrong-length", "[10, 0]", "[10, 0, 0]", "$")]
    [InlineData("wrong-length", "[5, 6.25]", "[]", "$")]
    [InlineData("not-a-number", "[100.5, 90]", "[NaN, 90]", "$.demand[0]")]
    [InlineData("not-a-number", "[100.5, 90]", "[100.5, Infinity]", "$.demand[1]")]
    [InlineData("not-a-number", "[100.5, 90]", "[100.5, -Infinity]", "$.demand[1]")]
    [InlineData("not-a-number", "[100.5, 90]", "[100.5, 1e999]", "$.demand[1]")]
    [InlineData("not-a-number", "[100.5, 90]", "[100.5, \"90\"]", "$.demand[1]")]
    [InlineData("missing-value", "[100.5, 90]", "[100.5, null]", "$.demand[1]")]
    [InlineData("wrong-shape", "[100.5, 90]", "100.5", "$.demand")]
    [InlineData("wrong-shape", "[100.5, 90]", "[[100.5], 90]", "$.demand[0]")]
    [InlineData("not-whole", "\"time_up_minimum\": 3", "\"time_up_minimum\": 2.5", "$.thermal_generators.A.time_up_minimum")]
    [InlineData("not-a-flag", "\"must_run\": 1", "\"must_run\": 2", "$.thermal_generators.A.must_run")]
    [InlineData("hours", "\"time_periods\": 2", "\"time_periods\": 0", "$")]
    [InlineData("hours", "\"time_periods\": 2", "\"time_periods\": 999999", "$")]
    [InlineData("contradictory-state", "\"time_down_t0\": 0", "\"time_down_t0\": 3", "$.thermal_generators.A")]
    [InlineData("start-rule", "\"demand\"", "\"busbar_start_rule\": \"cold\", \"demand\"", "$.busbar_start_rule")]
    [InlineData("broken-json", "\"demand\": [100.5, 90],", "\"demand\": [100.5, 90]", "case.json:4:3 $")]
    [InlineData("broken-json", "[100.5, 90]", "[100.5, 90,]", "$.demand")]
    [InlineData("too-deep", "\"demand\"", "\"deep\": [[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]], \"demand\"", "$.deep")]
    public void A_fault_is_refused_where_it_stands(string code, string text, string instead, string path)
    {
        Assert.Contains(text, CaseText.Whole, StringComparison.Ordinal);
        var refusal = Refused(CaseText.Whole.Replace(text, instead, StringComparison.Ordinal));
        Assert.Equal(code, refusal.Code);
        Assert.StartsWith("case.json:", refusal.Where, StringComparison.Ordinal);
        Assert.Contains(path, refusal.Where, StringComparison.Ordinal);
        Assert.NotEmpty(refusal.Remedy);
    }

    [Fact]
    public void A_fault_is_told_by_line_and_column() =>
        Assert.Equal("case.json:3:21 $.demand[1]", Refused(CaseText.Whole.Replace("100.5, 90", "100.5, \"90\"",
            StringComparison.Ordinal)).Where);

    [Theory]
    [InlineData("empty-file", "")]
    [InlineData("wrong-shape", "[]")]
    [InlineData("wrong-shape", "7")]
    [InlineData("broken-json", "time,load\n1,2\n")]
    public void What_is_no_case_is_refused(string code, string text) => Assert.Equal(code, Refused(text).Code);

    [Fact]
    public void A_text_that_goes_on_or_is_cut_off_anywhere_is_refused()
    {
        Assert.Equal("broken-json", Refused(CaseText.Whole + " {}").Code);
        for (var length = 0; length < CaseText.Whole.TrimEnd().Length; length++) Refused(CaseText.Whole[..length]);
    }

    [Fact]
    public void A_damaged_archive_is_refused()
    {
        var whole = Texts.Gzip(Encoding.UTF8.GetBytes(CaseText.Whole));
        Assert.Equal("case", PglibUcFile.Read(new("case.json.gz", whole)).OrThrow().Name);
        Assert.Equal("broken-gzip", Texts.RefusalOf(PglibUcFile.Read(new("case.json.gz", whole[..^9]))).Code);
        Assert.Equal("broken-gzip", Texts.RefusalOf(PglibUcFile.Read(new("case.json.gz", whole[..40]))).Code);
    }

    [Fact]
    public void A_text_over_the_limit_is_refused() => Assert.Equal("too-much-text",
        Texts.RefusalOf(PglibUcFile.Read(new("case.json.gz", Texts.Gzip(new byte[2000])), maxTextBytes: 1999)).Code);

    [Fact]
    public void Odd_but_usable_text_leaves_a_finding()
    {
        Assert.Equal("unknown-field", Found("\"must_run\"", "\"colour\": {\"red\": [1]}, \"must_run\""));
        Assert.Equal("unknown-field", Found("\"demand\"", "\"currency\": \"USD\", \"demand\""));
        Assert.Equal("curve-ends-snapped", Found("{\"mw\": 50,", "{\"mw\": 50.00000000000001,"));
        Assert.Equal("minimum-time-raised", Found("\"time_up_minimum\": 3", "\"time_up_minimum\": 0"));
        Assert.Equal([new(20.5, 500), new(40, 900), new(50, 1200)],
            Read(CaseText.Whole.Replace("{\"mw\": 50,", "{\"mw\": 50.00000000000001,", StringComparison.Ordinal)).Thermal[0].Cost);
    }

    [Fact]
    public void Fields_may_stand_in_any_order_and_flags_may_be_words() => Same.Cases(Read(CaseText.Whole), Read(CaseText.Whole
        .Replace("\"must_run\": 1", "\"must_run\": true", StringComparison.Ordinal)
        .Replace("\"time_periods\": 2,", "", StringComparison.Ordinal)
        .Replace("\"renewable_generators\"", "\"time_periods\": 2.0, \"renewable_generators\"", StringComparison.Ordinal)));

    private static CommitmentCase Read(string text) => PglibUcFile.Read(CaseText.File(text)).OrThrow();

    private static Refusal Refused(string text) => Texts.RefusalOf(PglibUcFile.Read(CaseText.File(text)));

    private static string Found(string text, string instead) => Assert.Single(Assert.IsType<Outcome<CommitmentCase>.Done>(
        PglibUcFile.Read(CaseText.File(CaseText.Whole.Replace(text, instead, StringComparison.Ordinal)))).Findings).Code;
}
