namespace Busbar.Supply.Commitment.Systems.Stack;

/// <summary>Least cost of a commitment with every hour on its own: merit order under the caps of each hour, ramps between hours left out.
/// It never exceeds the cost of the exact dispatch, costs microseconds, and says what is missing where.</summary>
internal sealed class StackBound
{
    private readonly SystemModel model;
    private readonly double shortage;
    private readonly MeritOrder merit;
    private readonly double[] caps;
    private readonly bool[] on;

    public StackBound(SystemModel model, MeritOrder merit, double shortage)
    {
        (this.model, this.merit, this.shortage) = (model, merit, shortage);
        (caps, on) = (new double[model.Units], new bool[model.Units]);
        (Short, Surplus) = (new double[model.Hours], new double[model.Hours]);
    }

    /// <summary>MW of energy and reserve missing by hour, of the commitment priced last.</summary>
    public double[] Short { get; }

    /// <summary>MW that cannot be turned down.</summary>
    public double[] Surplus { get; }

    /// <summary>The cost, hours, starts and what is missing included.</summary>
    public double Cost(ulong[] patterns)
    {
        var usd = 0d;
        for (var unit = 0; unit < patterns.Length; unit++)
            if (patterns[unit] != 0) usd += model.Classes[model.ClassOf[unit]].StartsOf(patterns[unit]).Usd;
        for (var hour = 0; hour < model.Hours; hour++) usd += CostOfHour(patterns, hour);
        return usd;
    }

    private double CostOfHour(ulong[] patterns, int hour)
    {
        var (usd, load, room, quick) = (0d, model.Case.DemandMw[hour], 0d, 0d);
        for (var unit = 0; unit < patterns.Length; unit++)
        {
            var each = model.Classes[model.ClassOf[unit]];
            on[unit] = (patterns[unit] >> hour & 1) != 0;
            if (!on[unit]) quick += each.QuickStartAt(hour);
            if (!on[unit]) continue;
            caps[unit] = each.CapOf(patterns[unit], hour);
            usd += each.OnUsd;
            load -= each.Model.Min;
            room += caps[unit];
        }
        var free = Math.Min(model.FreeHigh[hour], Math.Max(load, model.FreeLow[hour]));
        var rest = load - free;
        Surplus[hour] = Math.Max(0, -rest);
        rest = Math.Max(0, rest);
        Short[hour] = Math.Max(0, rest + ReserveAt(hour, quick) - room);
        // A MW of load not served frees a MW of reserve, and its fuel.
        return usd + Serve(Math.Max(0, rest - Short[hour])) + shortage * (Surplus[hour] + Short[hour]);
    }

    private double ReserveAt(int hour, double quick) => Math.Max(
        model.Rows.Spinning < 0 ? 0 : model.Case.SpinningMw[hour],
        model.Rows.Operating < 0 ? 0 : model.Case.OperatingMw[hour] - quick);

    private double Serve(double left)
    {
        var usd = 0d;
        for (var i = 0; i < merit.Count && left > 0; i++)
        {
            var (unit, from) = (merit.Unit[i], merit.From[i]);
            if (!on[unit] || caps[unit] <= from) continue;
            var mw = Math.Min(left, Math.Min(merit.To[i], caps[unit]) - from);
            usd += mw * merit.Usd[i];
            left -= mw;
        }
        return usd;
    }
}
