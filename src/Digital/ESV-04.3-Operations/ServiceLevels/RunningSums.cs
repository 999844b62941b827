using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;

namespace Busbar.Digital.Operations.ServiceLevels;

/// <summary>Bad and all events summed from the first count, so that any window is two differences.</summary>
internal sealed class RunningSums
{
    public RunningSums(ImmutableArray<EventCount> counts)
    {
        (Ticks, Bad, Total) = (new long[counts.Length], new double[counts.Length + 1], new double[counts.Length + 1]);
        for (var i = 0; i < counts.Length; i++)
        {
            Ticks[i] = counts[i].At.ToUnixTimeTicks();
            Bad[i + 1] = Bad[i] + counts[i].Bad;
            Total[i + 1] = Total[i] + counts[i].Total;
        }
    }

    /// <summary>The counts' times, in ticks since 1970.</summary>
    public long[] Ticks { get; }

    public double[] Bad { get; }

    public double[] Total { get; }
}
