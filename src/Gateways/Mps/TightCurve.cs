namespace Busbar.Gateways.Mps;

/// <summary>Cost by segments of the curve, each narrowed by a start or a stop to what is below the limit of that hour (Knueven,
/// Ostrowski and
/// Watson, IEEE Trans. Power Systems 33(4), 2018). A curve of one segment needs no column of its own.</summary>
internal static class TightCurve
{
    public static void Add(MpsModel model, UnitColumns unit, SystemTerms system)
    {
        var segments = unit.Unit.Cost.Length - 1;
        for (var t = 0; t < unit.Hours; t++)
        {
            if (segments == 0) model.Fix(unit.AboveColumn(t), 0);
            if (segments == 1) model.AddCost(unit.AboveColumn(t), Slope(unit, 0));
            if (segments > 1) AddSegments(model, unit, t, system);
            else system.AddUseBySegment(unit.Place, segments == 1 ? [unit.AboveColumn(t)] : []);
        }
    }

    private static void AddSegments(MpsModel model, UnitColumns unit, int t, SystemTerms system)
    {
        var curve = unit.Unit.Cost;
        var columns = new int[curve.Length - 1];
        for (var l = 0; l < columns.Length; l++)
        {
            columns[l] = model.AddColumn(ColumnNames.At("segment", unit.Name, l, t), Slope(unit, l));
            AddLimits(model, unit, l, t, columns[l]);
        }
        model.AddRow(unit.Row("output", t), RowSense.Equal, 0, [.. unit.Above(t, 1), .. columns.Select(column => new Term(column, -1))]);
        system.AddUseBySegment(unit.Place, columns);
    }

    private static void AddLimits(MpsModel model, UnitColumns unit, int l, int t, int column)
    {
        var (one, curve) = (unit.Unit, unit.Unit.Cost);
        var width = curve[l + 1].Mw - curve[l].Mw;
        var startCut = Math.Clamp(curve[l + 1].Mw - one.StartUpMw, 0, width);
        var stopCut = Math.Clamp(curve[l + 1].Mw - one.ShutDownMw, 0, width);
        // A run of one hour starts and stops around the same hour: only the larger cut holds.
        var canBeBoth = one.MinUpHours == 1;
        model.AddRow(ColumnNames.At("segment-limit", unit.Name, l, t), RowSense.AtMost, 0,
            [new(column, 1), .. unit.On(t, -width), .. unit.Start(t, startCut),
                .. unit.Stop(t + 1, canBeBoth ? Math.Max(0, stopCut - startCut) : stopCut)]);
        if (canBeBoth && stopCut > 0 && t < unit.Hours - 1)
            model.AddRow(ColumnNames.At("segment-stop-limit", unit.Name, l, t), RowSense.AtMost, 0,
                [new(column, 1), .. unit.On(t, -width), .. unit.Stop(t + 1, stopCut), .. unit.Start(t, Math.Max(0, startCut - stopCut))]);
    }

    private static double Slope(UnitColumns unit, int l) =>
        (unit.Unit.Cost[l + 1].UsdPerHour - unit.Unit.Cost[l].UsdPerHour) / (unit.Unit.Cost[l + 1].Mw - unit.Unit.Cost[l].Mw);
}
