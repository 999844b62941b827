using Busbar.Supply.Recovery.Filing;

namespace Busbar.Supply.Recovery.Tests.Filing;

public sealed class CompareFilingsTests
{
    [Fact]
    public void Equal_filings_have_no_changes()
    {
        var changes = CompareFilings.Run(new(SmallFiling.Package(), SmallFiling.Package()));
        Assert.Empty(changes.Values);
        Assert.Empty(changes.Cells);
        Assert.Empty(changes.Schedules);
        Assert.Empty(changes.Passages);
    }

    [Fact]
    public void A_changed_estimate_moves_its_schedule_and_answer_and_nothing_else()
    {
        var changes = CompareFilings.Run(new(SmallFiling.Package(),
            SmallFiling.Package(SmallFiling.Changed("estimate.547", old => old + 1000))));
        Assert.Equal(["estimate", "estimate.547", "variance", "variance.547"],
            changes.Values.Select(value => value.Id).Order(StringComparer.Ordinal));
        Assert.Equal(["Inputs", "A1"], changes.Schedules);
        Assert.Equal(["exhibits", "testimony-1", "workpapers"],
            changes.Passages.Select(passage => passage.Document).Distinct().Order(StringComparer.Ordinal));
        var answer = Assert.Single(changes.Passages, passage => passage is { Document: "testimony-1", Passage: "A4." });
        Assert.Contains("an increase of $170,760.46", answer.Old);
        Assert.Contains("an increase of $169,760.46", answer.New);
        Assert.All(changes.Cells, cell => Assert.NotEqual(cell.Old, cell.New));
    }

    [Fact]
    public void A_changed_cost_moves_the_factor_the_tariff_and_the_relief()
    {
        var changes = CompareFilings.Run(new(SmallFiling.Package(),
            SmallFiling.Package(SmallFiling.Changed("cost.547.2025-12", old => old + 1e6m))));
        Assert.Contains(changes.Values, value => value.Id == "proposed.1");
        Assert.Contains(changes.Passages, passage => passage.Document == "tariff-redline");
        Assert.DoesNotContain(changes.Passages, passage => passage.Document == "verification");
        Assert.DoesNotContain(changes.Values, value => value.Id.EndsWith("2025-11", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_new_has_no_old_and_what_is_gone_no_new()
    {
        var without = SmallFiling.Package(DescribeRecovery.Run(SmallFiling.Inputs() with { Estimates = [] }).OrThrow());
        var changes = CompareFilings.Run(new(without, SmallFiling.Package()));
        Assert.Contains(changes.Values, value => value is { Id: "estimate", Old: null, New: 25_900_000 });
        Assert.Contains("A1", changes.Schedules);
        Assert.All(CompareFilings.Run(new(SmallFiling.Package(), without)).Values, value => Assert.Null(value.New));
    }
}
