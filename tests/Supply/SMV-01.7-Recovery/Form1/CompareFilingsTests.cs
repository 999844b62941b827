using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Form1;
using Busbar.Supply.Recovery.Form1;

namespace Busbar.Supply.Recovery.Tests.Form1;

public sealed class CompareFilingsTests
{
    private static readonly Form1Fact generation = Fact("NetGenerationExcludingPlantUse", "12063170000");
    private static readonly Form1Fact cost = Fact("ExpensesPerNetKilowattHour", "0.0067");

    [Fact]
    public void The_restated_plant_is_caught_on_both_its_lines()
    {
        var done = Compare([generation, cost, Fact("Name", "Culley")],
            [generation with { Value = "2118170000", Filing = "2" }, cost with { Value = "0.0379", Filing = "2" }, Fact("Name", "Culley")]);
        Assert.Equal(1, done.Value.Same);
        Assert.Equal([(5.66m, true), (5.70m, true)], done.Value.Restated.Select(change =>
            (decimal.Round(change.Times!.Value, 2), change.IsOutlier)));
        Assert.Equal(["restated-beyond-belief", "restated-beyond-belief"], done.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void Page_397_was_filed_again_without_a_change()
    {
        var facts = FiledYear.Facts().Where(fact => fact.Filer == FiledYear.Sigeco).ToLookup(fact => fact.Filing);
        var done = Compare([.. facts["1650316090"]], [.. facts["1666384204"]]);
        Assert.Equal((20, 0), (done.Value.Same, done.Value.Restated.Length));
    }

    [Theory]
    [InlineData("100", "300", false)]
    [InlineData("100", "301", true)]
    [InlineData("100", "-100", true)]
    [InlineData("0", "1", true)]
    [InlineData("1.0", "1.00", false)]
    [InlineData("coal", "gas", false)]
    public void A_change_is_an_outlier_beyond_threefold_through_zero_or_in_sign(string before, string after, bool isOutlier) =>
        Assert.Equal(isOutlier, Assert.Single(Compare([Fact("x", before)], [Fact("x", after)]).Value.Restated).IsOutlier);

    [Fact]
    public void New_and_lost_facts_are_shown_and_a_filing_that_contradicts_itself_is_refused()
    {
        var done = Compare([generation], [cost]);
        Assert.Equal([(null, "0.0067"), ("12063170000", null)], done.Value.Restated.Select(change => (change.Before?.Value,
            change.After?.Value)));
        Assert.Empty(done.Findings);
        Assert.Equal("fact-twice", Assert.IsType<Outcome<FilingComparison>.Refused>(
            CompareFilings.Run([], [cost, cost with { Value = "1" }])).Refusal.Code);
    }

    [Fact]
    public void A_plant_as_first_filed_is_caught_before_it_is_filed()
    {
        // 369 MW stands in for the plant's nameplate, which the reference does not give.
        PlantYear culley = new("Culley", 2021, 369, 12_063_170_000, 0.0067m);
        ImmutableArray<PlantYear> others = [new("One", 2021, 500, 2_000_000_000, 0.03m), new("Two", 2021, 300, 1_000_000_000, 0.04m)];
        Assert.Equal(["more-than-capacity", "cost-per-kwh-outlier"], FindPlantOutliers.Run([culley, .. others]).Select(finding =>
            finding.Code));
        Assert.Empty(FindPlantOutliers.Run([culley with { NetKwh = 2_118_170_000, UsdPerKwh = 0.0379m }, .. others]));
        Assert.Empty(FindPlantOutliers.Run([.. others, others[0] with { Plant = "Idle", NetKwh = -5, UsdPerKwh = 0 }]));
    }

    private static Outcome<FilingComparison>.Done Compare(ImmutableArray<Form1Fact> before, ImmutableArray<Form1Fact> after) =>
        Assert.IsType<Outcome<FilingComparison>.Done>(CompareFilings.Run(before, after));

    private static Form1Fact Fact(string element, string value) =>
        new("SIGECO", "1", element, new(2021, 1, 1), new(2021, 12, 31), "Plant=Culley", value);
}
