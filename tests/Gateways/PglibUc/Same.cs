using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.Tests.PglibUc;

/// <summary>Compares two cases to the last bit; records compare their lists by reference, and so would tell nothing.</summary>
internal static class Same
{
    public static void Cases(CommitmentCase left, CommitmentCase right)
    {
        Assert.Equal((left.Name, left.StartRule), (right.Name, right.StartRule));
        Assert.Equal(left.DemandMw, right.DemandMw);
        Assert.Equal(left.SpinningMw, right.SpinningMw);
        Assert.Equal(left.OperatingMw, right.OperatingMw);
        Assert.Equal(left.DownwardMw, right.DownwardMw);
        Assert.Equal(left.Thermal.Select(unit => unit with { Starts = [], Cost = [], AvailableMw = [] }),
            right.Thermal.Select(unit => unit with { Starts = [], Cost = [], AvailableMw = [] }));
        foreach (var (one, other) in left.Thermal.Zip(right.Thermal))
        {
            Assert.Equal(one.Starts, other.Starts);
            Assert.Equal(one.Cost, other.Cost);
            Assert.Equal(one.AvailableMw, other.AvailableMw);
        }
        Assert.Equal(left.Renewable.Select(plant => plant.Name), right.Renewable.Select(plant => plant.Name));
        Assert.Equal(left.Renewable.SelectMany(plant => plant.MinMw), right.Renewable.SelectMany(plant => plant.MinMw));
        Assert.Equal(left.Renewable.SelectMany(plant => plant.MaxMw), right.Renewable.SelectMany(plant => plant.MaxMw));
        Assert.Equal(left.Storage, right.Storage);
        Assert.Equal(left.Budgets.Select(budget => (budget.Name, budget.Limit)),
            right.Budgets.Select(budget => (budget.Name, budget.Limit)));
        foreach (var (one, other) in left.Budgets.SelectMany(budget => budget.Uses).Zip(right.Budgets.SelectMany(budget => budget.Uses)))
        {
            Assert.Equal((one.Unit, one.PerHourOn, one.PerStart), (other.Unit, other.PerHourOn, other.PerStart));
            Assert.Equal(one.PerMwhAbove, other.PerMwhAbove);
        }
    }
}
