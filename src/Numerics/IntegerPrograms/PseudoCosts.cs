namespace Busbar.Numerics.IntegerPrograms;

/// <summary>What a unit of rounding down or up has cost on the average, by variable. Source: Bénichou et al., Mathematical Programming 1,
/// 1971.</summary>
internal sealed class PseudoCosts(int variables, PseudoCosts? before)
{
    private readonly double[] down = Grown(variables, before?.down);
    private readonly double[] up = Grown(variables, before?.up);
    private readonly int[] downs = Grown(variables, before?.downs);
    private readonly int[] ups = Grown(variables, before?.ups);

    /// <summary>How often the less known side was seen.</summary>
    public int Count(int variable) => Math.Min(downs[variable], ups[variable]);

    /// <summary>What rounding a value down should cost; zero while nothing is known.</summary>
    public double Down(int variable, double value) =>
        downs[variable] == 0 ? 0 : down[variable] / downs[variable] * (value - Math.Floor(value));

    /// <summary>What rounding a value up should cost; zero while nothing is known.</summary>
    public double Up(int variable, double value) =>
        ups[variable] == 0 ? 0 : up[variable] / ups[variable] * (Math.Floor(value) + 1 - value);

    public void Learn(int variable, double value, bool isUp, double gain)
    {
        if (isUp)
        {
            up[variable] += gain / (Math.Floor(value) + 1 - value);
            ups[variable]++;
            return;
        }
        down[variable] += gain / (value - Math.Floor(value));
        downs[variable]++;
    }

    private static T[] Grown<T>(int count, T[]? before)
    {
        var all = new T[count];
        before?.CopyTo(all, 0);
        return all;
    }
}
