using Busbar.Supply.Commitment.Programmes;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>A requirement on hours on alone: Σ weight × (units of the class that are on in the hour) ≥ least.</summary>
internal sealed record Cut(double Least, (int Class, int Hour, double Weight)[] Terms)
{
    public double Of(int index, ulong pattern)
    {
        var sum = 0d;
        foreach (var (@class, hour, weight) in Terms)
            if (@class == index && (pattern >> hour & 1) != 0) sum += weight;
        return sum;
    }
}

/// <summary>The cuts in force, priced after the rows of the case in this order.</summary>
internal sealed record CutPool(Cut[] Cuts)
{
    public static CutPool Empty { get; } = new([]);

    public CutPool With(Cut cut) => new([.. Cuts, cut]);

    /// <summary>An hour on earns the prices of the cuts that ask for it.</summary>
    public void AddTo(UnitCosts[] costs, ReadOnlySpan<double> prices)
    {
        for (var i = 0; i < Cuts.Length; i++)
            if (prices[i] > 0)
                foreach (var (@class, hour, weight) in Cuts[i].Terms) costs[@class].On[hour] -= prices[i] * weight;
    }
}
