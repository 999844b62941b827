using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Commitment.Systems;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>Where the requirements that couple units stand in the vector of prices: energy, spinning, operating and downward reserve by
/// hour, then budgets, then start limits, then cuts. The price of energy is free, all others are not below zero.</summary>
internal sealed class SystemRows
{
    private SystemRows(int hours, int spinning, int operating, int downward, int budgets, int starts, int count) =>
        (Hours, Spinning, Operating, Downward, Budgets, Starts, Fixed) = (hours, spinning, operating, downward, budgets, starts, count);

    public int Hours { get; }

    /// <summary>First row of a family, or −1 when nothing of it is asked for.</summary>
    public int Spinning { get; }

    /// <inheritdoc cref="Spinning"/>
    public int Operating { get; }

    /// <inheritdoc cref="Spinning"/>
    public int Downward { get; }
    public int Budgets { get; }
    public int Starts { get; }

    /// <summary>Rows of the case itself; cuts come after.</summary>
    public int Fixed { get; }

    /// <summary>Whether any hour asks for something.</summary>
    public static bool IsAsked(ImmutableArray<double> mw) => !mw.IsDefaultOrEmpty && mw.Any(each => each > 0);

    public static SystemRows Of(CommitmentCase @case, int startLimited)
    {
        var at = @case.Hours;
        var spinning = Family(@case.SpinningMw);
        var operating = Family(@case.OperatingMw);
        var downward = Family(@case.DownwardMw);
        return new(@case.Hours, spinning, operating, downward, at, at + @case.Budgets.Length, at + @case.Budgets.Length + startLimited);

        int Family(ImmutableArray<double> mw)
        {
            if (!IsAsked(mw)) return -1;
            at += @case.Hours;
            return at - @case.Hours;
        }
    }
}
