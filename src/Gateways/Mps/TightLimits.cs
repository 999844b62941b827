namespace Busbar.Gateways.Mps;

/// <summary>Most output, narrowed by the starts just made and the stops to come. Gentile, Morales-España and Ramos, EURO J. Comput.
/// Optim. 5
/// (2017) for the hour of the start and the hour before the stop; Pan and Guan, arXiv:1604.07643 (2016), for the hours after a start and
/// before a stop, over which the ramp bounds the output.</summary>
internal static class TightLimits
{
    public static void Add(MpsModel model, UnitColumns unit)
    {
        for (var t = 0; t < unit.Hours; t++)
        {
            if (unit.Unit.MinUpHours == 1) AddShortRun(model, unit, t);
            else AddLongRun(model, unit, t);
        }
    }

    /// <summary>A unit that may run for one hour can start before and stop after the same hour, so that the two cuts do not add
    /// up.</summary>
    private static void AddShortRun(MpsModel model, UnitColumns unit, int t)
    {
        var one = unit.Unit;
        var (start, stop) = (Math.Min(one.StartUpMw, one.MaxMw), Math.Min(one.ShutDownMw, one.MaxMw));
        model.AddRow(unit.Row("start-limit", t), RowSense.AtMost, 0,
            [.. unit.AboveAndSpin(t), .. unit.On(t, -unit.Range), .. unit.Start(t, one.MaxMw - start), .. unit.Stop(t + 1, Math.Max(0,
                start - stop))]);
        if (t < unit.Hours - 1 && stop < one.MaxMw)
            model.AddRow(unit.Row("stop-limit", t), RowSense.AtMost, 0,
                [.. unit.AboveAndSpin(t), .. unit.On(t, -unit.Range), .. unit.Stop(t + 1, one.MaxMw - stop), .. unit.Start(t, Math.Max(0,
                    stop - start))]);
    }

    private static void AddLongRun(MpsModel model, UnitColumns unit, int t)
    {
        var (one, longest) = (unit.Unit, Math.Min(unit.Unit.MinUpHours, unit.Hours));
        var (risesAfter, fallsBefore) = (Hours(one.MaxMw - one.StartUpMw, one.RampUpMwPerHour), Hours(one.MaxMw - one.ShutDownMw,
            one.RampDownMwPerHour));
        // Of starts in the hours t − 0 … t − n and a stop in hour t + 1, one at most is made while n ≤ minimum up − 2.
        AddRow(model, unit, "start-stop-limit", t, Math.Clamp(longest - 2, 0, risesAfter), stops: 0, withSpin: true);
        if (risesAfter > longest - 2 || t == unit.Hours - 1)
            AddRow(model, unit, "start-limit", t, Math.Clamp(longest - 1, 0, risesAfter), stops: -1, withSpin: true);
        // Reserve is not held against the way down.
        var stops = Math.Min(Math.Min(fallsBefore, longest - 1), unit.Hours - 2 - t);
        if (stops >= 1) AddRow(model, unit, "stop-limit", t, Math.Min(longest - 2 - stops, risesAfter), stops, withSpin: false);
    }

    /// <summary>Hours after (before) which the ramp alone bounds nothing any more.</summary>
    private static int Hours(double mw, double rampMwPerHour) =>
        mw <= 0 ? 0 : rampMwPerHour <= 0 ? int.MaxValue : (int)Math.Min(mw / rampMwPerHour, int.MaxValue);

    private static void AddRow(MpsModel model, UnitColumns unit, string name, int t, int starts, int stops, bool withSpin)
    {
        var one = unit.Unit;
        var terms = withSpin ? unit.AboveAndSpin(t).ToList() : [.. unit.Above(t, 1)];
        terms.AddRange(unit.On(t, -unit.Range));
        for (var i = 0; i <= Math.Min(starts, t); i++)
            terms.AddRange(unit.Start(t - i, Math.Max(0, one.MaxMw - one.StartUpMw - i * one.RampUpMwPerHour)));
        for (var i = 0; i <= Math.Min(stops, unit.Hours); i++)
            terms.AddRange(unit.Stop(t + 1 + i, Math.Max(0, one.MaxMw - one.ShutDownMw - i * one.RampDownMwPerHour)));
        model.AddRow(unit.Row(name, t), RowSense.AtMost, 0, terms);
    }
}
