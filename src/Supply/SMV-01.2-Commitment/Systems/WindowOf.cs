using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>Some hours of a longer case as a case of its own, begun where the units then stand.</summary>
internal static class WindowOf
{
    /// <param name="whole">The longer case.</param>
    /// <param name="from">First hour.</param>
    /// <param name="hours">How many.</param>
    /// <param name="before">State of each unit; the case's own at its first hour.</param>
    /// <param name="stored">Energy in each store.</param>
    public static CommitmentCase Run(CommitmentCase whole, int from, int hours, ImmutableArray<CaseState> before,
        ImmutableArray<double> stored)
    {
        var isWhole = from == 0 && hours == whole.Hours;
        var share = Cut(whole.DemandMw, from, hours).Sum() / Math.Max(1e-9, whole.DemandMw.Sum());
        return whole with
        {
            StartRule = from == 0 ? whole.StartRule : StartRule.HoursOff,
            DemandMw = Cut(whole.DemandMw, from, hours), SpinningMw = Cut(whole.SpinningMw, from, hours),
            OperatingMw = Cut(whole.OperatingMw, from, hours), DownwardMw = Cut(whole.DownwardMw, from, hours),
            Thermal = [.. whole.Thermal.Select((unit, i) => unit with
            {
                Before = before[i], AvailableMw = Cut(unit.AvailableMw, from, hours),
                MostStarts = unit.MostStarts is { } most ? (int)Math.Floor(most * (isWhole ? 1 : share) + 1e-9) : null,
            })],
            Renewable = [.. whole.Renewable.Select(plant => plant with
            {
                MinMw = Cut(plant.MinMw, from, hours), MaxMw = Cut(plant.MaxMw, from, hours),
            })],
            Storage = [.. whole.Storage.Select((store, i) => store with
            {
                InitialMwh = stored[i], FinalMwh = from + hours == whole.Hours ? store.FinalMwh : Math.Min(stored[i], store.FinalMwh),
            })],
            Budgets = [.. whole.Budgets.Select(budget => budget with { Limit = budget.Limit * share })],
        };
    }

    private static ImmutableArray<double> Cut(ImmutableArray<double> values, int from, int hours) =>
        values.IsDefaultOrEmpty ? values : values.Slice(from, hours);
}
