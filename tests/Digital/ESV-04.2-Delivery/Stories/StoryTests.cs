using Busbar.Digital.Delivery.Stories;
using Busbar.Digital.Handoffs.Delivery;

namespace Busbar.Digital.Delivery.Tests.Stories;

public sealed class StoryTests
{
    private static readonly TestReport report = new("trx", "r.trx",
        [new("s", [Case("Gate", "Late_bid", TestOutcome.Passed), Case("Gate", "Early_bid", TestOutcome.Failed), Case("Gate", "Storm",
            TestOutcome.Skipped)])],
        new(3, 1, 1, 0), 1);

    [Theory]
    [InlineData("Late_bid", CriterionState.Met)]
    [InlineData("Gate.Late_bid", CriterionState.Met)]
    [InlineData("Early_bid", CriterionState.Broken)]
    [InlineData("Storm", CriterionState.Unproven)]
    [InlineData("Nobody_wrote_it", CriterionState.Unproven)]
    public void A_criterion_is_as_good_as_its_test(string test, CriterionState state)
    {
        var outcome = CheckStories.Run([Story(new AcceptanceCriterion("a late bid is refused", [test]))], [report]);
        Assert.Equal(state, outcome.OrThrow()[0].Criteria[0]);
        Assert.Equal(state == CriterionState.Met, outcome.OrThrow()[0].IsAccepted);
        Assert.Equal(state == CriterionState.Unproven ? ["test-not-run"] : [], SharedFiles.FindingsOf(outcome));
    }

    [Fact]
    public void A_story_without_criteria_or_tests_is_not_accepted()
    {
        var outcome = CheckStories.Run([Story(), Story(new AcceptanceCriterion("it is fast", []))], [report]);
        Assert.Equal(["story-without-criteria", "criterion-without-test"], SharedFiles.FindingsOf(outcome));
        Assert.All(outcome.OrThrow(), state => Assert.False(state.IsAccepted));
    }

    private static Story Story(params AcceptanceCriterion[] criteria) => new("BUS-1", "Refuse late bids", "REQ-7", [.. criteria]);

    private static TestCase Case(string owner, string name, TestOutcome outcome) => new(owner, name, outcome, 0, "", "", "", null);
}
