using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Simulators.IsoStatement;

/// <summary>The simulated statement, and the discrepancies put into it on purpose, which a reconciliation is to find.</summary>
public sealed record SimulatedBill(Supply.Handoffs.Settlement.IsoStatement Statement, ImmutableArray<PlantedDiscrepancy> Planted);

/// <summary>Stands in for the ISO's billing: computes the day's lines by itself, in whole cents a line, marks the statement as simulated,
/// and on about one day in six puts in one known discrepancy. It shares no code with the settlement.</summary>
public static class BillDay
{
    /// <summary>The bill.</summary>
    /// <exception cref="ArgumentException">The market has no codes here, or a series does not have the day's hours.</exception>
    public static SimulatedBill Run(BillDayInputs inputs)
    {
        var codes = BillingCodes.Of(inputs.Calendar.Name);
        var hours = inputs.Calendar.HoursOf(inputs.Day);
        var honest = new List<StatementLine>();
        foreach (var asset in inputs.Assets)
            for (var hour = 0; hour < hours.Length; hour++)
            {
                var cleared = Of(asset.DayAhead, hours, hour);
                var deviated = Of(asset.RealTime, hours, hour) - cleared;
                honest.Add(Line(codes.DaEnergy, asset.Asset, hours[hour], cleared, Of(asset.DaEnergy, hours, hour)));
                honest.Add(Line(codes.DaCongestion, asset.Asset, hours[hour], cleared, Of(asset.DaCongestion, hours, hour)));
                honest.Add(Line(codes.DaLoss, asset.Asset, hours[hour], cleared, Of(asset.DaLoss, hours, hour)));
                honest.Add(Line(codes.RtEnergy, asset.Asset, hours[hour], deviated, Of(asset.RtEnergy, hours, hour)));
                honest.Add(Line(codes.RtCongestion, asset.Asset, hours[hour], deviated, Of(asset.RtCongestion, hours, hour)));
                honest.Add(Line(codes.RtLoss, asset.Asset, hours[hour], deviated, Of(asset.RtLoss, hours, hour)));
            }
        foreach (var right in inputs.Ftrs)
            for (var hour = 0; hour < hours.Length; hour++)
                honest.Add(Line(codes.Ftr, right.Id, hours[hour], -right.Mw,
                    Of(right.SinkDaCongestion, hours, hour) - Of(right.SourceDaCongestion, hours, hour)));

        var (lines, planted) = Discrepancies.Plant(honest, inputs.Day, inputs.Seed);
        var total = lines.Aggregate(Usd.Zero, (sum, line) => sum + line.Amount);
        return new(new(inputs.Day, "initial", inputs.PublishedAt, lines, total, IsSimulated: true), planted);
    }

    private static decimal Of(Series<decimal> series, ImmutableArray<DeliveryInterval> hours, int hour) =>
        series.Count == hours.Length && series.Start == hours[0].Start
            ? series[hour]
            : throw new ArgumentException(
                $"A series has {series.Count} values from {series.Start}; the day has {hours.Length} hours from {hours[0].Start}.");

    private static StatementLine Line(string code, string asset, DeliveryInterval hour, decimal energy, decimal price) =>
        new(code, asset, hour, new Mwh(energy), new UsdPerMwh(price), new(decimal.Round(energy * price, 2, MidpointRounding.AwayFromZero)));
}
