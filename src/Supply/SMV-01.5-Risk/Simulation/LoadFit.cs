using System.Collections.Immutable;
using Busbar.Numerics;

namespace Busbar.Supply.Risk.Simulation;

/// <summary>Load as a base by month, kind of day and hour, a response to the day's temperature whose share falls by the hour, and a walk.
/// Response and hourly weights are found in turn by least squares within the cells of the base (Frisch and Waugh 1933: taking the cells'
/// means out of both sides leaves their coefficients as they are).</summary>
internal sealed record LoadFit(double[] Base, ResponseCurve Response, ImmutableArray<double> Weights, Reversion Walk)
{
    private const int Rounds = 8;
    private const double Degrees = 5;

    internal static LoadFit Of(CommonHistory past)
    {
        var (grid, cells) = (past.Seasons.Grid, past.Seasons.CellOfHour);
        var knots = HingeFit.KnotsEvery(Degrees, past.Temperature);
        double[][] terms = [.. past.Temperature.Select(at => HingeFit.Terms(at, knots))];
        double[] ofDay = new double[grid.Days], weights = [.. Enumerable.Repeat(1.0, 24)], response = [];
        var load = Within(past.Load, cells);
        for (var round = 0; round < Rounds; round++)
        {
            response = ResponseOf(grid, load, terms, weights, cells);
            for (var day = 0; day < grid.Days; day++) ofDay[day] = Spans.Dot(terms[day], response);
            weights = WeightsOf(grid, load, ofDay, cells);
        }
        var curve = HingeFit.Curve(response, 0, knots, past.Temperature, 0.1);
        var least = curve.Points.Min(point => point.Value);
        curve = new([.. curve.Points.Select(point => point with { Value = point.Value - least })]);
        double[] rest = [.. past.Load.Select((mw, hour) =>
            mw - weights[grid.LabelOfHour[hour]] * Of(curve, past.Temperature[grid.DayOfHour[hour]]))];
        var seasonal = SeasonalResidual.Of(rest, cells);
        return new(seasonal.Means, curve, [.. weights], seasonal.Walk);
    }

    /// <summary>The model over a horizon.</summary>
    internal LoadModel Bind(SeasonGrid horizon) =>
        new([.. horizon.CellOfHour.Select(cell => Base[cell])], Response, Weights, Walk.Deviation, Walk.Persistence);

    private static double Of(ResponseCurve curve, double at) => double.IsNaN(at) ? double.NaN : curve.Of(at);

    private static double[] ResponseOf(HourGrid grid, double[] load, double[][] terms, double[] weights, int[] cells)
    {
        double[][] columns = [.. Enumerable.Range(0, terms[0].Length).Select(term => Within(
            [.. load.Select((mw, hour) => mw * 0 + weights[grid.LabelOfHour[hour]] * terms[grid.DayOfHour[hour]][term])], cells))];
        var rows = new NormalEquations(columns.Length);
        var row = new double[columns.Length];
        for (var hour = 0; hour < load.Length; hour++)
        {
            for (var term = 0; term < row.Length; term++) row[term] = columns[term][hour];
            if (!double.IsNaN(load[hour] + row[0])) rows.Add(row, load[hour]);
        }
        return [.. rows.Solve()];
    }

    // What share of the response each hour takes: about 1 in the mean.
    private static double[] WeightsOf(HourGrid grid, double[] load, double[] ofDay, int[] cells)
    {
        var response = Within([.. load.Select((mw, hour) => mw * 0 + ofDay[grid.DayOfHour[hour]])], cells);
        var (both, own) = (new double[24], new double[24]);
        for (var hour = 0; hour < load.Length; hour++)
        {
            if (double.IsNaN(load[hour] + response[hour])) continue;
            both[grid.LabelOfHour[hour]] += load[hour] * response[hour];
            own[grid.LabelOfHour[hour]] += response[hour] * response[hour];
        }
        double[] shares = [.. both.Zip(own, (sum, square) => square > 0 ? sum / square : 1)];
        var mean = shares.Average();
        return Math.Abs(mean) > 1e-6 ? [.. shares.Select(share => share / mean)] : [.. shares.Select(_ => 1.0)];
    }

    private static double[] Within(double[] history, int[] cells) =>
        SeasonalResidual.Less(history, SeasonalResidual.MeansOf(history, cells), cells);
}
