using Busbar.Supply.Commitment.Programmes;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>A plan of one unit of a class: hours on as bits, its own cost, and what it gives to each row of the case.</summary>
internal sealed record ClassAnswer(ulong Pattern, double Usd, double[] Gives)
{
    /// <summary>No plan keeps to what is held fixed.</summary>
    public static ClassAnswer Impossible { get; } = new(0, double.PositiveInfinity, []);

    public static ClassAnswer Of(SystemModel model, UnitClass each, UnitProgramme programme)
    {
        var rows = model.Rows;
        var gives = new double[rows.Fixed];
        var pattern = HoursOn.Of(programme.IsOn);
        var usd = 0d;
        for (var hour = 0; hour < model.Hours; hour++)
        {
            var quick = rows.Operating >= 0 ? each.QuickStartAt(hour) : 0;
            if (!programme.IsOn[hour])
            {
                if (quick > 0) gives[rows.Operating + hour] = quick;
                continue;
            }
            var above = programme.Above[hour];
            gives[hour] = each.Model.Min + above;
            if (rows.Spinning >= 0) gives[rows.Spinning + hour] = programme.Spinning[hour];
            if (rows.Operating >= 0) gives[rows.Operating + hour] = programme.Spinning[hour];
            if (rows.Downward >= 0) gives[rows.Downward + hour] = above;
            usd += each.OnUsd + CostAbove(each, above);
            foreach (var (budget, use) in each.Uses) gives[rows.Budgets + budget] -= use.PerHourOn + UseAbove(each, use.PerMwhAbove, above);
        }
        var (startUsd, starts) = each.StartsOf(pattern);
        foreach (var (budget, use) in each.Uses) gives[rows.Budgets + budget] -= use.PerStart * starts;
        if (each.StartRow >= 0) gives[rows.Starts + each.StartRow] = -starts;
        return new(pattern, usd + startUsd, gives);
    }

    /// <summary>Cost of output above the minimum in an hour.</summary>
    public static double CostAbove(UnitClass each, double above) => Sum(each, each.SlopeUsd, above);

    /// <summary>What a unit uses of a budget over its hours and starts.</summary>
    public static double UseOf(UnitClass each, BudgetUse use, ulong pattern, double[] above)
    {
        var sum = use.PerStart * each.StartsOf(pattern).Count;
        for (var hour = 0; hour < above.Length; hour++)
            if ((pattern >> hour & 1) != 0) sum += use.PerHourOn + UseAbove(each, use.PerMwhAbove, above[hour]);
        return sum;
    }

    private static double UseAbove(UnitClass each, IReadOnlyList<double> perMwh, double above) => Sum(each, perMwh, above);

    private static double Sum(UnitClass each, IReadOnlyList<double> slopes, double above)
    {
        var (sum, from) = (0d, 0d);
        for (var i = 0; i < slopes.Count && from < above; i++)
        {
            var end = Math.Min(above, each.Model.SegmentEnd[i]);
            sum += slopes[i] * (end - from);
            from = end;
        }
        return sum;
    }
}
