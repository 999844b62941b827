using System.Collections.Immutable;
using Busbar.Supply.Commitment.Systems.Dispatch;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>Writes a commitment and its dispatch down as a schedule of the case.</summary>
internal static class ScheduleOf
{
    public static SystemSchedule Run(SystemModel model, ulong[] patterns, double bound, double shortageUsd, DispatchResult dispatch)
    {
        var outputs = dispatch.Outputs;
        var shortages = Shortages(model, dispatch);
        var limits = DispatchRows.OfEnergy(model.Hours);
        var thermal = patterns.Select((pattern, unit) => Thermal(model, limits, unit, pattern, outputs[unit])).ToImmutableArray();
        var usd = shortages.Sum(each => each.Amount) * shortageUsd;
        for (var unit = 0; unit < patterns.Length; unit++) usd += CostOf(model.Classes[model.ClassOf[unit]], patterns[unit], outputs[unit]);
        return new(model.Case.Name, usd, Math.Min(bound, usd), thermal, Renewable(model, dispatch), [], Prices(model, dispatch, 0),
            model.Rows.Spinning < 0 ? [] : Prices(model, dispatch, model.Rows.Spinning), shortages);
    }

    private static double CostOf(UnitClass each, ulong pattern, double[] above)
    {
        var usd = each.StartsOf(pattern).Usd;
        for (var hour = 0; hour < above.Length; hour++)
            if ((pattern >> hour & 1) != 0) usd += each.OnUsd + ClassAnswer.CostAbove(each, above[hour]);
        return usd;
    }

    private static ThermalDispatch Thermal(SystemModel model, DispatchRows limits, int unit, ulong pattern, double[] above)
    {
        var each = model.Classes[model.ClassOf[unit]];
        var hours = BlockHour.Of(each, pattern, limits);
        var (isOn, output) = (new bool[model.Hours], new double[model.Hours]);
        var (spinning, downward) = (new double[model.Hours], new double[model.Hours]);
        foreach (var hour in hours)
        {
            var at = hour.Hour;
            var mw = Math.Clamp(above[at], 0, hour.High);
            (isOn[at], output[at]) = (true, each.Model.Min + mw);
            var room = hour.Cap - mw;
            if (hour.HasBefore) room = Math.Min(room, each.Model.RampUp + Math.Max(0, above[at - 1]) - mw);
            if (model.Rows.Spinning >= 0 || model.Rows.Operating >= 0) spinning[at] = Math.Max(0, room);
            if (model.Rows.Downward >= 0) downward[at] = mw;
        }
        return new(model.Case.Thermal[unit].Name, ImmutableArray.Create(isOn), ImmutableArray.Create(output),
            ImmutableArray.Create(spinning), ImmutableArray.Create(downward));
    }

    /// <summary>Shares out what plants without commitment deliver, each as far between its bounds as all together.</summary>
    private static ImmutableArray<RenewableDispatch> Renewable(SystemModel model, DispatchResult dispatch) =>
    [
        .. model.Case.Renewable.Select(plant => new RenewableDispatch(plant.Name,
        [
            .. Enumerable.Range(0, model.Hours).Select(hour =>
            {
                var (low, high) = (model.FreeLow[hour], model.FreeHigh[hour]);
                var share = high > low ? Math.Clamp((dispatch.FreeMw[hour] - low) / (high - low), 0, 1) : 0;
                return plant.MinMw[hour] + share * (plant.MaxMw[hour] - plant.MinMw[hour]);
            }),
        ])),
    ];

    private static ImmutableArray<double> Prices(SystemModel model, DispatchResult dispatch, int from) =>
        [.. dispatch.Prices.AsSpan(from, model.Hours).ToArray().Select(price => Math.Round(price, 6))];

    private static ImmutableArray<CaseShortage> Shortages(SystemModel model, DispatchResult dispatch) =>
    [
        .. dispatch.Missing.Select(each => each.Kind == ShortageKind.Budget
            ? new CaseShortage(each.Kind, -1, each.Amount, model.Case.Budgets[each.Place].Name)
            : new CaseShortage(each.Kind, each.Place, each.Amount, "")),
    ];
}
