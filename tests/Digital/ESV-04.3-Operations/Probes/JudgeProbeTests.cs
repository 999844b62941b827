using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Probes;
using NodaTime;

namespace Busbar.Digital.Operations.Tests.Probes;

public sealed class JudgeProbeTests
{
    private static readonly Instant noon = Instant.FromUtc(2026, 11, 20, 12, 0);
    private static readonly HttpProbe web = new("web", "prices", Duration.FromMinutes(1), Duration.FromSeconds(10), Duration.FromSeconds(2),
        3, 2,
        "https://desk.example/health", 200, "ok");

    private static Instant After(int minutes) => noon + Duration.FromMinutes(minutes);

    /// <summary>A look a minute: <c>.</c> good, <c>s</c> slow, <c>x</c> failed, blank none.</summary>
    private static string States(string looks, int minutes, HttpProbe? probe = null)
    {
        var seen = looks.Select((look, minute) => new ProbeObservation("web", After(minute), Duration.FromSeconds(look == 's' ? 3 : 1),
            look == 'x' ? "refused" : null, 200, true)).Where((_, minute) => looks[minute] != ' ').ToImmutableArray();
        var judged = Provoke.Found(JudgeProbe.Run(new(probe ?? web, seen, noon, After(minutes))));
        Assert.Equal((noon, After(minutes)), (judged.Spans[0].From, judged.Spans[^1].To));
        Assert.All(judged.Spans.Zip(judged.Spans.Skip(1)), pair => Assert.True(pair.First.To == pair.Second.From
            && pair.First.State != pair.Second.State));
        Assert.Equal(judged.Spans[^1].State, judged.Now);
        return string.Concat(judged.Spans.Select(span =>
            new string("?UdD"[(int)span.State], (int)Math.Round((span.To - span.From).TotalMinutes))));
    }

    [Theory]
    [InlineData("......", "UUUUUU")]
    [InlineData("..x...", "UUdUUU")]
    [InlineData("..xx..", "UUddUU")]
    [InlineData("..xxx....", "UUDDDDUUU")]
    [InlineData("..xxx.x.x..", "UUDDDDDDDDU")]
    [InlineData("..s...", "UUdUUU")]
    [InlineData("xxx", "DDD")]
    [InlineData("", "???")]
    public void So_many_failures_in_a_row_are_down_from_the_first_of_them_on(string looks, string states) =>
        Assert.Equal(states, States(looks, states.Length));

    [Fact]
    public void What_nobody_looked_at_is_unknown_and_keeps_no_count()
    {
        Assert.Equal("UUU??UU", States("..   ..", 7));
        var spans = Provoke.Found(JudgeProbe.Run(new(web, [new("web", noon, Duration.Zero, "refused"),
            new("web", After(1), Duration.Zero, "refused"),
            new("web", After(9), Duration.Zero, "refused")], noon, After(10)))).Spans;
        Assert.Equal([(ProbeState.Degraded, After(0)), (ProbeState.Unknown, After(3) + web.Timeout), (ProbeState.Degraded, After(9))],
            spans.Select(span => (span.State, span.From)));
    }

    [Fact]
    public void The_worst_of_a_period_does_not_depend_on_where_it_is_cut()
    {
        var random = new Random(7);
        var looks = string.Concat(Enumerable.Range(0, 300).Select(_ => "..........xxxxxs "[random.Next(17)]));
        var whole = States(looks, 300);
        var seen = looks.Select((look, minute) => new ProbeObservation("web", After(minute), Duration.FromSeconds(look == 's' ? 3 : 1),
            look == 'x' ? "refused" : null, 200, true)).Where((_, minute) => looks[minute] != ' ').ToImmutableArray();
        for (var cut = 10; cut < 290; cut += 17)
            Assert.Equal("?UdD".IndexOf(whole[cut], StringComparison.Ordinal),
                (int)Provoke.Found(JudgeProbe.Run(new(web, seen, After(cut), After(300)))).Spans[0].State);
    }

    [Fact]
    public void Each_kind_of_probe_fails_for_its_own_reasons()
    {
        var good = new ProbeObservation("p", noon, Duration.FromSeconds(1), null, 200, true, Duration.FromMinutes(9));
        var minute = Duration.FromMinutes(1);
        ProbeDefinition[] kinds =
        [
            web, new TcpProbe("p", "t", minute, web.Timeout, null, 1, 1, "host", 5432),
                new ProcessProbe("p", "t", minute, web.Timeout, null, 1, 1, "busbar"),
            new DatabaseProbe("p", "t", minute, web.Timeout, null, 1, 1, "store"),
            new FileAgeProbe("p", "t", minute, web.Timeout, null, 1, 1, "/feed.csv", Duration.FromMinutes(10)),
            new FeedProbe("p", "t", minute, web.Timeout, null, 1, 1, "pjm/da-lmp", Duration.FromMinutes(10)),
        ];
        foreach (var kind in kinds)
        {
            Assert.Null(JudgeProbe.FailureOf(kind, good));
            Assert.Equal("refused", JudgeProbe.FailureOf(kind, good with { Fault = "refused" }));
            Assert.Equal("no answer in 10 s", JudgeProbe.FailureOf(kind, good with { Took = Duration.FromSeconds(10) }));
        }
        Assert.Equal("status 503, 200 expected", JudgeProbe.FailureOf(web, good with { Status = 503 }));
        Assert.Equal("the expected text is not in the answer", JudgeProbe.FailureOf(web, good with { HasBody = false }));
        foreach (var kind in kinds[4..])
        {
            Assert.Equal("11 minutes old, the most is 10", JudgeProbe.FailureOf(kind, good with { Age = Duration.FromMinutes(11) }));
            Assert.Equal("its age is not known", JudgeProbe.FailureOf(kind, good with { Age = null }));
        }
    }

    [Fact]
    public void A_question_without_an_answer_is_refused()
    {
        var seen = new ProbeObservation("web", noon, Duration.FromSeconds(1), null, 200, true);
        Provoke.Refused(JudgeProbe.Run(new(web, [], noon, noon)), "ends-before-start");
        Provoke.Refused(JudgeProbe.Run(new(web, [seen, seen with { Status = 500 }], noon, After(1))), "observation-twice");
        Provoke.Found(JudgeProbe.Run(new(web, [seen, seen, seen with { Probe = "other", Status = 500 }], noon, After(1))));
    }
}
