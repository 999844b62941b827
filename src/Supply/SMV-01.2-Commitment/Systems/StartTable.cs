using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>Start costs by hour and category under either rule. The reference model of pglib-uc allows a type warmer than the coldest
/// only in hours in which a stop long enough before lies inside the horizon, or so early that the state before settles it (MODEL.tex,
/// equations 7, 15 and 16): a unit off before the horizon that starts, stops and starts again early pays for a colder start.</summary>
internal sealed class StartTable
{
    private readonly CaseThermal unit;
    private readonly StartRule rule;

    public StartTable(CaseThermal unit, StartRule rule, int hours)
    {
        (this.unit, this.rule) = (unit, rule);
        var types = unit.Starts.Length;
        CategoryByHoursOff = new int[unit.Starts[^1].HoursOffAtLeast + 1];
        for (int off = 0, type = 0; off < CategoryByHoursOff.Length; off++)
        {
            while (type + 1 < types && unit.Starts[type + 1].HoursOffAtLeast <= off) type++;
            CategoryByHoursOff[off] = type;
        }
        (ByCategory, Initial) = (new double[hours * types], new double[hours]);
        for (var hour = 0; hour < hours; hour++)
        {
            for (var type = 0; type < types; type++) ByCategory[hour * types + type] = unit.Starts[Charged(hour + 1, type)].Usd;
            Initial[hour] = unit.Starts[ChargedAtFirst(hour)].Usd;
        }
    }

    public int[] CategoryByHoursOff { get; }
    public double[] ByCategory { get; }
    public double[] Initial { get; }

    /// <summary>Cost of a start in an hour after a stop whose first hour off is given; −1 for a unit off since before.</summary>
    public double Usd(int hour, int stopped) => stopped < 0 ? Initial[hour]
        : ByCategory[hour * unit.Starts.Length + CategoryByHoursOff[Math.Min(hour - stopped, CategoryByHoursOff.Length - 1)]];

    private int HoursOffBefore => unit.Before.IsOn ? 0 : unit.Before.HoursInState;

    /// <summary>The type charged for a stop inside the horizon that the hours off put in a type. Hours count from 1, as in the
    /// model.</summary>
    private int Charged(int hour, int type)
    {
        if (rule == StartRule.HoursOff) return type;
        for (var candidate = type; candidate + 1 < unit.Starts.Length; candidate++)
        {
            // Once the type's window lies inside the horizon, only a stop in that window opens the type.
            var next = unit.Starts[candidate + 1].HoursOffAtLeast;
            if (hour < next ? !IsClosed(hour, next) : candidate == type) return candidate;
        }
        return unit.Starts.Length - 1;
    }

    private int ChargedAtFirst(int index)
    {
        var hour = index + 1;
        if (rule == StartRule.HoursOff) return CategoryByHoursOff[Math.Min(HoursOffBefore + index, CategoryByHoursOff.Length - 1)];
        for (var type = 0; type + 1 < unit.Starts.Length; type++)
        {
            var next = unit.Starts[type + 1].HoursOffAtLeast;
            if (hour < next && !IsClosed(hour, next)) return type;
        }
        return unit.Starts.Length - 1;
    }

    private bool IsClosed(int hour, int next) => hour >= next - HoursOffBefore + 1;
}
