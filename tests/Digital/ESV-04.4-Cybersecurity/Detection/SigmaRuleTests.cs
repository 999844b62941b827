using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Cybersecurity.Detection;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Gateways;
using Busbar.Gateways.Sigma;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Tests.Detection;

public sealed class SigmaRuleTests
{
    private static Outcome<DetectionRule> Read(string detection) => ReadSigmaRule.Run(new SourceFile("rule.yml",
        Encoding.UTF8.GetBytes($"title: T\nid: r1\ndetection:\n{detection}")));

    private static SecurityEvent It(params (string Field, string Value)[] fields) => new("e#1", null, "", "", [],
        fields.GroupBy(each => each.Field).ToFrozenDictionary(group => group.Key, group => group.Select(each => each.Value)
            .ToImmutableArray(), StringComparer.OrdinalIgnoreCase), "");

    private static bool Matches(string selection, params (string, string)[] fields) =>
        !DetectEvents.Run(new([Read($"  s:\n    {selection}\n  condition: s\n").OrThrow()], [It(fields)])).OrThrow().Detections.IsEmpty;

    private static bool Holds(string condition, string truths)
    {
        var rule = Read($"  a1: {{A: '1'}}\n  a2: {{B: '1'}}\n  b: {{C: '1'}}\n  _own: {{D: '1'}}\n  condition: {condition}\n").OrThrow();
        return !DetectEvents.Run(new([rule], [It([.. truths.Select(each => ($"{each}", "1"))])])).OrThrow().Detections.IsEmpty;
    }

    private static string CodeOf(string detection) => (Read(detection) is Outcome<DetectionRule>.Refused unread ? unread.Refusal
        : ((Outcome<CompiledRule>.Refused)CompileRule.Run(Read(detection).OrThrow())).Refusal).Code;

    [Theory]
    [InlineData("F: abc", "ABC", true)]
    [InlineData("F: abc", "abcd", false)]
    [InlineData("F|cased: abc", "ABC", false)]
    [InlineData("F: 'a*c'", "abbbc", true)]
    [InlineData("F: 'a?c'", "abbc", false)]
    [InlineData(@"F: 'a\*c'", "abc", false)]
    [InlineData(@"F: 'a\*c'", "a*c", true)]
    [InlineData(@"F: 'a\\*c'", @"a\bc", true)]
    [InlineData(@"F: 'a\\\*c'", @"a\*c", true)]
    [InlineData(@"F: 'a\b'", @"a\b", true)]
    [InlineData(@"F: 'a\\b'", @"a\b", true)]
    [InlineData(@"F: 'a\\\\b'", @"a\\b", true)]
    [InlineData("F: '*a*b*a*'", "xxabxx", false)]
    [InlineData("F: '*a*b*a*'", "xxabxxa", true)]
    [InlineData("F|contains: b", "abc", true)]
    [InlineData("F|startswith: b", "abc", false)]
    [InlineData("F|endswith: bc", "abc", true)]
    [InlineData("F|contains|all: [a, c]", "abc", true)]
    [InlineData("F|contains|all: [a, d]", "abc", false)]
    [InlineData("F|contains|windash: ' -enc '", "x /enc y", true)]
    [InlineData("F|contains|windash: ' -enc '", "x \u2014enc y", true)]
    [InlineData("F|contains|windash: 'a-b'", "xa/b", false)]
    [InlineData("F|contains: ' -enc '", "x /enc y", false)]
    [InlineData("F|re: '^a.c$'", "abc", true)]
    [InlineData("F|re: '^A.c$'", "abc", false)]
    [InlineData("F|re|i: '^A.c$'", "abc", true)]
    [InlineData("F|re|s: 'a.c'", "a\nc", true)]
    [InlineData("F|re|m: '^c'", "a\nc", true)]
    [InlineData("F|cidr: 10.0.0.0/8", "10.255.0.1", true)]
    [InlineData("F|cidr: 10.0.0.0/8", "11.0.0.1", false)]
    [InlineData("F|cidr: 'fe80::/10'", "fe80::1", true)]
    [InlineData("F|cidr: 10.0.0.0/8", "no address", false)]
    [InlineData("F|base64: foo", "Zm9v", true)]
    [InlineData("F|base64|contains: foo", "xxZm9vxx", true)]
    [InlineData("F|wide|base64offset|contains: ping", "cABpAG4AZw", true)]
    [InlineData("F|utf16be|base64: A", "AEE=", true)]
    [InlineData("F|gt: 5", "5", false)]
    [InlineData("F|gte: 5", "5", true)]
    [InlineData("F|lt: 5", "4.9", true)]
    [InlineData("F|lte: 5", "x", false)]
    [InlineData("F|neq: a", "b", true)]
    [InlineData("F|neq: a", "A", false)]
    [InlineData("F|exists: yes", "", true)]
    [InlineData("F|exists: false", "", false)]
    [InlineData("G|exists: false", "", true)]
    [InlineData("F: null", "", false)]
    [InlineData("G: null", "x", true)]
    [InlineData("F: ''", "", true)]
    [InlineData("F: [a, b]", "b", true)]
    [InlineData("- b", "abc", true)]
    [InlineData("'|all': [a, c]", "abc", true)]
    [InlineData("'|all': [a, d]", "abc", false)]
    public void A_value_is_held_against_a_field_as_the_specification_says(string selection, string value, bool isMatch) =>
        Assert.Equal(isMatch, Matches(selection, ("F", value)));

    [Theory]
    [InlineData("https://x", "a")]
    [InlineData("ping 10.0.0.1", "ab")]
    [InlineData("\u00e9t\u00e9", "abc")]
    public void Base64_is_found_at_each_of_the_three_offsets(string secret, string before)
    {
        foreach (var prefix in new[] { "", before, before + before })
        {
            var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(prefix + secret + "tail"));
            Assert.True(Matches($"F|base64offset|contains: '{secret}'", ("F", text)), prefix);
            Assert.False(Matches($"F|base64offset|contains: '{secret}!'", ("F", text)), prefix);
        }
    }

    [Theory]
    [InlineData("F|fieldref: G", "same", "SAME", true)]
    [InlineData("F|fieldref: G", "same", "other", false)]
    [InlineData("F|fieldref|cased: G", "same", "SAME", false)]
    [InlineData("F|fieldref|startswith: G", "same", "sa", true)]
    [InlineData("F|fieldref|endswith: G", "same", "sa", false)]
    [InlineData("F|fieldref|contains: G", "same", "am", true)]
    public void Two_fields_are_held_against_each_other(string selection, string left, string right, bool isMatch) =>
        Assert.Equal(isMatch, Matches(selection, ("F", left), ("G", right)));

    [Fact]
    public void Wildcards_agree_with_a_search_of_every_way_to_place_them()
    {
        var letters = new[] { 'a', 'b', '*', '?' };
        var patterns = Enumerable.Range(0, 5).SelectMany(length => Words(letters, length)).ToList();
        var texts = Enumerable.Range(0, 6).SelectMany(length => Words(['a', 'b'], length)).ToList();
        foreach (var pattern in patterns)
        {
            var compiled = TextPattern.Parse(pattern, isOpenLeft: false, isOpenRight: false, isDashed: false, isCased: true);
            foreach (var text in texts) Assert.True(Brute(pattern, text) == compiled.Fits(text), $"{pattern} on {text}");
        }

        static bool Brute(string pattern, string text) => pattern.Length == 0 ? text.Length == 0
            : pattern[0] == '*' ? Enumerable.Range(0, text.Length + 1).Any(skip => Brute(pattern[1..], text[skip..]))
            : text.Length > 0 && (pattern[0] == '?' || pattern[0] == text[0]) && Brute(pattern[1..], text[1..]);

        static IEnumerable<string> Words(char[] letters, int length) => length == 0 ? [""]
            : Words(letters, length - 1).SelectMany(word => letters.Select(letter => word + letter));
    }

    [Theory]
    [InlineData("a1 or a2 and b", "A", true)]
    [InlineData("(a1 or a2) and b", "A", false)]
    [InlineData("not a1 and b", "C", true)]
    [InlineData("not (a1 and b)", "A", true)]
    [InlineData("not not a1", "A", true)]
    [InlineData("1 of a*", "B", true)]
    [InlineData("2 of a*", "B", false)]
    [InlineData("2 of a*", "AB", true)]
    [InlineData("all of a*", "AB", true)]
    [InlineData("any of them", "C", true)]
    [InlineData("any of them", "D", false)]
    [InlineData("all of them", "ABC", true)]
    [InlineData("_own AND NOT 1 of a*", "D", true)]
    [InlineData("[a1, b]", "C", true)]
    public void A_condition_binds_as_the_specification_says(string condition, string truths, bool isTrue) =>
        Assert.Equal(isTrue, Holds(condition, truths));

    [Theory]
    [InlineData("  s: {F|expand: '%x%'}\n  condition: s\n", "unsupported-modifier")]
    [InlineData("  s: {F|re|cidr: a}\n  condition: s\n", "modifiers-clash")]
    [InlineData("  s: {F|wide: a}\n  condition: s\n", "modifiers-clash")]
    [InlineData("  s: {F|gt: a}\n  condition: s\n", "bad-value")]
    [InlineData("  s: {F|cidr: a}\n  condition: s\n", "bad-value")]
    [InlineData("  s: {F|base64: 'a*'}\n  condition: s\n", "bad-value")]
    [InlineData("  s: {F|exists: maybe}\n  condition: s\n", "bad-value")]
    [InlineData("  s: {F|re: '(?<=a)b'}\n  condition: s\n", "regex-not-linear")]
    [InlineData("  s: {F|re: '(a)\\1'}\n  condition: s\n", "regex-not-linear")]
    [InlineData("  s: {F|re: '(a'}\n  condition: s\n", "bad-regex")]
    [InlineData("  s: {F|re: '(a{100}){100}'}\n  condition: s\n", "regex-too-large")]
    [InlineData("  s: {F: []}\n  condition: s\n", "empty-selection")]
    [InlineData("  s: {}\n  condition: s\n", "empty-selection")]
    [InlineData("  s: {F: a}\n  condition: t\n", "unknown-selection")]
    [InlineData("  s: {F: a}\n  condition: 1 of t*\n", "unknown-selection")]
    [InlineData("  s: {F: a}\n  condition: (s\n", "bad-condition")]
    [InlineData("  s: {F: a}\n  condition: s s\n", "bad-condition")]
    [InlineData("  s: {F: a}\n  condition: s and\n", "bad-condition")]
    [InlineData("  s: {F: a}\n  condition: some of s\n", "bad-condition")]
    [InlineData("  s: {F: a}\n  condition: s | count() > 5\n", "unsupported-condition")]
    [InlineData("  s: {F: a}\n  condition: []\n", "no-condition")]
    [InlineData("  s: {F: a}\n", "missing-field")]
    [InlineData("  s: {F: {G: a}}\n  condition: s\n", "wrong-shape")]
    [InlineData("  s: {F: a}\n  timeframe: 5m\n  condition: s\n", "unsupported-rule")]
    [InlineData("  s: {F: a}\n  condition: s\n---\ntitle: U\n", "unsupported-rule")]
    [InlineData("  s: {F: a}\n  condition: s\naction: global\n", "unsupported-rule")]
    [InlineData("  s: {F: a}\n  condition: s\n  s: {F: b}\n", "bad-yaml")]
    public void A_rule_that_cannot_be_run_is_refused_by_name(string detection, string code) => Assert.Equal(code, CodeOf(detection));

    [Fact]
    public void A_short_rule_that_unfolds_into_a_long_one_is_refused()
    {
        var text = new StringBuilder("  s0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 9; i++) text.Append($"  s{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");
        Assert.Equal("rule-too-large", CodeOf($"{text}  condition: s0\n"));
    }

    [Fact]
    public void A_deep_condition_is_refused() =>
        Assert.Equal("bad-condition", CodeOf($"  s: {{F: a}}\n  condition: {new string('(', 60)}s{new string(')', 60)}\n"));

    [Fact]
    public void A_refused_rule_stops_no_other_and_an_unused_selection_is_told()
    {
        var bad = Read("  s: {F|expand: a}\n  condition: s\n").OrThrow();
        var good = Read("  s: {F: a}\n  u: {F: b}\n  condition: s\n").OrThrow();
        var run = DetectEvents.Run(new([bad, good, good with { Id = "r2", Source = new("cisco", "", "") }], [It(("F", "a"))]));
        var done = (Outcome<DetectionRun>.Done)run;

        Assert.Single(done.Value.Detections);
        Assert.Equal("unsupported-modifier", Assert.Single(done.Value.Refused).Why.Code);
        Assert.Equal(["r2"], done.Value.Untried);
        Assert.Equal(["rule-not-run", "unused-selection", "unused-selection"], done.Findings.Select(each => each.Code));
    }

    [Theory]
    [InlineData("{\"Event\": ", "not-json")]
    [InlineData("[1]", "not-an-event")]
    public void A_log_that_is_no_log_is_refused(string text, string code) =>
        Assert.Equal(code, ((Outcome<ImmutableArray<SecurityEvent>>.Refused)
        ReadSecurityEvents.Run(new SourceFile("log.json", Encoding.UTF8.GetBytes(text)), new("", "", ""))).Refusal.Code);

    [Fact]
    public void Objects_of_other_products_keep_their_dotted_names_and_a_field_that_comes_twice_has_both()
    {
        var it = Assert.Single(ReadSecurityEvents.Run(new SourceFile("log.json", Encoding.UTF8.GetBytes(
            """{"@timestamp":"2026-03-01T00:00:00Z","a":{"b":[1,2],"c":null},"d":"x","d":"y"}""")),
            new("linux", "auth", "sshd")).OrThrow());

        Assert.Equal(["1", "2"], it["a.b"]);
        Assert.Equal(["x", "y"], it["D"]);
        Assert.Empty(it["a.c"]);
        Assert.Equal(("linux", "sshd", "auth"), (it.Product, it.Service, it.Categories[0]));
        Assert.Equal(NodaTime.Instant.FromUtc(2026, 3, 1, 0, 0), it.At);
    }
}
