using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Busbar.Digital.Cybersecurity.Intelligence;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways;
using Busbar.Gateways.Stix;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Tests.Intelligence;

public sealed class StixTests
{
    private static readonly Instant day = Instant.FromUtc(2026, 1, 1, 0, 0);

    private static Outcome<ThreatBundle> Read(string json) => ReadStix.Run(new SourceFile("bundle.json", Encoding.UTF8.GetBytes(json)));

    private static IEnumerable<KeyValuePair<string, byte[]>> Examples() => SharedFiles.Unpack("stix.tar.gz").Where(file =>
        file.Key.Contains("/examples/", StringComparison.Ordinal) && file.Key.EndsWith(".json", StringComparison.Ordinal));

    private static SecurityEvent It(params (string Field, string Value)[] fields) => new("e#1", day, "windows", "", [],
        fields.GroupBy(each => each.Field).ToFrozenDictionary(group => group.Key, group => group.Select(each => each.Value)
            .ToImmutableArray(), StringComparer.OrdinalIgnoreCase), "");

    private static ThreatIndicator Indicator(string pattern, int? confidence = 80) =>
        new("indicator--1", "", pattern, "stix", day - Duration.FromDays(1), null, confidence, false);

    private static bool Matches(string pattern, params (string, string)[] fields) =>
        !MatchIndicators.Run(new([Indicator(pattern)], [It(fields)],
        DecayPolicy.Default, day)).OrThrow().IsEmpty;

    private static string WhyNot(string pattern) => Assert.Single(((Outcome<ImmutableArray<IndicatorSeen>>.Done)MatchIndicators.Run(
        new([Indicator(pattern)], [], DecayPolicy.Default, day))).Findings).What;

    [Fact]
    public void Every_example_of_the_standard_is_read()
    {
        var read = Examples().ToDictionary(file => Path.GetFileName(file.Key),
            file => ReadStix.Run(new SourceFile(file.Key, file.Value)).OrThrow());

        Assert.Equal(8, read.Count);
        Assert.Equal((12, 30, 34), (read["apt1.json"].Indicators.Length, read["apt1.json"].Links.Length, read["apt1.json"].Objects.Length));
        Assert.Equal((25, 90), (read["poisonivy.json"].Indicators.Length, read["poisonivy.json"].Links.Length));
        Assert.Equal("campaign", Assert.Single(read["interop-objectmarking-test.json"].Objects).Type);
    }

    [Fact]
    public void An_example_without_any_of_the_fields_that_its_schema_requires_is_refused()
    {
        var schemas = SharedFiles.Unpack("stix.tar.gz").Where(file => file.Key.Contains("/schemas/s", StringComparison.Ordinal))
            .ToDictionary(
            file => Path.GetFileNameWithoutExtension(file.Key), file =>
                JsonNode.Parse(file.Value)!["required"]?.AsArray().Select(each => $"{each}")
                .ToArray() ?? []);
        var tried = 0;
        foreach (var file in Examples())
        {
            var objects = JsonNode.Parse(file.Value)!["objects"]?.AsArray() ?? [];
            foreach (var each in objects.DistinctBy(each => $"{each!["type"]}"))
                foreach (var field in schemas.GetValueOrDefault($"{each!["type"]}", []).Concat(each["spec_version"] is null ? []
                    : ["spec_version", "created", "modified", "id", "type"]))
                {
                    var less = each.DeepClone().AsObject();
                    Assert.True(less.Remove(field), $"{file.Key} {field}");
                    tried++;
                    Assert.True(Read(less.ToJsonString()) is Outcome<ThreatBundle>.Refused { Refusal.Code: "bad-stix" },
                        $"{less["type"]} without {field}");
                }
        }
        Assert.True(tried > 100, $"{tried}");
    }

    [Fact]
    public void The_industrial_matrix_has_its_techniques_tactics_and_kinds_of_asset()
    {
        var file = SharedFiles.Unpack("attack_ics_18_1.tar.gz").Single(each => each.Key.EndsWith(".json", StringComparison.Ordinal));
        var bundle = ReadStix.Run(new SourceFile(file.Key, file.Value)).OrThrow();
        var raw = JsonNode.Parse(file.Value)!["objects"]!.AsArray().Where(each => $"{each!["type"]}" == "attack-pattern").ToList();
        var live = raw.Where(each => each!["revoked"]?.GetValue<bool>() != true && each["x_mitre_deprecated"]?.GetValue<bool>() != true);

        Assert.Equal(95, raw.Count);
        Assert.Equal(live.Count(), bundle.Techniques.Length);
        Assert.Equal(18, bundle.Objects.Count(each => each.Type == "x-mitre-asset"));
        Assert.True(bundle.Techniques.SelectMany(each => each.Assets).Distinct().Count() is > 10 and <= 18);
        Assert.All(bundle.Techniques, each => Assert.True(each.Id.StartsWith("T0", StringComparison.Ordinal) && !each.Tactics.IsEmpty));
    }

    [Theory]
    [InlineData("\"id\":\"indicator--0\"", "")]
    [InlineData("\"id\":\"campaign--33fe3b22-0201-47cf-85d0-97c02164528d\"", "")]
    [InlineData("\"created\":\"2014-05-08\"", "")]
    [InlineData("\"created\":\"2014-05-08T09:00:00.000+02:00\"", "")]
    [InlineData("\"modified\":\"2013-05-08T09:00:00.000Z\"", "")]
    [InlineData("\"valid_until\":\"2014-05-08T09:00:00Z\"", "")]
    [InlineData("\"confidence\":101", "")]
    [InlineData("\"labels\":[]", "")]
    [InlineData("\"spec_version\":\"3.0\"", "")]
    [InlineData("\"pattern\":7", "")]
    [InlineData("\"revoked\":\"no\"", "")]
    [InlineData("\"object_marking_refs\":[\"x\"]", "")]
    [InlineData("\"kill_chain_phases\":[{\"phase_name\":\"x\"}]", "")]
    [InlineData("\"type\":\"a b\"", "")]
    [InlineData("\"name\":\"fine\"", "read")]
    public void An_object_is_held_against_the_standard(string field, string wanted)
    {
        var fields = new Dictionary<string, string>
        {
            ["type"] = "\"type\":\"indicator\"", ["spec_version"] = "\"spec_version\":\"2.1\"",
            ["id"] = "\"id\":\"indicator--33fe3b22-0201-47cf-85d0-97c02164528d\"", ["created"] = "\"created\":\"2014-05-08T09:00:00.000Z\"",
            ["modified"] = "\"modified\":\"2014-05-08T09:00:00.000Z\"", ["pattern"] = "\"pattern\":\"[a:b = 'c']\"",
            ["pattern_type"] = "\"pattern_type\":\"stix\"", ["valid_from"] = "\"valid_from\":\"2014-05-08T09:00:00Z\"",
        };
        fields[field.Split('"')[1]] = field;
        var read = Read($"{{{string.Join(',', fields.Values)}}}");
        Assert.Equal(wanted == "read" ? "" : "bad-stix", read is Outcome<ThreatBundle>.Refused refused ? refused.Refusal.Code : "");
    }

    [Theory]
    [InlineData("{", "not-json")]
    [InlineData("{\"type\":\"bundle\",\"type\":\"bundle\"}", "key-twice")]
    [InlineData("{\"type\":\"bundle\",\"id\":\"bundle--44af6c39-c09b-49c5-9de2-394224b04982\",\"objects\":[]}", "bad-stix")]
    [InlineData("{\"type\":\"bundle\",\"id\":\"bundle--1\"}", "bad-stix")]
    [InlineData("[]", "bad-stix")]
    public void What_is_no_bundle_is_refused(string text, string code) =>
        Assert.Equal(code, ((Outcome<ThreatBundle>.Refused)Read(text)).Refusal.Code);

    [Fact]
    public void Of_two_versions_the_newest_counts_and_what_is_odd_is_said()
    {
        const string Id = "33fe3b22-0201-47cf-85d0-97c02164528d";
        string It(string type, int year, string more) => $"{{'type':'{type}','spec_version':'2.1','id':'{type}--{Id}',"
            + $"'created':'2014-01-01T00:00:00.000Z','modified':'{year}-01-01T00:00:00.000Z',{more}}}";
        var link = $"'relationship_type':'uses','source_ref':'tool--{Id}','target_ref':'tool--{Id[..^1]}e'";
        var objects = string.Join(',', It("tool", 2016, "'name':'new'"), It("tool", 2015, "'name':'old'"), It("tool", 2015, "'name':'old'"),
            It("x-own", 2015, "'a':{}"), It("relationship", 2015, link));
        var read = Read($"{{'type':'bundle','id':'bundle--44af6c39-c09b-49c5-9de2-394224b04982','objects':[{objects}]}}".Replace('\'',
            '"'));
        var done = (Outcome<ThreatBundle>.Done)read;

        Assert.Equal(["new", ""], done.Value.Objects.Select(each => each.Name));
        Assert.Equal(["object-twice", "dangling-reference", "custom-object"], done.Findings.Select(each => each.Code));
    }

    [Theory]
    [InlineData("[ipv4-addr:value = '10.0.0.1']", "DestinationIp", "10.0.0.1", true)]
    [InlineData("[ipv4-addr:value = '10.0.0.1']", "DestinationIp", "10.0.0.2", false)]
    [InlineData("[ipv4-addr:value = '223.166.0.0/15']", "SourceIp", "223.167.255.255", true)]
    [InlineData("[ipv4-addr:value = '223.166.0.0/15']", "SourceIp", "223.168.0.0", false)]
    [InlineData("[ipv4-addr:value ISSUBSET '10.1.2.3/8']", "SourceIp", "10.9.9.9", true)]
    [InlineData("[ipv6-addr:value = 'fe80::/10']", "SourceIp", "febf::1", true)]
    [InlineData("[domain-name:value IN ('a.org', 'b.org')]", "QueryName", "B.ORG", true)]
    [InlineData("[domain-name:value NOT IN ('a.org', 'b.org')]", "QueryName", "b.org", false)]
    [InlineData("[domain-name:value != 'a.org']", "QueryName", "b.org", true)]
    [InlineData("[file:hashes.md5 = 'ABCD']", "Hashes", "MD5=abcd,SHA256=ef", true)]
    [InlineData("[file:hashes.'SHA-256' = 'ef']", "Hashes", "MD5=abcd,SHA256=EF", true)]
    [InlineData("[file:hashes.'SHA-1' = 'ef']", "Hashes", "MD5=abcd,SHA256=ef", false)]
    [InlineData("[file:name = 'x.exe']", "Image", @"C:\a\x.exe", true)]
    [InlineData(@"[process:command_line LIKE '%\\x.exe _']", "CommandLine", @"C:\x.exe 1", true)]
    [InlineData("[process:command_line LIKE 'a*']", "CommandLine", "abc", false)]
    [InlineData("[process:command_line MATCHES '^a.c$']", "CommandLine", "abc", true)]
    [InlineData(@"[process:command_line = 'it\'s']", "CommandLine", "it's", true)]
    [InlineData("[network-traffic:dst_port > 99]", "DestinationPort", "100", true)]
    [InlineData("[network-traffic:dst_port <= 99]", "DestinationPort", "100", false)]
    [InlineData("[user-account:account_login = 'eve']", "User", @"DOM\eve", true)]
    [InlineData("[domain-name:value = 'a' OR ipv4-addr:value = '1.1.1.1']", "DestinationIp", "1.1.1.1", true)]
    [InlineData("[domain-name:value = 'a' AND ipv4-addr:value = '1.1.1.1']", "DestinationIp", "1.1.1.1", false)]
    [InlineData("[domain-name:value = 'a'] OR ([ipv4-addr:value = '1.1.1.1'])", "DestinationIp", "1.1.1.1", true)]
    [InlineData("[(domain-name:value = 'a' OR domain-name:value = 'b') AND domain-name:value = 'b']", "QueryName", "b", true)]
    public void A_pattern_is_held_against_an_event(string pattern, string field, string value, bool isMatch) =>
        Assert.Equal(isMatch, Matches(pattern, (field, value)));

    [Theory]
    [InlineData("[domain-name:value = 'a'] FOLLOWEDBY [domain-name:value = 'b']", "unsupported-pattern")]
    [InlineData("[domain-name:value = 'a'] AND [domain-name:value = 'b']", "unsupported-pattern")]
    [InlineData("[domain-name:value = 'a'] WITHIN 5 SECONDS", "unsupported-pattern")]
    [InlineData("[email-message:subject = 'a']", "path-not-mapped")]
    [InlineData("[domain-name:value = 'a'", "bad-pattern")]
    [InlineData("domain-name:value = 'a'", "bad-pattern")]
    [InlineData("[domain-name:value 'a' 'b']", "bad-pattern")]
    [InlineData("[domain-name:value = a]", "bad-pattern")]
    [InlineData("[domain-name:value IN 'a']", "bad-pattern")]
    [InlineData("[domain-name = 'a']", "bad-pattern")]
    [InlineData("[domain-name:value = 'a'] x", "bad-pattern")]
    [InlineData("", "bad-pattern")]
    [InlineData("[process:command_line MATCHES '(a)\\\\1']", "regex-not-linear")]
    public void A_pattern_that_cannot_be_run_is_named(string pattern, string code) => Assert.EndsWith($"[{code}]", WhyNot(pattern));

    [Fact]
    public void Deep_and_long_patterns_are_named_and_another_language_too()
    {
        Assert.EndsWith("[bad-pattern]", WhyNot(new string('(', 80) + "[domain-name:value = 'a']"));
        Assert.EndsWith("[bad-pattern]", WhyNot(string.Concat(Enumerable.Repeat("( ", 6000))));
        Assert.EndsWith("[unsupported-pattern]", Assert.Single(((Outcome<ImmutableArray<IndicatorSeen>>.Done)MatchIndicators.Run(new(
            [Indicator("rule x {}") with { PatternType = "yara" }], [], DecayPolicy.Default, day))).Findings).What);
    }

    [Fact]
    public void Every_pattern_of_the_examples_runs_or_is_named_as_not_mapped()
    {
        var indicators = Examples().SelectMany(file => ReadStix.Run(new SourceFile(file.Key, file.Value)).OrThrow().Indicators)
            .ToImmutableArray();
        var run = (Outcome<ImmutableArray<IndicatorSeen>>.Done)MatchIndicators.Run(new(indicators, [], DecayPolicy.Default, day));

        Assert.Equal(43, indicators.Length);
        Assert.All(run.Findings, each => Assert.EndsWith("[path-not-mapped]", each.What));
        Assert.True(run.Findings.Length < 6, string.Join("\n", run.Findings.Select(each => each.What)));
    }

    [Theory]
    [InlineData(0, 1, 80)]
    [InlineData(5, 1, 40)]
    [InlineData(10, 1, 0)]
    [InlineData(-1, 1, 0)]
    [InlineData(5, 0.5, 60)]
    public void An_indicator_fades_to_nothing_at_its_end(int age, double speed, double score)
    {
        var indicator = Indicator("") with { ValidFrom = day, ValidUntil = day + Duration.FromDays(10) };
        var policy = DecayPolicy.Default with { Speed = speed };

        Assert.Equal(score, policy.ScoreOf(indicator, day + Duration.FromDays(age)), 9);
        Assert.Equal(0, policy.ScoreOf(indicator with { IsRevoked = true }, day));
        Assert.Equal(50, policy.ScoreOf(indicator with { Confidence = null }, day));
    }

    [Fact]
    public void A_faded_indicator_is_not_looked_for()
    {
        var seen = MatchIndicators.Run(new([Indicator("[domain-name:value = 'a']", confidence: 9), Indicator("[domain-name:value = 'a']")],
            [It(("QueryName", "a"))], DecayPolicy.Default, day)).OrThrow();
        Assert.Equal(80 * (1 - 1 / 365.0), Assert.Single(seen).Score, 9);
    }

    [Fact]
    public void Rules_and_sightings_are_laid_over_the_matrix()
    {
        var rule = new DetectionRule("r", "", "", new("", "", ""), ["attack.t0831", "attack.impact", "attack.t1059.001"],
            ImmutableSortedDictionary<string, Selection>.Empty, [], "");
        var run = (Outcome<ImmutableArray<MappedTechnique>>.Done)MapTechniques.Run(new([new("T0831", "", [], []), new("T1059", "", [], [])],
            [rule, rule], ["T0831", "T1059.003", "T9999"]));

        Assert.Equal([("T0831", 2, 1), ("T1059", 2, 1)], run.Value.Select(each => (each.Technique.Id, each.Rules, each.Seen)));
        Assert.Equal("unknown-technique", Assert.Single(run.Findings).Code);
    }
}
