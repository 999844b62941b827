using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.Mps;

/// <summary>The reference model of pglib-uc for one unit; numbers in brackets are equations of MODEL.tex. Under
/// <see cref="StartRule.HoursOff"/> a start type is open also for a stop before the horizon, in every hour, and (7) falls away.</summary>
internal static class ReferenceRows
{
    public static void Add(MpsModel model, CommitmentCase given, UnitColumns unit, SystemTerms system)
    {
        AddTimes(model, unit);
        AddLimits(model, unit);
        AddStarts(model, given, unit);
        AddCurve(model, unit, system);
    }

    /// <summary>Minimum times (13), (14).</summary>
    private static void AddTimes(MpsModel model, UnitColumns unit)
    {
        var (up, down) = (Math.Min(unit.Unit.MinUpHours, unit.Hours), Math.Min(unit.Unit.MinDownHours, unit.Hours));
        for (var t = up - 1; t < unit.Hours; t++)
            model.AddRow(unit.Row("min-up", t), RowSense.AtMost, 0,
                [.. Enumerable.Range(t - up + 1, up).SelectMany(i => unit.Start(i, 1)), .. unit.On(t, -1)]);
        for (var t = down - 1; t < unit.Hours; t++)
            model.AddRow(unit.Row("min-down", t), RowSense.AtMost, 1,
                [.. Enumerable.Range(t - down + 1, down).SelectMany(i => unit.Stop(i, 1)), .. unit.On(t, 1)]);
    }

    /// <summary>Limits (17), (18) and ramps (19), (20).</summary>
    private static void AddLimits(MpsModel model, UnitColumns unit)
    {
        var one = unit.Unit;
        var (startCut, stopCut) = (Math.Max(0, one.MaxMw - one.StartUpMw), Math.Max(0, one.MaxMw - one.ShutDownMw));
        for (var t = 0; t < unit.Hours; t++)
        {
            model.AddRow(unit.Row("start-limit", t), RowSense.AtMost, 0,
                [.. unit.AboveAndSpin(t), .. unit.On(t, -unit.Range), .. unit.Start(t, startCut)]);
            if (t == unit.Hours - 1) break;
            model.AddRow(unit.Row("stop-limit", t), RowSense.AtMost, 0,
                [.. unit.AboveAndSpin(t), .. unit.On(t, -unit.Range), .. unit.Stop(t + 1, stopCut)]);
            model.AddRow(unit.Row("ramp-up", t + 1), RowSense.AtMost, one.RampUpMwPerHour, [.. unit.AboveAndSpin(t + 1), .. unit.Above(t,
                -1)]);
            model.AddRow(unit.Row("ramp-down", t + 1), RowSense.AtMost, one.RampDownMwPerHour, [.. unit.Above(t, 1), .. unit.Above(t + 1,
                -1)]);
        }
    }

    /// <summary>Start types (7), (15), (16), cost in the objective.</summary>
    private static void AddStarts(MpsModel model, CommitmentCase given, UnitColumns unit)
    {
        var types = unit.Unit.Starts;
        for (var t = 0; t < unit.Hours; t++)
        {
            var columns = new int[types.Length];
            for (var s = 0; s < types.Length; s++)
            {
                columns[s] = model.AddFlag(ColumnNames.At("start-type", unit.Name, s, t), types[s].Usd);
                if (s < types.Length - 1) AddWindow(model, given.StartRule, unit, s, t, columns[s]);
            }
            model.AddRow(unit.Row("start-types", t), RowSense.Equal, 0, [.. unit.Start(t, 1), .. columns.Select(column => new Term(column,
                -1))]);
        }
    }

    private static void AddWindow(MpsModel model, StartRule rule, UnitColumns unit, int type, int t, int column)
    {
        var (from, to) = (unit.Unit.Starts[type].HoursOffAtLeast, unit.Unit.Starts[type + 1].HoursOffAtLeast);
        var hoursOffBefore = unit.Unit.Before.IsOn ? 0 : unit.Unit.Before.HoursInState;
        var hour = t + 1;
        if (rule == StartRule.PglibUc && hour < to)
        {
            if (hour >= to - hoursOffBefore + 1) model.Fix(column, 0);
            return;
        }
        // A stop before the horizon opens the type while it is young enough.
        if (rule == StartRule.HoursOff && hoursOffBefore > 0 && hoursOffBefore + t < to) return;
        model.AddRow(ColumnNames.At("start-window", unit.Name, type, t), RowSense.AtMost, 0,
            [new(column, 1), .. Enumerable.Range(from, to - from).SelectMany(i => unit.Stop(t - i, -1))]);
    }

    /// <summary>Cost by weights of the curve's points (21) to (23).</summary>
    private static void AddCurve(MpsModel model, UnitColumns unit, SystemTerms system)
    {
        var curve = unit.Unit.Cost;
        for (var t = 0; t < unit.Hours; t++)
        {
            var weights = new int[curve.Length];
            for (var l = 0; l < curve.Length; l++)
                weights[l] = model.AddColumn(
                    ColumnNames.At("weight", unit.Name, l, t), curve[l].UsdPerHour - curve[0].UsdPerHour, 0, 1);
            model.AddRow(unit.Row("output", t), RowSense.Equal, 0,
                [.. unit.Above(t, 1), .. weights.Select((column, l) => new Term(column, curve[0].Mw - curve[l].Mw))]);
            model.AddRow(unit.Row("weights", t), RowSense.Equal, 0, [.. unit.On(t, 1), .. weights.Select(column => new Term(column, -1))]);
            system.AddUseByWeight(unit.Place, weights);
        }
    }
}
