using Busbar.Supply.Commitment.RealTime;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Supply.Commitment.Tests.RealTime;

/// <summary>Every on/off pattern that a unit's commitment allows from noon on, each dispatched by a table over whole megawatts. The rules
/// are read off the words of the handoffs; it shares no code with the stage. Noon begins a scheduled hour.</summary>
internal static class BruteForceIntervals
{
    public static double BestProfit(DispatchRealTimeInputs inputs, ThermalUnit unit)
    {
        var (schedule, terms, count) = (inputs.Schedule.Units[0], inputs.Terms[0], inputs.Prices.Count);
        var (wasCommitted, isCommitted) = (schedule.IsOn[11], schedule.IsOn[12]);
        var output = (int)inputs.Telemetry[0].Output.Value;
        var best = double.NegativeInfinity;
        for (var pattern = 0; pattern < 1 << count; pattern++)
        {
            var isOn = Enumerable.Range(0, count).Select(at => (pattern >> at & 1) == 1).ToArray();
            if (IsAllowed(isOn, output, unit, terms, wasCommitted, isCommitted))
                best = Math.Max(best, Dispatch(inputs, unit, isOn, output));
        }
        return best;
    }

    private static bool IsAllowed(bool[] isOn, int output, ThermalUnit unit, RealTimeTerms terms, bool wasCommitted, bool isCommitted)
    {
        var (ramp, min) = ((int)unit.RampMwPerHour.Value / 12, (int)unit.MinMw.Value);
        var (runs, edge) = (output > 0, Math.Max(min, ramp));
        // How long it has been as it is: as long as the schedule says, or since just now when it is not as scheduled.
        var since = wasCommitted == runs ? 12 * 12 : 1;
        var lead = terms.QuickStart is { } quick ? Math.Max(quick.StartMinutes / 5, quick.MinDownMinutes / 5 - since) : isOn.Length;
        var late = runs ? Math.Max(0, (int)Math.Ceiling((output - edge) / (double)ramp)) : 0;
        for (var at = 0; at < isOn.Length; at++)
        {
            var must = isCommitted && (runs || !wasCommitted || at >= lead);
            if (must && !isOn[at]) return false;
            if (must || !isOn[at]) continue;
            if (isCommitted) return false;
            if (terms.QuickStart is null && at >= late) return false;
            if (terms.QuickStart is not null && !runs && at < lead) return false;
        }
        if (terms.QuickStart is null && !isCommitted && runs) return Enumerable.Range(0, isOn.Length).All(at => isOn[at] == at < late);
        return terms.QuickStart is not { } times || HoldsTimes(isOn, runs, since, times);
    }

    private static bool HoldsTimes(bool[] isOn, bool state, int since, QuickStart quick)
    {
        foreach (var on in isOn)
        {
            if (on != state && since < Math.Max(1, (state ? quick.MinUpMinutes : quick.MinDownMinutes) / 5)) return false;
            (state, since) = (on, on == state ? since + 1 : 1);
        }
        return true;
    }

    private static double Dispatch(DispatchRealTimeInputs inputs, ThermalUnit unit, bool[] isOn, int output)
    {
        var (ramp, min, max) = ((int)unit.RampMwPerHour.Value / 12, (int)unit.MinMw.Value, (int)unit.MaxMw.Value);
        var top = max - Math.Min((int)inputs.Terms[0].Reserve.Value, Math.Min(2 * ramp, max - min));
        var (best, was) = (new double[max + 1], output > 0);
        Array.Fill(best, double.NegativeInfinity);
        best[output] = 0;
        for (var at = 0; at < isOn.Length; at++)
        {
            var next = new double[max + 1];
            Array.Fill(next, double.NegativeInfinity);
            for (var from = 0; from <= max; from++)
                for (var to = 0; to <= max && !double.IsNegativeInfinity(best[from]); to++)
                {
                    var isHigh = to > top && !(was && to == from - ramp);
                    var allowed = (was, isOn[at]) switch
                    {
                        (true, true) => Math.Abs(to - from) <= ramp && to >= min && !isHigh,
                        (true, false) => to == 0 && from <= Math.Max(min, ramp),
                        (false, true) => to >= min && to <= Math.Min(top, Math.Max(min, ramp)),
                        _ => to == 0,
                    };
                    if (!allowed) continue;
                    var start = isOn[at] && !was ? (double)unit.Starts[0].Heat.Value * 3 : 0;
                    var gain = isOn[at] ? (to * (inputs.Prices[at].Value - 1) - 3 * Heat(unit, to)) / 12 : 0;
                    next[to] = Math.Max(next[to], best[from] + gain - start);
                }
            (best, was) = (next, isOn[at]);
        }
        return best.Max();
    }

    private static double Heat(ThermalUnit unit, int output)
    {
        var heat = (double)unit.HeatInput[0].HeatPerHour.Value;
        for (var i = 1; i < unit.HeatInput.Length; i++)
        {
            var (from, to) = (unit.HeatInput[i - 1], unit.HeatInput[i]);
            var part = Math.Clamp(output - (double)from.Output.Value, 0, (double)(to.Output.Value - from.Output.Value));
            heat += part * (double)((to.HeatPerHour.Value - from.HeatPerHour.Value) / (to.Output.Value - from.Output.Value));
        }
        return heat;
    }
}
