using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.Operations.Alerts;
using NodaTime;
using static Busbar.Digital.Operations.Tests.Alerts.AlertRoom;

namespace Busbar.Digital.Operations.Tests.Alerts;

/// <summary>The fold, matchers and times of alerts.</summary>
public sealed class AlertTests
{
    private static AlertRaised Raised(double at, string key = "a") => new(After(at), key, "prices", "late", AlertUrgency.Page,
        ImmutableSortedDictionary<string, string>.Empty, After(at - 2), "test");

    [Fact]
    public void Facts_that_make_no_history_are_refused()
    {
        Provoke.Refused(FoldAlert.Run([]), "not-raised");
        Provoke.Refused(FoldAlert.Run([new AlertResolved(After(0), "a", After(0))]), "not-raised");
        Provoke.Refused(FoldAlert.Run([Raised(0), Raised(1, "b")]), "another-alert");
        Provoke.Refused(FoldAlert.Run([Raised(1), new AlertRepeated(After(0), "a", 1)]), "out-of-order");
        foreach (AlertFact fact in new AlertFact[]
        {
            Raised(1), new AcknowledgementExpired(After(1), "a"), new AlertReleased(After(1), "a", "x"),
                new AlertAcknowledged(After(1), "a", "ann", After(1)),
        })
            Provoke.Refused(FoldAlert.Run([Raised(0), fact]), "step-not-allowed");
        Provoke.Refused(FoldAlert.Run([Raised(0), new AlertResolved(After(1), "a", After(1)), new AlertRepeated(After(2), "a", 1)]),
            "step-not-allowed");
    }

    [Theory]
    [InlineData("severity=page", true)]
    [InlineData("severity=\"page\"", true)]
    [InlineData(" severity != \"ticket\" ", true)]
    [InlineData("severity=~\"pa\"", false)]
    [InlineData("severity=~\"page|ticket\"", true)]
    [InlineData("severity!~\"t.*\"", true)]
    [InlineData("team=\"\"", true)]
    [InlineData("team!=\"x\"", true)]
    public void A_matcher_means_what_it_means_to_Alertmanager(string text, bool isMet) => Assert.Equal(isMet,
        Provoke.Found(LabelMatcher.Parse(text)).Fits(ImmutableSortedDictionary<string, string>.Empty.Add("severity", "page")));

    [Theory]
    [InlineData("")]
    [InlineData("severity")]
    [InlineData("1x=y")]
    [InlineData("a=~\"(\"")]
    [InlineData("a=~\"(?<x>a)\\k<x>\"")]
    public void What_is_no_matcher_is_refused(string text) => Provoke.Refused(LabelMatcher.Parse(text), "bad-matcher");

    [Fact]
    public void Times_are_median_and_nine_of_ten_with_those_that_never_got_there_in_the_denominator()
    {
        var alerts = Enumerable.Range(1, 10).Select(i => FoldAlert.Run([Raised(i, $"a{i}"),
            new AlertRouted(After(i), $"a{i}", "t", AlertUrgency.Page, "r"),
            .. i <= 9 ? new AlertFact[] { new AlertAcknowledged(After(i + i), $"a{i}", "ann", After(99)) } : [],
            .. i <= 4 ? new AlertFact[] { new AlertResolved(After(50), $"a{i}", After(40)) } : []])).Select(each => Provoke.Found(each))
                .ToList();
        alerts.Add(Provoke.Found(FoldAlert.Run([Raised(5, "not told")])));
        alerts.Add(Provoke.Found(FoldAlert.Run([Raised(500, "later"), new AlertRouted(After(500), "later", "t", AlertUrgency.Page, "r")])));
        var measures = MeasureAlerts.Run(new([.. alerts], After(-5), After(100)));
        Assert.Equal((2.0, 2.0), (measures.Detect.Median.Value, measures.Detect.Ninetieth.Value));
        Assert.Equal((5.0, 9.0), (measures.Acknowledge.Median.Value, measures.Acknowledge.Ninetieth.Value));
        Assert.Equal(["9", "10"], measures.Acknowledge.Median.Parts.Select(part => part.Value));
        Assert.Equal((39.5, 41.0), (measures.Restore.Median.Value, measures.Restore.Ninetieth.Value));
        Assert.Equal(("a1", After(-1), Duration.FromMinutes(41)), measures.Restore.Episodes[0]);
        Assert.Null(MeasureAlerts.Run(new([], After(0), After(1))).Detect.Median.Value);
    }
}
