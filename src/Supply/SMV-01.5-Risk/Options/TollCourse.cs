namespace Busbar.Supply.Risk.Options;

/// <summary>What a toll earns along one course of hourly margins, USD.</summary>
internal static class TollCourse
{
    internal static double AsPlanned(TollTerms terms, ReadOnlySpan<double> margin, ReadOnlySpan<bool> plan)
    {
        var sum = 0.0;
        for (var hour = 0; hour < margin.Length; hour++)
        {
            if (!plan[hour]) continue;
            sum += margin[hour] - (hour == 0 || !plan[hour - 1] ? terms.StartUsd : 0);
        }
        return sum;
    }

    // An hour's share of a start is the start over the least run. Inside that band the plan decides.
    internal static (double Value, int Starts) ByRule(TollTerms terms, ReadOnlySpan<double> margin, ReadOnlySpan<bool> plan,
        Span<bool> ran)
    {
        var (sum, starts, isOn, hours, share) = (0.0, 0, false, terms.MinimumDown, terms.StartUsd / terms.MinimumUp);
        for (var hour = 0; hour < margin.Length; hour++, hours++)
        {
            var wants = margin[hour] > share || margin[hour] >= -share && plan[hour];
            if (wants != isOn && hours >= (isOn ? terms.MinimumUp : terms.MinimumDown))
            {
                (isOn, hours) = (wants, 0);
                if (isOn)
                {
                    starts++;
                    sum -= terms.StartUsd;
                }
            }
            if (isOn) sum += margin[hour];
            ran[hour] = isOn;
        }
        return (sum, starts);
    }

    // States: hours on, up to the least, then hours off, up to the least. The plant begins off and free to start.
    internal static double Foresight(TollTerms terms, ReadOnlySpan<double> margin)
    {
        var (up, down) = (terms.MinimumUp, terms.MinimumDown);
        Span<double> now = new double[up + down];
        Span<double> next = new double[up + down];
        now.Fill(double.NegativeInfinity);
        now[^1] = 0;
        foreach (var each in margin)
        {
            next.Fill(double.NegativeInfinity);
            for (var state = 0; state < up; state++) Raise(ref next[Math.Min(state + 1, up - 1)], now[state] + each);
            for (var state = up; state < up + down; state++) Raise(ref next[Math.Min(state + 1, up + down - 1)], now[state]);
            Raise(ref next[0], now[^1] - terms.StartUsd + each);
            Raise(ref next[up], now[up - 1]);
            var spare = now;
            now = next;
            next = spare;
        }
        var best = double.NegativeInfinity;
        foreach (var value in now) best = Math.Max(best, value);
        return best;
    }

    private static void Raise(ref double value, double to) => value = Math.Max(value, to);
}
