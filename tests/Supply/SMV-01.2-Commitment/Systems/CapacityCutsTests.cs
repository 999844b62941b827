using Busbar.Supply.Commitment.Systems;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Tests.Systems;

/// <summary>Cuts hold for every commitment that covers its hours.</summary>
public sealed class CapacityCutsTests
{
    [Fact]
    public void A_cut_holds_for_every_commitment_that_covers_its_hour()
    {
        var (found, cuts) = (new List<string>(), 0);
        for (var seed = 0; seed < 400; seed++)
        {
            var given = SmallCases.Draw(seed);
            if (CaseRules.Of(given) is not null || !given.Storage.IsEmpty) continue;
            var model = SystemModel.Of(given);
            foreach (var cut in CutsOf(model))
            {
                cuts++;
                if (Broken(model, cut) is { } broken) found.Add($"{seed}: {broken}");
            }
        }
        Seeds.AllRight(found);
        Assert.True(cuts > 20, $"only {cuts} cuts");
    }

    private static List<Cut> CutsOf(SystemModel model) => CapacityCuts.Of(model, new Mixture(model, DualBound.Search(model, 1, () =>
        false)));

    private static string? Broken(SystemModel model, Cut cut)
    {
        var hour = cut.Terms[0].Hour;
        var given = model.Case;
        var need = given.DemandMw[hour] + (given.SpinningMw.IsEmpty ? 0 : given.SpinningMw[hour]) - given.Renewable.Sum(plant =>
            plant.MaxMw[hour]);
        for (var on = 0; on < 1 << given.Thermal.Length; on++)
        {
            var units = given.Thermal.Select((unit, i) => (unit, i)).Where(each => (on >> each.i & 1) != 0).ToList();
            if (units.Sum(each => Available(each.unit, hour)) < need) continue;
            var sum = units.Sum(each => cut.Of(model.ClassOf[each.i], 1UL << hour));
            if (sum < cut.Least - 1e-6) return $"units {on:b} cover {need} MW in hour {hour} and give {sum} of {cut.Least}";
        }
        return null;
    }

    private static double Available(CaseThermal unit, int hour) =>
        unit.AvailableMw.IsEmpty ? unit.MaxMw : unit.AvailableMw[hour] < unit.MinMw ? 0 : unit.AvailableMw[hour];
}
