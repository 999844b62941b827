using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.Mps;

/// <summary>What the system as a whole must meet: load (2), spinning reserve (3), operating and downward reserve, budgets; with it the
/// plants
/// that may be curtailed (24) and the stores.</summary>
internal static class SystemRows
{
    public static void Add(MpsModel model, CommitmentCase given, ColumnNames names, SystemTerms terms)
    {
        for (var i = 0; i < given.Renewable.Length; i++)
            for (var t = 0; t < given.Hours; t++)
                terms.Load[t].Add(new(model.AddColumn(
                    ColumnNames.At("plant", names.Renewable[i], t), 0, given.Renewable[i].MinMw[t], given.Renewable[i].MaxMw[t]), 1));
        for (var i = 0; i < given.Storage.Length; i++) AddStore(model, given.Storage[i], names.Storage[i], given.Hours, terms);
        for (var t = 0; t < given.Hours; t++)
        {
            var hour = FormattableString.Invariant($"[{t + 1}]");
            model.AddRow("load" + hour, RowSense.Equal, given.DemandMw[t], terms.Load[t]);
            if (terms.Spinning.Length > 0) model.AddRow("spinning" + hour, RowSense.AtLeast, given.SpinningMw[t], terms.Spinning[t]);
            if (terms.Operating.Length > 0)
                model.AddRow("operating" + hour, RowSense.AtLeast, given.OperatingMw[t] - terms.QuickStartMw[t], terms.Operating[t]);
            if (terms.Downward.Length > 0) model.AddRow("downward" + hour, RowSense.AtLeast, given.DownwardMw[t], terms.Downward[t]);
        }
        for (var i = 0; i < given.Budgets.Length; i++)
            model.AddRow($"budget[{names.Budgets[i]}]", RowSense.AtMost, given.Budgets[i].Limit, terms.Budget(i));
    }

    /// <summary>A store charges or discharges, never both in one hour; losses are taken when charging.</summary>
    private static void AddStore(MpsModel model, CaseStorage store, string name, int hours, SystemTerms terms)
    {
        int? before = null;
        for (var t = 0; t < hours; t++)
        {
            var charge = model.AddColumn(ColumnNames.At("charge", name, t), 0, 0, store.ChargeMw);
            var discharge = model.AddColumn(ColumnNames.At("discharge", name, t), 0, 0, store.DischargeMw);
            var least = t == hours - 1 ? store.FinalMwh : 0;
            var stored = model.AddColumn(ColumnNames.At("stored", name, t), 0, least, store.EnergyMwh);
            var charges = model.AddFlag(ColumnNames.At("charges", name, t));
            model.AddRow(ColumnNames.At("charge-limit", name, t), RowSense.AtMost, 0, [new(charge, 1), new(charges, -store.ChargeMw)]);
            model.AddRow(ColumnNames.At("discharge-limit", name, t), RowSense.AtMost, store.DischargeMw,
                [new(discharge, 1), new(charges, store.DischargeMw)]);
            model.AddRow(ColumnNames.At("energy", name, t), RowSense.Equal, before is null ? store.InitialMwh : 0,
                [new(stored, 1), new(charge, -store.RoundTripEfficiency), new(discharge, 1),
                    .. before is { } last ? (Term[])[new(last, -1)] : []]);
            terms.Load[t].AddRange([new(discharge, 1), new(charge, -1)]);
            before = stored;
        }
    }
}
