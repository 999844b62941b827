using System.Collections.Immutable;
using Busbar.Supply.Commitment.Programmes;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>Hours of the stores of a case: what each gives (negative while charging) and holds. Mixtures of feasible hours are feasible:
/// the change of what is held is mixed, so that a store never charges and discharges at once.</summary>
internal sealed record StorePlans(ImmutableArray<CaseStorage> Stores, double[][] ChangeMwh)
{
    /// <summary>The best hours of each store at energy prices, or null when a store cannot reach what it must hold at last.</summary>
    public static StorePlans? At(CommitmentCase @case, ReadOnlySpan<double> prices)
    {
        var (programme, hourly) = (new StorageProgramme(), HourlyPrices.OfEnergy(prices[..@case.Hours].ToArray()));
        var changes = new double[@case.Storage.Length][];
        for (var i = 0; i < changes.Length; i++)
        {
            var store = @case.Storage[i];
            if (double.IsNegativeInfinity(programme.Solve(ModelOf(store, @case.Hours), hourly))) return null;
            var held = store.InitialMwh;
            changes[i] = [.. programme.StoredMwh.Select(after =>
            {
                var change = after - held;
                held = after;
                return change;
            })];
        }
        return new(@case.Storage, changes);
    }

    /// <summary>This plan with a share of another.</summary>
    public StorePlans Towards(StorePlans other, double share) => this with
    {
        ChangeMwh = [.. ChangeMwh.Select((mine, i) =>
            mine.Select((mwh, hour) => (1 - share) * mwh + share * other.ChangeMwh[i][hour]).ToArray())],
    };

    /// <summary>Output of a store in an hour, MW.</summary>
    public double OutputOf(int store, int hour) => ChangeMwh[store][hour] is var change && change > 0
        ? -change / Stores[store].RoundTripEfficiency : -ChangeMwh[store][hour];

    /// <summary>Output of all stores in an hour.</summary>
    public double OutputAt(int hour)
    {
        var sum = 0d;
        for (var i = 0; i < Stores.Length; i++) sum += OutputOf(i, hour);
        return sum;
    }

    /// <summary>The case that is left for the units.</summary>
    public CommitmentCase Net(CommitmentCase @case) => @case with
    {
        Storage = [], DemandMw = [.. @case.DemandMw.Select((mw, hour) => mw - OutputAt(hour))],
    };

    /// <summary>The hours written down.</summary>
    public ImmutableArray<StorageDispatch> ToDispatch() =>
    [
        .. Stores.Select((store, i) =>
        {
            var held = store.InitialMwh;
            var output = ChangeMwh[i].Select((_, hour) => OutputOf(i, hour)).ToArray();
            return new StorageDispatch(store.Name, [.. output.Select(mw => Math.Max(0, -mw))], [.. output.Select(mw => Math.Max(0, mw))],
                [.. ChangeMwh[i].Select(change => held = Math.Clamp(held + change, 0, store.EnergyMwh))]);
        }),
    ];

    /// <summary>The mixture of plans that the dual's columns of stores make: their output by hour and weight.</summary>
    public static StorePlans Mixed(CommitmentCase @case, DualSearch dual)
    {
        var changes = @case.Storage.Select(_ => new double[@case.Hours]).ToArray();
        var total = new double[changes.Length];
        foreach (var column in dual.Columns)
        {
            var store = column.Plane.Group - dual.ClassGroups;
            if (store < 0 || column.Weight <= 0) continue;
            total[store] += column.Weight;
            for (var hour = 0; hour < @case.Hours; hour++)
                changes[store][hour] += column.Weight * ChangeOf(@case.Storage[store], column.Plane.Gives[hour]);
        }
        for (var i = 0; i < changes.Length; i++)
            for (var hour = 0; hour < @case.Hours; hour++) changes[i][hour] /= Math.Max(total[i], 1e-12);
        return new(@case.Storage, changes);
    }

    private static double ChangeOf(CaseStorage store, double output) => output > 0 ? -output : -output * store.RoundTripEfficiency;

    private static StorageModel ModelOf(CaseStorage store, int hours) => new(
        [.. Enumerable.Repeat(store.ChargeMw, hours)], [.. Enumerable.Repeat(store.DischargeMw, hours)], store.EnergyMwh,
        store.RoundTripEfficiency, store.InitialMwh, store.FinalMwh, store.EnergyMwh, 0);
}
