using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.Mps;

/// <summary>What both forms ask of a unit: how on, starts and stops hang together (2-bin logic (6), (12) of MODEL.tex), where it stands at
/// first (4), (5), (8) to (10), must-run (11), outages and derates, the limit on starts.</summary>
internal static class UnitRows
{
    public static void Add(MpsModel model, CommitmentCase given, UnitColumns unit)
    {
        var (one, hours) = (unit.Unit, given.Hours);
        for (var t = 0; t < hours; t++)
        {
            var before = t == 0 && one.Before.IsOn ? 1 : 0;
            model.AddRow(unit.Row("logic", t), RowSense.Equal, before,
                [.. unit.On(t, 1), .. unit.On(t - 1, -1), .. unit.Start(t, -1), .. unit.Stop(t, 1)]);
            if (one.IsMustRun) model.Fix(unit.OnColumn(t), 1);
        }
        AddBefore(model, unit);
        AddAvailable(model, unit);
        if (one.MostStarts is { } most)
            model.AddRow($"most-starts[{unit.Name}]", RowSense.AtMost, most, Enumerable.Range(0, hours).SelectMany(t => unit.Start(t, 1)));
    }

    private static void AddBefore(MpsModel model, UnitColumns unit)
    {
        var one = unit.Unit;
        var held = (one.Before.IsOn ? one.MinUpHours : one.MinDownHours) - one.Before.HoursInState;
        for (var t = 0; t < Math.Min(held, unit.Hours); t++) model.Fix(unit.OnColumn(t), one.Before.IsOn ? 1 : 0);
        model.AddRow(unit.Row("ramp-up", 0), RowSense.AtMost, one.RampUpMwPerHour + unit.AboveBefore, unit.AboveAndSpin(0));
        if (!one.Before.IsOn) return;
        model.AddRow(unit.Row("ramp-down", 0), RowSense.AtMost, one.RampDownMwPerHour - unit.AboveBefore, unit.Above(0, -1));
        if (one.MaxMw > one.ShutDownMw)
            model.AddRow(unit.Row("stop-limit", -1), RowSense.AtMost, unit.Range - unit.AboveBefore,
                unit.Stop(0, one.MaxMw - one.ShutDownMw));
    }

    private static void AddAvailable(MpsModel model, UnitColumns unit)
    {
        var one = unit.Unit;
        for (var t = 0; t < one.AvailableMw.Length; t++)
        {
            var available = one.AvailableMw[t];
            if (available < one.MinMw) model.Fix(unit.OnColumn(t), 0);
            else if (available < one.MaxMw)
                model.AddRow(unit.Row("derate", t), RowSense.AtMost, 0, [.. unit.AboveAndSpin(t), .. unit.On(t, one.MinMw - available)]);
        }
    }
}
