using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Gateways.Mps;

/// <summary>The tight form for one unit. All of it holds in the reference model; rows add up conditions that cannot be true at once, so
/// that
/// less is left when integrality is given up.</summary>
internal static class TightRows
{
    public static void Add(MpsModel model, CommitmentCase given, UnitColumns unit, SystemTerms system)
    {
        AddTimes(model, unit);
        AddRamps(model, unit);
        TightLimits.Add(model, unit);
        StartMatching.Add(model, given, unit);
        TightCurve.Add(model, unit, system);
    }

    /// <summary>Minimum times over windows that may begin before the horizon: Rajan and Takriti, IBM RC23628 (2005).</summary>
    private static void AddTimes(MpsModel model, UnitColumns unit)
    {
        var (up, down) = (Math.Min(unit.Unit.MinUpHours, unit.Hours), Math.Min(unit.Unit.MinDownHours, unit.Hours));
        for (var t = 0; t < unit.Hours; t++)
        {
            model.AddRow(unit.Row("min-up", t), RowSense.AtMost, 0,
                [.. Enumerable.Range(t - up + 1, up).SelectMany(i => unit.Start(i, 1)), .. unit.On(t, -1)]);
            model.AddRow(unit.Row("min-down", t), RowSense.AtMost, 1,
                [.. Enumerable.Range(t - down + 1, down).SelectMany(i => unit.Stop(i, 1)), .. unit.On(t, 1)]);
        }
    }

    /// <summary>Ramps that a start or stop narrows: Damcı-Kurt, Küçükyavuz, Rajan and Atamtürk, Math. Programming 158 (2016). None where
    /// the
    /// ramp covers the range.</summary>
    private static void AddRamps(MpsModel model, UnitColumns unit)
    {
        var one = unit.Unit;
        var startStep = Math.Min(0, one.StartUpMw - one.MinMw - one.RampUpMwPerHour);
        var stopStep = Math.Min(0, one.ShutDownMw - one.MinMw - one.RampDownMwPerHour);
        for (var t = 1; t < unit.Hours; t++)
        {
            if (one.RampUpMwPerHour < unit.Range)
                model.AddRow(unit.Row("ramp-up", t), RowSense.AtMost, 0,
                    [.. unit.AboveAndSpin(t), .. unit.Above(t - 1, -1), .. unit.On(t, -one.RampUpMwPerHour), .. unit.Start(t, -startStep)]);
            if (one.RampDownMwPerHour < unit.Range)
                model.AddRow(unit.Row("ramp-down", t), RowSense.AtMost, 0,
                    [.. unit.Above(t - 1, 1), .. unit.Above(t, -1), .. unit.On(t - 1, -one.RampDownMwPerHour), .. unit.Stop(t, -stopStep)]);
        }
    }
}
